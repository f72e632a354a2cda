//! What the records of accounts said that became part of another one.

use sea_orm_migration::{
    prelude::*,
    schema::{text, text_null, timestamp_with_time_zone, uuid, uuid_null},
};

use crate::shape::{bytewise, create_indexes, drop_tables, index, points_to};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::create();
        table
            .table("merged_account")
            // The id that the record had: links to it still lead somewhere.
            .col(uuid("id").primary_key())
            .col(uuid("account_id"))
            .col(bytewise(manager, "name_folded"))
            .col(text_null("registration_number"))
            // All values that the record had, as JSON: read as a whole, never by content.
            .col(text("form"))
            .col(uuid_null("managing_partner_id"))
            .col(timestamp_with_time_zone("created_at"))
            .col(timestamp_with_time_zone("merged_at"))
            .col(uuid_null("merged_by"))
            .foreign_key(&mut points_to("merged_account", "account_id", "account"))
            .foreign_key(&mut points_to("merged_account", "managing_partner_id", "partner"));
        manager.create_table(table).await?;
        create_indexes(
            manager,
            vec![
                // What became part of an account, on its page; also what its foreign key looks up.
                index("merged_account", "by_account", &["account_id"]),
                // Only what its foreign key looks up.
                index("merged_account", "by_managing_partner", &["managing_partner_id"]),
                // An import finds the company under a name that it had …
                index("merged_account", "by_folded_name", &["name_folded"]),
                // … or under a registration number.
                index("merged_account", "by_registration_number", &["registration_number"]),
            ],
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["merged_account"]).await
    }
}
