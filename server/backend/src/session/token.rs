//! Secrets of cookies and links: only their hash is stored, so that who reads the database cannot use them.

use sha2::{Digest, Sha256};

/// SHA-256 in hex. A token has 256 random bits, so no slow hash is needed.
pub(crate) fn hash(token: &str) -> String {
    Sha256::digest(token.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}
