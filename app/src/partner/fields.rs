//! Fields of an opportunity on the plain forms of partners: label, control and message follow from the name.

use leptos::prelude::*;
use ui::{InputKind, TextArea, TextField};

use crate::{forms::FormState, shared::field_label, text};

/// The label of a field, as everywhere else.
pub(super) fn heading(field: &'static str) -> &'static str {
    field_label(text::lang(), field)
}

/// A form and what its fields are posted under, such as `form` or `form[fields]`.
#[derive(Clone, Copy)]
pub(super) struct Form {
    pub state: FormState,
    pub prefix: &'static str,
}

impl Form {
    fn name(self, field: &str) -> String {
        [self.prefix, "[", field, "]"].concat()
    }

    /// One line, empty at first.
    pub(super) fn line(self, field: &'static str, kind: InputKind) -> AnyView {
        self.stored(field, kind, String::new())
    }

    /// One line that holds something already.
    pub(super) fn stored(self, field: &'static str, kind: InputKind, stored: String) -> AnyView {
        let name = self.name(field);
        view! {
            <TextField
                kind
                label=heading(field)
                id=field
                initial=self.state.value(&name, stored)
                name
                required=is_required(field)
                error=self.state.error(field)
            />
        }
        .into_any()
    }

    /// Many lines, empty at first.
    pub(super) fn area(self, field: &'static str) -> AnyView {
        self.stored_area(field, String::new())
    }

    /// Many lines that hold something already.
    pub(super) fn stored_area(self, field: &'static str, stored: String) -> AnyView {
        let name = self.name(field);
        view! {
            <TextArea
                label=heading(field)
                id=field
                initial=self.state.value(&name, stored)
                name
                error=self.state.error(field)
            />
        }
        .into_any()
    }
}

/// Nothing can be sent without it. The company is asked for only of a customer that is not chosen from the list.
fn is_required(field: &str) -> bool {
    field == "topic"
}
