//! The moment at which the page was made, so that *today* means the same on the server and in the browser.

use chrono::{DateTime, FixedOffset};
use domain::{LocalTime, format};
use leptos::prelude::*;

use crate::text;

/// Known to everything below a root.
#[derive(Clone, Copy)]
struct PageNow(LocalTime);

/// Makes [`now`] known below; called once in each root, before the routes.
pub(crate) fn provide_now() {
    let now = SharedValue::new(|| machine(present())).into_inner();
    if let Ok(now) = LocalTime::parse_from_rfc3339(&now) {
        provide_context(PageNow(now));
    }
}

/// When the page was made, in the reader's time zone.
pub(crate) fn now() -> LocalTime {
    use_context::<PageNow>().map_or_else(present, |now| now.0)
}

/// `dnes 8.42`, `24 Nov 9:05`: a moment as seen from the one at which the page was made.
pub(crate) fn moment(at: LocalTime) -> String {
    format::moment(text::lang(), at, now().with_timezone(at.offset()))
}

/// The same of the end of a span: `24. 11. 24.00` instead of the beginning of a day.
pub(crate) fn until(at: LocalTime) -> String {
    format::end(at, moment)
}

/// `dnes do 18.03`, `by 25 Nov 12:00`: when something must be done.
pub(crate) fn deadline(at: LocalTime) -> String {
    format::deadline(text::lang(), at, now().with_timezone(at.offset()))
}

/// RFC 3339, for programs.
pub(crate) fn machine(at: LocalTime) -> String {
    format!("{at:?}")
}

#[cfg(feature = "ssr")]
fn present() -> LocalTime {
    crate::request::known().map_or_else(|| local(0, 0), |cx| cx.local(cx.now))
}

/// Only for pages that the browser opened itself: nothing was rendered before that could differ.
#[cfg(not(feature = "ssr"))]
fn present() -> LocalTime {
    let date = leptos::web_sys::js_sys::Date::new_0();
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds and minutes of a real date")]
    local(date.get_time() as i64, -date.get_timezone_offset() as i32)
}

fn local(milliseconds: i64, offset_minutes: i32) -> LocalTime {
    let utc = DateTime::from_timestamp_millis(milliseconds).unwrap_or_default();
    match FixedOffset::east_opt(offset_minutes * 60) {
        Some(offset) => utc.with_timezone(&offset),
        None => utc.fixed_offset(),
    }
}
