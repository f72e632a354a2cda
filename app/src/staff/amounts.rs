//! Amounts of money are grouped when their field is left: `1 234 567,89`. What cannot be read stays as it was typed.

use domain::money;
use leptos::{
    ev,
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{Event, EventTarget, HtmlInputElement},
};

use crate::text;

/// Listens for all fields of all pages; called once in the frame.
pub(super) fn group_amounts() {
    let lang = text::lang();
    // Runs in browsers only.
    Effect::new(move |_| {
        let left = window_event_listener(ev::focusout, move |event| {
            let field =
                event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
            let Some(field) = field.filter(is_amount) else { return };
            let typed = field.value();
            if let Some(grouped) = money::grouped(lang, &typed).filter(|grouped| *grouped != typed)
            {
                field.set_value(&grouped);
                tell(&field);
            }
        });
        on_cleanup(move || left.remove());
    });
}

fn is_amount(field: &HtmlInputElement) -> bool {
    field.get_attribute("inputmode").as_deref() == Some("decimal")
}

/// Whatever follows the field hears of its new value as of typing.
pub(super) fn tell(field: &EventTarget) {
    if let Ok(event) = Event::new("input") {
        event.init_event_with_bubbles("input", true);
        // It fails for an event that is on its way already.
        let _ = field.dispatch_event(&event);
    }
}
