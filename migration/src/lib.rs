//! Database schema as frozen history: one migration for each group of tables, on SQLite and PostgreSQL alike.
//!
//! A migration that has been released is never edited: what it made stands in somebody's database.
//! Timestamps are UTC and written by the application, statuses are text with a CHECK, money is in
//! minor units, and text that people sort or search by has a stored key beside it (`…_sort`,
//! `…_folded`), because the two databases collate and compare text differently.

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::prelude::*;

mod m20261123_000001_company;
mod m20261123_000002_user_account;
mod m20261123_000003_opportunity;
mod m20261123_000004_assignment;
mod m20261123_000005_timeline;
mod m20261123_000006_outbox;
mod m20261123_000007_search;
mod m20261123_000008_registration;
mod m20261123_000009_working_time;
mod m20261123_000011_routing;
mod m20261124_000012_choice;
mod m20261124_000013_routing_run;
mod m20261124_000014_rate;
mod m20261128_000015_merged_account;
mod m20261128_000016_conflict;
mod m20261128_000017_conflict_list;
mod m20261128_000018_place;
mod m20261128_000019_former_names;
mod m20261129_000020_managing_partner;
mod shape;

/// Brings a database to the newest schema, or back.
#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261123_000001_company::Migration),
            Box::new(m20261123_000002_user_account::Migration),
            Box::new(m20261123_000003_opportunity::Migration),
            Box::new(m20261123_000004_assignment::Migration),
            Box::new(m20261123_000005_timeline::Migration),
            Box::new(m20261123_000006_outbox::Migration),
            Box::new(m20261123_000007_search::Migration),
            Box::new(m20261123_000008_registration::Migration),
            Box::new(m20261123_000009_working_time::Migration),
            Box::new(m20261123_000011_routing::Migration),
            Box::new(m20261124_000012_choice::Migration),
            Box::new(m20261124_000013_routing_run::Migration),
            Box::new(m20261124_000014_rate::Migration),
            Box::new(m20261128_000015_merged_account::Migration),
            Box::new(m20261128_000016_conflict::Migration),
            Box::new(m20261128_000017_conflict_list::Migration),
            Box::new(m20261128_000018_place::Migration),
            Box::new(m20261128_000019_former_names::Migration),
            Box::new(m20261129_000020_managing_partner::Migration),
        ]
    }
}
