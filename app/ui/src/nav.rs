//! Breadcrumbs, filter chips, switches.

use leptos::prelude::*;

use crate::{
    Text,
    icon::{Glyph, Icon},
};

/// One step of the way to a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crumb {
    /// Its word.
    pub word: Text,
    /// Where it leads; a heading without a page of its own has none, nor has the page itself.
    pub href: Option<Text>,
}

/// The way to the page. A last step without a link is the page itself; with one, the page's heading says the rest.
#[component]
pub fn Breadcrumbs(
    /// Name of the group.
    #[prop(into)]
    label: Text,
    /// The steps.
    crumbs: Vec<Crumb>,
) -> AnyView {
    let last = crumbs.len().saturating_sub(1);
    let items = crumbs
        .into_iter()
        .enumerate()
        .map(|(at, Crumb { word, href })| {
            let step = match href {
                Some(href) => view! { <a href=href>{word}</a> }.into_any(),
                _ => view! { <span aria-current=(at == last).then_some("page")>{word}</span> }
                    .into_any(),
            };
            let more = (at < last).then(|| view! { <Icon glyph=Glyph::Right /> });
            view! { <li>{step} {more}</li> }
        })
        .collect_view();
    view! {
        <nav class="crumbs only-wide" aria-label=label>
            <ol>{items}</ol>
        </nav>
    }
    .into_any()
}

/// A filter that is on; its cross leads to the list without it.
#[component]
pub fn FilterChip(
    /// What is filtered.
    #[prop(into)]
    field: Text,
    /// How: "is", "until".
    #[prop(into)]
    how: Text,
    /// By what.
    #[prop(into)]
    value: Text,
    /// The list without it.
    #[prop(into)]
    without: Text,
    /// Name of the cross: "Remove filter Value".
    #[prop(into)]
    remove: Text,
) -> AnyView {
    view! {
        <span class="chip">
            <span>{field} " " <span class="op">{how}</span> " " <b>{value}</b></span>
            <a class="rm" href=without aria-label=remove>
                <Icon glyph=Glyph::X />
            </a>
        </span>
    }
    .into_any()
}

/// One position of a switch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// What is sent.
    pub value: Text,
    /// Its word.
    pub word: Text,
    /// Its picture.
    pub glyph: Option<Glyph>,
    /// Language of the word, when not that of the page.
    pub lang: Option<&'static str>,
}

/// A switch for theme or language: buttons that send the form they stand in.
#[component]
pub fn Switch(
    /// What is switched.
    #[prop(into)]
    label: Text,
    /// Name under which the position is sent.
    #[prop(into)]
    name: Text,
    /// The positions.
    positions: Vec<Position>,
    /// The value it stands at.
    #[prop(into)]
    current: Text,
) -> AnyView {
    let buttons = positions
        .into_iter()
        .map(|position| {
            let pressed = position.value == current;
            view! {
                <button
                    type="submit"
                    name=name.clone()
                    value=position.value
                    lang=position.lang
                    aria-pressed=if pressed { "true" } else { "false" }
                >
                    {position.glyph.map(|glyph| view! { <Icon glyph /> })}
                    {position.word}
                </button>
            }
        })
        .collect_view();
    view! {
        <div class="seg" role="group" aria-label=label>
            {buttons}
        </div>
    }
    .into_any()
}
