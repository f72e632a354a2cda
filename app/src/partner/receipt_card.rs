//! The receipts of an opportunity, under their heading.

use leptos::prelude::*;

use crate::{error::AppError, request::Answer, shared::receipt, text::ReceiptText};

/// Address of a receipt above its id.
const RECEIPTS: &str = "/receipts";

/// The card, drawn; nothing where there is none.
pub(super) async fn receipt_card(
    cx: &backend::Context,
    reference: &str,
) -> Result<Option<AnyView>, AppError> {
    let rows = backend::receipt::of_opportunity(cx, reference).await.answer()?;
    Ok((!rows.is_empty()).then(|| {
        view! {
            <section class="card block" aria-labelledby="receipts-h">
                <h2 id="receipts-h">{ReceiptText::get().receipts}</h2>
                {receipt::links(rows, RECEIPTS)}
            </section>
        }
        .into_any()
    }))
}
