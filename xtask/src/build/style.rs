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

#[cfg(test)]
mod tests {
    use super::*;

    /// A checkout that holds these style sheets only.
    fn tree(files: &[(&str, &str)]) -> (tempfile::TempDir, Tree) {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("style")).unwrap();
        for (name, text) in files {
            fs::write(root.path().join("style").join(name), text).unwrap();
        }
        let tree = Tree { root: root.path().to_owned(), target: root.path().join("target") };
        (root, tree)
    }

    #[test]
    fn imports_land_in_their_layers_in_the_order_that_the_first_line_says() {
        let (_root, tree) = tree(&[
            (
                "main.css",
                "@layer base, parts;\n@import 'parts.css' layer(parts);\n@import 'base.css' layer(base);",
            ),
            ("base.css", "a { color: red }"),
            ("parts.css", "b { color: blue }"),
        ]);

        let style = build(&tree, Profile::Release).unwrap();

        assert_eq!(style, "@layer base{a{color:red}}@layer parts{b{color:#00f}}");
    }

    #[test]
    fn nothing_is_rewritten_for_older_browsers() {
        let (_root, tree) = tree(&[(
            "main.css",
            "a { color: light-dark(oklch(0.5 0.1 200), oklch(0.8 0.1 200)); &:hover { margin-inline: 1rem } }",
        )]);

        let style = build(&tree, Profile::Release).unwrap();

        assert_eq!(
            style,
            "a{color:light-dark(oklch(50% .1 200),oklch(80% .1 200));&:hover{margin-inline:1rem}}"
        );
    }

    #[test]
    fn what_would_be_lost_is_refused() {
        for (main, other) in [
            ("@import 'other.css' print;", "a {}"),
            ("@import 'other.css';", "@import 'main.css';"),
            ("@import 'missing.css';", ""),
            ("a { color: }}", ""),
        ] {
            let (_root, tree) = tree(&[("main.css", main), ("other.css", other)]);
            assert!(build(&tree, Profile::Release).is_err(), "{main}");
        }
    }
}
