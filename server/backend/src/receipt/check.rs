//! Whether a file is a receipt of this portal, and what it states. Nothing of it is kept.

use std::net::IpAddr;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use domain::{
    invalid::Problem,
    receipt::{Checked, Document, Verdict},
};
use ed25519_dalek::{Signature, VerifyingKey};
use serde::Deserialize;

use super::{issue::signed_bytes, key, key::PublicKey};
use crate::{Context, Error, session};

/// A file larger than this is none of ours (bytes).
pub const LARGEST: usize = 64 << 10;

/// What is read of a file that is no whole receipt.
#[derive(Deserialize)]
struct Torn {
    key_id: String,
}

const NOT_OURS: Checked = Checked { verdict: Verdict::NotOurs, statement: None };

/// Checks for anybody, so many times within a while from one address.
pub async fn verify(cx: &Context, file: &[u8], from: Option<IpAddr>) -> Result<Checked, Error> {
    let wrong = |problem| Error::field("receipt", problem);
    if file.trim_ascii().is_empty() {
        return Err(wrong(Problem::Required));
    }
    if file.len() > LARGEST {
        return Err(wrong(Problem::TooLong { max: u32::try_from(LARGEST).unwrap_or(u32::MAX) }));
    }
    session::admit_check(cx, from).await?.map_err(wrong)?;
    Ok(key::public_key(cx).await?.map_or(NOT_OURS, |key| check(file, &key)))
}

/// Checks with a key. Hostile files are not ours, or changed; nesting is limited by the parser.
#[must_use]
pub fn check(file: &[u8], key: &PublicKey) -> Checked {
    let Some(key) = key.verifying().filter(|_| file.len() <= LARGEST) else { return NOT_OURS };
    let file = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file);
    match serde_json::from_slice::<Document>(file) {
        Ok(document) if document.key_id != key::id(&key) => {
            Checked { verdict: Verdict::NotOurs, statement: Some(document.statement) }
        }
        Ok(document) => {
            let verdict =
                if is_signed(&document, &key) { Verdict::Valid } else { Verdict::Changed };
            Checked { verdict, statement: Some(document.statement) }
        }
        Err(_) => torn(file, &key),
    }
}

fn is_signed(document: &Document, key: &VerifyingKey) -> bool {
    let signature = STANDARD.decode(&document.signature).ok();
    signature.and_then(|bytes| Signature::from_slice(&bytes).ok()).is_some_and(|signature| {
        key.verify_strict(&signed_bytes(&document.statement), &signature).is_ok()
    })
}

/// A receipt to which something was added, or from which something is missing, still names its key.
fn torn(file: &[u8], key: &VerifyingKey) -> Checked {
    match serde_json::from_slice::<Torn>(file) {
        Ok(torn) if torn.key_id == key::id(key) => {
            Checked { verdict: Verdict::Changed, statement: None }
        }
        _ => NOT_OURS,
    }
}

#[cfg(test)]
#[path = "check_tests.rs"]
mod tests;
