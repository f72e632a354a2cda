//! The TOML file.

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
};

use serde::Deserialize;

use super::Error;

/// Its keys, all optional; an unknown one is an error, because it is a misspelt one.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub listen: Option<SocketAddr>,
    pub data: Option<PathBuf>,
    pub database_url: Option<String>,
    pub public_url: Option<String>,
    pub vendor: Option<String>,
    pub smtp_url: Option<String>,
    pub mail_from: Option<String>,
    pub trust_forwarded: Option<bool>,
    /// A session ends after so many days without a request.
    pub session_idle_days: Option<u16>,
    /// A session ends so many days after the sign-in.
    pub session_longest_days: Option<u16>,
}

impl File {
    /// Reads and checks the file.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let text =
            std::fs::read_to_string(path).map_err(|error| Error::Read(path.to_owned(), error))?;
        toml::from_str(&text).map_err(|error| Error::Parse(path.to_owned(), error))
    }
}
