//! Brings the server's page to life in the browser.

use leptos::{
    mount::hydrate_body,
    prelude::*,
    task,
    wasm_bindgen::JsCast,
    web_sys::{Element, HtmlElement, MouseEvent},
};

use crate::drafts::keep_drafts;

/// Takes over the rendered `<body>` with the root that the server rendered into it.
///
/// A page with `data-static` holds plain forms and words only, and there is nothing to take over.
/// `body[data-hydrated]` is set once the listeners are attached, so that tests and styles can tell.
pub fn hydrate<V: IntoView + 'static>(root: fn() -> V) {
    keep_drafts();
    if document().query_selector("[data-static]").is_ok_and(|found| found.is_some()) {
        window_event_listener_untyped("click", |event| {
            if let Some(event) = event.dyn_ref::<MouseEvent>() {
                show_password(event);
            }
        });
        read_errors();
        mark();
        return;
    }
    hydrate_body(root);
    task::spawn_local(async {
        task::tick().await;
        mark();
    });
}

fn mark() {
    if let Some(body) = document().body() {
        // The only way to fail is a bad attribute name.
        let _ = body.set_attribute("data-hydrated", "");
    }
}

/// A form that was refused tells so first.
fn read_errors() {
    let summary = document().query_selector(".error-summary").ok().flatten();
    if let Some(summary) = summary.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        // A browser that cannot focus still shows it.
        let _ = summary.focus();
    }
}

/// The button that shows a password needs script on a page of plain forms, too.
fn show_password(event: &MouseEvent) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let button = target.and_then(|target| target.closest(".affix--btn").ok().flatten());
    let Some(button) = button else { return };
    let input = button.parent_element().and_then(|around| around.query_selector("input").ok()?);
    let Some(input) = input else { return };
    let hidden = input.get_attribute("type").as_deref() == Some("password");
    // Both are plain attributes with good names.
    let _ = input.set_attribute("type", if hidden { "text" } else { "password" });
    let _ = button.set_attribute("aria-pressed", if hidden { "true" } else { "false" });
}
