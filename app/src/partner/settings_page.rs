//! `/me`: a partner person's own settings.

use leptos::prelude::*;

use super::{
    SETTINGS,
    frame::{Top, framed},
};
use crate::{
    forms::echo,
    session::{AccountSettings, me},
    shared::failure::Failure,
    text::SessionText,
};

/// `/me`.
#[component]
pub(super) fn SettingsPage() -> AnyView {
    let (me, echo) = (me(), echo());
    let page = move || {
        Suspend::new(async move {
            let echo = echo.await;
            match me.await {
                Ok(me) => view! { <AccountSettings me echo path=SETTINGS /> }.into_any(),
                Err(error) => view! { <Failure error /> }.into_any(),
            }
        })
    };
    let page = view! { <Suspense>{page}</Suspense> }.into_any();
    framed(Top { word: SessionText::get().me.into(), above: None }, page)
}
