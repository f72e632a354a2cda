//! What the server writes for each part: wiring that a browser or a screen reader depends on, and
//! nothing that a person typed ever becoming markup.

mod dialog;
mod fields;
mod frame;
mod picker;
mod table;
mod text_area;

use leptos::prelude::*;

/// What the server would send for a view.
fn html<V: IntoView>(view: impl FnOnce() -> V) -> String {
    Owner::new().with(|| view().into_view().to_html())
}

/// The first opening tag that holds `mark`.
fn tag<'a>(html: &'a str, mark: &str) -> &'a str {
    let found = html.split_inclusive('>').find(|tag| tag.contains(mark));
    assert!(found.is_some(), "no tag with {mark} in {html}");
    found.unwrap_or_default()
}
