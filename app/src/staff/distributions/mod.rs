//! Distributing a whole selection: its preview, how far it is, and the list of all.

pub mod api;
mod list;
mod preview;
mod run;

pub(crate) use list::DistributionsPage;
pub(crate) use preview::PreviewPage;
pub(crate) use run::DistributionPage;

use domain::{refusal::Refusal, routing::Held};
use leptos::prelude::*;

use crate::text;

/// Why one needs a person, with the reasons of the partners.
fn held(held: &Held) -> AnyView {
    let lang = text::lang();
    let reasons = match held {
        Held::Refused(Refusal::NobodyFits { reasons }) => reasons.as_slice(),
        _ => &[],
    };
    let words: Vec<String> = reasons
        .iter()
        .map(|(obstacle, count)| {
            [text::obstacle(lang, *obstacle), ": ", &count.to_string()].concat()
        })
        .collect();
    let more = (!words.is_empty()).then(|| view! { <small>{words.join(" · ")}</small> });
    view! {
        {text::held(lang, held)}
        {more}
    }
    .into_any()
}
