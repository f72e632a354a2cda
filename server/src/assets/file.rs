//! One static file with its compressed siblings and the headers it is sent with.

use axum::{body::Bytes, http::HeaderValue};

use super::{Contents, Entry};

/// A file under one URL. Cloning shares the bytes.
#[derive(Debug, Clone)]
pub struct File {
    /// URL path.
    pub url: String,
    /// MIME type, with the character set where there is one.
    pub mime: &'static str,
    /// Content hash: the `ETag` of a variant is made of it.
    pub hash: String,
    /// How long browsers may keep it.
    pub cache: HeaderValue,
    /// The bytes as they are.
    pub plain: Bytes,
    /// Brotli, if the build made it.
    pub brotli: Option<Bytes>,
    /// Gzip, if the build made it.
    pub gzip: Option<Bytes>,
}

impl File {
    /// Finds the bytes of a manifest entry, or `None` if the file is not there.
    pub(super) fn find(contents: &Contents, entry: &Entry) -> Option<Self> {
        let path = entry.url.trim_start_matches('/');
        // A hashed name never changes its content; a fixed one is asked for again, in the background.
        let cache = if entry.url.contains(&entry.hash) {
            "public, max-age=31536000, immutable"
        } else {
            "public, max-age=600, stale-while-revalidate=86400"
        };
        Some(Self {
            url: entry.url.clone(),
            mime: mime_of(path),
            hash: entry.hash.clone(),
            cache: HeaderValue::from_static(cache),
            plain: contents.get(path)?.clone(),
            brotli: contents.get(&format!("{path}.br")).cloned(),
            gzip: contents.get(&format!("{path}.gz")).cloned(),
        })
    }
}

fn mime_of(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, extension)| extension) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("json") => "application/json",
        Some("png") => "image/png",
        Some("svg") => "image/svg+xml",
        Some("txt") => "text/plain; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("webmanifest") => "application/manifest+json",
        _ => "application/octet-stream",
    }
}
