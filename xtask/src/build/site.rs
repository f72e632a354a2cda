//! The site folder: content hashes in names, compressed siblings, and the manifest that knows both.

use std::{
    collections::BTreeMap,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, ensure};
use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::Bundle;
use crate::tree::{Profile, Tree};

/// Files of fewer bytes travel in one packet anyway.
const WORTH_COMPRESSING: usize = 512;

/// Collects the files of one build. URLs below `/pkg/` have a hash and never change their content.
struct Site {
    folder: PathBuf,
    profile: Profile,
    manifest: BTreeMap<String, serde_json::Value>,
    written: Vec<PathBuf>,
}

/// Writes the whole site; files of earlier builds go.
pub fn write(tree: &Tree, profile: Profile, bundles: &[Bundle], style: String) -> Result<()> {
    let folder = tree.site(profile);
    let mut site = Site { folder, profile, manifest: BTreeMap::new(), written: Vec::new() };

    for bundle in bundles {
        let name = bundle.name;
        let wasm_name = format!("{name}.wasm");
        let wasm = site.hashed(&wasm_name, &bundle.wasm)?;
        site.hashed(&format!("{name}.js"), starting(bundle, &wasm)?.as_bytes())?;
    }
    site.hashed("main.css", style.as_bytes())?;
    site.hashed("icons.svg", &fs::read(tree.root.join("style").join("icons.svg"))?)?;
    for file in files_of(&tree.root.join("app").join("public"))? {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        site.fixed(&name, &fs::read(&file)?)?;
    }
    site.finish()
}

/// The module script, made to start itself with the WebAssembly of this URL: the page then needs one
/// external script and nothing inline. It also asks the browser to keep the page for those who are offline, which a
/// browser may refuse and an address without https has not.
fn starting(bundle: &Bundle, wasm: &str) -> Result<String> {
    ensure!(
        bundle.script.contains("__wbg_init as default"),
        "wasm-bindgen's script is not what it used to be: cannot start it"
    );
    let beside = wasm.trim_start_matches("/pkg/");
    let url = format!("new URL('{beside}', import.meta.url)");
    let offline = "navigator.serviceWorker?.register('/offline.js').catch(() => {});";
    Ok(format!("{}\n__wbg_init({{ module_or_path: {url} }});\n{offline}\n", bundle.script))
}

impl Site {
    /// Adds a file below `/pkg/` with the hash in its name; returns its URL.
    fn hashed(&mut self, name: &str, content: &[u8]) -> Result<String> {
        let hash = hash(content);
        let (stem, extension) = name.rsplit_once('.').context("a file has an extension")?;
        let url = format!("/pkg/{stem}.{hash}.{extension}");
        self.add(name, &url, &hash, content)?;
        Ok(url)
    }

    /// Adds a file whose URL others know by heart: browsers, bookmarks, home screens.
    fn fixed(&mut self, name: &str, content: &[u8]) -> Result<()> {
        self.add(name, &format!("/{name}"), &hash(content), content)
    }

    fn add(&mut self, name: &str, url: &str, hash: &str, content: &[u8]) -> Result<()> {
        let path = self.folder.join(url.trim_start_matches('/'));
        let compressed = self.profile == Profile::Release
            && content.len() >= WORTH_COMPRESSING
            && Path::new(name).extension().is_none_or(|extension| extension != "png");
        // Same name and hash: written by an earlier build, and brotli takes its time.
        let known = |path: &Path| url.contains(hash) && path.exists();
        let mut write = |path: PathBuf, bytes: &dyn Fn() -> Result<Vec<u8>>| -> Result<()> {
            if !known(&path) {
                fs::create_dir_all(path.parent().context("a file lies in a folder")?)?;
                // Renamed when complete: a build that is interrupted leaves no half file.
                let part = with_suffix(&path, "part");
                fs::write(&part, bytes()?)?;
                fs::rename(part, &path)?;
            }
            self.written.push(path);
            Ok(())
        };
        write(path.clone(), &|| Ok(content.to_owned()))?;
        if compressed {
            write(with_suffix(&path, "br"), &|| brotli(content))?;
            write(with_suffix(&path, "gz"), &|| gzip(content))?;
        }
        self.manifest.insert(name.to_owned(), json!({ "url": url, "hash": hash }));
        Ok(())
    }

    /// Writes the manifest and removes what this build did not write.
    fn finish(mut self) -> Result<()> {
        let manifest = self.folder.join("manifest.json");
        fs::write(&manifest, serde_json::to_vec_pretty(&self.manifest)?)?;
        self.written.push(manifest);
        for folder in [self.folder.clone(), self.folder.join("pkg")] {
            for file in files_of(&folder)? {
                if !self.written.contains(&file) {
                    fs::remove_file(file)?;
                }
            }
        }
        Ok(())
    }
}

/// Files right inside a folder, sorted.
fn files_of(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let entries =
        fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    for entry in entries {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            files.push(entry.path());
        }
    }
    files.sort();
    Ok(files)
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(suffix);
    name.into()
}

/// 64 bits of SHA-256 in hexadecimal: enough to tell the builds of one site apart.
fn hash(content: &[u8]) -> String {
    let digest = Sha256::digest(content);
    let first = digest.iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte));
    format!("{first:016x}")
}

/// Brotli at its best.
pub fn brotli(content: &[u8]) -> Result<Vec<u8>> {
    let mut compressed = Vec::new();
    let parameters =
        brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &content[..], &mut compressed, &parameters)?;
    Ok(compressed)
}

/// Gzip at its best.
pub fn gzip(content: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: &str = "async function __wbg_init() {}\nexport { __wbg_init as default };";

    fn bundle(wasm: &[u8]) -> Bundle {
        Bundle { name: "partner", script: SCRIPT.to_owned(), wasm: wasm.to_owned() }
    }

    fn tree() -> (tempfile::TempDir, Tree) {
        let root = tempfile::tempdir().unwrap();
        let folder = |name: &str| root.path().join(name);
        for name in ["style", "app/public"] {
            fs::create_dir_all(folder(name)).unwrap();
        }
        fs::write(folder("style/icons.svg"), "<svg/>").unwrap();
        fs::write(folder("app/public/favicon.svg"), "<svg/>").unwrap();
        let tree = Tree { root: root.path().to_owned(), target: folder("target") };
        (root, tree)
    }

    fn urls(tree: &Tree) -> BTreeMap<String, String> {
        let manifest = fs::read(tree.site(Profile::Release).join("manifest.json")).unwrap();
        let entries: BTreeMap<String, serde_json::Value> =
            serde_json::from_slice(&manifest).unwrap();
        let url = |entry: &serde_json::Value| entry["url"].as_str().unwrap().to_owned();
        entries.iter().map(|(name, entry)| (name.clone(), url(entry))).collect()
    }

    fn has(tree: &Tree, url: &str, suffix: &str) -> bool {
        tree.site(Profile::Release).join(format!("{}{suffix}", &url[1..])).exists()
    }

    #[test]
    fn a_changed_file_gets_another_name_and_the_old_one_goes() {
        let (_root, tree) = tree();
        let build = |wasm: &[u8]| {
            write(&tree, Profile::Release, &[bundle(wasm)], String::new()).unwrap();
            urls(&tree)
        };

        let before = build(&[1; 1000]);
        let after = build(&[2; 1000]);

        assert_ne!(before["partner.wasm"], after["partner.wasm"]);
        assert_ne!(before["partner.js"], after["partner.js"], "it names the WebAssembly");
        assert_eq!(before["icons.svg"], after["icons.svg"]);
        for suffix in ["", ".br", ".gz"] {
            assert!(has(&tree, &after["partner.wasm"], suffix), "{suffix}");
            assert!(!has(&tree, &before["partner.wasm"], suffix), "{suffix}");
        }
    }

    #[test]
    fn the_script_starts_itself_with_the_hashed_web_assembly() {
        let script = starting(&bundle(b"wasm"), "/pkg/partner.abc.wasm").unwrap();

        assert!(script.contains(
            "\n__wbg_init({ module_or_path: new URL('partner.abc.wasm', import.meta.url) });\n"
        ));
    }

    #[test]
    fn a_file_that_others_know_by_heart_keeps_its_name() {
        let (_root, tree) = tree();
        write(&tree, Profile::Release, &[bundle(b"wasm")], String::new()).unwrap();

        assert_eq!(urls(&tree)["favicon.svg"], "/favicon.svg");
    }

    #[test]
    fn what_is_compressed_is_the_file() {
        let text = "Stafeta ".repeat(100);

        let mut plain = Vec::new();
        brotli::BrotliDecompress(&mut &brotli(text.as_bytes()).unwrap()[..], &mut plain).unwrap();
        assert_eq!(plain, text.as_bytes());

        let mut plain = String::new();
        let gzipped = gzip(text.as_bytes()).unwrap();
        std::io::Read::read_to_string(&mut flate2::read::GzDecoder::new(&gzipped[..]), &mut plain)
            .unwrap();
        assert_eq!(plain, text);
    }
}
