//! Pages of receipts: a partner's own, and the one on which anybody checks one. Only the server draws them.

mod page;
mod verify_page;

pub(super) use page::ReceiptPage;
pub use verify_page::Verification;
pub(super) use verify_page::VerifyPage;

use leptos::prelude::*;

use crate::{error::AppError, request::Answer, shared::receipt, text::ReceiptText};

/// Address of a receipt above its id.
const RECEIPTS: &str = "/receipts";

/// The receipts of an opportunity under their heading, drawn; nothing where there is none.
pub(super) async fn card(
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
