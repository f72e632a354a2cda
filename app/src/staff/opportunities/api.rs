//! Server functions of opportunities as staff see them.
#![expect(missing_docs, reason = "the macro makes a struct of each argument list")]

use domain::{
    ids::{EntryId, OpportunityId},
    opportunity::{
        AskForm, Draft, ListQuery, OpportunityForm, OpportunityPage, Saved, StaffOpportunity,
    },
    timeline::NoteForm,
};
use leptos::prelude::*;

use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::{
    request::{Answer, context},
    staff::{
        opportunities::{done::page_after, intent::proceed},
        places,
    },
};

/// One page of the list; the search for a reference leads to its record.
#[server(endpoint = "opportunity/list")]
pub async fn list_opportunities(query: ListQuery) -> Result<OpportunityPage, AppError> {
    let cx = context().await?;
    let page = backend::opportunity::list(&cx, &query).await.answer()?;
    if let Some(reference) = &page.exact {
        leptos_axum::redirect(&places::opportunity(reference));
    }
    Ok(page)
}

/// Everything on the page of one opportunity.
#[server(endpoint = "opportunity/show")]
pub async fn show_opportunity(reference: String) -> Result<StaffOpportunity, AppError> {
    let cx = context().await?;
    backend::opportunity::show(&cx, &reference).await.answer()
}

/// What an empty form starts with.
#[server(endpoint = "opportunity/draft")]
pub async fn draft_opportunity() -> Result<Draft, AppError> {
    let cx = context().await?;
    backend::opportunity::draft(&cx).await.answer()
}

/// Stores a new opportunity and does what its status asks for.
#[server(endpoint = "opportunity/create")]
pub async fn create_opportunity(
    form: OpportunityForm,
    #[server(default)] intent: String,
) -> Result<Saved, AppError> {
    let cx = context().await?;
    proceed(&intent)?;
    let saved = backend::opportunity::create(&cx, form).await.answer()?;
    leptos_axum::redirect(&page_after(&saved, ""));
    Ok(saved)
}

/// Stores the whole form; `seen` holds, as JSON, the values that it was made from.
#[server(endpoint = "opportunity/save")]
pub async fn save_opportunity(
    id: OpportunityId,
    version: i32,
    #[server(default)] seen: String,
    form: OpportunityForm,
    #[server(default)] intent: String,
    #[server(default)] tab: String,
) -> Result<Saved, AppError> {
    let cx = context().await?;
    proceed(&intent)?;
    let seen = serde_json::from_str(&seen).ok();
    let saved = backend::opportunity::save(&cx, id, version, seen, form).await.answer()?;
    leptos_axum::redirect(&page_after(&saved, &tab));
    Ok(saved)
}

/// Takes it back from whoever has it.
#[server(endpoint = "opportunity/recall")]
pub async fn recall_opportunity(
    id: OpportunityId,
    #[server(default)] reason: String,
) -> Result<(), AppError> {
    let cx = context().await?;
    backend::opportunity::recall(&cx, id, &reason).await.answer()
}

/// Asks the partner that brought it.
#[server(endpoint = "opportunity/ask")]
pub async fn ask_partner(
    id: OpportunityId,
    #[server(default)] form: AskForm,
) -> Result<(), AppError> {
    let cx = context().await?;
    backend::info::ask(&cx, id, form).await.answer()
}

/// Undoes the last distribution.
#[server(endpoint = "opportunity/undo")]
pub async fn undo_distribution(id: OpportunityId) -> Result<(), AppError> {
    let cx = context().await?;
    backend::opportunity::undo(&cx, id).await.answer()
}

/// Writes a note.
#[server(endpoint = "opportunity/note")]
pub async fn note_opportunity(id: OpportunityId, form: NoteForm) -> Result<EntryId, AppError> {
    let cx = context().await?;
    backend::note::write(&cx, id, form).await.answer()
}
