//! Tables whose rows become cards where there is no room. Roles are written out because the style
//! sheet takes tables apart, and with them what browsers tell screen readers.

use leptos::prelude::*;

use crate::{
    Text,
    button::IconLink,
    icon::{Glyph, Icon},
    settled,
};

/// A table. Its own width decides whether rows become cards.
#[component]
pub fn Table(
    /// What it lists, for screen readers.
    #[prop(into)]
    caption: Text,
    /// Class of this table, such as `table--cards table--people`.
    #[prop(default = "table--cards")]
    class: &'static str,
    /// The cells of the head: [`Th`] and [`SortTh`].
    #[prop(into)]
    head: ViewFnOnce,
    /// The rows: [`Row`].
    children: Children,
) -> AnyView {
    let table = view! {
        <div class="table-wrap">
            <table class=format!("table {class}") role="table">
                <caption class="vh">{caption}</caption>
                <thead role="rowgroup">
                    <tr role="row">{head.run()}</tr>
                </thead>
                <tbody role="rowgroup">{children()}</tbody>
            </table>
        </div>
    };
    settled(table)
}

/// The head of a column.
#[component]
pub fn Th(
    /// Its word.
    #[prop(into)]
    word: Text,
    /// Width and alignment.
    #[prop(optional)]
    class: &'static str,
    /// Only for screen readers.
    #[prop(optional)]
    hidden: bool,
) -> AnyView {
    view! {
        <th scope="col" role="columnheader" class=class>
            <span class=hidden.then_some("vh")>{word}</span>
        </th>
    }
    .into_any()
}

/// Which way a column is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sorted {
    /// Smallest first.
    Ascending,
    /// Largest first.
    Descending,
}

/// The head of a column that can be sorted: a link, so that the order is in the URL.
#[component]
pub fn SortTh(
    /// Its word.
    #[prop(into)]
    word: Text,
    /// The same list in the next order.
    #[prop(into)]
    href: Text,
    /// How it is sorted now.
    sorted: Option<Sorted>,
    /// Width and alignment.
    #[prop(optional)]
    class: &'static str,
) -> AnyView {
    let (state, glyph) = match sorted {
        None => (None, None),
        Some(Sorted::Ascending) => (Some("ascending"), Some(Glyph::ArrowUp)),
        Some(Sorted::Descending) => (Some("descending"), Some(Glyph::ArrowDown)),
    };
    view! {
        <th scope="col" role="columnheader" class=class aria-sort=state>
            <a href=href>{word} {glyph.map(|glyph| view! { <Icon glyph /> })}</a>
        </th>
    }
    .into_any()
}

/// A row.
#[component]
pub fn Row(
    /// Further classes.
    #[prop(optional)]
    class: &'static str,
    /// Its cells.
    children: Children,
) -> AnyView {
    view! {
        <tr role="row" class=class>
            {children()}
        </tr>
    }
    .into_any()
}

/// A cell.
#[component]
pub fn Cell(
    /// Class of its column: `main-cell` for the one with the name, `num` for numbers, `full`, `drop`.
    #[prop(optional)]
    class: &'static str,
    /// The column's word, which the style sheet shows where rows are cards. A cell without anything in it is then left out.
    #[prop(optional, into)]
    label: Option<Text>,
    /// What is in it.
    children: Children,
) -> AnyView {
    view! {
        <td role="cell" class=class data-label=label>
            {children()}
        </td>
    }
    .into_any()
}

/// Backward and forward through a list.
#[component]
pub fn Pager(
    /// Name of the group.
    #[prop(into)]
    label: Text,
    /// What is shown: "50 of 128".
    #[prop(optional, into)]
    range: Option<Text>,
    /// Word of the way back.
    #[prop(into)]
    previous_word: Text,
    /// Word of the way on.
    #[prop(into)]
    next_word: Text,
    /// The page before, if any.
    previous: Option<Text>,
    /// The page after, if any.
    next: Option<Text>,
) -> AnyView {
    let range = range.map(|range| view! { <span class="range">{range}</span> });
    view! {
        <nav class="pager" aria-label=label>
            {range} {turn(Glyph::Left, previous_word, previous)}
            {turn(Glyph::Right, next_word, next)}
        </nav>
    }
    .into_any()
}

fn turn(glyph: Glyph, word: Text, href: Option<Text>) -> AnyView {
    match href {
        Some(href) => view! { <IconLink glyph label=word href /> }.into_any(),
        None => view! {
            <button class="icon-btn" type="button" disabled=true aria-label=word>
                <Icon glyph />
            </button>
        }
        .into_any(),
    }
}
