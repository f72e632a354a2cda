//! `POST /registrations/submit`: a partner's request for the exclusive right, with the files that prove it.
//!
//! The page of the form comes back to it whatever happened; a program gets the status. Files are stored one after the
//! other while they arrive, so that one of them is in memory at a time; what is stored for a refused request stands
//! under no entry and is cleaned up.

use app::{
    error::AppError,
    forms::Echo,
    partner::registration::{PRODUCT, SUBMIT, sent_path},
};
use axum::{
    Extension, Router,
    extract::{DefaultBodyLimit, Multipart, State, multipart::Field},
    http::HeaderMap,
    response::{IntoResponse, Redirect, Response},
    routing::post,
};
use backend::{
    Context,
    file::{self, Folder, MAX_BYTES, MAX_MB, Upload},
    registration,
};
use domain::{
    ids::{AttachmentId, OpportunityId},
    invalid::{FieldError, Problem},
    registration::{EVIDENCE_MAX, RegistrationForm},
};

use super::{files::accepts_html, problem::problem};
use crate::layers::{
    echo::{came_from, keep, sign_in_first},
    session::Ticket,
};

/// The route.
pub fn routes(folder: Folder) -> Router {
    let largest = DefaultBodyLimit::max(EVIDENCE_MAX * (MAX_BYTES + (64 << 10)));
    Router::new().route("/registrations/submit", post(submit).layer(largest)).with_state(folder)
}

/// What a form posts.
#[derive(Default)]
struct Posted {
    opportunity: Option<OpportunityId>,
    form: RegistrationForm,
    /// Products of the vendor's list; others stand in the form.
    products: Vec<String>,
    files: Vec<AttachmentId>,
    /// The first thing that was wrong with a file.
    refused: Option<AppError>,
}

async fn submit(
    State(folder): State<Folder>,
    Extension(cx): Extension<Context>,
    Extension(ticket): Extension<Ticket>,
    headers: HeaderMap,
    multipart: Multipart,
) -> Response {
    let is_page = accepts_html(&headers);
    if cx.actor.user().is_none() {
        return if is_page {
            sign_in_first(&came_from(&headers))
        } else {
            problem(&AppError::SignedOut)
        };
    }
    let mut posted = Posted::default();
    let read = Box::pin(read(&cx, &folder, multipart, &mut posted)).await;
    let typed = typed(&posted.form, &posted.products);
    let sent = match read {
        Ok(()) => send(&cx, posted).await,
        Err(failure) => Err(failure),
    };
    match sent {
        Ok(reference) => Redirect::to(&sent_path(&reference)).into_response(),
        Err(error) if is_page => {
            let refused = Echo { path: SUBMIT.to_owned(), fields: typed, error };
            keep(&cx, &ticket, &refused, &came_from(&headers)).await
        }
        Err(error) => problem(&error),
    }
}

async fn send(cx: &Context, posted: Posted) -> Result<String, AppError> {
    let id = posted.opportunity.ok_or(AppError::NotFound)?;
    if let Some(refused) = posted.refused {
        return Err(refused);
    }
    let listed = posted.products.iter().map(String::as_str);
    let others = Some(posted.form.products.as_str()).filter(|others| !others.trim().is_empty());
    let products = listed.chain(others).collect::<Vec<_>>().join(", ");
    let form = RegistrationForm { products, ..posted.form };
    Ok(registration::submit(cx, id, form, &posted.files).await?)
}

/// Reads all of it, also behind a file that was refused: a browser that is still sending hears no answer.
async fn read(
    cx: &Context,
    folder: &Folder,
    mut multipart: Multipart,
    posted: &mut Posted,
) -> Result<(), AppError> {
    while let Some(field) = multipart.next_field().await.map_err(|_| too_large())? {
        let name = field.name().unwrap_or_default().to_owned();
        if name == "file" {
            take(cx, folder, field, posted).await?;
            continue;
        }
        let value = field.text().await.map_err(|_| too_large())?;
        match name.as_str() {
            "id" => posted.opportunity = value.parse().ok(),
            PRODUCT => posted.products.push(value),
            name => put(&mut posted.form, name, value),
        }
    }
    Ok(())
}

async fn take(
    cx: &Context,
    folder: &Folder,
    field: Field<'_>,
    posted: &mut Posted,
) -> Result<(), AppError> {
    let name = field.file_name().unwrap_or_default().to_owned();
    let bytes = field.bytes().await.map_err(|_| too_large())?.to_vec();
    // A file input that was left empty posts an empty file without a name.
    if name.is_empty() || posted.refused.is_some() {
        return Ok(());
    }
    let id = posted.opportunity.ok_or(AppError::NotFound)?;
    if posted.files.len() == EVIDENCE_MAX {
        let max = u32::try_from(EVIDENCE_MAX).unwrap_or(u32::MAX);
        posted.refused = Some(wrong_file(Problem::TooMany { max }));
        return Ok(());
    }
    match file::upload(cx, folder, id, Upload { name, bytes }).await {
        Ok(stored) => posted.files.push(stored.id),
        Err(failure) => posted.refused = Some(failure.into()),
    }
    Ok(())
}

/// The names of the form. Anything else is no part of it.
fn put(form: &mut RegistrationForm, name: &str, value: String) {
    let place = match name {
        "form[customer]" => &mut form.customer,
        "form[registration_number]" => &mut form.registration_number,
        "form[vat_id]" => &mut form.vat_id,
        "form[domain]" => &mut form.domain,
        "form[products]" => &mut form.products,
        "form[value]" => &mut form.value,
        "form[close_on]" => &mut form.close_on,
        "form[justification]" => &mut form.justification,
        _ => return,
    };
    *place = value;
}

/// What was typed, under the names of the form.
fn typed(form: &RegistrationForm, products: &[String]) -> Vec<(String, String)> {
    let listed = products.iter().map(|name| (PRODUCT.to_owned(), name.clone()));
    let lines = [
        ("form[customer]", &form.customer),
        ("form[registration_number]", &form.registration_number),
        ("form[vat_id]", &form.vat_id),
        ("form[domain]", &form.domain),
        ("form[products]", &form.products),
        ("form[value]", &form.value),
        ("form[close_on]", &form.close_on),
        ("form[justification]", &form.justification),
    ]
    .map(|(name, value)| (name.to_owned(), value.clone()));
    lines.into_iter().chain(listed).collect()
}

fn too_large() -> AppError {
    wrong_file(Problem::FileSize { max_mb: MAX_MB })
}

fn wrong_file(problem: Problem) -> AppError {
    AppError::Invalid(vec![FieldError::new("file", problem)])
}
