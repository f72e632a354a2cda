//! `POST /import`: takes a file in and shows its preview on the import page, with script and without.

use app::error::AppError;
use axum::{
    Extension, Router,
    extract::{DefaultBodyLimit, Multipart, State},
    response::{IntoResponse, Redirect, Response},
    routing::post,
};
use backend::{
    Context,
    file::Folder,
    import::{self, DateOrder, MAX_BYTES},
};

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
    multipart: Multipart,
) -> Response {
    let to = match Box::pin(prepare(&cx, &folder, multipart)).await {
        Ok(Some(run)) => format!("{PAGE}?run={run}"),
        Ok(None) => format!("{PAGE}?problem=missing"),
        Err(AppError::SignedOut) => format!("/sign-in?next={PAGE}"),
        Err(AppError::Forbidden | AppError::NotFound) => format!("{PAGE}?problem=forbidden"),
        Err(_) => format!("{PAGE}?problem=unreadable"),
    };
    Redirect::to(&to).into_response()
}

/// The id of the preview; `None` when no file was chosen.
async fn prepare(
    cx: &Context,
    folder: &Folder,
    mut multipart: Multipart,
) -> Result<Option<String>, AppError> {
    let (mut file, mut dates) = (None, DateOrder::default());
    while let Some(field) = multipart.next_field().await.map_err(|_| AppError::Internal)? {
        match field.name() {
            Some("file") => {
                let name = field.file_name().unwrap_or_default().to_owned();
                let bytes = field.bytes().await.map_err(|_| AppError::Internal)?;
                file = (!name.is_empty()).then(|| (name, bytes.to_vec()));
            }
            Some("dates") => {
                let text = field.text().await.map_err(|_| AppError::Internal)?;
                if text == "day_first" {
                    dates = DateOrder::DayFirst;
                }
            }
            _ => {}
        }
    }
    let Some((name, bytes)) = file else { return Ok(None) };
    let run = import::prepare(cx, folder, &name, bytes, dates).await?;
    Ok(Some(run.to_string()))
}
