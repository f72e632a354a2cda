//! What may be compiled for the browser: an import that drags in half a server shows up here.

use std::process::Command;

use anyhow::{Result, bail};

use crate::{process, tree::Tree};

/// Beginnings of package names that have no business in a browser.
const FORBIDDEN: [&str; 14] = [
    "axum",
    "backend",
    "chrono-tz",
    "hyper",
    "icu",
    "jiff",
    "leptos_axum",
    "migration",
    "mio",
    "rand",
    "regex",
    "sea-",
    "sqlx",
    "tokio",
];

/// Packages that Leptos itself names but does not call in a browser. Nothing of them may be linked:
/// `test` looks for their functions in the release bundles.
///
/// `leptos_config` parses Cargo.toml with `regex`; `url` checks foreign domain names with ICU.
const BROUGHT_BY: [(&str, &str); 2] = [("leptos_config", "regex"), ("idna_adapter", "icu")];

/// Fails if the browser's dependency graph names a package that it must not.
pub fn check(tree: &Tree) -> Result<()> {
    let mut found = Vec::new();
    let mut parents: Vec<String> = Vec::new();
    for line in graph(tree)?.lines() {
        let Some((depth, name)) = split(line) else { continue };
        parents.truncate(depth);
        if is_forbidden(&name, &parents) {
            found.push(format!("{name} (by {})", parents.join(" > ")));
        }
        parents.push(name);
    }
    if !found.is_empty() {
        bail!("the browser must not compile: {}", found.join(", "));
    }
    Ok(())
}

fn graph(tree: &Tree) -> Result<String> {
    let mut cargo: Command = process::cargo(tree);
    cargo.args(["tree", "--package", "frontend", "--target", "wasm32-unknown-unknown"]);
    // Procedural macros run on the developer's machine, whatever they depend on.
    cargo.args(["--edges", "normal,no-proc-macro", "--prefix", "depth"]);
    process::output(&mut cargo)
}

/// `3serde_core v1.0.229` is the package `serde_core` at depth 3.
fn split(line: &str) -> Option<(usize, String)> {
    let digits = line.find(|letter: char| !letter.is_ascii_digit())?;
    let depth = line[..digits].parse().ok()?;
    let name = line[digits..].split_whitespace().next()?;
    Some((depth, name.to_owned()))
}

fn is_forbidden(name: &str, parents: &[String]) -> bool {
    let known = BROUGHT_BY.iter().any(|(parent, prefix)| {
        name.starts_with(prefix) && parents.iter().any(|other| other == parent)
    });
    !known && FORBIDDEN.iter().any(|prefix| name.starts_with(prefix))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(names: &[&str]) -> Vec<String> {
        names.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_line_is_a_depth_and_a_package() {
        assert_eq!(split("12url v2.5.8 (*)"), Some((12, "url".to_owned())));
        assert_eq!(split(""), None);
    }

    #[test]
    fn regex_is_forbidden_to_us_and_not_to_leptos() {
        assert!(is_forbidden("regex", &path(&["frontend", "app"])));
        assert!(is_forbidden("regex", &path(&["frontend", "app", "domain"])));
        assert!(!is_forbidden("regex", &path(&["frontend", "app", "leptos", "leptos_config"])));
        assert!(is_forbidden("sea-orm", &path(&["frontend", "app", "leptos", "leptos_config"])));
    }
}
