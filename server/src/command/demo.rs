//! `stafeta demo`: loads the demo company into an empty database.

use std::error::Error;

use backend::demo;

use super::portal;
use crate::config::Config;

/// Loads it, or says that there is something already. Its people sign in only where demo mode serves.
pub async fn run(config: &Config) -> Result<(), Box<dyn Error>> {
    let backend = portal::open(config, config.listen, Some(demo::VENDOR)).await?;
    let loaded = demo::load(&backend).await?;
    backend.db.close().await?;
    println!(
        "{}",
        if loaded { "Demo data loaded." } else { "The database is not empty: nothing was loaded." }
    );
    Ok(())
}
