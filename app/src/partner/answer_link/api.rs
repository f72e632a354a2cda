//! Server functions behind the link of a mail: nobody has signed in.

use domain::{assignment::AnswerLinkView, opportunity::ReasonForm};
use leptos::prelude::*;

use crate::{
    error::AppError,
    request::{Answer, context_of_anybody},
};

/// What the link is about. Changes nothing.
#[server(endpoint = "answer/show")]
pub async fn show_answer_link(token: String) -> Result<AnswerLinkView, AppError> {
    let cx = context_of_anybody().await?;
    backend::assignment::show_by_link(&cx, &token).await.answer()
}

/// Accepts, and comes back to the page of the link, which says so.
#[server(endpoint = "answer/accept")]
pub async fn accept_by_link(token: String) -> Result<(), AppError> {
    let cx = context_of_anybody().await?;
    backend::assignment::accept_by_link(&cx, &token).await.answer()?;
    leptos_axum::redirect(&super::path(&token));
    Ok(())
}

/// Declines.
#[server(endpoint = "answer/decline")]
pub async fn decline_by_link(
    token: String,
    #[server(default)] form: ReasonForm,
) -> Result<(), AppError> {
    let cx = context_of_anybody().await?;
    backend::assignment::decline_by_link(&cx, &token, form).await.answer()?;
    leptos_axum::redirect(&super::path(&token));
    Ok(())
}
