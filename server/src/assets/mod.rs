//! Static files: what `cargo xtask build` put into the site folder, served from memory.
//!
//! Development reads the folder at start; a release (`--features embed`) carries it in the binary.
//! Both hold the same files, so both are served by the same code.

#[cfg(not(feature = "embed"))]
mod folder;
#[cfg(feature = "embed")]
mod embedded;
mod endpoint;
mod file;

use std::{collections::BTreeMap, sync::Arc};

use app::shell;
use axum::{Router, body::Bytes};
use serde::Deserialize;

use self::file::File;

/// Where the site folder is. A release carries its files and needs no argument.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Folder with the built site.
    #[cfg(not(feature = "embed"))]
    #[arg(long, env = "STAFETA_SITE", value_name = "DIR", default_value = "target/site")]
    site: std::path::PathBuf,
}

/// Everything of the site folder, by its path inside it.
type Contents = BTreeMap<String, Bytes>;

/// One line of `manifest.json`: a logical name (`partner.js`) leads to it.
#[derive(Debug, Deserialize)]
struct Entry {
    /// URL path, with the hash in it if it may be cached for ever.
    url: String,
    /// Hash of the content, for the `ETag`.
    hash: String,
}

/// The static files and the names that pages load them by.
pub struct Site {
    pages: Arc<shell::Assets>,
    files: Vec<File>,
}

/// Why there are no static files to serve.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[cfg(not(feature = "embed"))]
    #[error("cannot read the site folder {0}: {1}; build it with `cargo xtask build`")]
    Folder(std::path::PathBuf, std::io::Error),
    #[error("manifest.json of the site is wrong: {0}; build it with `cargo xtask build`")]
    Manifest(#[from] serde_json::Error),
    #[error("the site has no {0}; build it with `cargo xtask build`")]
    Missing(String),
}

impl Site {
    /// Reads all static files into memory.
    pub fn load(arguments: &Arguments) -> Result<Self, Error> {
        #[cfg(not(feature = "embed"))]
        let contents = folder::read(&arguments.site)?;
        #[cfg(feature = "embed")]
        let Arguments {} = arguments;
        #[cfg(feature = "embed")]
        let contents = embedded::read();
        Self::from_contents(&contents)
    }

    fn from_contents(contents: &Contents) -> Result<Self, Error> {
        let missing = |name: &str| Error::Missing(name.to_owned());
        let manifest = contents.get("manifest.json").ok_or_else(|| missing("manifest.json"))?;
        let entries: BTreeMap<String, Entry> = serde_json::from_slice(manifest)?;

        let url = |name: &str| match entries.get(name) {
            Some(entry) => Ok(entry.url.clone()),
            None => Err(missing(name)),
        };
        let bundle = |name: &str| {
            Ok::<_, Error>(shell::Bundle {
                script: url(&format!("{name}.js"))?,
                wasm: url(&format!("{name}.wasm"))?,
            })
        };
        let pages = Arc::new(shell::Assets {
            style: url("main.css")?,
            icons: url("icons.svg")?,
            partner: bundle("partner")?,
            staff: bundle("staff")?,
        });

        let files = entries
            .values()
            .map(|entry| {
                File::find(contents, entry).ok_or_else(|| missing(&entry.url))
            })
            .collect::<Result<_, _>>()?;
        Ok(Self { pages, files })
    }

    /// The URLs that the document refers to.
    pub fn pages(&self) -> Arc<shell::Assets> {
        Arc::clone(&self.pages)
    }

    /// One route for each file: a path that is not in the manifest cannot be asked for.
    pub fn into_router(self) -> Router {
        self.files.into_iter().fold(Router::new(), |router, file| {
            let url = file.url.clone();
            router.route(&url, endpoint::of(file))
        })
    }
}
