//! Joins a control with the signal of its value.

use leptos::{
    prelude::*,
    wasm_bindgen::{JsValue, UnwrapThrowExt},
    web_sys::Element,
};

use crate::{Text, hydration::is_hydrating};

const INITIAL: &str = "stafetaInitial";

/// What a control starts with, and the signal that follows it.
#[derive(Clone)]
pub(crate) struct Seed {
    initial: Text,
    value: Option<RwSignal<String>>,
    hydrating: bool,
}

impl Seed {
    /// The value of the signal, if there is one, is what the control starts with.
    pub(crate) fn new(initial: Text, value: Option<RwSignal<String>>) -> Self {
        let initial = value.map_or(initial, |value| value.get_untracked().into());
        Self { initial, value, hydrating: is_hydrating() }
    }

    /// What the control starts with.
    pub(crate) fn initial(&self) -> Text {
        self.initial.clone()
    }
}

/// Directive of a control. While the page is taken over, what a person typed or the browser filled
/// in wins over the signal; later both follow each other. When the same element comes to show
/// another record, it starts anew.
pub(crate) fn seed(element: Element, seed: Seed) {
    let Seed { initial, value, hydrating } = seed;
    let before = read(&element, INITIAL);
    write(&element, INITIAL, &initial);
    let reused = before.is_some_and(|before| before != initial.as_str());

    let Some(value) = value else {
        if reused {
            // After the elements inside are up to date: a choice can only be made once it is there.
            queue_microtask(move || write(&element, "value", &initial));
        }
        return;
    };
    Effect::new(move |ran: Option<()>| {
        let wanted = value.get();
        let shown = read(&element, "value").unwrap_or_default();
        if shown == wanted {
            return;
        }
        if ran.is_none() && hydrating {
            value.set(shown);
        } else {
            write(&element, "value", &wanted);
        }
    });
}

fn read(element: &Element, key: &str) -> Option<String> {
    js_sys::Reflect::get(element, &JsValue::from_str(key)).ok()?.as_string()
}

fn write(element: &Element, key: &str, text: &str) {
    js_sys::Reflect::set(element, &JsValue::from_str(key), &JsValue::from_str(text)).unwrap_throw();
}
