//! By which VAT ids and domains accounts were known that became part of another one.

use sea_orm_migration::{prelude::*, schema::text_null};

use crate::shape::{create_indexes, index};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for &(_, column) in COLUMNS {
            let mut add = Table::alter();
            add.table("merged_account").add_column(text_null(column));
            manager.alter_table(add).await?;
        }
        let indexes = COLUMNS.iter().map(|&(name, column)| {
            // What was merged before this step says neither, and nobody looks for those without one.
            index("merged_account", name, &[column])
                .and_where(Expr::col(column).is_not_null())
                .to_owned()
        });
        create_indexes(manager, indexes.collect()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for &(name, column) in COLUMNS {
            let name = format!("merged_account_{name}");
            let index = Index::drop().name(name).table("merged_account").to_owned();
            manager.drop_index(index).await?;
            let column = Alias::new(column);
            let drop = Table::alter().table("merged_account").drop_column(column).to_owned();
            manager.alter_table(drop).await?;
        }
        Ok(())
    }
}

/// Name of the index, column: the conflict check asks for each as it does for those of accounts.
const COLUMNS: &[(&str, &str)] = &[("by_vat_id", "vat_id"), ("by_domain", "domain")];
