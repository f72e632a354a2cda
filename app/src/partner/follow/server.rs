//! The server's half: asks once and draws.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::{Draw, Refresh, SCREEN};
use crate::{
    forms::{Echo, read_echo},
    partner::screen::Screen,
    shared::failure::Failure,
};

/// Draws a page as soon as its data are there.
pub(in crate::partner) fn follow<T: Screen>(reference: String, draw: Draw<T>) -> AnyView {
    let echo = use_query_map().with_untracked(|query| query.get("echo"));
    let drawn = move || {
        let (reference, echo) = (reference.clone(), echo.clone());
        Suspend::new(async move {
            ui::in_earnest().await;
            let echo = match echo {
                Some(id) => read_echo(id).await.ok().flatten(),
                None => None,
            };
            match T::read(reference).await {
                Ok(screen) => page(screen, echo, draw),
                Err(error) => view! { <div data-static=""><Failure error /></div> }.into_any(),
            }
        })
    };
    view! { <Suspense>{drawn}</Suspense> }.into_any()
}

/// A page that answers a form without script stays without it: the browser takes over no typed values.
fn page<T: Screen>(screen: T, echo: Option<Echo>, draw: Draw<T>) -> AnyView {
    let data = serde_json::to_string(&screen).unwrap_or_default();
    view! {
        <template id=SCREEN data-screen=data data-static=echo.is_some()></template>
        {draw(Signal::stored(screen), echo, Refresh::new())}
    }
    .into_any()
}
