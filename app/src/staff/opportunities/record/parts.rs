//! Fields of the record form: a field is its name; label, value, message and mark of change follow from it.

use leptos::prelude::*;
use ui::{CheckboxField, Choice, InputKind, SelectField, TextArea, TextField};

use super::fields::Fields;
use crate::{
    shared::{Lookup, RecordPicker, field_label},
    text,
};

/// Name under which a field is sent.
pub(super) fn name(field: &str) -> String {
    format!("form[{field}]")
}

/// The label of a field.
pub(super) fn label(field: &'static str) -> &'static str {
    field_label(text::lang(), field)
}

/// A field of one line.
#[component]
pub(super) fn Line(
    f: Fields,
    field: &'static str,
    #[prop(default = "c4")] class: &'static str,
    #[prop(optional)] kind: InputKind,
    #[prop(optional)] required: bool,
    #[prop(optional)] hint: &'static str,
    #[prop(optional, into)] affix: Signal<Option<String>>,
) -> impl IntoView {
    let error = f.state.error(field);
    let (value, changed, disabled) = (f.line(field), f.changed(field), f.disabled(field));
    let (name, label) = (name(field), label(field));
    if hint.is_empty() {
        return view! {
            <TextField kind label name id=field value error changed disabled required class affix />
        };
    }
    view! {
        <TextField kind label name id=field value error changed disabled required class affix hint />
    }
}

/// A field of many lines.
#[component]
pub(super) fn Area(
    f: Fields,
    field: &'static str,
    #[prop(default = "c4")] class: &'static str,
) -> impl IntoView {
    view! {
        <TextArea
            label=label(field)
            name=name(field)
            id=field
            value=f.line(field)
            error=f.state.error(field)
            changed=f.changed(field)
            disabled=f.disabled(field)
            class
        />
    }
}

/// One of a few.
#[component]
pub(super) fn Choose(
    f: Fields,
    field: &'static str,
    choices: Vec<Choice>,
    #[prop(default = "c4")] class: &'static str,
) -> impl IntoView {
    view! {
        <SelectField
            label=label(field)
            name=name(field)
            id=field
            choices
            value=f.line(field)
            error=f.state.error(field)
            changed=f.changed(field)
            disabled=f.disabled(field)
            class
        />
    }
}

/// The customer's account or contact: found, or created by saving. Without script the offer to create it comes
/// with the message that there is none.
#[component]
pub(super) fn Customer(
    f: Fields,
    lookup: Lookup,
    /// `account` or `contact`.
    what: &'static str,
    /// The words of the box that creates it.
    create_words: &'static str,
) -> impl IntoView {
    let (field, id_name, create_name, picked, create) = match what {
        "account" => (
            "account_name",
            "form[account_id]",
            "form[account_create]",
            f.account,
            f.account_create,
        ),
        _ => (
            "contact_name",
            "form[contact_id]",
            "form[contact_create]",
            f.contact,
            f.contact_create,
        ),
    };
    let failure = f.state.field_errors();
    let unknown = move || {
        failure.with(|errors| {
            let missing = domain::invalid::Problem::NotFound;
            errors.iter().any(|e| e.field == field && e.problem == missing)
        })
    };
    let offer = move || {
        if unknown() {
            let id = format!("{what}_create");
            return view! { <CheckboxField label=create_words name=create_name id value="on" checked=create /> }
                .into_any();
        }
        let value = move || if create.get() { "on" } else { "" };
        view! { <input type="hidden" name=create_name value=value /> }.into_any()
    };
    view! {
        <div class="c4 stack-sm">
            <RecordPicker
                lookup
                label=label(field)
                name=name(field)
                id_name
                id=field
                picked
                value=f.line(field)
                create
                error=f.state.error(field)
                changed=f.changed(field)
                disabled=f.disabled(field)
            />
            {offer}
        </div>
    }
}
