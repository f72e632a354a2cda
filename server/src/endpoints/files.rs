//! Attachments: `POST /files` takes them in, `GET /files/{id}` gives them to those who may read the note above them.

use app::{error::AppError, forms::Echo};
use axum::{
    Extension, Json, Router,
    extract::{DefaultBodyLimit, Multipart, Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use backend::{
    Context,
    file::{self, Folder, MAX_BYTES, Upload},
    note,
};
use domain::{
    ids::{AttachmentId, OpportunityId},
    policy::Actor,
    timeline::{FileView, NoteForm},
};

use super::problem::problem;
use crate::layers::{
    echo::{came_from, keep, sign_in_first},
    session::Ticket,
};

/// Ten files of the largest size would be 100 MB in memory: so many at once is enough.
const MAX_FILES: usize = 5;

/// Both routes.
pub fn routes(folder: Folder) -> Router {
    let largest = DefaultBodyLimit::max(MAX_FILES * (MAX_BYTES + (64 << 10)));
    Router::new()
        .route("/files", post(upload).layer(largest))
        .route("/files/{id}", get(download))
        .with_state(folder)
}

/// What a form posts: files for a note that is still being written, or, without script, the whole note.
#[derive(Default)]
struct Posted {
    opportunity: Option<OpportunityId>,
    files: Vec<Upload>,
    note: NoteForm,
}

/// With script it answers the stored files as JSON; a plain form's note is written at once and its page comes back.
async fn upload(
    State(folder): State<Folder>,
    Extension(cx): Extension<Context>,
    Extension(ticket): Extension<Ticket>,
    headers: HeaderMap,
    multipart: Multipart,
) -> Response {
    if cx.actor.user().is_none() {
        return if accepts_html(&headers) {
            sign_in_first(&came_from(&headers))
        } else {
            problem(&AppError::SignedOut)
        };
    }
    let posted = match read(multipart).await {
        Ok(posted) => posted,
        Err(failure) => return problem(&failure),
    };
    let note = posted.note.clone();
    if !accepts_html(&headers) {
        return match store(&cx, &folder, posted).await {
            Ok(files) => Json(files).into_response(),
            Err(failure) => problem(&failure),
        };
    }
    let back = came_from(&headers);
    match store_with_note(&cx, &folder, posted).await {
        Ok(()) => Redirect::to(&back).into_response(),
        Err(error) => {
            let refused =
                Echo { path: note_path(&cx.actor).to_owned(), fields: typed(note), error };
            keep(&cx, &ticket, &refused, &back).await
        }
    }
}

/// Whether a person at a browser without script asks, or a script.
pub fn accepts_html(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
    accept.is_some_and(|accept| accept.contains("text/html"))
}

async fn store(cx: &Context, folder: &Folder, posted: Posted) -> Result<Vec<FileView>, AppError> {
    let id = posted.opportunity.ok_or(AppError::NotFound)?;
    let mut stored = Vec::new();
    for upload in posted.files {
        stored.push(file::upload(cx, folder, id, upload).await?);
    }
    Ok(stored)
}

async fn store_with_note(cx: &Context, folder: &Folder, posted: Posted) -> Result<(), AppError> {
    let id = posted.opportunity.ok_or(AppError::NotFound)?;
    let note = posted.note.clone();
    let stored = store(cx, folder, posted).await?;
    let ids: Vec<String> = stored.iter().map(|file| file.id.to_string()).collect();
    note::write(cx, id, NoteForm { files: ids.join(","), ..note }).await?;
    Ok(())
}

/// The composer that the plain form came from, by its server function.
fn note_path(actor: &Actor) -> &'static str {
    match actor {
        Actor::Partner { .. } => "/api/portal/note",
        Actor::Staff { .. } | Actor::System | Actor::Anonymous => "/api/opportunity/note",
    }
}

/// What was typed, under the names of the form.
fn typed(note: NoteForm) -> Vec<(String, String)> {
    let NoteForm { body, audience, partner, files: _ } = note;
    [("form[body]", body), ("form[audience]", audience), ("form[partner]", partner)]
        .map(|(name, value)| (name.to_owned(), value))
        .to_vec()
}

async fn read(mut multipart: Multipart) -> Result<Posted, AppError> {
    let mut posted = Posted::default();
    while let Some(field) = multipart.next_field().await.map_err(|_| too_large())? {
        let name = field.name().unwrap_or_default().to_owned();
        if name == "file" {
            let file_name = field.file_name().unwrap_or_default().to_owned();
            let bytes = field.bytes().await.map_err(|_| too_large())?.to_vec();
            // A file input that was left empty posts an empty file without a name.
            if !file_name.is_empty() && posted.files.len() < MAX_FILES {
                posted.files.push(Upload { name: file_name, bytes });
            }
            continue;
        }
        let value = field.text().await.map_err(|_| too_large())?;
        match name.as_str() {
            "opportunity" | "id" => posted.opportunity = value.parse().ok(),
            "form[body]" => posted.note.body = value,
            "form[audience]" => posted.note.audience = value,
            "form[partner]" => posted.note.partner = value,
            _ => {}
        }
    }
    Ok(posted)
}

fn too_large() -> AppError {
    let max_mb = file::MAX_MB;
    AppError::Invalid(vec![domain::invalid::FieldError::new(
        "file",
        domain::invalid::Problem::FileSize { max_mb },
    )])
}

/// Always as a download with its checked type: nothing that somebody uploaded runs in our origin.
async fn download(
    State(folder): State<Folder>,
    Extension(cx): Extension<Context>,
    Path(id): Path<String>,
) -> Response {
    if cx.actor.user().is_none() {
        return problem(&AppError::SignedOut);
    }
    let Ok(id) = id.parse::<AttachmentId>() else { return StatusCode::NOT_FOUND.into_response() };
    match file::open(&cx, &folder, id).await {
        Ok(opened) => {
            let mut headers = HeaderMap::new();
            if let Ok(kind) = HeaderValue::from_str(&opened.media_type) {
                headers.insert(header::CONTENT_TYPE, kind);
            }
            let name: String =
                url::form_urlencoded::byte_serialize(opened.file.name.as_bytes()).collect();
            let disposition = format!("attachment; filename*=UTF-8''{}", name.replace('+', "%20"));
            if let Ok(value) = HeaderValue::from_str(&disposition) {
                headers.insert(header::CONTENT_DISPOSITION, value);
            }
            (headers, opened.bytes).into_response()
        }
        Err(failure) => problem(&failure.into()),
    }
}
