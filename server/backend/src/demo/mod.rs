//! A believable vendor with partners, customers and opportunities in every status, the same at every load.
//!
//! People and companies are written as rows; everything that happens to an opportunity goes through the use cases, on
//! a clock that is turned to when it happened. So the demo has the timeline, the mails and the deadlines of real work,
//! and dates are relative to today: something is always about to expire.

mod companies;
mod directory;
mod mark;
mod plot;
mod rates;
mod registered;
mod stage;
mod topics;
mod towns;

use std::sync::Arc;

use sea_orm::PaginatorTrait;

use self::{directory::Directory, mark::Mark, stage::Stage};
use crate::{
    Backend, Error,
    clock::TestClock,
    entity::{account, opportunity, user_account},
    entropy::SeededEntropy,
    settings::Settings,
};

/// The vendor of the demo.
pub const VENDOR: &str = "Hronek Automatizace";
/// The password of all demo people. Only demo mode serves a database that has them: see [`Ground`].
pub const PASSWORD: &str = "stafeta-demo-2026";
/// Makes the same opportunities with the same references at every load.
const SEED: u64 = 0x5741_4645_5441;

/// Sign-in names and what they stand for, in the order in which they are shown.
pub fn people() -> impl Iterator<Item = (String, &'static str)> {
    let staff = [
        ("admin", "staff administrator"),
        ("manager", "staff manager"),
        ("seller", "staff seller"),
    ];
    let partner = [("admin", "administrator"), ("manager", "manager"), ("seller", "seller")];
    let staff = staff.into_iter().map(|(name, what)| (format!("{name}@stafeta.example"), what));
    let partners = ["alfa", "beta", "gama"].into_iter().flat_map(move |company| {
        partner.into_iter().map(move |(name, what)| (format!("{name}@{company}.example"), what))
    });
    staff.chain(partners)
}

/// What a database holds, as far as a demo is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// Nothing: a demo can be loaded.
    Empty,
    /// The demo: it was loaded.
    Demo,
    /// The demo people, but not all that happens to them: loading was interrupted.
    Broken,
    /// Something else. Demo mode would offer people who are not there, and real data to everybody.
    Real,
}

/// Looks what is there.
pub async fn ground(backend: &Backend) -> Result<Ground, Error> {
    let cx = backend.system();
    let db = cx.db.read();
    match mark::read(&cx).await? {
        Some(Mark::Complete) => return Ok(Ground::Demo),
        Some(Mark::Loading) => return Ok(Ground::Broken),
        None => {}
    }
    let people = user_account::Entity::visible_to(&cx.actor).count(db).await?;
    let accounts = account::Entity::visible_to(&cx.actor).count(db).await?;
    let opportunities = opportunity::Entity::visible_to(&cx.actor).count(db).await?;
    Ok(if people + accounts + opportunities == 0 { Ground::Empty } else { Ground::Real })
}

/// Loads everything into an empty database; false when there is something already.
pub async fn load(backend: &Backend) -> Result<bool, Error> {
    let cx = backend.system();
    if ground(backend).await? != Ground::Empty {
        return Ok(false);
    }
    let clock = Arc::new(TestClock::at(cx.now));
    let entropy = Arc::new(SeededEntropy::new(SEED));
    // What happened in the story was told to nobody: its mails can be read, and a mail server gets none of them.
    let settings = Settings { sends_mail: false, ..backend.settings().clone() };
    let backend = Backend::with(backend.db.clone(), clock.clone(), entropy).configured(settings);
    // Nothing is promised to anybody before it is complete, so no commit has to wait for the disk.
    backend.db.set_durable(false).await?;
    let directory = Directory::write(&backend).await?;
    let told = plot::tell(&Stage::new(backend.clone(), clock, cx.now), &directory).await;
    backend.db.set_durable(true).await?;
    told?;
    let txn = cx.db.begin_write().await?;
    mark::write(&txn, &cx, Mark::Complete).await?;
    txn.commit().await?;
    Ok(true)
}

/// How many opportunities there are, for tests and the greeting.
pub async fn opportunity_count(backend: &Backend) -> Result<u64, Error> {
    let cx = backend.system();
    Ok(opportunity::Entity::visible_to(&cx.actor).count(cx.db.read()).await?)
}
