//! What becomes of the figures when another currency is chosen: asked beside it, and only while they are as they were.

use domain::{
    format::{self, Decimals},
    money::Money,
    opportunity::{Conversion, Figures, Unsettled},
    rate::{Rate, Unconvertible, between},
};
use leptos::prelude::*;
use ui::{Glyph, Icon};

use super::{
    fields::{Fields, Mode},
    parts::name,
};
use crate::text::{self, RecordText};

/// Name of the field.
pub(super) const CONVERSION: &str = "conversion";

/// The choice, while there is one to make. It needs nothing of the server: the rates came with the page.
#[component]
pub(super) fn CurrencyChange(f: Fields) -> impl IntoView {
    let unsettled = Memo::new(move |_| unsettled(f));
    move || unsettled.get().map(|unsettled| choice(f, unsettled))
}

fn unsettled(f: Fields) -> Option<Unsettled> {
    if f.mode != Mode::Edit {
        return None;
    }
    let line = |field| f.line(field).get();
    let (currency, estimated, actual) =
        (line("currency"), line("estimated_value"), line("actual_value"));
    let typed = Figures { currency: &currency, estimated_value: &estimated, actual_value: &actual };
    f.stored().with(|stored| {
        let before = Figures {
            currency: stored.line("currency"),
            estimated_value: stored.line("estimated_value"),
            actual_value: stored.line("actual_value"),
        };
        Unsettled::between(before, typed)
    })
}

fn choice(f: Fields, unsettled: Unsettled) -> AnyView {
    let t = RecordText::get();
    let rates = f.choices(|choices| choices.rates.clone());
    let keep = radio(f, Conversion::Keep, t.keep_figure, kept(unsettled));
    let convert = match converted(unsettled, &rates) {
        Ok(words) => radio(f, Conversion::Convert, t.convert_figure, words),
        Err(why) => view! { <p class="help">{why}</p> }.into_any(),
    };
    let error = f.state.error(CONVERSION);
    let message = move || {
        error.get().map(|message| {
            view! {
                <p class="error" id="conversion-error">
                    <Icon glyph=Glyph::Warn />
                    {message}
                </p>
            }
        })
    };
    let described = move || error.with(Option::is_some).then_some("conversion-error");
    view! {
        <fieldset class="stack-sm" aria-describedby=described>
            <legend class="strong">{t.conversion}</legend>
            {keep}
            {convert}
            {message}
        </fieldset>
    }
    .into_any()
}

fn radio(f: Fields, value: Conversion, word: &'static str, words: Vec<String>) -> AnyView {
    let chosen = f.line(CONVERSION);
    let value = value.to_string();
    let checked = chosen.with_untracked(|chosen| *chosen == value);
    let sent = value.clone();
    // The summary of errors leads to the first one.
    let id = (value == Conversion::Keep.as_ref()).then_some(CONVERSION);
    let lines = words.into_iter().map(|line| view! { <small>{line}</small> }).collect_view();
    view! {
        <label class="check">
            <input
                type="radio"
                id=id
                name=name(CONVERSION)
                value=sent
                checked=checked
                on:change=move |_| chosen.set(value.clone())
            />
            <span>{word} {lines}</span>
        </label>
    }
    .into_any()
}

/// `1 234,50 Kč → 1 234,50 €`; nothing where the digits make no amount of the new currency.
fn kept(unsettled: Unsettled) -> Vec<String> {
    let lang = text::lang();
    let same = |money: Money| {
        let digits = money.for_input(lang);
        Some(becomes(money, Money::parse(&digits, unsettled.to).ok()??))
    };
    unsettled.amounts().filter_map(same).collect()
}

/// The amounts and the rates, or why there are none.
fn converted(unsettled: Unsettled, rates: &[Rate]) -> Result<Vec<String>, String> {
    let (t, lang) = (RecordText::get(), text::lang());
    let words = || {
        let mut words = Vec::new();
        for money in unsettled.amounts() {
            words.push(becomes(money, unsettled.convert(money, rates)?));
        }
        let from = unsettled.from().unwrap_or_default();
        let used = between(from, unsettled.to, rates)?;
        words.extend(used.iter().map(|rate| text::stated_rate(lang, rate)));
        Ok(words)
    };
    words().map_err(|why| match why {
        Unconvertible::NoRate(currency) => text::not_convertible(lang, currency),
        Unconvertible::TooLarge => t.too_large.to_owned(),
    })
}

fn becomes(before: Money, after: Money) -> String {
    let words = |money| format::money(text::lang(), money, Decimals::IfAny);
    format!("{} → {}", words(before), words(after))
}
