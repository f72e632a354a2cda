//! The clock of a running offer, in the same words for both sides.

use domain::{assignment::Clock, format, lang::Lang};
use leptos::prelude::*;
use ui::Countdown;

use crate::text;

/// What is left for an answer. In a table only the words, on a card with a bar and the deadline.
#[component]
pub(crate) fn OfferClock(
    /// The clock as the server told it.
    clock: Clock,
    /// With bar and deadline.
    #[prop(optional)]
    bar: bool,
    /// Called once when the time is up while the page is open.
    #[prop(optional, into)]
    on_expire: Option<Callback<()>>,
) -> impl IntoView {
    let lang = text::lang();
    let deadline = super::deadline(clock.until);
    let words = Callback::new(move |seconds: i64| match (seconds, lang) {
        (0, Lang::Cs) => "lhůta vypršela".to_owned(),
        (0, Lang::En) => "time is up".to_owned(),
        (seconds, _) => format::remaining(lang, seconds),
    });
    let left = clock.seconds_left;
    let total_seconds = clock.seconds_total;
    if clock.paused {
        let paused = match lang {
            Lang::Cs if left <= 0 => "stojí, lhůta vypršela".to_owned(),
            Lang::En if left <= 0 => "paused, time is up".to_owned(),
            Lang::Cs => format!("stojí, zbývá {}", format::remaining(lang, left)),
            Lang::En => format!("paused, {} left", format::remaining(lang, left)),
        };
        return view! { <Countdown seconds_left=left total_seconds words deadline paused bar /> };
    }
    let on_expire = Callback::new(move |()| {
        if let Some(on_expire) = on_expire {
            on_expire.run(());
        }
    });
    view! {
        <Countdown
            seconds_left=left
            total_seconds
            words
            deadline
            bar
            on_expire
        />
    }
}
