//! Keeps what is typed into a long form in the browser until it is sent: the connection may drop before.
//!
//! Only on forms marked with `data-draft`, for the person whose id stands beside it, and never a password or a file.

use leptos::{
    prelude::*,
    wasm_bindgen::{JsCast, JsValue},
    web_sys::{Element, HtmlElement, Storage, js_sys::Reflect},
};

const PREFIX: &str = "draft:";

/// Puts back what was kept, listens to what is typed, and forgets what was sent.
pub(crate) fn keep_drafts() {
    let Ok(Some(store)) = window().local_storage() else { return };
    if document().query_selector("[data-draft-done]").is_ok_and(|found| found.is_some()) {
        forget(&store, PREFIX);
    }
    if let Ok(Some(form)) = document().query_selector("form[data-draft]") {
        restore(&store, &form);
    }
    for event in ["input", "change"] {
        let store = store.clone();
        listen(event, move |target| keep(&store, target));
    }
    let discarded = store.clone();
    listen("reset", move |form| {
        if let Some(prefix) = prefix(form) {
            forget(&discarded, &prefix);
        }
        // The page is as the server sent it again.
        notice(form, false);
    });
    listen("submit", move |form| {
        if form.get_attribute("action").is_some_and(|action| action.contains("sign_out")) {
            forget(&store, PREFIX);
        }
    });
}

fn listen(event: &'static str, heard: impl Fn(&Element) + 'static) {
    window_event_listener_untyped(event, move |event| {
        if let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) {
            heard(&target);
        }
    });
}

/// What everything of one form and one person is kept under.
fn prefix(form: &Element) -> Option<String> {
    let name = form.get_attribute("data-draft")?;
    let user = form.get_attribute("data-draft-user")?;
    Some([PREFIX, &user, ":", &name, ":"].concat())
}

/// The place of one field; nothing for what has no business in a store.
fn place(prefix: &str, field: &Element) -> Option<String> {
    let kind = field.get_attribute("type");
    let secret = matches!(kind.as_deref(), Some("hidden" | "password" | "file"));
    let name = field.get_attribute("name").filter(|_| !secret)?;
    Some([prefix, &name].concat())
}

fn keep(store: &Storage, field: &Element) {
    let Ok(Some(form)) = field.closest("form[data-draft]") else { return };
    let Some(place) = prefix(&form).and_then(|prefix| place(&prefix, field)) else { return };
    // A full store keeps nothing more; the form works without it.
    let _ = match value(field) {
        Some(value) if !value.is_empty() => store.set_item(&place, &value),
        _ => store.remove_item(&place),
    };
}

/// Fills fields that hold nothing, and ticks boxes that mean what they did. A page that answers with messages has what was
/// typed already.
fn restore(store: &Storage, form: &Element) {
    let Some(prefix) = prefix(form) else { return };
    if form.query_selector(".error-summary").is_ok_and(|found| found.is_some()) {
        return;
    }
    let Ok(fields) = form.query_selector_all("input, select, textarea") else { return };
    let mut restored = false;
    for at in 0..fields.length() {
        let field = fields.get(at).and_then(|node| node.dyn_into::<Element>().ok());
        let Some(field) = field else { continue };
        let Some(place) = place(&prefix, &field) else { continue };
        let Ok(Some(kept)) = store.get_item(&place) else { continue };
        let (property, fits) = match value(&field) {
            None => ("checked", field.get_attribute("value").as_ref() == Some(&kept)),
            Some(now) if kept == now => continue,
            Some(now) => ("value", now.is_empty() || field.tag_name() == "SELECT"),
        };
        if !fits {
            continue;
        }
        // A field of this kind has this property; any words tick a box.
        let _ = Reflect::set(&field, &property.into(), &JsValue::from_str(&kept));
        restored = true;
    }
    notice(form, restored);
}

fn notice(form: &Element, shown: bool) {
    let notice = form.query_selector("[data-draft-notice]").ok().flatten();
    if let Some(notice) = notice.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        notice.set_hidden(!shown);
    }
}

/// What it holds; a box that is not ticked holds nothing.
fn value(field: &Element) -> Option<String> {
    let off = field.matches("[type=checkbox]:not(:checked)").unwrap_or_default();
    Reflect::get(field, &"value".into()).ok()?.as_string().filter(|_| !off)
}

fn forget(store: &Storage, prefix: &str) {
    let length = store.length().unwrap_or_default();
    let keys: Vec<String> = (0..length).filter_map(|at| store.key(at).ok().flatten()).collect();
    for key in keys.iter().filter(|key| key.starts_with(prefix)) {
        // It was there a moment ago; removing cannot fail.
        let _ = store.remove_item(key);
    }
}
