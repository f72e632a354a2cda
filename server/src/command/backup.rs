//! `stafeta backup FOLDER` and `stafeta restore FOLDER`: everything that an installation keeps, copied while it serves and put
//! back where nothing is.

use std::{
    error::Error,
    path::{Path, PathBuf},
};

use backend::backup::{self, Copied, Place};

use super::portal;
use crate::config::Config;

/// Which folder.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The folder of the backup.
    folder: PathBuf,
}

/// Makes a backup. Fails when files are damaged, though all the others are in it.
pub async fn take(config: &Config, arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let file = config.database_file();
    if file.is_some() {
        // Names the file that is missing.
        portal::existing(config).await?.close().await?;
    }
    let copied = backup::take(place(config, file.as_deref()), &arguments.folder).await?;
    tell("Copied", &copied);
    if !copied.database {
        println!(
            "The database is not in it: copy it with `pg_dump --format=custom`, before the files."
        );
    }
    complain(&copied)
}

/// Puts a backup back into the data folder.
pub async fn put_back(config: &Config, arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let file = config.database_file();
    let copied = backup::put_back(&arguments.folder, place(config, file.as_deref())).await?;
    tell("Put back", &copied);
    complain(&copied)
}

fn place<'c>(config: &'c Config, file: Option<&'c Path>) -> Place<'c> {
    Place { url: &config.database_url, file, data: &config.data }
}

fn tell(what: &str, copied: &Copied) {
    let database = if copied.database { "the database and " } else { "" };
    println!("{what}: {database}{} files of {} bytes.", copied.files, copied.bytes);
}

fn complain(copied: &Copied) -> Result<(), Box<dyn Error>> {
    if copied.damaged.is_empty() {
        return Ok(());
    }
    Err(format!("not there, or not what was uploaded: {}", copied.damaged.join(", ")).into())
}
