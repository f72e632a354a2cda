//! Statements whose answers nobody waits for: many of them go to the database together.

use std::sync::{Mutex, MutexGuard, PoisonError};

use sea_orm::{
    ConnectionTrait as _, DatabaseTransaction, DbBackend, DbErr, Statement, Value, Values,
};

use crate::error::is_constraint;

/// Statements of one transaction that go to SQLite together: it keeps each of them prepared for as long as it remembers the
/// whole.
pub(super) const TRIP: usize = 16;

/// Not written yet.
#[derive(Debug, Clone)]
pub(super) struct Later {
    pub statement: Statement,
    /// It names the one row that it changes, or everything is taken back.
    pub is_decisive: bool,
}

impl Later {
    pub fn begin(sql: &str) -> Self {
        Statement::from_string(DbBackend::Sqlite, sql).into()
    }
}

/// Statements that are sent as one, whose driver hands each of them its share of the values.
#[derive(Debug, Clone)]
pub(super) struct Trip {
    sql: String,
    values: Vec<Value>,
    backend: DbBackend,
    /// How many of them are decisive: each answers a row if it has found its own.
    decisive: usize,
}

impl Trip {
    pub fn of(statements: impl IntoIterator<Item = Later>) -> Self {
        let (sql, values, decisive) = Default::default();
        let mut trip = Self { sql, values, backend: DbBackend::Sqlite, decisive };
        for Later { statement, is_decisive } in statements {
            let Statement { sql, values, db_backend } = statement;
            let values = values.map_or_else(Vec::new, |values| values.0);
            let decisive = usize::from(is_decisive);
            trip.append(Self { sql, values, backend: db_backend, decisive });
        }
        trip
    }

    pub fn append(&mut self, other: Self) {
        if self.sql.is_empty() {
            *self = other;
            return;
        }
        self.sql.push(';');
        self.sql.push_str(&other.sql);
        self.values.extend(other.values);
        self.decisive += other.decisive;
    }

    /// The same statements with other values.
    pub fn is_like(&self, other: &Self) -> bool {
        self.sql == other.sql
    }

    /// Writes them, if the decisive ones find what they expect. What follows one that has missed is sent all the same, and
    /// may break a rule of the schema for that reason.
    pub async fn write(self, connection: &DatabaseTransaction) -> Result<(), DbErr> {
        let decisive = self.decisive;
        let statement = self.into_statement();
        if decisive == 0 {
            return connection.execute_raw(statement).await.map(drop);
        }
        match connection.query_all_raw(statement).await {
            Ok(rows) if rows.len() == decisive => Ok(()),
            Ok(_) => Err(DbErr::RecordNotUpdated),
            Err(error) if is_constraint(&error) => Err(DbErr::RecordNotUpdated),
            Err(error) => Err(error),
        }
    }

    pub fn into_statement(self) -> Statement {
        let Self { sql, values, backend, .. } = self;
        Statement { sql, values: Some(Values(values)), db_backend: backend }
    }
}

impl From<Statement> for Later {
    fn from(statement: Statement) -> Self {
        Self { statement, is_decisive: false }
    }
}

pub(super) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
