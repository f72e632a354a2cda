//! Static files: what `cargo xtask build` put into the site folder, served from memory.
//!
//! Development reads the folder at start; a release (`--features embed`) carries it in the binary.
//! Both hold the same files, so both are served by the same code.

#[cfg(feature = "embed")]
mod embedded;
mod endpoint;
mod file;
mod folder;

use std::{
    collections::BTreeMap,
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

use app::shell;
use axum::{Router, body::Bytes};
use serde::Deserialize;

use self::file::File;

/// Where the site folder is, unless the binary carries it.
// Skipped as a group, whose name would be that of the arguments it is flattened into.
#[derive(Debug, clap::Args)]
#[group(skip)]
pub struct Arguments {
    /// Folder with the built site; without it a release serves what it carries.
    #[arg(long, env = "STAFETA_SITE", value_name = "DIR")]
    site: Option<PathBuf>,
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
    /// The folder cannot be read.
    #[error("cannot read the site folder {0}: {1}; build it with `cargo xtask build`")]
    Folder(PathBuf, io::Error),
    /// The list of files is no list of files.
    #[error("manifest.json of the site is wrong: {0}; build it with `cargo xtask build`")]
    Manifest(#[from] serde_json::Error),
    /// A file that pages need.
    #[error("the site has no {0}; build it with `cargo xtask build`")]
    Missing(String),
}

impl Site {
    /// Reads all static files into memory.
    pub fn load(arguments: &Arguments) -> Result<Self, Error> {
        match (&arguments.site, carried()) {
            (Some(folder), _) => Self::read(folder),
            (None, Some(carried)) => Self::from_contents(&carried),
            (None, None) => Self::read(Path::new("target/site")),
        }
    }

    /// Reads the static files of this folder into memory.
    pub fn read(folder: &Path) -> Result<Self, Error> {
        Self::from_contents(&folder::read(folder)?)
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
            .map(|entry| File::find(contents, entry).ok_or_else(|| missing(&entry.url)))
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

/// What the binary carries.
#[cfg(feature = "embed")]
#[expect(clippy::unnecessary_wraps, reason = "a development build has none")]
fn carried() -> Option<Contents> {
    Some(embedded::read())
}

/// A development build carries nothing, so that a new style does not compile the server again.
#[cfg(not(feature = "embed"))]
fn carried() -> Option<Contents> {
    None
}

#[cfg(test)]
mod tests {
    use axum::{
        body::{Body, to_bytes},
        http::{Request, StatusCode},
        response::Response,
    };
    use tower::ServiceExt as _;

    use super::*;

    const MANIFEST: &str = r#"{
        "main.css": {"url": "/pkg/main.aa.css", "hash": "aa"},
        "icons.svg": {"url": "/pkg/icons.bb.svg", "hash": "bb"},
        "partner.js": {"url": "/pkg/partner.cc.js", "hash": "cc"},
        "partner.wasm": {"url": "/pkg/partner.dd.wasm", "hash": "dd"},
        "staff.js": {"url": "/pkg/staff.ee.js", "hash": "ee"},
        "staff.wasm": {"url": "/pkg/staff.ff.wasm", "hash": "ff"},
        "favicon.svg": {"url": "/favicon.svg", "hash": "00"}
    }"#;

    fn contents() -> Contents {
        let files = [
            ("manifest.json", MANIFEST),
            ("favicon.svg", "<svg/>"),
            ("pkg/main.aa.css", "a{}"),
            ("pkg/icons.bb.svg", "<svg/>"),
            ("pkg/partner.cc.js", "0"),
            ("pkg/partner.dd.wasm", "wasm"),
            ("pkg/partner.dd.wasm.br", "brotli"),
            ("pkg/partner.dd.wasm.gz", "gzip"),
            ("pkg/staff.ee.js", "0"),
            ("pkg/staff.ff.wasm", "wasm"),
            ("pkg/secret.txt", "not in the manifest"),
        ];
        files.map(|(name, text)| (name.to_owned(), Bytes::from_static(text.as_bytes()))).into()
    }

    async fn get(url: &str, header: (&str, &str)) -> Response {
        let router = Site::from_contents(&contents()).unwrap().into_router();
        let request = Request::get(url).header(header.0, header.1).body(Body::empty()).unwrap();
        router.oneshot(request).await.unwrap()
    }

    fn header<'a>(response: &'a Response, name: &str) -> &'a str {
        response.headers().get(name).map_or("", |value| value.to_str().unwrap())
    }

    #[tokio::test]
    async fn the_best_encoding_that_the_client_takes_is_sent() {
        for (accepted, encoding, body) in [
            ("gzip, deflate, br, zstd", "br", "brotli"),
            ("gzip, br;q=0", "gzip", "gzip"),
            ("br;q=0.5", "br", "brotli"),
            ("identity", "", "wasm"),
        ] {
            let response = get("/pkg/partner.dd.wasm", ("accept-encoding", accepted)).await;

            assert_eq!(header(&response, "content-encoding"), encoding, "{accepted}");
            assert_eq!(header(&response, "content-type"), "application/wasm");
            assert_eq!(header(&response, "vary"), "accept-encoding");
            let bytes = to_bytes(response.into_body(), 100).await.unwrap();
            assert_eq!(bytes, body, "{accepted}");
        }
    }

    #[tokio::test]
    async fn only_a_hashed_name_is_kept_for_ever() {
        let hashed = get("/pkg/main.aa.css", ("accept", "*/*")).await;
        let fixed = get("/favicon.svg", ("accept", "*/*")).await;

        assert!(header(&hashed, "cache-control").contains("immutable"));
        assert!(!header(&fixed, "cache-control").contains("immutable"));
    }

    #[tokio::test]
    async fn what_the_client_has_is_not_sent_again() {
        for (known, status) in [
            ("\"00-plain\"", StatusCode::NOT_MODIFIED),
            ("\"11-plain\", W/\"00-plain\"", StatusCode::NOT_MODIFIED),
            ("\"00-br\"", StatusCode::OK),
        ] {
            let response = get("/favicon.svg", ("if-none-match", known)).await;

            assert_eq!(response.status(), status, "{known}");
            assert_eq!(header(&response, "etag"), "\"00-plain\"");
        }
    }

    #[tokio::test]
    async fn a_file_that_the_manifest_does_not_name_cannot_be_read() {
        for url in ["/pkg/secret.txt", "/pkg/../manifest.json", "/manifest.json"] {
            assert_eq!(get(url, ("accept", "*/*")).await.status(), StatusCode::NOT_FOUND, "{url}");
        }
    }

    #[test]
    fn a_missing_file_is_named_with_the_command_that_builds_it() {
        let mut contents = contents();
        contents.remove("pkg/staff.ff.wasm");

        let error = Site::from_contents(&contents).err().unwrap().to_string();

        assert!(error.contains("/pkg/staff.ff.wasm"), "{error}");
        assert!(error.contains("cargo xtask build"), "{error}");
    }
}
