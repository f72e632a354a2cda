//! The style sheet: one file out of `style/main.css` and what it imports, minified.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, anyhow, ensure};
use lightningcss::{
    printer::PrinterOptions,
    rules::{CssRule, import::ImportRule},
    stylesheet::{MinifyOptions, ParserOptions, StyleSheet},
    targets::Targets,
    traits::ToCss as _,
};

use crate::tree::{Profile, Tree};

/// Bundles the style sheet. Without targets nothing is rewritten for older browsers: `light-dark()`,
/// nesting and layers stay as they were written.
pub fn build(tree: &Tree, profile: Profile) -> Result<String> {
    let main = tree.root.join("style").join("main.css");
    let source = bundle(&main, &mut Vec::new())?;
    let mut sheet = parse(&source, &main)?;
    let minify = profile == Profile::Release;
    if minify {
        sheet.minify(MinifyOptions::default()).map_err(|error| anyhow!("{error}"))?;
    }
    let options = PrinterOptions { minify, targets: Targets::default(), ..Default::default() };
    Ok(sheet.to_css(options).map_err(|error| anyhow!("{error}"))?.code)
}

/// The text of `file` with every import replaced by the text that it names.
fn bundle(file: &Path, parents: &mut Vec<PathBuf>) -> Result<String> {
    ensure!(!parents.iter().any(|parent| parent == file), "{} imports itself", file.display());
    let source =
        fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let sheet = parse(&source, file)?;

    parents.push(file.to_owned());
    let mut text = String::new();
    for rule in &sheet.rules.0 {
        if let CssRule::Import(import) = rule {
            let imported = file.with_file_name(import.url.as_ref());
            text.push_str(&wrap(import, &bundle(&imported, parents)?)?);
        } else {
            text.push_str(&rule.to_css_string(PrinterOptions::default())?);
        }
        text.push('\n');
    }
    parents.pop();
    Ok(text)
}

/// An import into a layer becomes a block of that layer.
fn wrap(import: &ImportRule<'_>, text: &str) -> Result<String> {
    ensure!(
        import.media.media_queries.is_empty() && import.supports.is_none(),
        "import of {}: only `layer(name)` is understood here",
        import.url
    );
    Ok(match &import.layer {
        None => text.to_owned(),
        Some(None) => format!("@layer {{\n{text}\n}}"),
        Some(Some(name)) => {
            format!("@layer {} {{\n{text}\n}}", name.to_css_string(PrinterOptions::default())?)
        }
    })
}

fn parse<'a>(source: &'a str, file: &Path) -> Result<StyleSheet<'a>> {
    let options = ParserOptions { filename: file.display().to_string(), ..Default::default() };
    // The error borrows the source, so it is put into words here.
    StyleSheet::parse(source, options).map_err(|error| anyhow!("{error}"))
}
