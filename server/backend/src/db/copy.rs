//! A copy of an SQLite database while others read and write it.

use std::{path::Path, str::FromStr as _};

use sea_orm::sqlx::{
    self, Connection as _,
    sqlite::{SqliteConnectOptions, SqliteConnection},
};

use super::WRITER_PATIENCE;
use crate::Error;

/// Writes the whole database at `url`, as of one moment, into a file that must not be there yet. Nobody waits for it.
pub(crate) async fn copy(url: &str, into: &Path) -> Result<(), Error> {
    let target = path(into)?;
    let options = SqliteConnectOptions::from_str(url).map_err(unable("opening it"))?;
    let options = options.read_only(true).busy_timeout(WRITER_PATIENCE);
    let mut source =
        SqliteConnection::connect_with(&options).await.map_err(unable("opening it"))?;
    // Not the steps of SQLite's backup interface: those begin anew whenever another process writes.
    let copied = sqlx::query("VACUUM INTO ?").bind(target).execute(&mut source).await;
    copied.map_err(unable("copying it"))?;
    source.close().await.map_err(unable("closing it"))
}

/// The address of the database in a file.
pub(crate) fn address(file: &Path) -> Result<String, Error> {
    Ok(["sqlite://", path(file)?].concat())
}

fn path(file: &Path) -> Result<&str, Error> {
    let unnamed = || Error::Setup(format!("{} is no name that SQLite can open", file.display()));
    file.to_str().filter(|name| !name.contains('?')).ok_or_else(unnamed)
}

fn unable(what: &'static str) -> impl FnOnce(sqlx::Error) -> Error {
    move |error| Error::Setup(format!("the database: {what}: {error}"))
}
