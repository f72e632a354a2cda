//! A person's own settings, in the staff frame.

use leptos::prelude::*;

use super::places::ME;
use crate::{
    forms::echo,
    session::{AccountSettings, api::read_mail_choice, me},
    shared::failure::Failure,
};

/// The page at `/staff/me`.
#[component]
pub(super) fn MePage() -> impl IntoView {
    let (me, echo) = (me(), echo());
    let mails = Resource::new_blocking(|| (), |()| read_mail_choice());
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let echo = echo.await;
                match (me.await, mails.await) {
                    (Ok(me), Ok(mails)) => {
                        view! { <AccountSettings me mails echo path=ME /> }.into_any()
                    }
                    (Err(error), _) | (_, Err(error)) => view! { <Failure error /> }.into_any(),
                }
            })}
        </Suspense>
    }
}
