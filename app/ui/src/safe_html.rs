//! HTML that the server has already made safe: the only place that may set `inner_html` for it.

use leptos::prelude::*;

/// HTML without anything that could run or load.
///
/// Only text that came out of the server's sanitizer (Markdown rendered and cleaned there) may be
/// wrapped, never something a person typed, never something put together in a view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SafeHtml(String);

impl SafeHtml {
    /// Wraps what the sanitizer returned. May be called where a view of the server's answer is
    /// unpacked, and nowhere else: every caller is a place to look at in a review.
    #[must_use]
    pub fn from_sanitizer(html: String) -> Self {
        Self(html)
    }
}

/// Shows rich text.
#[component]
pub fn RichText(
    /// What to show.
    html: SafeHtml,
) -> AnyView {
    view! { <div class="prose" inner_html=html.0></div> }.into_any()
}

/// HTML that the server drew from a view: whatever people typed was escaped there.
///
/// Only what the own server rendered may be wrapped, never something put together in the browser.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DrawnHtml(String);

impl DrawnHtml {
    /// Wraps what the server drew. May be called where the server's answer is unpacked, and nowhere else.
    #[must_use]
    pub fn from_server(html: String) -> Self {
        Self(html)
    }
}

/// A part of a page that is only read: the server draws it, so that neither its words nor its formats
/// are in the WebAssembly. Taking over the server's page leaves it as it is; a new drawing replaces it.
#[component]
pub fn Drawn(
    /// Style of the element around it.
    #[prop(optional)]
    class: &'static str,
    /// What the server drew.
    #[prop(into)]
    html: Signal<DrawnHtml>,
) -> AnyView {
    view! { <div class=class inner_html=move || html.get().0></div> }.into_any()
}
