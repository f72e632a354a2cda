//! The index of what a partner looks after holds only what somebody looks after.

use sea_orm_migration::prelude::*;

use crate::shape::{create_indexes, index};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_indexes(manager).await?;
        // With the many that nobody looks after, each partner seems to have nearly all.
        let rows = Expr::col(COLUMN).is_not_null();
        let indexes =
            TABLES.map(|table| index(table, NAME, &[COLUMN]).and_where(rows.clone()).take());
        create_indexes(manager, indexes.into()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_indexes(manager).await?;
        let indexes = TABLES.map(|table| index(table, NAME, &[COLUMN]));
        create_indexes(manager, indexes.into()).await
    }
}

async fn drop_indexes(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    for table in TABLES {
        let name = format!("{table}_{NAME}");
        manager.drop_index(Index::drop().name(name).table(table).to_owned()).await?;
    }
    Ok(())
}

const TABLES: [&str; 2] = ["account", "merged_account"];
const NAME: &str = "by_managing_partner";
const COLUMN: &str = "managing_partner_id";
