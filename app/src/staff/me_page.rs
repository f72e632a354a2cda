//! A person's own settings, in the staff frame.

use leptos::prelude::*;

use super::places::ME;
use crate::{
    forms::echo,
    session::{AccountSettings, me},
    shared::failure::Failure,
};

/// The page at `/staff/me`.
#[component]
pub(super) fn MePage() -> impl IntoView {
    let (me, echo) = (me(), echo());
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let echo = echo.await;
                match me.await {
                    Ok(me) => view! { <AccountSettings me echo path=ME /> }.into_any(),
                    Err(error) => view! { <Failure error /> }.into_any(),
                }
            })}
        </Suspense>
    }
}
