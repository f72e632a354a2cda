//! `stafeta verify FILE`: whether a receipt is ours and unchanged, with the published key or that of the database.

use std::{error::Error, fs::File, io::Read as _, path::PathBuf};

use backend::{
    Backend,
    receipt::{self, LARGEST, PublicKey},
};
use domain::receipt::{Checked, Verdict};

use super::{check_config::without_password, portal};
use crate::config::Config;

/// What to check with what.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The JSON file of a receipt.
    file: PathBuf,
    /// File with what `/receipts/key` answers; without it the key of the database counts.
    #[arg(long)]
    key: Option<PathBuf>,
}

/// Runs it; fails unless the receipt is valid, so that a script notices.
pub async fn run(config: &Config, arguments: Arguments) -> Result<(), Box<dyn Error>> {
    let file = read(&arguments.file)?;
    let key = match &arguments.key {
        Some(path) => PublicKey::read(&String::from_utf8_lossy(&read(path)?))
            .ok_or_else(|| format!("{} is no key", path.display()))?,
        None => of_database(config).await?,
    };
    let Checked { verdict, statement } = receipt::check(&file, &key);
    if let Some(statement) = statement {
        println!("{}", serde_json::to_string_pretty(&statement)?);
    }
    match verdict {
        Verdict::Valid => {
            println!("valid: signed by {}, unchanged", key.key_id);
            Ok(())
        }
        Verdict::Changed => Err("changed: the content does not match the signature".into()),
        Verdict::NotOurs => Err(format!("not ours: not signed by {}", key.key_id).into()),
    }
}

/// One byte more than the largest receipt, so that a larger file is noticed and not read.
fn read(path: &PathBuf) -> Result<Vec<u8>, Box<dyn Error>> {
    let most = u64::try_from(LARGEST)? + 1;
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(most).read_to_end(&mut bytes))
        .map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    Ok(bytes)
}

async fn of_database(config: &Config) -> Result<PublicKey, Box<dyn Error>> {
    let db = portal::existing(config).await?;
    let backend = Backend::new(db);
    let key = receipt::public_key(&backend.system()).await;
    backend.db.close().await?;
    // Another program's database, or one that was not migrated, has no table of keys.
    let key = key.map_err(|_| {
        format!("{} holds no portal: is --data right?", without_password(&config.database_url))
    })?;
    key.ok_or_else(|| "this portal has no key yet: give one with --key".into())
}
