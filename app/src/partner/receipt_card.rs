//! The receipts of an opportunity, under their heading.

use domain::receipt::ReceiptRow;
use leptos::prelude::*;

use crate::{shared::receipt, text::ReceiptText};

/// The card; nothing where there is none.
pub(super) fn receipt_card(rows: Vec<ReceiptRow>) -> Option<AnyView> {
    let card = |rows| {
        view! {
            <section class="card block" aria-labelledby="receipts-h">
                <h2 id="receipts-h">{ReceiptText::get().receipts}</h2>
                {receipt::links(rows, receipt::OF_PARTNERS)}
            </section>
        }
        .into_any()
    };
    (!rows.is_empty()).then(|| card(rows))
}
