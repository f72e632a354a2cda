//! Passwords: hashed with argon2id, at most a few at a time, and never one that everybody tries first.

use std::sync::LazyLock;

use argon2::{
    Argon2,
    password_hash::{self, PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use domain::{
    invalid::{FieldError, Problem},
    person,
};
use tokio::{sync::Semaphore, task::spawn_blocking};
use unicode_normalization::UnicodeNormalization;

use crate::{Error, fold};

mod well_known;

/// One hash takes 19 MiB and some tens of milliseconds of a core (argon2's defaults, which are OWASP's
/// minimum). More at a time would let a burst of sign-ins take the machine.
const AT_A_TIME: usize = 4;

static PERMITS: Semaphore = Semaphore::const_new(AT_A_TIME);

/// Verified for addresses that nobody has, so that the answer takes as long as for real ones.
static NOBODY: LazyLock<Option<String>> = LazyLock::new(|| digest("nobody has this password").ok());

/// Checks a new password against the rules, the list of common ones, and what everybody knows of its person.
pub(crate) fn check_new(
    password: &str,
    again: &str,
    known: &[&str],
) -> Result<(), Vec<FieldError>> {
    person::new_password(password, again)?;
    let is_known = known.iter().any(|word| fold::fold(word) == fold::fold(password));
    if is_known || well_known::is_common(password) {
        return Err(vec![FieldError::new("password", Problem::CommonPassword)]);
    }
    Ok(())
}

/// Hashes a password for storage. Takes tens of milliseconds: never within a transaction.
pub async fn hash(password: &str) -> Result<String, Error> {
    let password = normal(password);
    off_the_reactor(move || digest(&password)).await?
}

/// The same with a salt of the caller's, for a password that is public anyway: every load of the demo writes the same.
pub(crate) async fn hash_with(password: &str, salt: [u8; 16]) -> Result<String, Error> {
    let password = normal(password);
    let work = move || {
        let hash: Result<PasswordHash, _> =
            Argon2::default().hash_password_with_salt(password.as_bytes(), &salt);
        hash.map(|hash| hash.to_string()).map_err(unhashed)
    };
    off_the_reactor(work).await?
}

/// Whether the password belongs to the hash. Without a hash the work is done all the same and the answer is no.
pub(crate) async fn verify(password: &str, hash: Option<String>) -> Result<bool, Error> {
    let password = normal(password);
    off_the_reactor(move || {
        let known = hash.is_some();
        let Some(hash) = hash.or_else(|| NOBODY.clone()) else { return false };
        let fits = PasswordHash::new(&hash).is_ok_and(|hash| {
            Argon2::default().verify_password(password.as_bytes(), &hash).is_ok()
        });
        known && fits
    })
    .await
}

/// One password has one spelling, whichever keyboard composed its accents (NIST SP 800-63B 5.1.1.2).
fn normal(password: &str) -> String {
    password.nfkc().collect()
}

fn digest(password: &str) -> Result<String, Error> {
    Argon2::default()
        .hash_password(password.as_bytes())
        .map(|hash| hash.to_string())
        .map_err(unhashed)
}

fn unhashed(error: password_hash::Error) -> Error {
    Error::Setup(format!("passwords cannot be hashed: {error}"))
}

async fn off_the_reactor<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Error> {
    let _permit = PERMITS.acquire().await.map_err(|_| Error::Unavailable)?;
    spawn_blocking(work)
        .await
        .map_err(|error| Error::Setup(format!("a password could not be hashed: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_fits_its_own_hash_only() {
        let stored = hash("Příliš žluťoučký kůň").await.unwrap();

        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{stored}");
        assert!(verify("Příliš žluťoučký kůň", Some(stored.clone())).await.unwrap());
        let decomposed: String = "Příliš žluťoučký kůň".nfd().collect();
        assert!(verify(&decomposed, Some(stored.clone())).await.unwrap());
        assert!(!verify("příliš žluťoučký kůň", Some(stored)).await.unwrap());
    }

    #[tokio::test]
    async fn nobody_signs_in_with_the_password_of_nobody() {
        assert!(!verify("nobody has this password", None).await.unwrap());
        assert!(!verify("x", Some("not a hash".to_owned())).await.unwrap());
    }

    #[test]
    fn common_passwords_are_refused() {
        let problem = |p: &str| check_new(p, p, &["jana@firma.cz"]).unwrap_err().remove(0).problem;
        assert_eq!(problem("Jana@firma.cz"), Problem::CommonPassword);
        assert_eq!(problem("Password1234"), Problem::CommonPassword);
        assert_eq!(problem("short"), Problem::TooShort { min: 12 });
        assert!(check_new("kolo jede do kopce", "kolo jede do kopce", &[]).is_ok());
    }
}
