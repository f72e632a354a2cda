//! Everything a use case can fail with. The edge decides what a person gets to read.

use domain::{
    invalid::{FieldError, Problem},
    lookup::Similar,
    opportunity::Conflict,
    policy::Denied,
    refusal::Refusal,
};
use sea_orm::{
    DbErr, RuntimeErr, SqlErr,
    sqlx::{
        self,
        error::{DatabaseError, ErrorKind},
    },
};
use uuid::Uuid;

/// Why a use case did not do what was asked; nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The policy says no.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// A business rule says no, for a reason that a screen can explain.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// What was typed is wrong: field by field.
    #[error("{} invalid fields", .0.len())]
    Invalid(Vec<FieldError>),
    /// Other accounts may be the same one; saving again with the box ticked means that they are not.
    #[error("{} similar accounts", .0.len())]
    Similar(Vec<Similar>),
    /// Somebody saved the record after it was opened: both values of every field that differs.
    #[error("saved by someone else")]
    Conflict(Box<Conflict>),
    /// The row changed between reading and writing it.
    #[error("changed by someone else")]
    Stale,
    /// A row that the domain says cannot exist.
    #[error("inconsistent {table} {id}: {what}")]
    Inconsistent {
        /// Where.
        table: &'static str,
        /// Which row.
        id: Uuid,
        /// What is wrong with it.
        what: String,
    },
    /// Too much at once; the same call may succeed in a moment.
    #[error("busy")]
    Busy,
    /// The database cannot be reached, or has no room for what is written.
    #[error("the database is not available")]
    Unavailable,
    /// The configuration cannot work.
    #[error("{0}")]
    Setup(String),
    /// Something outside the database failed: a file, a mail server.
    #[error("{what}: {source}")]
    Io {
        /// What was tried.
        what: &'static str,
        /// What the system said.
        source: std::io::Error,
    },
    /// The database refused a statement: a mistake of ours.
    #[error(transparent)]
    Database(DbErr),
}

impl Error {
    /// One wrong field.
    pub fn field(name: impl Into<String>, problem: Problem) -> Self {
        Self::Invalid(vec![FieldError::new(name, problem)])
    }

    /// Whether a unique index refused the write: somebody was first.
    pub fn is_unique_violation(&self) -> bool {
        matches!(
            self,
            Self::Database(error)
                if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_)))
        )
    }
}

/// Whether a rule of the schema refused the write, and not the database.
pub(crate) fn is_constraint(error: &DbErr) -> bool {
    let (DbErr::Exec(RuntimeErr::SqlxError(error)) | DbErr::Query(RuntimeErr::SqlxError(error))) =
        error
    else {
        return false;
    };
    error.as_database_error().is_some_and(|error| !matches!(error.kind(), ErrorKind::Other))
}

impl From<Vec<FieldError>> for Error {
    fn from(errors: Vec<FieldError>) -> Self {
        Self::Invalid(errors)
    }
}

impl From<DbErr> for Error {
    fn from(error: DbErr) -> Self {
        match &error {
            DbErr::ConnectionAcquire(_) => Self::Unavailable,
            DbErr::RecordNotUpdated => Self::Stale,
            DbErr::Conn(RuntimeErr::SqlxError(inner))
            | DbErr::Exec(RuntimeErr::SqlxError(inner))
            | DbErr::Query(RuntimeErr::SqlxError(inner)) => match kind(inner) {
                Some(outage) => outage,
                None => Self::Database(error),
            },
            _ => Self::Database(error),
        }
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        Self::from(DbErr::Conn(RuntimeErr::SqlxError(error.into())))
    }
}

/// `Busy` or `Unavailable` when the database is at fault, not the statement.
fn kind(error: &sqlx::Error) -> Option<Error> {
    match error {
        sqlx::Error::Io(_)
        | sqlx::Error::Tls(_)
        | sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::WorkerCrashed => Some(Error::Unavailable),
        sqlx::Error::Database(inner) => by_code(inner.as_ref()),
        _ => None,
    }
}

/// SQLite: result codes 5 BUSY, 6 LOCKED and 13 FULL with their extended forms (code & 255).
/// PostgreSQL: 40001 serialization, 40P01 deadlock, 55P03 lock timeout are worth another try; class 57
/// (shutdown), class 08 (connection) and 53300 (too many connections) mean that it is away; 53100 is a full disk,
/// 25006 a server that takes no writes (a standby, or one that its operator closed).
fn by_code(error: &dyn DatabaseError) -> Option<Error> {
    let code = error.code()?;
    match code.as_ref() {
        "40001" | "40P01" | "55P03" => Some(Error::Busy),
        "53300" => Some(Error::Unavailable),
        "53100" => Some(no_room(error)),
        "25006" => Some(read_only(error)),
        code if code.len() == 5 && (code.starts_with("57P") || code.starts_with("08")) => {
            Some(Error::Unavailable)
        }
        code if code.len() < 5 => match code.parse::<u32>().ok()? & 255 {
            5 | 6 => Some(Error::Busy),
            13 => Some(no_room(error)),
            _ => None,
        },
        _ => None,
    }
}

/// Whoever asked can only come again; the operator has to know why.
fn no_room(error: &dyn DatabaseError) -> Error {
    tracing::error!(%error, "the disk of the database is full");
    Error::Unavailable
}

/// As with [`no_room`].
fn read_only(error: &dyn DatabaseError) -> Error {
    tracing::error!(%error, "the database takes no writes");
    Error::Unavailable
}
