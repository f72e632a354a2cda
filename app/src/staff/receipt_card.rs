//! The receipts of an opportunity, on the page of its record.

use leptos::prelude::*;
use ui::Card;

use crate::{
    live::live,
    shared::receipt::{OF_STAFF, api::list_receipts, links},
    text::ReceiptText,
};

/// The receipts of one opportunity; nothing while there is none.
#[component]
pub(super) fn Receipts(
    /// Of which opportunity.
    reference: String,
) -> impl IntoView {
    let heard = live();
    let rows =
        Resource::new_blocking(move || heard.get(), move |_| list_receipts(reference.clone()));
    view! {
        <Transition>
            {move || Suspend::new(async move {
                let rows = rows.await.unwrap_or_default();
                (!rows.is_empty())
                    .then(|| {
                        view! {
                            <Card id="receipts" title=ReceiptText::get().receipts>
                                {links(rows, OF_STAFF)}
                            </Card>
                        }
                    })
            })}
        </Transition>
    }
}
