//! The summary of what is wrong with a form.

use leptos::{ev::MouseEvent, html::Div, prelude::*};

use crate::Text;

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormError {
    /// Id of the field; empty when it concerns the whole form.
    pub field: String,
    /// What is wrong, as at the field.
    pub message: String,
}

/// Everything that is wrong with a form, each a link to its field. Takes the focus when it appears,
/// so that nobody sends a form and wonders.
#[component]
pub fn FormErrors(
    /// "There is a problem".
    #[prop(into)]
    title: Text,
    /// Empty: nothing is shown.
    #[prop(into)]
    errors: Signal<Vec<FormError>>,
) -> AnyView {
    let summary = NodeRef::<Div>::new();
    Effect::new(move |_| {
        if let Some(summary) = summary.get().filter(|_| errors.with(|errors| !errors.is_empty())) {
            // A browser that cannot focus still shows the summary.
            let _ = summary.focus();
        }
    });
    (move || {
        let errors = errors.get();
        (!errors.is_empty()).then(|| {
            view! {
                <div class="error-summary" role="alert" tabindex="-1" node_ref=summary>
                    <h2>{title.clone()}</h2>
                    <ul>{errors.into_iter().map(line).collect_view()}</ul>
                </div>
            }
        })
    })
    .into_any()
}

fn line(error: FormError) -> AnyView {
    let FormError { field, message } = error;
    if field.is_empty() {
        return view! { <li>{message}</li> }.into_any();
    }
    let href = format!("#{field}");
    view! {
        <li>
            <a href=href on:click=move |event| focus_field(&event, &field)>
                {message}
            </a>
        </li>
    }
    .into_any()
}

/// The router would only scroll there; without script the browser itself moves the focus.
fn focus_field(event: &MouseEvent, id: &str) {
    if focus(id) {
        event.prevent_default();
    }
}

/// Moves the focus to the element with this id. False: there is no such element.
pub(crate) fn focus(id: &str) -> bool {
    use leptos::{wasm_bindgen::JsCast, web_sys::HtmlElement};

    document()
        .get_element_by_id(id)
        .and_then(|element| element.dyn_into::<HtmlElement>().ok())
        .is_some_and(|element| element.focus().is_ok())
}
