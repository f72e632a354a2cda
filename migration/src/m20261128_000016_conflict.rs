//! What the conflict check looks up, and when a protection was extended last.

use sea_orm_migration::{prelude::*, schema::timestamp_with_time_zone_null};

use crate::shape::{create_indexes, index};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // The next extension is proved by what happened after it.
        let column = timestamp_with_time_zone_null("extended_at");
        let add = Table::alter().table("deal_registration").add_column(column).to_owned();
        manager.alter_table(add).await?;
        let indexes = LOOKUPS.iter().map(|&(table, name, column)| {
            // Few rows have a value, and nobody looks for those without one.
            index(table, name, &[column]).and_where(Expr::col(column).is_not_null()).to_owned()
        });
        create_indexes(manager, indexes.collect()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for &(table, name, _) in LOOKUPS {
            let name = format!("{table}_{name}");
            manager.drop_index(Index::drop().name(name).table(table).to_owned()).await?;
        }
        let column = Alias::new("extended_at");
        let drop = Table::alter().table("deal_registration").drop_column(column).to_owned();
        manager.alter_table(drop).await
    }
}

/// Table, name of the index, column. Each question of the check runs along one index, whatever is in the tables.
const LOOKUPS: &[(&str, &str, &str)] = &[
    // A Czech company is known by its VAT id where only that was entered.
    ("account", "by_vat_id", "vat_id"),
    ("deal_registration", "by_vat_id", "vat_id"),
    // A customer that is no account yet.
    ("opportunity", "by_lead_number", "lead_number"),
    ("opportunity", "by_lead_domain", "lead_domain"),
];
