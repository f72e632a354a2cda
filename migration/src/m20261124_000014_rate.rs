//! What currencies are worth from a day on, and offers to several partners at once.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, boolean, date, text},
};

use crate::shape::{drop_tables, rule, with_audit};

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
            .table("currency_rate")
            .col(text("currency"))
            .col(date("valid_from"))
            // Of the base currency, for one unit: exact digits, never a float.
            .col(big_integer("millionths"));
        with_audit(&mut table)
            .primary_key(Index::create().col("currency").col("valid_from"))
            .check(rule("currency_rate_currency_shape", "length(currency) = 3"))
            .check(rule("currency_rate_millionths_range", "millionths > 0"));
        manager.create_table(table).await?;
        for column in contest_columns() {
            let change = Table::alter().table("assignment").add_column(column).to_owned();
            manager.alter_table(change).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in contest_columns() {
            let name = Alias::new(column.get_column_name());
            let change = Table::alter().table("assignment").drop_column(name).to_owned();
            manager.alter_table(change).await?;
        }
        drop_tables(manager, &["currency_rate"]).await
    }
}

/// Others were asked at the same time; another one of them was first.
fn contest_columns() -> [ColumnDef; 2] {
    ["contested", "overtaken"].map(|name| boolean(name).default(false).take())
}
