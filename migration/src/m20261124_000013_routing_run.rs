//! Selections that are distributed in the background.

use sea_orm_migration::{
    prelude::*,
    schema::{
        boolean_null, integer, text, text_null, timestamp_with_time_zone,
        timestamp_with_time_zone_null, uuid, uuid_null,
    },
};

use crate::shape::{create_indexes, drop_tables, index, one_of, points_to};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_run(manager).await?;
        create_item(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["routing_run_item", "routing_run"]).await
    }
}

async fn create_run(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("routing_run")
        .col(uuid("id").primary_key())
        .col(text("state"))
        // A number of 64 bits without a sign, which no column type of both databases holds.
        .col(text("seed"))
        .col(boolean_null("is_exact"))
        // Nobody: an import from the command line.
        .col(uuid_null("started_by"))
        .col(timestamp_with_time_zone("started_at"))
        .col(timestamp_with_time_zone_null("finished_at"))
        // Until then one server works on it; whoever finds it later goes on with it.
        .col(timestamp_with_time_zone_null("leased_until"))
        .check(one_of("routing_run_state", "state", &["running", "done", "canceled"]))
        .foreign_key(&mut points_to("routing_run", "started_by", "user_account"));
    manager.create_table(table).await?;
    create_indexes(
        manager,
        vec![
            index("routing_run", "by_starter", &["started_by", "started_at"]),
            index("routing_run", "newest", &["started_at"]),
            index("routing_run", "running", &["id"])
                .and_where(Expr::cust("state = 'running'"))
                .to_owned(),
        ],
    )
    .await
}

async fn create_item(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("routing_run_item")
        .col(uuid("run_id"))
        .col(integer("position"))
        .col(uuid("opportunity_id"))
        .col(text("state"))
        .col(uuid_null("partner_id"))
        .col(text_null("reason"))
        .primary_key(Index::create().col("run_id").col("position"))
        .check(one_of("routing_run_item_state", "state", &["waiting", "offered", "held"]))
        .foreign_key(&mut points_to("routing_run_item", "run_id", "routing_run"))
        .foreign_key(&mut points_to("routing_run_item", "opportunity_id", "opportunity"))
        .foreign_key(&mut points_to("routing_run_item", "partner_id", "partner"));
    manager.create_table(table).await?;
    create_indexes(
        manager,
        vec![
            index("routing_run_item", "by_opportunity", &["opportunity_id"]),
            index("routing_run_item", "by_partner", &["partner_id"]),
        ],
    )
    .await
}
