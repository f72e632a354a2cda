//! Customers that a partner is kept from.

use sea_orm_migration::prelude::*;

use crate::shape::json_list;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Registration numbers and domains, as a list. The vendor's own: the partner never reads it.
        let column = json_list("conflicts");
        let add = Table::alter().table("partner").add_column(column).to_owned();
        manager.alter_table(add).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = Alias::new("conflicts");
        let drop = Table::alter().table("partner").drop_column(column).to_owned();
        manager.alter_table(drop).await
    }
}
