//! How plain HTTP tells a failure to a program.

use app::{error::AppError, request::status};
use axum::{
    Json,
    response::{IntoResponse, Response},
};

/// The failure as JSON with the status of the same failure of a server function.
pub fn problem(failure: &AppError) -> Response {
    (status(failure), Json(failure)).into_response()
}
