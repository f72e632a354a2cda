//! A password, with a button that shows what was typed.

use leptos::prelude::*;

use super::{Frame, described_by, invalid};
use crate::{
    Text,
    icon::{Glyph, Icon},
};

/// A password. The browser's own memory fills it in; the program never puts anything into it.
#[component]
pub fn PasswordField(
    /// Its label.
    #[prop(into)]
    label: Text,
    /// Name under which it is sent.
    #[prop(into)]
    name: Text,
    /// Id, when not the name.
    #[prop(optional, into)]
    id: Option<Text>,
    /// `current-password` or `new-password`.
    autocomplete: &'static str,
    /// Name of the button while the password is hidden.
    #[prop(into)]
    show: Text,
    /// Name of the button while it is shown.
    #[prop(into)]
    hide: Text,
    /// What belongs into it.
    #[prop(optional, into)]
    hint: Option<Text>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Place in a `form-grid`.
    #[prop(optional)]
    class: &'static str,
    /// A link at the end of the label's line.
    #[prop(optional, into)]
    aside: ViewFnOnce,
) -> AnyView {
    let id = id.unwrap_or_else(|| name.clone());
    let shown = RwSignal::new(false);
    let word = move || if shown.get() { hide.clone() } else { show.clone() };
    let control = view! {
        <div class="input-affix">
            <input
                class="input"
                id=id.clone()
                name=name
                type=move || if shown.get() { "text" } else { "password" }
                autocomplete=autocomplete
                autocapitalize="none"
                spellcheck="false"
                required=true
                aria-invalid=invalid(error)
                aria-describedby=described_by(&id, hint.is_some(), error)
            />
            // Without script it could do nothing, so it is not there: see `.needs-script`.
            <button
                class="affix affix--btn needs-script"
                type="button"
                aria-label=word
                on:click=move |_| shown.update(|shown| *shown = !*shown)
            >
                {move || {
                    let glyph = if shown.get() { Glyph::EyeOff } else { Glyph::Eye };
                    view! { <Icon glyph /> }
                }}
            </button>
        </div>
    };
    Frame {
        id,
        label,
        hide_label: false,
        hint,
        optional: None,
        required: true,
        error,
        changed: Signal::default(),
        aside: aside.run(),
        class,
    }
    .around(control.into_any())
}
