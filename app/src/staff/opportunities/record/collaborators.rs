//! Section *Partner collaboration accounts*: who shares the opportunity.

use leptos::{prelude::*, wasm_bindgen::JsCast};
use ui::{Card, Glyph, Icon, IconButton};

use super::{
    super::intent::ADD_PARTNER,
    fields::{Fields, PartnerRow},
};
use crate::{
    shared::{Lookup, RecordPicker},
    text::{RecordText, partner_count},
};

/// The section.
#[component]
pub(super) fn Collaborators(f: Fields, form: &'static str) -> impl IntoView {
    let t = RecordText::get();
    let lang = crate::text::lang();
    let locked = f.disabled("collaborators");
    let count = move || {
        let named = f.rows.with(|rows| {
            rows.iter().filter(|row| row.text.with(|text| !text.trim().is_empty())).count()
        });
        (named > 0).then(|| partner_count(lang, named))
    };
    let add = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        let number = f.add_row();
        // The row is in the page after this event.
        request_animation_frame(move || focus_row(number));
    };
    let button = move || {
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
                disabled=locked
                on:click=add
            >
                <Icon glyph=Glyph::Plus />
            </button>
        }
    };
    view! {
        <Card id="collaborators" title=t.collaborators actions=button>
            <Show when=move || f.rows.with(Vec::is_empty)>
                <p class="muted sm">{t.no_collaborators}</p>
            </Show>
            <For each=move || f.rows.get() key=|row| row.key children=move |row| partner_row(f, row) />
            {move || {
                f.state.error("collaborators").get().map(|words| {
                    view! {
                        <p class="error" id="collaborators-error">
                            <Icon glyph=Glyph::Warn />
                            {words}
                        </p>
                    }
                })
            }}
            <p class="help">{t.collaborators_note}</p>
        </Card>
    }
}

fn partner_row(f: Fields, row: PartnerRow) -> AnyView {
    let t = RecordText::get();
    let PartnerRow { key, number, text, picked } = row;
    // The server counts the rows in the order of their numbers.
    let place = move || f.rows.with(|rows| rows.iter().filter(|r| r.number < number).count());
    let errors = f.state.field_errors();
    let lang = crate::text::lang();
    let error = Signal::derive(move || {
        let field = format!("collaborators.{}", place());
        errors.with(|errors| {
            let wrong = errors.iter().find(|error| error.field == field)?;
            Some(crate::text::problem(lang, &wrong.problem))
        })
    });
    let at = number - 1;
    let stored = picked.get_untracked();
    let changed = Signal::derive(move || {
        picked.with(|now| *now != stored) || text.with(|now| *now != stored.text)
    });
    let remove = format!("{} {number}", t.remove);
    view! {
        <div class="form-grid">
            <RecordPicker
                lookup=Lookup::Partners
                label=format!("Partner {number}")
                name=format!("form[collaborators][{at}][name]")
                id_name=format!("form[collaborators][{at}][id]")
                id=row_id(number)
                picked
                value=text
                error
                changed
                disabled=f.disabled("collaborators")
                class="c8"
            />
            <div class="c4 needs-script">
                <IconButton
                    glyph=Glyph::X
                    label=remove
                    disabled=f.disabled("collaborators")
                    on_click=move |_| f.remove_row(key)
                />
            </div>
        </div>
    }
    .into_any()
}

pub(super) fn row_id(number: usize) -> String {
    format!("collaborator-{number}")
}

fn focus_row(number: usize) {
    let field = document()
        .get_element_by_id(&row_id(number))
        .and_then(|element| element.dyn_into::<leptos::web_sys::HtmlElement>().ok());
    if let Some(field) = field {
        // A browser that cannot focus still shows the row.
        let _ = field.focus();
    }
}
