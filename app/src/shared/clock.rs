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
        let stands = match lang {
            Lang::Cs => "stojí",
            Lang::En => "paused",
        };
        let paused = standing_still(lang, stands, left);
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

/// The words of a clock that stands still, behind what the place calls that: what is left, or that nothing is.
pub(crate) fn standing_still(lang: Lang, stands: &str, seconds_left: i64) -> String {
    let rest = match lang {
        Lang::Cs if seconds_left <= 0 => "lhůta vypršela".to_owned(),
        Lang::En if seconds_left <= 0 => "time is up".to_owned(),
        Lang::Cs => ["zbývá ", &format::remaining(lang, seconds_left)].concat(),
        Lang::En => [format::remaining(lang, seconds_left).as_str(), " left"].concat(),
    };
    [stands, ", ", &rest].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_stands_still_says_what_is_left_or_that_nothing_is() {
        let hour = 3600;
        for (lang, stands, left, said) in [
            (Lang::Cs, "stojí", 2 * hour, "stojí, zbývá 2\u{a0}h"),
            (Lang::Cs, "stojí", 0, "stojí, lhůta vypršela"),
            (Lang::Cs, "Pozastaveno", -hour, "Pozastaveno, lhůta vypršela"),
            (Lang::En, "paused", 2 * hour, "paused, 2\u{a0}h left"),
            (Lang::En, "paused", 0, "paused, time is up"),
            (Lang::En, "On hold", -hour, "On hold, time is up"),
        ] {
            assert_eq!(standing_still(lang, stands, left), said);
        }
    }
}
