//! `stafeta demo`: loads the demo company into an empty database.

use std::error::Error;

use backend::{
    Backend,
    demo::{self, Ground},
};

use super::portal;
use crate::config::Config;

/// Loads it, or says that it is there already. Its people sign in only where demo mode serves.
pub async fn run(config: &Config) -> Result<(), Box<dyn Error>> {
    let backend = portal::open(config, config.listen, Some(demo::VENDOR)).await?;
    let loaded = prepare(&backend).await;
    backend.db.close().await?;
    println!("{}", if loaded? { "Demo data loaded." } else { "The demo data is there already." });
    Ok(())
}

/// Demo people sign in with a password that everybody knows: without demo mode they are not served at all.
pub async fn refuse(backend: &Backend) -> Result<(), Box<dyn Error>> {
    match demo::ground(backend).await? {
        Ground::Empty | Ground::Real => Ok(()),
        Ground::Demo | Ground::Broken => {
            Err("this database holds the demo company, whose password everybody knows: start \
                                              it with --demo, or choose another folder with --data"
                .into())
        }
    }
}

/// Loads it into an empty database; false when it is there. Real data is left alone, and not shown to everybody.
pub async fn prepare(backend: &Backend) -> Result<bool, Box<dyn Error>> {
    match demo::ground(backend).await? {
        Ground::Empty => Ok(demo::load(backend).await?),
        Ground::Demo => Ok(false),
        Ground::Broken => Err("loading the demo was interrupted, and it cannot go on: remove its data folder (or empty its \
                               database) and start again"
            .into()),
        Ground::Real => Err("this database has data of its own: the demo people are not in it, and everybody would \
                             see it. Leave out --demo, or give the demo a folder of its own with --data"
            .into()),
    }
}
