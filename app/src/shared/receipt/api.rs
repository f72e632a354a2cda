//! Server functions of receipts.

use domain::{
    ids::ReceiptId,
    receipt::{ReceiptRow, ReceiptView},
};
use leptos::prelude::*;

use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::request::{Answer, context};

/// One receipt.
#[server(endpoint = "receipt/show")]
pub async fn show_receipt(id: ReceiptId) -> Result<ReceiptView, AppError> {
    let cx = context().await?;
    backend::receipt::show(&cx, id).await.answer()
}

/// All of one opportunity.
#[server(endpoint = "receipt/list")]
pub async fn list_receipts(reference: String) -> Result<Vec<ReceiptRow>, AppError> {
    let cx = context().await?;
    backend::receipt::of_opportunity(&cx, &reference).await.answer()
}
