//! The site inside the release binary.

use std::borrow::Cow;

use axum::body::Bytes;
use rust_embed::RustEmbed;

use super::Contents;

/// `cargo xtask build --release` builds the site first and names its folder here.
#[derive(RustEmbed)]
#[folder = "$STAFETA_SITE"]
struct Embedded;

/// Collects the embedded files without copying them.
pub fn read() -> Contents {
    Embedded::iter()
        .filter_map(|name| {
            let bytes = match Embedded::get(&name)?.data {
                Cow::Borrowed(bytes) => Bytes::from_static(bytes),
                Cow::Owned(bytes) => bytes.into(),
            };
            Some((name.into_owned(), bytes))
        })
        .collect()
}
