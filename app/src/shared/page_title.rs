//! The title of a page in the browser's tab.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::text::CommonText;

/// Whether the form of the page that was sent last has failed.
#[derive(Clone, Copy)]
struct PageFailed(RwSignal<bool>);

/// Lets the forms of a page tell its title that they failed; called by the page, above both.
pub(crate) fn provide_page_failed() {
    provide_context(PageFailed(RwSignal::new(false)));
}

/// Tells the title how a form went.
pub(crate) fn set_page_failed(failed: bool) {
    if let Some(PageFailed(signal)) = use_context() {
        signal.try_set(failed);
    }
}

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
    let page = use_context::<PageFailed>();
    let text = move || {
        let failed = failed.get() || page.is_some_and(|page| page.0.get());
        let (prefix, gap) = if failed { (t.error_prefix, " ") } else { ("", "") };
        [prefix, gap, &title, " · ", t.product].concat()
    };
    view! { <Title text /> }
}
