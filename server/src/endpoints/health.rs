//! For load balancers: is the process alive, and can it answer?

use axum::{extract::State, http::StatusCode};
use backend::Backend;

/// The process answers.
pub async fn livez() -> &'static str {
    "ok"
}

/// The database answers and has every migration.
pub async fn readyz(State(backend): State<Backend>) -> (StatusCode, &'static str) {
    if backend.db.ping().await.is_err() {
        return (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer");
    }
    match backend.db.pending_migrations().await {
        Ok(pending) if pending.is_empty() => (StatusCode::OK, "ok"),
        Ok(_) => (StatusCode::SERVICE_UNAVAILABLE, "migrations are missing"),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer"),
    }
}
