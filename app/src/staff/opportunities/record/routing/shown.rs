//! A decision in words and bars.

use domain::{
    format,
    routing::{Asked, Explanation, Obstacle, Part, Shown, ShownOut, WHOLE},
};
use leptos::prelude::*;
use strum::IntoEnumIterator as _;

use crate::{
    shared::moment,
    staff::{dashboard::bar, places::PARTNERS},
    text::{self, RoutingText},
};

/// When it was decided, by whom, and how.
pub(super) fn head(of: &Explanation) -> AnyView {
    let (t, lang) = (RoutingText::get(), text::lang());
    let by = of.by.clone().unwrap_or_else(|| t.by_itself.to_owned());
    let rule = match &of.rule {
        Some((name, version)) => format!("{name} ({} {version})", t.version),
        None => t.no_rule.to_owned(),
    };
    let strategy = text::strategy(lang, of.strategy);
    let fit = text::fit_count(lang, of.eligible);
    let several = text::asked_at_once(lang, of.at_once.into());
    let words = [moment(of.at), by, rule, strategy.to_owned(), fit];
    let words = words.into_iter().chain(several).collect::<Vec<_>>().join(" · ");
    let rates = of.rates.iter().map(|rate| text::stated_rate(lang, rate)).collect::<Vec<_>>();
    let rates = (!rates.is_empty()).then(|| {
        let words = [t.rates, " ", &rates.join(" · ")].concat();
        view! { <p class="sm muted">{words}</p> }
    });
    let place = text::place_from(of.place_from);
    let place = place.map(|words| view! { <p class="sm muted">{words}</p> });
    view! {
        <p class="sm muted">{words}</p>
        {place}
        {rates}
    }
    .into_any()
}

/// Who was asked, in that order, and what each said; who holds it now stands out.
pub(super) fn asked(of: &Explanation) -> Option<AnyView> {
    let (t, lang) = (RoutingText::get(), text::lang());
    let line = |one: &Asked| {
        let state = text::assignment_state(lang, one.state);
        let words = [&one.partner.name, ": ", state].concat();
        if one.state.is_live() {
            view! { <li><b>{words}</b></li> }.into_any()
        } else {
            view! { <li>{words}</li> }.into_any()
        }
    };
    let lines = of.asked.iter().map(line).collect_view();
    (!of.asked.is_empty()).then(|| {
        view! {
            <h4>{t.course}</h4>
            <ol>{lines}</ol>
        }
        .into_any()
    })
}

/// Those who fit, each with the parts of its score; `deed` is what can be done with one of them.
pub(super) fn ranked(of: &Explanation, deed: impl Fn(&Shown) -> Option<AnyView>) -> AnyView {
    let weights = of.weights.0;
    let sum: u32 = weights.iter().map(|weight| u32::from(*weight)).sum();
    let lines = of.ranked.iter().enumerate().map(|(place, one)| {
        let chosen = of.chosen == Some(one.partner.id);
        let parts = Part::iter().zip(one.parts).zip(weights);
        let bars = parts.filter(|(_, weight)| *weight > 0);
        let bars = bars.map(|((part, value), weight)| {
            let basis = text::basis(text::lang(), part, one);
            line(part, (value, basis), (weight, sum))
        });
        let t = RoutingText::get();
        let word = if of.at_once > 0 {
            (place < usize::from(of.at_once)).then_some(t.asked)
        } else {
            // What became of it stands above: it may be somebody else's by now.
            let word = if of.asked.len() > 1 { t.first_chosen } else { t.chosen };
            (chosen && !of.is_taken_back()).then_some(word)
        };
        let chosen_word = word.map(|word| {
            view! {
                <span class="chip">
                    <span>{word}</span>
                </span>
            }
        });
        view! {
            <li class="stack-sm">
                <details open=chosen || (of.chosen.is_none() && place == 0)>
                    <summary class="cluster">
                        <b>{one.partner.name.clone()}</b>
                        <span>{text::millionths(one.total)}</span>
                        {chosen_word}
                    </summary>
                    {table(&one.partner.name, bars.collect_view().into_any())}
                </details>
                {deed(one).map(|deed| view! { <div class="cluster">{deed}</div> })}
            </li>
        }
    });
    view! { <ol class="stack">{lines.collect_view()}</ol> }.into_any()
}

fn table(name: &str, lines: AnyView) -> AnyView {
    let t = RoutingText::get();
    view! {
        <table class="bars">
            <caption class="vh">{[t.score, " ", name].concat()}</caption>
            <thead class="vh">
                <tr>
                    <th scope="col">{t.part}</th>
                    <th scope="col">{t.share}</th>
                </tr>
            </thead>
            <tbody>{lines}</tbody>
        </table>
    }
    .into_any()
}

/// A part with what it counts, and what it is from.
fn line(part: Part, (value, basis): (u32, Option<String>), (weight, sum): (u16, u32)) -> AnyView {
    let (t, lang) = (RoutingText::get(), text::lang());
    let counts = u64::from(weight) * 100 / u64::from(sum.max(1));
    let counts = [t.counts, " ", &counts.to_string(), "\u{a0}%"].concat();
    view! {
        <tr>
            <th scope="row">
                {text::score_part(lang, part)} {basis} " " <small class="muted">{counts}</small>
            </th>
            <td>
                <span class="bar-cell">{bar(value.into(), WHOLE.into())} {text::millionths(value)}</span>
            </td>
        </tr>
    }
    .into_any()
}

/// Those who do not fit, with all their reasons.
pub(super) fn out(of: &Explanation) -> Option<AnyView> {
    let t = RoutingText::get();
    let lang = text::lang();
    if of.out.is_empty() {
        return None;
    }
    let line = |one: &ShownOut| {
        let words: Vec<&str> = one.obstacles.iter().map(|o| text::obstacle(lang, *o)).collect();
        let href = [PARTNERS, "/", &one.partner.id.to_string()].concat();
        view! {
            <li>
                <a href=href>{one.partner.name.clone()}</a>
                ": "
                {words.join(", ")}
            </li>
        }
    };
    let lines = of.out.iter().map(line).collect_view();
    let all: u32 = of.reasons.iter().map(|(_, count)| *count).sum();
    let more =
        usize::try_from(all).is_ok_and(|all| all > of.out.len()).then(|| reasons(&of.reasons));
    let count = text::out_count(lang, of.out.len());
    Some(
        view! {
            <details>
                <summary>{t.out} " " <span class="muted">{count}</span></summary>
                <ul class="stack-sm">{lines}</ul>
                {more}
            </details>
        }
        .into_any(),
    )
}

/// How many partners are out for which reason.
pub(super) fn reasons(reasons: &[(Obstacle, u32)]) -> AnyView {
    let lang = text::lang();
    let line = |(obstacle, count): &(Obstacle, u32)| {
        let count = format::number(lang, i64::from(*count));
        view! { <li>{text::obstacle(lang, *obstacle)} ": " {count}</li> }
    };
    view! {
        <div class="sm">
            <p>{RoutingText::get().why_out}</p>
            <ul>{reasons.iter().map(line).collect_view()}</ul>
        </div>
    }
    .into_any()
}
