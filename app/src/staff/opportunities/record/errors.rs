//! What is wrong with the form, above it; a link to a field on the other tab opens that tab first.

use domain::invalid::FieldError;
use leptos::{
    ev::MouseEvent,
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{HtmlAnchorElement, HtmlElement},
};
use ui::{FormError, FormErrors};

use super::{currency::CONVERSION, fields::Fields, tabs};
use crate::{
    shared::field_label,
    text::{self, CommonText, RecordText},
};

/// The summary.
#[component]
pub(super) fn Errors(f: Fields, tab: RwSignal<String>) -> impl IntoView {
    let lang = text::lang();
    let failure = f.state.failure();
    let errors = Signal::derive(move || {
        let Some(failure) = failure.get() else { return Vec::new() };
        let whole = text::failure(lang, &failure);
        if !whole.is_empty() {
            return vec![FormError { field: String::new(), message: whole }];
        }
        failure.fields().iter().map(|wrong| line(f, wrong)).collect()
    });
    let fields = f.state.field_errors();
    Effect::new(move |before: Option<()>| {
        let wanted = fields.with(|errors| tabs::with_errors(errors, &tab.get_untracked()));
        if let Some(wanted) = wanted
            && before.is_some()
        {
            tab.set(wanted.to_owned());
        }
    });
    view! {
        <div class="contents" on:click=move |event| open_tab(&event, tab)>
            <FormErrors title=CommonText::get().problem_heading errors />
        </div>
    }
}

fn line(f: Fields, wrong: &FieldError) -> FormError {
    let lang = text::lang();
    let message = text::problem(lang, &wrong.problem);
    if let Some(place) = wrong.field.strip_prefix("collaborators.") {
        let mut numbers: Vec<usize> =
            f.rows.with(|rows| rows.iter().map(|row| row.number).collect());
        numbers.sort_unstable();
        let number = place.parse::<usize>().ok().and_then(|place| numbers.get(place).copied());
        let number = number.unwrap_or_default();
        let field = super::collaborators::row_id(number);
        return FormError { field, message: format!("Partner {number}: {message}") };
    }
    let label = match wrong.field.as_str() {
        CONVERSION => RecordText::get().conversion,
        field => field_label(lang, field),
    };
    FormError { field: wrong.field.clone(), message: format!("{label}: {message}") }
}

/// What is hidden cannot take the focus, so the tab is opened and the focus moved afterwards.
fn open_tab(event: &MouseEvent, tab: RwSignal<String>) {
    let link = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlElement>().ok())
        .and_then(|element| element.closest("a").ok().flatten())
        .and_then(|element| element.dyn_into::<HtmlAnchorElement>().ok());
    let Some(field) = link.map(|link| link.hash().trim_start_matches('#').to_owned()) else {
        return;
    };
    let field = field.replace("collaborator-", "collaborators.");
    let wanted = tabs::of_field(&field).filter(|wanted| *wanted != tab.get_untracked());
    if let Some(wanted) = wanted {
        tab.set(wanted.to_owned());
        let id = field.replace("collaborators.", "collaborator-");
        request_animation_frame(move || focus(&id));
    }
}

fn focus(id: &str) {
    let field = document().get_element_by_id(id);
    if let Some(field) = field.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // A browser that cannot focus still shows the tab.
        let _ = field.focus();
    }
}
