//! What is wrong with a form, above it.

use leptos::prelude::*;
use ui::{FormError, FormErrors};

use crate::{
    forms::FormState,
    text::{self, CommonText},
};

/// Everything that is wrong with a form: each field by its label, and what concerns the whole form.
#[component]
pub(crate) fn FormSummary(
    /// The form.
    state: FormState,
    /// What the ids of its controls begin with, before the name of the field.
    #[prop(optional, into)]
    prefix: Oco<'static, str>,
    /// Names of fields and their labels, in the order of the form.
    labels: Vec<(&'static str, &'static str)>,
) -> impl IntoView {
    let lang = text::lang();
    let failure = state.failure();
    let errors = Signal::derive(move || {
        let Some(failure) = failure.get() else { return Vec::new() };
        let whole = text::failure(lang, &failure);
        if !whole.is_empty() {
            return vec![FormError { field: String::new(), message: whole }];
        }
        let line = |wrong: &domain::invalid::FieldError| {
            let message = text::problem(lang, &wrong.problem);
            match labels.iter().find(|(field, _)| *field == wrong.field) {
                Some((field, label)) => FormError {
                    field: [&prefix, *field].concat(),
                    message: [label, ": ", &message].concat(),
                },
                None => FormError { field: String::new(), message },
            }
        };
        failure.fields().iter().map(line).collect()
    });
    view! { <FormErrors title=CommonText::get().problem_heading errors /> }
}
