//! `POST /import`: takes a file in and shows its preview on the import page, with script and without.
//!
//! The form of the page comes back to it whatever happened; a program gets the status.

use app::error::AppError;
use axum::{
    Extension, Router,
    extract::{DefaultBodyLimit, Multipart, State},
    http::HeaderMap,
    response::{IntoResponse, Redirect, Response},
    routing::post,
};
use backend::{
    Context,
    file::Folder,
    import::{self, DateOrder, MAX_BYTES},
};
use domain::invalid::{FieldError, Problem};

use super::{files::accepts_html, problem::problem};
use crate::layers::echo::sign_in_first;

/// The page that everything comes back to.
const PAGE: &str = "/staff/import";

/// The route.
pub fn routes(folder: Folder) -> Router {
    let largest = DefaultBodyLimit::max(MAX_BYTES + (64 << 10));
    Router::new().route("/import", post(upload).layer(largest)).with_state(folder)
}

async fn upload(
    State(folder): State<Folder>,
    Extension(cx): Extension<Context>,
    headers: HeaderMap,
    multipart: Multipart,
) -> Response {
    let refused = match Box::pin(prepare(&cx, &folder, multipart)).await {
        Ok(run) => return Redirect::to(&format!("{PAGE}?run={run}")).into_response(),
        Err(refused) => refused,
    };
    if !accepts_html(&headers) {
        return problem(&refused);
    }
    match refused {
        AppError::SignedOut => sign_in_first(PAGE),
        // The page itself says who may not.
        AppError::Forbidden | AppError::NotFound => Redirect::to(PAGE).into_response(),
        AppError::Invalid(errors) if errors.iter().any(|e| e.problem == Problem::Required) => {
            Redirect::to(&format!("{PAGE}?problem=missing")).into_response()
        }
        _ => Redirect::to(&format!("{PAGE}?problem=unreadable")).into_response(),
    }
}

/// The id of the preview.
async fn prepare(
    cx: &Context,
    folder: &Folder,
    mut multipart: Multipart,
) -> Result<String, AppError> {
    // Before the file is read: nobody else makes the server keep 32 MB in memory.
    import::admit(cx)?;
    let (mut file, mut dates) = (None, DateOrder::default());
    while let Some(field) = multipart.next_field().await.map_err(|_| too_large())? {
        match field.name() {
            Some("file") => {
                let name = field.file_name().unwrap_or_default().to_owned();
                let bytes = field.bytes().await.map_err(|_| too_large())?;
                file = (!name.is_empty()).then(|| (name, bytes.to_vec()));
            }
            Some("dates") => {
                let text = field.text().await.map_err(|_| too_large())?;
                if text == "day_first" {
                    dates = DateOrder::DayFirst;
                }
            }
            _ => {}
        }
    }
    let (name, bytes) = file.ok_or_else(|| wrong(Problem::Required))?;
    let run = import::prepare(cx, folder, &name, bytes, dates).await?;
    Ok(run.to_string())
}

fn too_large() -> AppError {
    let max_mb = u32::try_from(MAX_BYTES >> 20).unwrap_or(u32::MAX);
    wrong(Problem::FileSize { max_mb })
}

fn wrong(problem: Problem) -> AppError {
    AppError::Invalid(vec![FieldError::new("file", problem)])
}
