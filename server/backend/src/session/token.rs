//! Secrets of cookies and links: only their hash is stored, so that who reads the database cannot use them.

use std::fmt::Write;

use sha2::{Digest, Sha256};

/// SHA-256 in hex. A token has 256 random bits, so no slow hash is needed.
pub(crate) fn hash(token: &str) -> String {
    Sha256::digest(token.as_bytes()).iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _never_fails = write!(hex, "{byte:02x}");
        hex
    })
}
