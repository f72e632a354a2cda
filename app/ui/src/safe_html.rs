//! Rich text that the server has already made safe: the only place that may set `inner_html` for it.

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
