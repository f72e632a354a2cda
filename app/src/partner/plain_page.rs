//! A page of plain forms and words: only the server draws it, and the browser takes nothing of it over.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::frame::framed;
use crate::{
    error::AppError,
    forms::{Echo, read_echo},
    shared::failure::Failure,
};

/// Draws the page with what was posted from it before, or says why there is none.
pub(super) fn plain_page<D, P>(draw: D) -> AnyView
where
    D: Fn(Option<Echo>) -> P + Clone + Send + 'static,
    P: Future<Output = Result<AnyView, AppError>> + Send + 'static,
{
    let echo = use_query_map().with_untracked(|query| query.get("echo"));
    let page = move || {
        let (echo, draw) = (echo.clone(), draw.clone());
        Suspend::new(async move {
            ui::in_earnest().await;
            let echo = match echo {
                Some(id) => read_echo(id).await.ok().flatten(),
                None => None,
            };
            match draw(echo).await {
                Ok(page) => page,
                Err(error) => view! { <Failure error /> }.into_any(),
            }
        })
    };
    let page = view! {
        <div data-static="">
            <Suspense>{page}</Suspense>
        </div>
    };
    framed(page.into_any())
}
