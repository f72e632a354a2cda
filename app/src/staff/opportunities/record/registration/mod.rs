//! The section **Deal registration request**: what a partner asks for, what may be the same, and the decision.

mod deeds;
mod facts;
mod matches;

use domain::{ids::OpportunityId, registration::StaffRegistration};
use leptos::prelude::*;
use ui::Card;

use self::{deeds::Deeds, facts::facts, matches::matches};
use super::super::registration_api::show_registration;
use crate::{forms::Echo, live::live, text::RegistrationText};

/// The section; nothing while nobody has asked.
#[component]
pub(super) fn Registration(
    /// Of which opportunity.
    id: OpportunityId,
    /// What was posted from this page without script.
    echo: Option<Echo>,
    /// Fetches the rest of the page again.
    on_done: Callback<()>,
) -> impl IntoView {
    let first = Resource::new_blocking(move || id, show_registration);
    view! {
        <Suspense>
            {move || {
                let echo = echo.clone();
                Suspend::new(async move {
                    // Who may not know of it sees the page without it.
                    let found = first.await.ok().flatten();
                    view! { <Section id found echo on_done /> }
                })
            }}
        </Suspense>
    }
}

#[component]
fn Section(
    id: OpportunityId,
    found: Option<StaffRegistration>,
    echo: Option<Echo>,
    on_done: Callback<()>,
) -> impl IntoView {
    let data = RwSignal::new(found);
    let fetch = Action::new(move |(): &()| show_registration(id));
    let answer = fetch.value();
    Effect::new(move |_| {
        // A failure changes nothing: what is in sight stays, and the next change asks again.
        if let Some(Ok(found)) = answer.get() {
            data.set(found);
        }
    });
    let heard = live();
    Effect::new(move |before: Option<u32>| {
        let heard = heard.get();
        if before.is_some_and(|before| before != heard) {
            fetch.dispatch(());
        }
        heard
    });
    let done = Callback::new(move |()| {
        fetch.dispatch(());
        on_done.run(());
    });
    let is_there = Memo::new(move |_| data.with(Option::is_some));
    let echo = StoredValue::new(echo);
    view! {
        <Show when=move || is_there.get()>
            <Card id="registration" title=RegistrationText::get().title>
                {move || data.with(|data| data.as_ref().map(facts))}
                <Deeds data echo=echo.get_value() on_done=done />
                {move || data.with(|data| data.as_ref().map(matches))}
            </Card>
        </Show>
    }
}
