//! Receipts for staff: one on its page, and those of an opportunity on its page.

use domain::ids::ReceiptId;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use ui::Card;

use crate::{
    error::AppError,
    live::live,
    shared::{
        failure::Failure,
        receipt::{
            api::{list_receipts, show_receipt},
            links, sheet,
        },
    },
    text::ReceiptText,
};

/// Address of a receipt above its id.
const RECEIPTS: &str = "/staff/receipts";

/// `/staff/receipts/{id}`.
#[component]
pub(crate) fn ReceiptPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let receipt = Resource::new_blocking(
        move || id.get(),
        |id| async move {
            match id.parse::<ReceiptId>() {
                Ok(id) => show_receipt(id).await,
                Err(_) => Err(unknown()),
            }
        },
    );
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match receipt.await {
                    Ok(view) => {
                        let opportunity = &view.document.statement.opportunity;
                        let back = ["/staff/opportunities/", opportunity].concat();
                        sheet(view, back)
                    }
                    Err(error) => view! { <Failure error /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

/// What is no id is no receipt.
fn unknown() -> AppError {
    #[cfg(feature = "ssr")]
    crate::request::fail(AppError::NotFound);
    AppError::NotFound
}

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
                                {links(rows, RECEIPTS)}
                            </Card>
                        }
                    })
            })}
        </Transition>
    }
}
