//! Opens the database of an installation for a command.

use std::{error::Error, fs, net::SocketAddr};

use backend::{
    Backend,
    db::{Db, Options},
    receipt,
};

use crate::config::Config;

/// Makes the data folder, opens the database and runs missing migrations.
pub async fn open(
    config: &Config,
    address: SocketAddr,
    demo_vendor: Option<&str>,
) -> Result<Backend, Box<dyn Error>> {
    fs::create_dir_all(&config.data).map_err(|error| {
        format!("cannot make the data folder {}: {error}", config.data.display())
    })?;
    let db = Db::connect(&config.database_url, &Options::default()).await?;
    db.migrate().await?;
    let backend = Backend::new(db).configured(config.settings(address, demo_vendor));
    receipt::prepare(&backend.system()).await?;
    Ok(backend)
}
