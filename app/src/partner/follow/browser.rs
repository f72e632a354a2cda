//! The browser's half: takes over what the server put into the page, and asks again when something changed.

use leptos::{prelude::*, task::spawn_local_scoped_with_cancellation};

use super::{Draw, Refresh, SCREEN};
use crate::{
    error::AppError,
    partner::screen::Screen,
    shared::{ask::ask, failure::Failure},
    text::PartnerBrowserText,
};

/// What stands on the page.
#[derive(Clone, PartialEq)]
enum Standing {
    Loading,
    Drawn,
    Lost(AppError),
}

/// Draws a page as soon as its data are there. Later answers only change the signal. One that does not arrive changes
/// nothing; one that takes the page away does.
pub(in crate::partner) fn follow<T: Screen>(reference: String, draw: Draw<T>) -> AnyView {
    let refresh = Refresh::new();
    let first = embedded::<T>();
    let standing = RwSignal::new(if first.is_some() { Standing::Drawn } else { Standing::Loading });
    let screen = RwSignal::new(first.unwrap_or_default());
    let asked = StoredValue::new(0_u32);
    Effect::new(move |ran: Option<()>| {
        refresh.track();
        if ran.is_none() && standing.get_untracked() == Standing::Drawn {
            return;
        }
        let mine = asked.get_value().wrapping_add(1);
        asked.set_value(mine);
        let reference = reference.clone();
        spawn_local_scoped_with_cancellation(async move {
            let answer = ask(T::PATH, &[("reference", &reference)]).await;
            // An older answer may arrive after a younger one.
            if asked.try_get_value() == Some(mine) {
                take(answer, screen, standing);
            }
        });
    });
    let shown = Memo::new(move |_| standing.get());
    (move || match shown.get() {
        Standing::Loading => {
            view! { <p class="page muted" role="status">{PartnerBrowserText::get().loading}</p> }
                .into_any()
        }
        Standing::Lost(error) => view! { <Failure error retry=refresh.callback() /> }.into_any(),
        Standing::Drawn => view! {
            <template id=SCREEN data-screen="" data-static=false></template>
            {draw(screen.into(), None, refresh)}
        }
        .into_any(),
    })
    .into_any()
}

fn take<T: Screen>(answer: Result<T, AppError>, screen: RwSignal<T>, standing: RwSignal<Standing>) {
    match answer {
        Ok(new) => {
            if screen.with_untracked(|old| *old != new) {
                screen.set(new);
            }
            standing.set(Standing::Drawn);
        }
        Err(AppError::Offline | AppError::Busy) if standing.get_untracked() == Standing::Drawn => {}
        Err(error) => standing.set(Standing::Lost(error)),
    }
}

/// What the server put into the page; taken once, because the next page is another one.
fn embedded<T: Screen>() -> Option<T> {
    let place = document().get_element_by_id(SCREEN)?;
    let data = place.get_attribute("data-screen").filter(|data| !data.is_empty())?;
    // The attribute is there; taking it away cannot fail.
    let _ = place.remove_attribute("data-screen");
    serde_json::from_str(&data).ok()
}
