//! The backend on a real database: SQLite, or PostgreSQL when `STAFETA_TEST_DATABASE_URL` names one.

mod constraints;
mod db;
mod schema;
mod search;
mod timeline;
