//! Where accounts are on the map: customers, and the seats of partners.

use sea_orm_migration::{prelude::*, schema::integer_null};

use crate::shape::rule;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in columns() {
            let add = Table::alter().table("account").add_column(column).to_owned();
            manager.alter_table(add).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in columns().into_iter().rev() {
            let name = Alias::new(column.get_column_name());
            let drop = Table::alter().table("account").drop_column(name).to_owned();
            manager.alter_table(drop).await?;
        }
        Ok(())
    }
}

/// Microdegrees, both or neither. The second one's check names the first, so that it goes with the second.
fn columns() -> Vec<ColumnDef> {
    vec![
        integer_null("latitude")
            .check(rule("account_latitude_range", "latitude BETWEEN -90000000 AND 90000000"))
            .take(),
        integer_null("longitude")
            .check(rule(
                "account_longitude_range",
                "(latitude IS NULL) = (longitude IS NULL) \
                 AND longitude BETWEEN -180000000 AND 180000000",
            ))
            .take(),
    ]
}
