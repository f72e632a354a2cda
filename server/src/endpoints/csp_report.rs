//! Browsers report here what the content policy refused: in a correct page that never happens.

use axum::{body::Bytes, http::StatusCode};

/// Logs a report, shortened: anybody can send one.
pub async fn report(body: Bytes) -> StatusCode {
    let text = String::from_utf8_lossy(&body);
    let shown: String = text.chars().filter(|c| !c.is_control()).take(600).collect();
    tracing::warn!(report = %shown, "content policy violated");
    StatusCode::NO_CONTENT
}
