//! The title of a page in the browser's tab.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::text::CommonText;

/// Sets the title; while a form of the page has failed, it says so first.
#[component]
pub(crate) fn PageTitle(
    /// What the page is about.
    #[prop(into)]
    title: Oco<'static, str>,
    /// A form of the page has failed.
    #[prop(optional, into)]
    failed: Signal<bool>,
) -> impl IntoView {
    let t = CommonText::get();
    let text = move || {
        let (prefix, gap) = if failed.get() { (t.error_prefix, " ") } else { ("", "") };
        [prefix, gap, &title, " · ", t.product].concat()
    };
    view! { <Title text /> }
}
