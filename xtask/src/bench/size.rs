//! What a browser downloads for the first page, in bytes, and the budget for it.

use std::{fmt, fs};

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;

use crate::{
    build::Bundle,
    tree::{Profile, Tree},
};

/// Brotli bytes of script and WebAssembly of a partner's first page.
const PARTNER_BUDGET: u64 = 300_000;

/// Brotli bytes of the style sheet.
const STYLE_BUDGET: u64 = 15_000;

/// Sizes of one file.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    raw: u64,
    gzip: u64,
    brotli: u64,
}

/// Sizes of everything that counts, by the names of the manifest.
#[derive(Debug)]
pub struct Sizes(Vec<(String, Size)>);

/// Measures the release site that was built last.
pub fn measure(tree: &Tree) -> Result<Sizes> {
    let site = tree.site(Profile::Release);
    let manifest = fs::read(site.join("manifest.json")).context("the release site is not built")?;
    let manifest: Value = serde_json::from_slice(&manifest)?;

    let bundles =
        Bundle::NAMES.iter().flat_map(|name| [format!("{name}.js"), format!("{name}.wasm")]);
    let names = bundles.chain(["main.css".to_owned(), "icons.svg".to_owned()]);
    let sizes = names.map(|name| {
        let url = manifest[&name]["url"].as_str().with_context(|| format!("no {name}"))?;
        let length = |suffix: &str| -> Result<u64> {
            Ok(fs::metadata(site.join(format!("{}{suffix}", &url[1..])))?.len())
        };
        let raw = length("")?;
        // What is not worth compressing is sent as it is.
        let compressed = |suffix| length(suffix).unwrap_or(raw);
        Ok((name, Size { raw, gzip: compressed(".gz"), brotli: compressed(".br") }))
    });
    Ok(Sizes(sizes.collect::<Result<_>>()?))
}

impl Sizes {
    /// Fails above the budget.
    pub fn check(&self) -> Result<()> {
        let partner = self.brotli("partner.js") + self.brotli("partner.wasm");
        ensure!(
            partner <= PARTNER_BUDGET,
            "the partner's first page loads {partner} bytes of brotli, the budget is {PARTNER_BUDGET}"
        );
        let style = self.brotli("main.css");
        ensure!(
            style <= STYLE_BUDGET,
            "the style sheet has {style} bytes of brotli, the budget is {STYLE_BUDGET}"
        );
        Ok(())
    }

    fn brotli(&self, name: &str) -> u64 {
        self.0.iter().filter(|(known, _)| known == name).map(|(_, size)| size.brotli).sum()
    }
}

impl fmt::Display for Sizes {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "{:14} {:>10} {:>10} {:>10}", "bytes", "raw", "gzip", "brotli")?;
        for (name, Size { raw, gzip, brotli }) in &self.0 {
            writeln!(formatter, "{name:14} {raw:>10} {gzip:>10} {brotli:>10}")?;
        }
        for bundle in Bundle::NAMES {
            let sum = self.brotli(&format!("{bundle}.js")) + self.brotli(&format!("{bundle}.wasm"));
            writeln!(formatter, "{:36} {sum:>10}", format!("{bundle}: script + WebAssembly"))?;
        }
        Ok(())
    }
}
