//! Looks into the compiled bundles for what must not be linked, whatever the dependency graph says.

use std::fs;

use anyhow::{Context as _, Result, bail, ensure};

use crate::{
    build::{self, Bundle},
    tree::Tree,
};

/// Crate names as they stand in names of functions.
const FORBIDDEN: [&str; 8] = [
    "regex_automata",
    "regex_syntax",
    "icu_normalizer",
    "icu_properties",
    "sea_orm",
    "sqlx_core",
    "tokio",
    "chrono_tz",
];

/// A crate that is in every bundle: if it is not found, the names are gone and nothing is proven.
const ALWAYS: &str = "leptos";

/// Fails if a release bundle holds a function of a forbidden crate.
pub fn check(tree: &Tree) -> Result<()> {
    for name in Bundle::NAMES {
        let path = build::compiled(tree, name);
        let wasm = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let holds = |text: &str| wasm.windows(text.len()).any(|window| window == text.as_bytes());
        ensure!(holds(ALWAYS), "{name}: the compiled bundle has no function names to look at");
        let found: Vec<_> = FORBIDDEN.into_iter().filter(|crate_name| holds(crate_name)).collect();
        if !found.is_empty() {
            bail!("{name}: linked although no browser needs it: {}", found.join(", "));
        }
    }
    Ok(())
}
