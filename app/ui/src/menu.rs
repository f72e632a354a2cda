//! A small menu under its button: a `<details>`, so that it opens without script.

use leptos::{
    ev::{FocusEvent, KeyboardEvent},
    html::Details,
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::Node,
};

use crate::{
    Text,
    icon::{Glyph, Icon},
};

/// A menu: links and buttons in a list. With script Esc closes it, and so does leaving it.
#[component]
pub fn Menu(
    /// Word of its button.
    #[prop(into)]
    label: Text,
    /// Picture of its button.
    #[prop(default = Glyph::More)]
    glyph: Glyph,
    /// The word is read beside the picture, not only named.
    #[prop(optional)]
    wordy: bool,
    /// Links and buttons.
    children: Children,
) -> AnyView {
    let node = NodeRef::<Details>::new();
    let close = move || {
        if let Some(details) = node.get_untracked() {
            // The attribute is there or not; taking it away cannot fail.
            let _ = details.remove_attribute("open");
        }
    };
    let pressed = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            close();
            if let Some(summary) = node.get_untracked().and_then(|menu| menu.first_element_child())
                && let Ok(summary) = summary.dyn_into::<leptos::web_sys::HtmlElement>()
            {
                let _ = summary.focus();
            }
        }
    };
    let left = move |event: FocusEvent| {
        let inside = event
            .related_target()
            .and_then(|target| target.dyn_into::<Node>().ok())
            .zip(node.get_untracked())
            .is_some_and(|(target, menu)| menu.contains(Some(&target)));
        if !inside {
            close();
        }
    };
    let class = if wordy { "btn btn--quiet" } else { "icon-btn" };
    let name = (!wordy).then(|| label.clone());
    view! {
        <details class="menu" node_ref=node on:keydown=pressed on:focusout=left>
            <summary class=class aria-label=name>
                <Icon glyph />
                {wordy.then_some(label)}
            </summary>
            <div class="menu-list">{children()}</div>
        </details>
    }
    .into_any()
}
