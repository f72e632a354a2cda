//! The page that people get when there is none: a page could not be drawn, or the database does not answer.
//!
//! It needs nothing of what may have failed, so it is the same for everybody and says it in both languages.

use axum::{
    http::{StatusCode, header},
    response::{Html, IntoResponse, Response},
};

const PAGE: &str = include_str!("trouble.html");

/// Our mistake.
pub fn failed() -> Response {
    (StatusCode::INTERNAL_SERVER_ERROR, Html(PAGE)).into_response()
}

/// It may go well in a moment.
pub fn unavailable() -> Response {
    (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, "5")], Html(PAGE)).into_response()
}
