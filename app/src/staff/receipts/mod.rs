//! `/staff/receipts/{id}`: one receipt, to be read, printed and downloaded.

use domain::ids::ReceiptId;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::{
    error::AppError,
    shared::{
        failure::Failure,
        receipt::{api::show_receipt, sheet},
    },
};

/// The page.
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
