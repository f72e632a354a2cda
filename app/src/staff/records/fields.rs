//! One form of a record: a card with fields, one Save. It posts the whole page, with script and without.

use leptos::prelude::*;
use ui::{Button, ButtonKind, Card, Choice, InputKind, Picked, SelectField, TextArea, TextField};

use crate::{
    forms::FormState,
    shared::{Lookup, RecordPicker, form_summary::FormSummary},
    text::{CommonText, DirectoryText},
};

/// How a field is filled in.
#[derive(Debug, Clone)]
pub(in crate::staff) enum Write {
    /// One line.
    Line(InputKind),
    /// Several lines.
    Block,
    /// One of a few.
    Choice(Vec<Choice>),
    /// An account from the list; the id goes with it.
    Account {
        /// Id of the account that is stored.
        id: String,
    },
}

/// One field.
#[derive(Debug, Clone)]
pub(in crate::staff) struct Field {
    /// Its name in the form.
    pub name: &'static str,
    /// Its label.
    pub label: &'static str,
    /// How it is filled in.
    pub write: Write,
    /// What is stored.
    pub value: String,
    /// Must not be empty.
    pub required: bool,
    /// What belongs into it.
    pub hint: Option<&'static str>,
    /// Place in the grid.
    pub class: &'static str,
    /// What it and those after it are about, where that is something new.
    pub group: Option<&'static str>,
}

impl Field {
    /// A line of text.
    pub fn line(name: &'static str, label: &'static str, value: &str) -> Self {
        Self {
            name,
            label,
            write: Write::Line(InputKind::Text),
            value: value.to_owned(),
            required: false,
            hint: None,
            class: "c6",
            group: None,
        }
    }

    /// One of a few.
    pub fn choice(
        name: &'static str,
        label: &'static str,
        value: &str,
        choices: Vec<Choice>,
    ) -> Self {
        Self { write: Write::Choice(choices), ..Self::line(name, label, value) }
    }

    /// Several lines.
    pub fn block(name: &'static str, label: &'static str, value: &str) -> Self {
        Self { write: Write::Block, ..Self::line(name, label, value) }
    }

    /// Another kind of line.
    pub fn kind(self, kind: InputKind) -> Self {
        Self { write: Write::Line(kind), ..self }
    }

    /// It must be filled in.
    pub fn required(self) -> Self {
        Self { required: true, ..self }
    }

    /// Three of a line instead of two.
    pub fn narrow(self) -> Self {
        Self { class: "c4", ..self }
    }

    /// Begins a group of fields.
    pub fn group(self, title: &'static str) -> Self {
        Self { group: Some(title), ..self }
    }

    /// Says what belongs into it.
    pub fn hint(self, hint: &'static str) -> Self {
        Self { hint: Some(hint), ..self }
    }
}

/// The form in its card. Hidden values name the record and its version.
#[component]
pub(in crate::staff) fn RecordForm(
    /// Path of the server function.
    action: &'static str,
    /// Hidden names and values.
    hidden: Vec<(&'static str, String)>,
    fields: Vec<Field>,
    state: FormState,
    /// Below the fields, above the button.
    #[prop(optional, into)]
    extra: ViewFnOnce,
) -> AnyView {
    let labels = fields.iter().map(|field| (field.name, field.label)).collect();
    let hidden = hidden
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> });
    view! {
        <Card id="record" title=DirectoryText::get().data>
            <form class="stack" method="post" action=action novalidate=true>
                {hidden.collect_view()}
                <FormSummary state labels prefix="f-" />
                <Fields fields state />
                {extra.run()}
                <div>
                    <Button kind=ButtonKind::Primary submit=true>
                        {CommonText::get().save}
                    </Button>
                </div>
            </form>
        </Card>
    }
    .into_any()
}

/// The fields in a grid; what was typed before wins over what is stored.
#[component]
pub(in crate::staff) fn Fields(
    fields: Vec<Field>,
    state: FormState,
    /// What their ids begin with.
    #[prop(default = "f-")]
    prefix: &'static str,
) -> AnyView {
    let mut groups: Vec<(Option<&'static str>, Vec<AnyView>)> = Vec::new();
    for field in fields {
        if groups.is_empty() || field.group.is_some() {
            groups.push((field.group, Vec::new()));
        }
        if let Some((_, views)) = groups.last_mut() {
            views.push(one(field, state, prefix));
        }
    }
    let groups = groups.into_iter().map(|(title, views)| {
        let grid = view! { <div class="form-grid">{views}</div> };
        match title {
            Some(title) => view! {
                <fieldset class="field-group">
                    <legend>{title}</legend>
                    {grid}
                </fieldset>
            }
            .into_any(),
            None => grid.into_any(),
        }
    });
    groups.collect_view().into_any()
}

fn one(field: Field, state: FormState, prefix: &'static str) -> AnyView {
    let Field { name, label, write, value, required, hint, class, group: _ } = field;
    let sent = ["form[", name, "]"].concat();
    let initial = state.value(&sent, value);
    let (id, error) = ([prefix, name].concat(), state.error(name));
    match write {
        Write::Line(kind) => view! {
            <TextField kind label name=sent id required error initial class hint=hint.unwrap_or_default() />
        }
        .into_any(),
        Write::Block => view! {
            <TextArea
                label
                name=sent
                id
                error
                initial
                class="c12"
                hint=hint.unwrap_or_default()
            />
        }
        .into_any(),
        Write::Choice(choices) => {
            let hint = hint.unwrap_or_default();
            view! { <SelectField label name=sent id choices error initial class hint /> }.into_any()
        }
        Write::Account { id: stored } => {
            let known = state.value("form[account_id]", stored);
            let picked = RwSignal::new(Picked { id: known, text: initial.clone() });
            let value = RwSignal::new(initial);
            view! {
                <RecordPicker
                    lookup=Lookup::Accounts
                    label
                    name=sent
                    id_name="form[account_id]"
                    id
                    picked
                    value
                    error
                    class
                />
            }
            .into_any()
        }
    }
}
