//! The forms of the customer's page after a refused post, and one line of any of them.

use domain::ids::ContactId;
use leptos::prelude::*;
use ui::{InputKind, TextField};

use super::api::{AddCustomerPerson, SaveCustomer, SaveCustomerPerson};
use crate::forms::{Echo, FormState};

/// All of the page.
pub(in crate::partner) struct Forms {
    pub about: FormState,
    pub add: FormState,
    person: FormState,
}

impl Forms {
    /// With what was posted before.
    pub fn of(echo: Option<&Echo>) -> Self {
        Self {
            about: FormState::of_page::<SaveCustomer>(echo),
            add: FormState::of_page::<AddCustomerPerson>(echo),
            person: FormState::of_page::<SaveCustomerPerson>(echo),
        }
    }

    /// Something was refused.
    pub fn failed(&self) -> bool {
        [self.about, self.add, self.person].into_iter().any(failed)
    }

    /// The form of one person. What was posted for another one is none of its business.
    pub fn person(&self, id: ContactId) -> FormState {
        if self.person.posted("person") == Some(id.to_string()) {
            self.person
        } else {
            FormState::of_page::<SaveCustomerPerson>(None)
        }
    }
}

/// Whether the form comes back with messages.
pub(super) fn failed(state: FormState) -> bool {
    state.failure().with_untracked(Option::is_some)
}

/// A field: its name and its label.
pub(super) type Named = (&'static str, &'static str);

/// One line; `prefix` keeps its id apart from that of another form's line.
pub(super) fn line(state: FormState, prefix: &str, (field, label): Named, stored: &str) -> AnyView {
    let name = ["form[", field, "]"].concat();
    let kind = match field {
        "email" => InputKind::Email,
        "phone" => InputKind::Tel,
        _ => InputKind::Text,
    };
    let required = field == "last_name";
    view! {
        <TextField
            kind
            label
            id=[prefix, field].concat()
            initial=state.value(&name, stored)
            name
            required
            error=state.error(field)
        />
    }
    .into_any()
}

/// The labels of a form, for the summary above it.
pub(super) fn labels(fields: &[Named]) -> Vec<(&'static str, &'static str)> {
    fields.to_vec()
}
