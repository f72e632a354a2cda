//! Writes single rows by table and column name, past all rules but those of the database.

use backend::db::WriteTxn;
use sea_orm::{
    ConnectionTrait, DbBackend, Statement,
    sea_query::{DynIden, Expr, ExprTrait, IntoIden, Query},
};

/// A value of any column; `None` is NULL of the right type.
pub type Value = sea_orm::Value;

/// Inserts one row.
pub async fn insert(txn: &WriteTxn, table: &'static str, row: Vec<(&'static str, Value)>) {
    let (columns, values): (Vec<DynIden>, Vec<Expr>) =
        row.into_iter().map(|(column, value)| (column.into_iden(), Expr::val(value))).unzip();
    let statement = Query::insert()
        .into_table(table)
        .columns(columns)
        .values(values)
        .expect("as many values as columns")
        .to_owned();
    txn.execute(&statement).await.unwrap_or_else(|error| panic!("insert into {table}: {error}"));
}

/// Sets columns of the row with this id.
pub async fn update(
    txn: &WriteTxn,
    table: &'static str,
    id: uuid::Uuid,
    values: Vec<(&'static str, Value)>,
) {
    let statement = Query::update()
        .table(table)
        .values(values.into_iter().map(|(column, value)| (column, Expr::val(value))))
        .and_where(Expr::col("id").eq(id))
        .to_owned();
    let result = txn.execute(&statement).await;
    let result = result.unwrap_or_else(|error| panic!("update {table}: {error}"));
    assert_eq!(result.rows_affected(), 1, "no {table} with id {id}");
}

/// A plain statement without parameters.
pub fn sql(backend: DbBackend, text: impl Into<String>) -> Statement {
    Statement::from_string(backend, text)
}
