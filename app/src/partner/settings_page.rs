//! `/me`: a partner person's own settings. Plain forms: only the server draws it.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::{SETTINGS, frame::framed};
use crate::{
    forms::read_echo,
    session::{AccountSettings, api::read_me},
    shared::failure::Failure,
};

/// `/me`.
#[component]
pub(super) fn SettingsPage() -> AnyView {
    let echo = use_query_map().with_untracked(|query| query.get("echo"));
    let page = move || {
        let echo = echo.clone();
        Suspend::new(async move {
            let echo = match echo {
                Some(id) => read_echo(id).await.ok().flatten(),
                None => None,
            };
            match read_me().await {
                Ok(me) => view! { <AccountSettings me echo path=SETTINGS /> }.into_any(),
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
