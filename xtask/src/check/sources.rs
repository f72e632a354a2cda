//! The Rust sources of the checkout, as text.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};

use crate::tree::Tree;

/// One file.
#[derive(Debug)]
pub struct Source {
    /// Path from the checkout, with `/` on every system.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// Something that breaks a rule, as `path:line: what`.
pub fn finding(source: &Source, line: usize, what: &str) -> String {
    format!("{}:{line}: {what}", source.path)
}

/// Folders that hold Rust sources.
const FOLDERS: [&str; 5] = ["app", "frontend", "migration", "server", "xtask"];

/// Reads all of them, sorted by path.
pub fn read(tree: &Tree) -> Result<Vec<Source>> {
    let mut files = Vec::new();
    for folder in FOLDERS {
        collect(&tree.root.join(folder), &mut files)?;
    }
    files.sort();
    files
        .into_iter()
        .map(|file| {
            let text = fs::read_to_string(&file)
                .with_context(|| format!("cannot read {}", file.display()))?;
            let path = tree.shown(&file).to_string_lossy().replace('\\', "/");
            Ok(Source { path, text })
        })
        .collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            if path.file_name().is_none_or(|name| name != "target") {
                collect(&path, files)?;
            }
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    Ok(())
}
