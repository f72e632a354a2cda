//! The title of a page in the browser's tab.

use leptos::{prelude::*, text_prop::TextProp};
use leptos_meta::Title;

use crate::text::CommonText;

/// Whether the form of the page that was sent last has failed. Counted, not owned by the page: the server asks for the
/// title when everything else is written, and on a busy day the page is gone by then.
#[derive(Clone)]
struct PageFailed(ArcRwSignal<bool>);

/// Lets the forms of a page tell its title that they failed; called by the page, above both.
pub(crate) fn provide_page_failed() {
    provide_context(PageFailed(ArcRwSignal::new(false)));
}

/// Tells the title how a form went.
pub(crate) fn set_page_failed(failed: bool) {
    if let Some(PageFailed(signal)) = use_context() {
        signal.set(failed);
    }
}

/// Sets the title; while a form of the page has failed, it says so first.
#[component]
pub(crate) fn PageTitle(
    /// What the page is about; may change while it is open.
    #[prop(into)]
    title: TextProp,
    /// A form of the page has failed.
    #[prop(optional, into)]
    failed: Signal<bool>,
) -> impl IntoView {
    let t = CommonText::get();
    let page = use_context::<PageFailed>();
    // What is left of signals whose page is gone already.
    let at_first = (failed.get_untracked(), untrack(|| title.get()));
    let text = move || {
        let (failed, title) =
            if cfg!(feature = "ssr") { at_first.clone() } else { (failed.get(), title.get()) };
        let failed = failed || page.as_ref().is_some_and(|page| page.0.get());
        let (prefix, gap) = if failed { (t.error_prefix, " ") } else { ("", "") };
        [prefix, gap, &title, " · ", t.product].concat()
    };
    view! { <Title text /> }
}
