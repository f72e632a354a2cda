//! Column and constraint shapes that several tables share; frozen like the migrations that use them.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer_null, integer, text, text_null, timestamp_with_time_zone, uuid_null},
    sea_orm::DbBackend,
};

/// Text that the database compares byte by byte, as SQLite always does. PostgreSQL would otherwise
/// use the locale of its cluster: another order on every machine, and no prefix search by index.
pub fn bytewise(manager: &SchemaManager<'_>, name: &'static str) -> ColumnDef {
    let mut column = ColumnDef::new(name);
    match manager.get_database_backend() {
        DbBackend::Postgres => column.custom("text COLLATE \"C\""),
        _ => column.text(),
    };
    column.not_null().take()
}

/// The same for a column that may be empty.
pub fn bytewise_null(manager: &SchemaManager<'_>, name: &'static str) -> ColumnDef {
    bytewise(manager, name).null().take()
}

/// A list as JSON text (`["a","b"]`); never queried by content, so no JSON type is needed.
pub fn json_list(name: &'static str) -> ColumnDef {
    text(name).default("[]").take()
}

/// An amount in minor units of the currency beside it.
pub fn minor_units_null(name: &'static str) -> ColumnDef {
    big_integer_null(name)
}

/// Who wrote the row, when, and how often: `version` is what a form sends back to prove that it
/// saw the newest state. The `…_by` columns hold a person's id without a foreign key, so that rows
/// made by an import or before the first person exists need no made-up author.
pub fn with_audit(table: &mut TableCreateStatement) -> &mut TableCreateStatement {
    table
        .col(integer("version").default(1))
        .col(timestamp_with_time_zone("created_at"))
        .col(uuid_null("created_by"))
        .col(timestamp_with_time_zone("updated_at"))
        .col(uuid_null("updated_by"))
}

/// Place of a company or of a chance. `country` is ISO 3166-1 alpha-2.
pub fn with_place(table: &mut TableCreateStatement) -> &mut TableCreateStatement {
    table
        .col(text_null("city"))
        .col(text_null("region"))
        .col(text_null("postal_code"))
        .col(text_null("country"))
}

/// `column` is one of `words`; NULL passes, as in every CHECK.
pub fn one_of(name: &'static str, column: &str, words: &[&str]) -> Check {
    let list = words.iter().map(|word| format!("'{word}'")).collect::<Vec<_>>().join(", ");
    Check::named(name, Expr::cust(format!("{column} IN ({list})")))
}

/// A rule of one row, in SQL that both databases read alike.
pub fn rule(name: &'static str, sql: &'static str) -> Check {
    Check::named(name, Expr::cust(sql))
}

/// `column` points to `table.id`; the target cannot be deleted while something points to it.
pub fn points_to(
    from_table: &'static str,
    column: &'static str,
    table: &'static str,
) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .name(format!("{from_table}_{column}_fkey"))
        .from(from_table, column)
        .to(table, "id")
        .on_delete(ForeignKeyAction::Restrict)
        .to_owned()
}

/// A pointer to a table that a later step creates. SQLite accepts it within CREATE TABLE and could
/// not add it afterwards; PostgreSQL wants the target first: see [`add_later`].
pub fn points_ahead(
    manager: &SchemaManager<'_>,
    create: &mut TableCreateStatement,
    mut key: ForeignKeyCreateStatement,
) {
    if manager.get_database_backend() == DbBackend::Sqlite {
        create.foreign_key(&mut key);
    }
}

/// The second half of [`points_ahead`], after the target exists.
pub async fn add_later(
    manager: &SchemaManager<'_>,
    key: ForeignKeyCreateStatement,
) -> Result<(), DbErr> {
    match manager.get_database_backend() {
        DbBackend::Postgres => manager.create_foreign_key(key).await,
        _ => Ok(()),
    }
}

/// Undoes a pointer made by [`points_ahead`] so that its target can be dropped: the values go, and
/// on PostgreSQL the constraint too.
pub async fn cut_pointer(
    manager: &SchemaManager<'_>,
    from_table: &'static str,
    column: &'static str,
) -> Result<(), DbErr> {
    let clear = Query::update().table(from_table).value(column, Expr::cust("NULL")).to_owned();
    manager.execute(clear).await?;
    if manager.get_database_backend() == DbBackend::Postgres {
        let name = format!("{from_table}_{column}_fkey");
        manager
            .drop_foreign_key(ForeignKey::drop().name(name).table(from_table).to_owned())
            .await?;
    }
    Ok(())
}

/// An index named `<table>_<name>` over `columns`, ascending.
pub fn index(table: &'static str, name: &str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = Index::create();
    index.name(format!("{table}_{name}")).table(table);
    for column in columns {
        index.col(*column);
    }
    index
}

/// The same, but no two rows may share the columns.
pub fn unique(table: &'static str, name: &str, columns: &[&'static str]) -> IndexCreateStatement {
    index(table, name, columns).unique().to_owned()
}

/// Drops `tables` in the order given.
pub async fn drop_tables(
    manager: &SchemaManager<'_>,
    tables: &[&'static str],
) -> Result<(), DbErr> {
    for table in tables {
        manager.drop_table(Table::drop().table(*table).to_owned()).await?;
    }
    Ok(())
}

/// Creates `indexes` in the order given.
pub async fn create_indexes(
    manager: &SchemaManager<'_>,
    indexes: Vec<IndexCreateStatement>,
) -> Result<(), DbErr> {
    for index in indexes {
        manager.create_index(index).await?;
    }
    Ok(())
}
