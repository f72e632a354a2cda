//! What the whole database says, to show that a refused call changed nothing.

use std::{collections::BTreeMap, fmt};

use backend::db::Db;
use sea_orm::{ConnectionTrait, DbBackend};

use crate::rows::sql;

/// Tables that may change without anything having happened: who is signed in, who mistyped.
const APART: [&str; 4] = ["session", "sign_in_throttle", "form_echo", "seaql_migrations"];

/// Every row of every business table. Two digests are equal when nothing was written in between.
#[derive(Clone, PartialEq, Eq)]
pub struct Digest {
    tables: BTreeMap<String, Vec<String>>,
}

impl Digest {
    /// Reads everything.
    pub async fn of(db: &Db) -> Self {
        let mut tables = BTreeMap::new();
        for (table, row_as_text) in business_tables(db).await {
            let select = format!("SELECT {row_as_text} FROM \"{table}\" AS t");
            let mut rows = texts(db, &select).await;
            rows.sort_unstable();
            tables.insert(table, rows);
        }
        Self { tables }
    }

    /// Rows that only one of the two has, for a failing test to show.
    pub fn difference(&self, other: &Self) -> Vec<String> {
        let mut lines = Vec::new();
        for (table, rows) in &self.tables {
            let others = other.tables.get(table).map(Vec::as_slice).unwrap_or_default();
            let gone = rows.iter().filter(|row| !others.contains(row));
            lines.extend(gone.map(|row| format!("- {table} {row}")));
            let new = others.iter().filter(|row| !rows.contains(row));
            lines.extend(new.map(|row| format!("+ {table} {row}")));
        }
        lines
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts = self.tables.iter().map(|(table, rows)| (table, rows.len()));
        f.debug_map().entries(counts).finish()
    }
}

/// Names of the tables, each with an SQL expression that writes one of its rows `t` as text.
async fn business_tables(db: &Db) -> Vec<(String, String)> {
    let names = match db.backend() {
        DbBackend::Sqlite => {
            "SELECT name FROM sqlite_schema WHERE type = 'table' \
             AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'opportunity_search%'"
        }
        _ => "SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'public'",
    };
    let mut tables = Vec::new();
    for table in texts(db, names).await {
        if APART.contains(&table.as_str()) {
            continue;
        }
        let row_as_text = match db.backend() {
            DbBackend::Sqlite => {
                let columns = format!("SELECT name FROM pragma_table_xinfo('{table}')");
                let quoted = texts(db, &columns).await.into_iter();
                quoted
                    .map(|name| format!("quote(t.\"{name}\")"))
                    .collect::<Vec<_>>()
                    .join("||'|'||")
            }
            _ => "t::text".to_owned(),
        };
        tables.push((table, row_as_text));
    }
    tables
}

async fn texts(db: &Db, query: &str) -> Vec<String> {
    let rows = db.read().query_all_raw(sql(db.backend(), query)).await.expect("read the database");
    rows.iter().map(|row| row.try_get_by_index(0).expect("one text column")).collect()
}
