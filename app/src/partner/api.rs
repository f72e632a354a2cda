//! Server functions of the partner's side.

use domain::{
    ids::{AssignmentId, OpportunityId},
    opportunity::{CheckInForm, FinishForm, ProgressForm, ReasonForm},
    timeline::NoteForm,
};
use leptos::prelude::*;

use super::screen::{Board, Opportunity, Screen};
use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::{
    partner::{drawn, receipt_card::receipt_card, registration},
    request::{Answer, context},
};

/// What waits for an answer and what is managed.
#[server(endpoint = "portal/board")]
pub async fn read_board() -> Result<Board, AppError> {
    let cx = drawn::prepare().await?;
    let board = backend::portal::board(&cx).await.answer()?;
    Ok(drawn::board(&board))
}

/// One opportunity, as much of it as the reader may see.
#[server(endpoint = "portal/show")]
pub async fn read_opportunity(reference: String) -> Result<Opportunity, AppError> {
    let cx = drawn::prepare().await?;
    let detail = backend::portal::show(&cx, &reference).await.answer()?;
    let registration::Drawn { question, card } = registration::drawn(&cx, &detail).await?;
    let receipts = receipt_card(detail.receipts().to_vec()).map(AnyView::to_html);
    let page = drawn::opportunity(detail);
    Ok(Opportunity {
        head: [page.head, question].concat(),
        registration: [card, receipts.unwrap_or_default()].concat(),
        ..page
    })
}

impl Screen for Board {
    const PATH: &'static str = <ReadBoard as leptos::server_fn::ServerFn>::PATH;

    #[cfg(feature = "ssr")]
    fn read(_: String) -> impl Future<Output = Result<Self, AppError>> + Send {
        read_board()
    }
}

impl Screen for Opportunity {
    const PATH: &'static str = <ReadOpportunity as leptos::server_fn::ServerFn>::PATH;

    #[cfg(feature = "ssr")]
    fn read(reference: String) -> impl Future<Output = Result<Self, AppError>> + Send {
        read_opportunity(reference)
    }
}

/// Takes an offer and goes on to the opportunity, where the customer is now named.
#[server(endpoint = "assignment/accept")]
pub async fn accept_offer(id: AssignmentId) -> Result<String, AppError> {
    let cx = context().await?;
    let reference = backend::assignment::accept(&cx, id).await.answer()?;
    leptos_axum::redirect(&super::opportunity_path(&reference));
    Ok(reference)
}

/// Refuses an offer.
#[server(endpoint = "assignment/decline")]
pub async fn decline_offer(
    id: AssignmentId,
    #[server(default)] form: ReasonForm,
) -> Result<(), AppError> {
    let cx = context().await?;
    backend::assignment::decline(&cx, id, form).await.answer()
}

/// Reports stage, news, value and close date.
#[server(endpoint = "portal/progress")]
pub async fn report_progress(
    id: OpportunityId,
    #[server(default)] form: ProgressForm,
) -> Result<(), AppError> {
    let cx = context().await?;
    backend::portal::progress(&cx, id, form).await.answer()
}

/// Says how it goes, and goes on to the page that asked.
#[server(endpoint = "portal/check_in")]
pub async fn check_in(
    id: OpportunityId,
    #[server(default)] form: CheckInForm,
    #[server(default)] back: String,
) -> Result<(), AppError> {
    let cx = context().await?;
    let reference = backend::portal::check_in(&cx, id, form).await.answer()?;
    leptos_axum::redirect(&super::page_after_check_in(&back, &reference));
    Ok(())
}

/// Hands it to a colleague, or to nobody in particular.
#[server(endpoint = "portal/assign_seller")]
pub async fn assign_seller(
    id: OpportunityId,
    #[server(default)] seller: String,
) -> Result<(), AppError> {
    let cx = context().await?;
    let reference = backend::portal::assign_seller(&cx, id, &seller).await.answer()?;
    leptos_axum::redirect(&super::opportunity_path(&reference));
    Ok(())
}

/// Sold.
#[server(endpoint = "portal/win")]
pub async fn win(id: OpportunityId, #[server(default)] form: FinishForm) -> Result<(), AppError> {
    let cx = context().await?;
    backend::portal::win(&cx, id, form).await.answer()
}

/// Lost.
#[server(endpoint = "portal/lose")]
pub async fn lose(id: OpportunityId, #[server(default)] form: FinishForm) -> Result<(), AppError> {
    let cx = context().await?;
    backend::portal::lose(&cx, id, form).await.answer()
}

/// Gives an accepted opportunity back.
#[server(endpoint = "portal/return")]
pub async fn give_back(
    id: OpportunityId,
    #[server(default)] form: ReasonForm,
) -> Result<(), AppError> {
    let cx = context().await?;
    backend::portal::give_back(&cx, id, form).await.answer()
}

/// Leaves a collaboration.
#[server(endpoint = "portal/leave")]
pub async fn leave(id: OpportunityId, #[server(default)] text: String) -> Result<(), AppError> {
    let cx = context().await?;
    backend::portal::leave(&cx, id, &text).await.answer()
}

/// Writes on the timeline.
#[server(endpoint = "portal/note")]
pub async fn write_note(
    id: OpportunityId,
    #[server(default)] form: NoteForm,
) -> Result<(), AppError> {
    let cx = context().await?;
    backend::note::write(&cx, id, form).await.answer().map(drop)
}
