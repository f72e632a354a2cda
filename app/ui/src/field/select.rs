//! One of a few.

use leptos::prelude::*;

use super::{Frame, Seed, described_by, invalid, seed};
use crate::Text;

/// One choice of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What is sent.
    pub value: Text,
    /// What is read.
    pub label: Text,
}

impl Choice {
    /// A choice that sends `value` and reads `label`.
    pub fn new(value: impl Into<Text>, label: impl Into<Text>) -> Self {
        Self { value: value.into(), label: label.into() }
    }
}

/// One of a few, as the system's own list.
#[component]
pub fn SelectField(
    /// Its label.
    #[prop(into)]
    label: Text,
    /// Name under which it is sent.
    #[prop(into)]
    name: Text,
    /// What can be chosen. An empty value first means "nothing chosen".
    choices: Vec<Choice>,
    /// Id, when not the name.
    #[prop(optional, into)]
    id: Option<Text>,
    /// Only for screen readers.
    #[prop(optional)]
    hide_label: bool,
    /// What belongs into it.
    #[prop(optional, into)]
    hint: Option<Text>,
    /// A short note at the end of the label's line.
    #[prop(optional, into)]
    optional: Option<Text>,
    /// Something must be chosen.
    #[prop(optional)]
    required: bool,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Differs from what is stored.
    #[prop(optional, into)]
    changed: Signal<bool>,
    /// The value it starts with.
    #[prop(optional, into)]
    initial: Text,
    /// Follows the field and leads it.
    #[prop(optional)]
    value: Option<RwSignal<String>>,
    /// Id of the form it belongs to, when it stands outside.
    #[prop(optional, into)]
    form: Option<Text>,
    /// Cannot be changed and is not sent.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Place in a `form-grid`.
    #[prop(optional)]
    class: &'static str,
) -> AnyView {
    let id = id.unwrap_or_else(|| name.clone());
    let start = Seed::new(initial, value);
    let chosen = start.initial();
    let options = choices
        .into_iter()
        .map(|Choice { value, label }| {
            let selected = value == chosen;
            view! { <option value=value selected=selected>{label}</option> }
        })
        .collect_view();
    let control = view! {
        <select
            use:seed=start
            class="select"
            id=id.clone()
            name=name
            form=form
            required=required
            disabled=disabled
            aria-invalid=invalid(error)
            aria-describedby=described_by(&id, hint.is_some(), error)
            on:change=move |event| {
                if let Some(value) = value {
                    value.set(event_target_value(&event));
                }
            }
        >
            {options}
        </select>
    };
    let aside = ().into_any();
    Frame { id, label, hide_label, hint, optional, required, error, changed, aside, class }
        .around(control.into_any())
}
