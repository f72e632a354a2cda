//! The backend on a real database: SQLite, or PostgreSQL when `STAFETA_TEST_DATABASE_URL` names one.

mod assignment;
mod constraints;
mod db;
mod opportunity;
mod portal;
mod refused;
mod schema;
mod search;
mod timeline;
