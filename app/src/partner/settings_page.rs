//! `/me`: a partner person's own settings. Plain forms: only the server draws it.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use ui::ButtonLink;

use super::{CHECK, REGISTRATIONS, SETTINGS, frame::framed};
use crate::{
    forms::read_echo,
    session::{
        AccountSettings,
        api::{read_mail_choice, read_me},
    },
    shared::failure::Failure,
    text::PartnerText,
};

/// `/me`.
#[component]
pub(super) fn SettingsPage() -> AnyView {
    let echo = use_query_map().with_untracked(|query| query.get("echo"));
    let page = move || {
        let echo = echo.clone();
        Suspend::new(async move {
            ui::in_earnest().await;
            let echo = match echo {
                Some(id) => read_echo(id).await.ok().flatten(),
                None => None,
            };
            match (read_me().await, read_mail_choice().await) {
                (Ok(me), Ok(mails)) => {
                    view! { <AccountSettings me mails echo path=SETTINGS /> }.into_any()
                }
                (Err(error), _) | (_, Err(error)) => view! { <Failure error /> }.into_any(),
            }
        })
    };
    let page = view! {
        <div data-static="">
            <Suspense>{page}</Suspense>
            {elsewhere()}
        </div>
    };
    framed(page.into_any())
}

/// Pages that have no room in the tab bar of a phone.
fn elsewhere() -> AnyView {
    let t = PartnerText::get();
    view! {
        <nav class="page page--form only-narrow" aria-label=t.more>
            <div class="cluster">
                <ButtonLink href=REGISTRATIONS>{t.registrations}</ButtonLink>
                <ButtonLink href=CHECK>{t.conflict_check}</ButtonLink>
            </div>
        </nav>
    }
    .into_any()
}
