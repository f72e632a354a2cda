//! Server functions of automatic distribution on the page of an opportunity.
#![expect(missing_docs, reason = "the macro makes a struct of each argument list")]

use domain::{
    ids::{OpportunityId, PartnerId},
    opportunity::Saved,
    routing::Explanation,
};
use leptos::prelude::*;

use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::{
    request::{Answer, context},
    staff::opportunities::done::page_after,
};

/// Offers it to the partner that the rules choose.
#[server(endpoint = "routing/distribute")]
pub async fn distribute_opportunity(id: OpportunityId) -> Result<Saved, AppError> {
    let cx = context().await?;
    let saved = backend::routing::distribute(&cx, id).await.answer()?;
    leptos_axum::redirect(&page_after(&saved, ""));
    Ok(saved)
}

/// Offers it to one of those who were suggested.
#[server(endpoint = "routing/take")]
pub async fn take_suggestion(id: OpportunityId, partner: PartnerId) -> Result<Saved, AppError> {
    let cx = context().await?;
    let saved = backend::routing::take(&cx, id, partner).await.answer()?;
    leptos_axum::redirect(&page_after(&saved, ""));
    Ok(saved)
}

/// Why it was distributed as it was, the newest decision first.
#[server(endpoint = "routing/explain")]
pub async fn explain_routing(id: OpportunityId) -> Result<Vec<Explanation>, AppError> {
    let cx = context().await?;
    backend::routing::explain(&cx, id).await.answer()
}

/// Who would get it now. Writes nothing.
#[server(endpoint = "routing/suggest")]
pub async fn suggest_partners(id: OpportunityId) -> Result<Explanation, AppError> {
    let cx = context().await?;
    backend::routing::suggest(&cx, id).await.answer()
}

/// Changes who is asked next.
#[server(endpoint = "routing/queue")]
pub async fn change_queue(
    id: OpportunityId,
    partner: PartnerId,
    #[server(default)] deed: String,
) -> Result<(), AppError> {
    let cx = context().await?;
    backend::routing::change_queue(&cx, id, partner, &deed).await.answer()
}
