//! Form fields: a label, a control, a hint and the message of what is wrong.
//!
//! Every field is a plain control with a `name`, so that its form works without script.

mod check;
mod input;
mod password;
mod seed;
mod select;
mod text_area;

use leptos::prelude::*;

pub(crate) use self::seed::{Seed, seed};
pub use self::{
    check::{CheckboxField, Segment, SegmentedRadio},
    input::{InputKind, TextField},
    password::PasswordField,
    select::{Choice, SelectField},
    text_area::TextArea,
};
use crate::{
    Text,
    icon::{Glyph, Icon},
};

/// What stands around a control.
pub(crate) struct Frame {
    pub id: Text,
    pub label: Text,
    pub hide_label: bool,
    pub hint: Option<Text>,
    pub optional: Option<Text>,
    pub required: bool,
    pub error: Signal<Option<String>>,
    pub changed: Signal<bool>,
    pub aside: AnyView,
    pub class: &'static str,
}

impl Frame {
    /// Puts the control into its frame.
    pub(crate) fn around(self, control: AnyView) -> AnyView {
        let Self { id, label, hide_label, hint, optional, required, error, changed, aside, class } =
            self;
        view! {
            <div class=format!("field {class}") class:is-changed=changed>
                // The star of a required field is drawn by the style sheet: it is no part of the name.
                <label for=id.clone() class:vh=hide_label class:is-required=required>
                    {label}
                </label>
                {optional.map(|word| view! { <span class="opt">{word}</span> })}
                {aside}
                {control}
                {hint_line(&id, hint)}
                {error_line(&id, error)}
            </div>
        }
        .into_any()
    }
}

/// The ids of what explains a control: its hint and, while there is one, its message.
pub(crate) fn described_by(
    id: &Text,
    has_hint: bool,
    error: Signal<Option<String>>,
) -> impl Fn() -> Option<String> + Clone + Send + Sync + use<> {
    let id = id.clone();
    move || match (has_hint, error.with(Option::is_some)) {
        (false, false) => None,
        (true, false) => Some(format!("{id}-hint")),
        (false, true) => Some(format!("{id}-error")),
        (true, true) => Some(format!("{id}-hint {id}-error")),
    }
}

/// `aria-invalid` of a control.
pub(crate) fn invalid(error: Signal<Option<String>>) -> impl Fn() -> Option<&'static str> + Copy {
    move || error.with(Option::is_some).then_some("true")
}

/// The line under a control that says what belongs in it.
pub(crate) fn hint_line(id: &Text, hint: Option<Text>) -> AnyView {
    let id = format!("{id}-hint");
    hint.map(|hint| view! { <p class="help" id=id>{hint}</p> }).into_any()
}

/// The line under a control that says what is wrong with it.
pub(crate) fn error_line(id: &Text, error: Signal<Option<String>>) -> AnyView {
    let id = format!("{id}-error");
    (move || {
        error.get().map(|message| {
            view! {
                <p class="error" id=id.clone()>
                    <Icon glyph=Glyph::Warn />
                    {message}
                </p>
            }
        })
    })
    .into_any()
}
