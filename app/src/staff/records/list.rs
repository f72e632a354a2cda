//! A list that is searched by name; everything about it stands in the URL.

use domain::account::{Listing, ListingQuery};
use leptos::prelude::*;
use leptos_router::params::ParamsMap;
use ui::{
    Button, ButtonKind, ButtonLink, EmptyState, Glyph, InputKind, Pager, Table, TextField, Th,
};

use crate::{
    shared::page_title::PageTitle,
    staff::places::IMPORT,
    text::{self, DirectoryText, ListText},
};

/// Words and places of one list.
#[derive(Debug, Clone, Copy)]
pub(in crate::staff) struct RecordList {
    /// Its heading.
    pub title: &'static str,
    /// Its path.
    pub path: &'static str,
    /// What can be searched for.
    pub search: &'static str,
    /// Whether the reader may create one.
    pub may_create: bool,
    /// What stands there before the first one: heading and what to do.
    pub none: (&'static str, &'static str),
    /// What the button for the first one says.
    pub first: &'static str,
    /// Whether a file brings such records, and the reader may import one.
    pub may_import: bool,
}

/// The query as it stands in the URL.
pub(in crate::staff) fn listing_query(map: &ParamsMap) -> ListingQuery {
    let value = |name| map.get(name).unwrap_or_default();
    ListingQuery { q: value("q"), after: value("after"), before: value("before") }
}

/// Heading, search, rows and pager. The rows are ready: each is a `<tr>`.
#[component]
pub(in crate::staff) fn Found(
    list: RecordList,
    /// Word and class of each.
    columns: Vec<(&'static str, &'static str)>,
    query: ListingQuery,
    found: Listing<AnyView>,
) -> AnyView {
    let t = DirectoryText::get();
    let Listing { rows, total, next, previous } = found;
    let place = |name: &str, cursor: Option<String>| {
        cursor.map(|cursor| {
            Oco::from(
                [list.path, "?q=", &encoded(&query.q), "&", name, "=", &encoded(&cursor)].concat(),
            )
        })
    };
    let (next, previous) = (place("after", next), place("before", previous));
    if rows.is_empty() && query.q.trim().is_empty() {
        return at_first(list);
    }
    let range = text::of_records(text::lang(), rows.len(), total);
    let body = if rows.is_empty() {
        view! { <EmptyState title=t.nothing text=t.nothing_text /> }.into_any()
    } else {
        let head = move || {
            let column = |&(word, class)| view! { <Th word class /> };
            columns.iter().map(column).collect_view()
        };
        view! {
            <Table caption=list.title class="table--cards table--records" head>
                {rows}
            </Table>
        }
        .into_any()
    };
    view! {
        {head_of(list)}
        <SearchForm list q=query.q.clone() />
        {body}
        <div class="totals">
            <Pager label=t.pages range previous_word=t.previous next_word=t.next previous next />
        </div>
    }
    .into_any()
}

fn head_of(list: RecordList) -> AnyView {
    view! {
        <PageTitle title=list.title />
        <div class="page-head">
            <h1>{list.title}</h1>
            <div class="actions">{list.may_create.then(|| new_link(list.path))}</div>
        </div>
    }
    .into_any()
}

/// Nothing to search in yet: only what to do first.
fn at_first(list: RecordList) -> AnyView {
    let RecordList { none: (title, text), may_create, may_import, .. } = list;
    let actions = move || {
        let create = may_create.then(|| {
            let href = [list.path, "/new"].concat();
            view! {
                <ButtonLink href glyph=Glyph::Plus>
                    {list.first}
                </ButtonLink>
            }
        });
        let import = may_import.then(|| {
            let word = ListText::get().import;
            view! {
                <ButtonLink href=IMPORT glyph=Glyph::Upload>
                    {word}
                </ButtonLink>
            }
        });
        view! { <div class="actions">{create} {import}</div> }
    };
    view! {
        {head_of(list)}
        <EmptyState title text actions />
    }
    .into_any()
}

fn new_link(path: &str) -> AnyView {
    let href = [path, "/new"].concat();
    view! {
        <ButtonLink href kind=ButtonKind::Primary glyph=Glyph::Plus>
            {DirectoryText::get().new}
        </ButtonLink>
    }
    .into_any()
}

#[component]
fn SearchForm(list: RecordList, q: String) -> AnyView {
    view! {
        <form class="filterbar" role="search" aria-label=list.title method="get" action=list.path>
            <TextField
                kind=InputKind::Search
                label=list.search
                name="q"
                id="record-search"
                hide_label=true
                placeholder=list.search
                initial=q
            />
            <Button submit=true>{DirectoryText::get().search}</Button>
        </form>
    }
    .into_any()
}

/// Percent-encodes a value of the URL.
fn encoded(value: &str) -> String {
    use std::fmt::Write as _;
    value.bytes().fold(String::new(), |mut text, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(text, "%{byte:02X}");
        }
        text
    })
}
