//! A deadline: what is left of it in words, and a bar.
//!
//! The server says how many seconds are left when it renders; the browser only counts on from there,
//! so that a wrong clock of a device changes nothing.

use std::time::Duration;

use leptos::prelude::*;

use crate::{
    Text,
    hydration::is_hydrating,
    icon::{Glyph, Icon},
};

/// How close a deadline is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Level {
    Neutral,
    /// The last quarter.
    Soon,
    /// The last tenth.
    Urgent,
    Expired,
}

impl Level {
    /// `left` and `total` in seconds.
    const fn of(left: i64, total: i64) -> Self {
        if left <= 0 {
            Self::Expired
        } else if left * 10 <= total {
            Self::Urgent
        } else if left * 4 <= total {
            Self::Soon
        } else {
            Self::Neutral
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Soon => "soon",
            Self::Urgent => "urgent",
            Self::Expired => "expired",
        }
    }
}

/// Seconds until the words can change: every second in the last two minutes, else at the next full
/// minute.
const fn next_tick(left: i64) -> i64 {
    if left <= 120 { 1 } else { left % 60 + 1 }
}

/// What is left of a deadline. Says nothing to screen readers while it ticks: who wants to know
/// reads it; `on_expire` is where a page says that time is up.
#[component]
pub fn Countdown(
    /// Seconds left when the page was made.
    seconds_left: i64,
    /// Seconds that the deadline had in all; decides colour and bar.
    total_seconds: i64,
    /// Words for seconds left, such as "1 h 12 min left"; gets 0 when time is up.
    #[prop(into)]
    words: Callback<i64, String>,
    /// The end in words, beside the bar.
    #[prop(optional, into)]
    deadline: Option<Text>,
    /// Words while the clock stands still; it then neither ticks nor expires.
    #[prop(optional, into)]
    paused: Option<Text>,
    /// With a bar, as on a card; without, as in a table.
    #[prop(optional)]
    bar: bool,
    /// Called once when the time is up while the page is open.
    #[prop(optional, into)]
    on_expire: Option<Callback<()>>,
) -> AnyView {
    if let Some(paused) = paused {
        return still(paused, deadline, bar.then_some((seconds_left, total_seconds)));
    }
    let left = RwSignal::new(seconds_left.max(0));
    if seconds_left > 0 {
        start(left, seconds_left, on_expire);
    }
    let level = Memo::new(move |_| Level::of(left.get(), total_seconds));
    let text = view! {
        <span class="countdown" data-level=move || level.get().name()>
            <Icon glyph=Glyph::Clock />
            <span>{move || words.run(left.get())}</span>
        </span>
    };
    if !bar {
        return text.into_any();
    }
    view! {
        <div class="clock">
            <p class="clock-row">{text} {deadline.map(|deadline| view! { <span>{deadline}</span> })}</p>
            <Bar left total_seconds />
        </div>
    }
    .into_any()
}

/// The bar says nothing that the words beside it do not say.
#[component]
fn Bar(left: RwSignal<i64>, total_seconds: i64) -> AnyView {
    view! {
        <progress
            class="bar"
            aria-hidden="true"
            max=total_seconds.max(1)
            value=move || left.get().min(total_seconds)
        ></progress>
    }
    .into_any()
}

/// A clock that stands still.
fn still(words: Text, deadline: Option<Text>, bar: Option<(i64, i64)>) -> AnyView {
    let text = view! {
        <span class="countdown" data-level="paused">
            <Icon glyph=Glyph::Pause />
            <span>{words}</span>
        </span>
    };
    let Some((left, total)) = bar else { return text.into_any() };
    view! {
        <div class="clock">
            <p class="clock-row">{text} {deadline.map(|deadline| view! { <span>{deadline}</span> })}</p>
            <progress class="bar" aria-hidden="true" max=total.max(1) value=left.clamp(0, total)></progress>
        </div>
    }
    .into_any()
}

/// Starts counting, in the browser only.
fn start(left: RwSignal<i64>, seconds_left: i64, on_expire: Option<Callback<()>>) {
    let hydrating = is_hydrating();
    Effect::new(move |_| {
        // A page that the server made is as old as the navigation that fetched it.
        let age =
            if hydrating { window().performance().map_or(0.0, |clock| clock.now()) } else { 0.0 };
        let made_at = js_sys::Date::now() - age;
        let timer = StoredValue::new(None::<TimeoutHandle>);
        on_cleanup(move || {
            if let Some(timer) = timer.try_get_value().flatten() {
                timer.clear();
            }
        });
        tick(left, Clock { made_at, seconds_left, timer, on_expire });
    });
}

/// What a tick needs to know.
#[derive(Clone, Copy)]
struct Clock {
    /// Milliseconds of the device's clock when `seconds_left` was true.
    made_at: f64,
    seconds_left: i64,
    timer: StoredValue<Option<TimeoutHandle>>,
    on_expire: Option<Callback<()>>,
}

/// Asks the clock instead of counting ticks: a phone that slept wakes up right.
fn tick(left: RwSignal<i64>, clock: Clock) {
    #[expect(clippy::cast_possible_truncation, reason = "seconds since a page was made fit")]
    let elapsed = ((js_sys::Date::now() - clock.made_at) / 1000.0) as i64;
    let now_left = (clock.seconds_left - elapsed).max(0);
    if left.try_set(now_left).is_some() {
        // The signal is gone, and with it the page.
        return;
    }
    if now_left == 0 {
        if let Some(on_expire) = clock.on_expire {
            on_expire.try_run(());
        }
        return;
    }
    let wait = Duration::from_secs(next_tick(now_left).unsigned_abs());
    let handle = set_timeout_with_handle(move || tick(left, clock), wait);
    clock.timer.try_set_value(handle.ok());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_quarter_is_soon_and_the_last_tenth_urgent() {
        let hour = 3600;
        assert_eq!(Level::of(hour, hour), Level::Neutral);
        assert_eq!(Level::of(901, hour), Level::Neutral);
        assert_eq!(Level::of(900, hour), Level::Soon);
        assert_eq!(Level::of(361, hour), Level::Soon);
        assert_eq!(Level::of(360, hour), Level::Urgent);
        assert_eq!(Level::of(0, hour), Level::Expired);
        assert_eq!(Level::of(-5, hour), Level::Expired);
    }

    #[test]
    fn a_tick_comes_when_the_minute_changes() {
        assert_eq!(next_tick(7200), 1);
        assert_eq!(next_tick(7259), 60);
        assert_eq!(next_tick(90), 1);
    }
}
