//! `stafeta migrate`: runs missing migrations, for those who want to see them before they serve.

use std::error::Error;

use super::portal;
use crate::config::Config;

/// Runs them and says that the schema is up to date.
pub async fn run(config: &Config) -> Result<(), Box<dyn Error>> {
    let backend = portal::open(config, config.listen, None).await?;
    backend.db.close().await?;
    println!("The database is up to date.");
    Ok(())
}
