//! `/receipts/{id}`: one receipt, to be read, printed and downloaded.

use domain::ids::ReceiptId;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::super::{opportunity_path, plain_page::plain_page};
use crate::{
    error::AppError,
    request::{Answer, context, fail},
    shared::receipt::sheet,
};

/// The page.
#[component]
pub(in crate::partner) fn ReceiptPage() -> AnyView {
    let id = use_params_map().with_untracked(|params| params.get("id")).unwrap_or_default();
    plain_page(move |_| page(id.clone()))
}

async fn page(id: String) -> Result<AnyView, AppError> {
    let cx = context().await?;
    let id: ReceiptId = id.parse().map_err(|_| fail(AppError::NotFound))?;
    let view = backend::receipt::show(&cx, id).await.answer()?;
    let back = opportunity_path(&view.document.statement.opportunity);
    Ok(sheet(view, back))
}
