//! Opens the database of an installation for a command.

use std::{error::Error, fs, net::SocketAddr};

use backend::{
    Backend,
    db::{Db, Options},
    receipt,
};

use crate::config::Config;

/// Opens a database that is there already, and makes none. Its schema stays as it is.
pub async fn existing(config: &Config) -> Result<Db, Box<dyn Error>> {
    if let Some(file) = config.database_file()
        && !file.is_file()
    {
        return Err(format!("there is no database {}: is --data right?", file.display()).into());
    }
    Ok(Db::connect(&config.database_url, &Options::default()).await?)
}

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
