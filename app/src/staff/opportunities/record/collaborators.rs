//! Section *Partner collaboration accounts*: who shares the opportunity.

use domain::assignment::AssignmentRow;
use leptos::{prelude::*, wasm_bindgen::JsCast, web_sys::HtmlElement};
use ui::{Card, Glyph, Icon};

use super::{super::intent::ADD_PARTNER, collaborator::collaborator, fields::Fields};
use crate::text::{self, RecordText, partner_count};

/// The section.
#[component]
pub(super) fn Collaborators(
    f: Fields,
    form: &'static str,
    /// Who has it now, and since when.
    assignments: Signal<Vec<AssignmentRow>>,
) -> impl IntoView {
    let t = RecordText::get();
    let error = f.state.error("collaborators");
    let message = move || {
        error.get().map(|words| {
            view! {
                <p class="error">
                    <Icon glyph=Glyph::Warn />
                    {words}
                </p>
            }
        })
    };
    view! {
        <Card
            id="collaborators"
            title=t.collaborators
            actions=move || view! { <AddPartner f form /> }
        >
            <Show when=move || f.rows.with(Vec::is_empty)>
                <p class="muted sm">{t.no_collaborators}</p>
            </Show>
            <For
                each=move || f.rows.get()
                key=|row| row.key
                children=move |row| collaborator(f, row, assignments)
            />
            {message}
            <p class="help cluster">
                <Icon glyph=Glyph::Lock />
                {t.collaborators_note}
            </p>
        </Card>
    }
}

/// How many there are, and the button for one more.
#[component]
fn AddPartner(f: Fields, form: &'static str) -> impl IntoView {
    let t = RecordText::get();
    let lang = text::lang();
    let named = move || {
        f.rows.with(|rows| {
            rows.iter().filter(|row| row.text.with(|text| !text.trim().is_empty())).count()
        })
    };
    let count = move || Some(named()).filter(|n| *n > 0).map(|n| partner_count(lang, n));
    let add = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        let number = f.add_row();
        // The row is in the page after this event.
        request_animation_frame(move || focus(&row_id(number)));
    };
    view! {
        <span class="xs muted">{count}</span>
        <button
            class="icon-btn icon-btn--line"
            type="submit"
            form=form
            name="intent"
            value=ADD_PARTNER
            formnovalidate=true
            title=t.add_partner
            aria-label=t.add_partner
            disabled=f.disabled("collaborators")
            on:click=add
        >
            <Icon glyph=Glyph::Plus />
        </button>
    }
}

/// Id of the field of a row.
pub(super) fn row_id(number: usize) -> String {
    format!("collaborator-{number}")
}

fn focus(id: &str) {
    let field = document().get_element_by_id(id);
    if let Some(field) = field.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // A browser that cannot focus still shows the row.
        let _ = field.focus();
    }
}
