//! Numbers, amounts, dates and times as people read them, the same on the server and in the browser.
//!
//! Non-breaking spaces keep figures and units on one line. Czech follows ČSN 01 6910, as CLDR does.

mod amount;

use chrono::{Datelike, NaiveDate, NaiveTime, TimeDelta, Timelike};

pub use self::amount::{Decimals, band, money, symbol};
use crate::{
    LocalTime,
    lang::{Lang, plural},
};

/// The space that does not break a line.
pub const NBSP: char = '\u{a0}';

/// A whole number in groups of three.
#[must_use]
pub fn number(lang: Lang, value: i64) -> String {
    let digits = value.unsigned_abs().to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if value < 0 {
        text.push('\u{2212}');
    }
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(if lang == Lang::Cs { NBSP } else { ',' });
        }
        text.push(digit);
    }
    text
}

const MONTHS_EN: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const LONG_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const LONG_CS: [&str; 12] = [
    "leden",
    "únor",
    "březen",
    "duben",
    "květen",
    "červen",
    "červenec",
    "srpen",
    "září",
    "říjen",
    "listopad",
    "prosinec",
];

/// `23. 11. 2026`, `23 Nov 2026`.
#[must_use]
pub fn date(lang: Lang, day: NaiveDate) -> String {
    [day_and_month(lang, day), day.year().to_string()].join("\u{a0}")
}

fn day_and_month(lang: Lang, day: NaiveDate) -> String {
    match lang {
        Lang::Cs => [&day.day().to_string(), ".\u{a0}", &day.month().to_string(), "."].concat(),
        Lang::En => [&day.day().to_string(), "\u{a0}", MONTHS_EN[day.month0() as usize]].concat(),
    }
}

/// `leden 2027`, `January 2027`.
#[must_use]
pub fn month(lang: Lang, day: NaiveDate) -> String {
    let names = if lang == Lang::Cs { LONG_CS } else { LONG_EN };
    [names[day.month0() as usize], &day.year().to_string()].join("\u{a0}")
}

/// `16.05`, `16:05`.
#[must_use]
pub fn time(lang: Lang, at: LocalTime) -> String {
    let mark = if lang == Lang::Cs { '.' } else { ':' };
    let mut text = at.hour().to_string();
    text.push(mark);
    if at.minute() < 10 {
        text.push('0');
    }
    text.push_str(&at.minute().to_string());
    text
}

/// `23. 11. 2026 16.05`, `23 Nov 2026 16:05`.
#[must_use]
pub fn date_time(lang: Lang, at: LocalTime) -> String {
    [date(lang, at.date_naive()), time(lang, at)].join("\u{a0}")
}

/// `dnes 8.42`, `včera 16.02`, `zítra 9.00`, `20. 11. 14.10`; with the year when it is another one.
#[must_use]
pub fn moment(lang: Lang, at: LocalTime, now: LocalTime) -> String {
    let day = at.date_naive();
    let word = match (day.signed_duration_since(now.date_naive()).num_days(), lang) {
        (0, Lang::Cs) => "dnes".to_owned(),
        (0, Lang::En) => "today".to_owned(),
        (-1, Lang::Cs) => "včera".to_owned(),
        (-1, Lang::En) => "yesterday".to_owned(),
        (1, Lang::Cs) => "zítra".to_owned(),
        (1, Lang::En) => "tomorrow".to_owned(),
        _ if at.year() == now.year() => day_and_month(lang, day),
        _ => date(lang, day),
    };
    [word, time(lang, at)].join("\u{a0}")
}

/// The end of a span, told by one of the functions for moments. What ends when a day begins is over with the day before:
/// `24. 11. 24.00`, which nobody takes for a day more.
pub fn end(at: LocalTime, told: impl FnOnce(LocalTime) -> String) -> String {
    let minute = TimeDelta::minutes(1);
    if at.time() >= NaiveTime::MIN + minute {
        return told(at);
    }
    told(at - minute).replace("23.59", "24.00").replace("23:59", "24:00")
}

/// When something must be done: `dnes do 18.03`, `do 25. 11. 12.00`, `by 18:03 today`.
#[must_use]
pub fn deadline(lang: Lang, at: LocalTime, now: LocalTime) -> String {
    end(at, |at| in_time(lang, at, now))
}

fn in_time(lang: Lang, at: LocalTime, now: LocalTime) -> String {
    let day = at.date_naive();
    let near = day.signed_duration_since(now.date_naive()).num_days().abs() <= 1;
    let told = moment(lang, at, now);
    // A near day is a word, and a word stands on the other side of the preposition than a date.
    match (near.then(|| told.split_once('\u{a0}')).flatten(), lang) {
        (Some((day, time)), Lang::Cs) => [day, "do", time].join("\u{a0}"),
        (Some((day, time)), Lang::En) => ["by", time, day].join("\u{a0}"),
        (None, Lang::Cs) => ["do", &told].join("\u{a0}"),
        (None, Lang::En) => ["by", &told].join("\u{a0}"),
    }
}

/// `1 den 3 h`, `2 h 14 min`, `14 min`, `méně než minuta`; never negative.
#[must_use]
pub fn remaining(lang: Lang, seconds: i64) -> String {
    let minutes = seconds.max(0) / 60;
    let (days, hours, rest) = (minutes / 1440, minutes % 1440 / 60, minutes % 60);
    if days > 0 {
        let word = [number(lang, days).as_str(), self::days(lang, days)].join("\u{a0}");
        return if hours > 0 {
            [word, [&hours.to_string(), "\u{a0}h"].concat()].join(" ")
        } else {
            word
        };
    }
    if hours > 0 {
        let word = [&hours.to_string(), "\u{a0}h"].concat();
        return if rest > 0 {
            [word, [&rest.to_string(), "\u{a0}min"].concat()].join(" ")
        } else {
            word
        };
    }
    match (rest, lang) {
        (0, Lang::Cs) => "méně než minuta".to_owned(),
        (0, Lang::En) => "less than a minute".to_owned(),
        _ => [&rest.to_string(), "\u{a0}min"].concat(),
    }
}

/// The word for so many days.
#[must_use]
pub fn days(lang: Lang, count: i64) -> &'static str {
    let forms = match lang {
        Lang::Cs => ("den", "dny", "dní"),
        Lang::En => ("day", "days", "days"),
    };
    plural(lang, count.unsigned_abs(), forms)
}

/// How long something has lasted: `dnes` on the first day, then `9 dní`.
#[must_use]
pub fn lasted(lang: Lang, count: i64) -> String {
    match (count, lang) {
        (..=0, Lang::Cs) => "dnes".to_owned(),
        (..=0, Lang::En) => "today".to_owned(),
        _ => [number(lang, count).as_str(), days(lang, count)].join("\u{a0}"),
    }
}

/// `412 kB`, `2,4 MB`.
#[must_use]
pub fn file_size(lang: Lang, bytes: u64) -> String {
    let mark = if lang == Lang::Cs { "," } else { "." };
    if bytes < 1_000_000 {
        return [&bytes.div_ceil(1000).to_string(), "\u{a0}kB"].concat();
    }
    let tenths = bytes / 100_000;
    [&(tenths / 10).to_string(), mark, &(tenths % 10).to_string(), "\u{a0}MB"].concat()
}

/// `A`, `A a B`, `A, B a C`.
#[must_use]
pub fn list(lang: Lang, items: &[String]) -> String {
    let and = if lang == Lang::Cs { " a\u{a0}" } else { " and " };
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [start @ .., last] => [start.join(", ").as_str(), and, last].concat(),
    }
}

/// The first letters of the first and the last word.
#[must_use]
pub fn initials(name: &str) -> String {
    let mut words =
        name.split_whitespace().filter(|w| !w.ends_with('.')).filter_map(|w| w.chars().next());
    let first = words.next();
    first.into_iter().chain(words.next_back()).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> String {
        text.replace(NBSP, " ")
    }

    fn at(text: &str) -> LocalTime {
        LocalTime::parse_from_rfc3339(text).unwrap()
    }

    #[test]
    fn dates_and_times() {
        let when = at("2026-11-25T09:05:00+01:00");
        assert_eq!(plain(&date(Lang::Cs, when.date_naive())), "25. 11. 2026");
        assert_eq!(plain(&date(Lang::En, when.date_naive())), "25 Nov 2026");
        assert_eq!(plain(&date_time(Lang::Cs, when)), "25. 11. 2026 9.05");
        assert_eq!(plain(&month(Lang::Cs, when.date_naive())), "listopad 2026");
    }

    #[test]
    fn moments_are_told_from_today() {
        let now = at("2026-11-25T09:05:00+01:00");
        let say = |lang, text| plain(&moment(lang, at(text), now));
        assert_eq!(say(Lang::Cs, "2026-11-25T08:42:00+01:00"), "dnes 8.42");
        assert_eq!(say(Lang::Cs, "2026-11-24T16:02:00+01:00"), "včera 16.02");
        assert_eq!(say(Lang::En, "2026-11-26T16:02:00+01:00"), "tomorrow 16:02");
        assert_eq!(say(Lang::Cs, "2026-11-20T14:10:00+01:00"), "20. 11. 14.10");
        assert_eq!(say(Lang::En, "2025-11-20T14:10:00+01:00"), "20 Nov 2025 14:10");
    }

    #[test]
    fn deadlines_are_said_as_people_say_them() {
        let now = at("2026-11-25T09:05:00+01:00");
        let say = |lang, text| plain(&deadline(lang, at(text), now));
        assert_eq!(say(Lang::Cs, "2026-11-25T18:03:00+01:00"), "dnes do 18.03");
        assert_eq!(say(Lang::Cs, "2026-11-26T09:00:00+01:00"), "zítra do 9.00");
        assert_eq!(say(Lang::Cs, "2026-11-28T12:00:00+01:00"), "do 28. 11. 12.00");
        assert_eq!(say(Lang::En, "2026-11-25T18:03:00+01:00"), "by 18:03 today");
        assert_eq!(say(Lang::En, "2026-11-28T12:00:00+01:00"), "by 28 Nov 12:00");
        assert_eq!(say(Lang::Cs, "2026-11-28T00:00:59+01:00"), "do 27. 11. 24.00");
        assert_eq!(say(Lang::Cs, "2026-11-28T00:01:00+01:00"), "do 28. 11. 0.01");
        assert_eq!(say(Lang::Cs, "2026-11-26T00:00:00+01:00"), "dnes do 24.00");
        assert_eq!(say(Lang::En, "2026-11-27T00:00:00+01:00"), "by 24:00 tomorrow");
    }

    #[test]
    fn days_that_something_lasts() {
        assert_eq!(lasted(Lang::Cs, 0), "dnes");
        assert_eq!(plain(&lasted(Lang::Cs, 9)), "9 dní");
        assert_eq!(plain(&lasted(Lang::En, 1)), "1 day");
    }

    #[test]
    fn time_that_is_left() {
        let say = |lang, seconds| plain(&remaining(lang, seconds));
        assert_eq!(say(Lang::Cs, 97_200), "1 den 3 h");
        assert_eq!(say(Lang::Cs, 2 * 86_400), "2 dny");
        assert_eq!(say(Lang::Cs, 5 * 86_400 + 3_600), "5 dní 1 h");
        assert_eq!(say(Lang::En, 8_040), "2 h 14 min");
        assert_eq!(say(Lang::Cs, 7_200), "2 h");
        assert_eq!(say(Lang::En, 59), "less than a minute");
        assert_eq!(say(Lang::Cs, -5), "méně než minuta");
    }

    #[test]
    fn lists_sizes_and_initials() {
        let names = ["Alfa", "Beta", "Gama"].map(str::to_owned);
        assert_eq!(plain(&list(Lang::Cs, &names)), "Alfa, Beta a Gama");
        assert_eq!(plain(&list(Lang::En, &names[..2])), "Alfa and Beta");
        assert_eq!(plain(&file_size(Lang::Cs, 411_200)), "412 kB");
        assert_eq!(plain(&file_size(Lang::Cs, 2_450_000)), "2,4 MB");
        assert_eq!(initials("Ing. Jana Marie Přibylová"), "JP");
        assert_eq!(initials("Šárka"), "Š");
    }
}
