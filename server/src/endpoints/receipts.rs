//! Receipts beside their pages: the file, the public key, and the check that keeps nothing.

use app::partner::receipts::Verification;
use axum::{
    Extension, Json, Router,
    extract::{DefaultBodyLimit, FromRequest as _, Multipart, Path, Request},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use backend::{
    Context, Error,
    receipt::{self, LARGEST, PublicKey},
    session::ClientInfo,
};
use domain::{
    ids::ReceiptId,
    invalid::{FieldError, Problem},
};

use super::problem::problem;
use app::error::AppError;

/// The largest form: text and file may be there both, and the form has a few words of its own.
pub const LARGEST_FORM: usize = 3 * LARGEST;

/// The file and the key.
pub fn routes() -> Router {
    Router::new()
        .route("/receipts/key", get(key))
        .route("/receipts/{id}/receipt.json", get(download))
}

/// The limit of what is posted to the check.
pub fn limit() -> DefaultBodyLimit {
    DefaultBodyLimit::max(LARGEST_FORM)
}

/// What checks our receipts, for everybody.
async fn key(Extension(cx): Extension<Context>) -> Result<Json<PublicKey>, StatusCode> {
    match receipt::public_key(&cx).await {
        Ok(Some(key)) => Ok(Json(key)),
        Ok(None) => Err(StatusCode::NOT_FOUND),
        Err(error) => {
            tracing::error!(%error, "cannot read the key of receipts");
            Err(StatusCode::SERVICE_UNAVAILABLE)
        }
    }
}

async fn download(Extension(cx): Extension<Context>, Path(id): Path<String>) -> Response {
    if cx.actor.user().is_none() {
        return problem(&AppError::SignedOut);
    }
    let Ok(id) = id.parse::<ReceiptId>() else { return StatusCode::NOT_FOUND.into_response() };
    let document = match receipt::show(&cx, id).await {
        Ok(view) => view.document,
        Err(failure) => return problem(&failure.into()),
    };
    let reference = &document.statement.opportunity;
    let kind = document.statement.fact.kind();
    let name = format!("attachment; filename=\"{reference}-{kind}.json\"");
    let mut response = match serde_json::to_string_pretty(&document) {
        Ok(text) => text.into_response(),
        Err(_) => return StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    if let Ok(value) = HeaderValue::from_str(&name) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    response
}

/// Checks what was posted. Nothing of it is stored.
pub async fn verification(cx: &Context, client: &ClientInfo, request: Request) -> Verification {
    let (typed, file) = match read(request).await {
        Ok(posted) => posted,
        Err(error) => return Verification { typed: String::new(), result: Err(error) },
    };
    let bytes = file.as_deref().unwrap_or(typed.as_bytes());
    let result = receipt::verify(cx, bytes, client.address).await;
    Verification { result: result.map_err(|error: Error| error.into()), typed }
}

/// The typed text, and the file when one was chosen.
async fn read(request: Request) -> Result<(String, Option<Vec<u8>>), AppError> {
    let mut form = Multipart::from_request(request, &()).await.map_err(|_| nothing())?;
    let (mut typed, mut file) = (String::new(), None);
    while let Some(field) = form.next_field().await.map_err(|_| too_large())? {
        let name = field.name().unwrap_or_default().to_owned();
        let is_chosen = field.file_name().is_some_and(|name| !name.is_empty());
        let bytes = field.bytes().await.map_err(|_| too_large())?;
        match name.as_str() {
            "receipt" => typed = String::from_utf8_lossy(&bytes).into_owned(),
            "file" if is_chosen => file = Some(bytes.to_vec()),
            _ => {}
        }
    }
    Ok((typed, file))
}

fn nothing() -> AppError {
    AppError::Invalid(vec![FieldError::new("receipt", Problem::Required)])
}

fn too_large() -> AppError {
    let max = u32::try_from(LARGEST).unwrap_or(u32::MAX);
    AppError::Invalid(vec![FieldError::new("receipt", Problem::TooLong { max })])
}
