//! One collaborating partner: chosen in a picker, with its state once it has the opportunity.

use domain::{
    assignment::{AssignmentRow, State},
    format,
};
use leptos::prelude::*;
use ui::{Glyph, IconButton};

use super::{
    collaborators::row_id,
    fields::{Fields, PartnerRow},
};
use crate::{
    shared::{Lookup, RecordPicker, StateBadge},
    text::{self, RecordText},
};

/// The row. Its label is numbered, so that every field of the page has a name of its own.
pub(super) fn collaborator(
    f: Fields,
    row: PartnerRow,
    assignments: Signal<Vec<AssignmentRow>>,
) -> AnyView {
    let PartnerRow { key, number, text, picked } = row;
    let at = number - 1;
    let is_new = picked.with_untracked(|picked| picked.text.is_empty());
    // A row outlives the save that stores it.
    let is_stored = move |name: &str| {
        f.stored().with(|stored| stored.partners.iter().any(|partner| partner.name == name))
    };
    let changed = Signal::derive(move || {
        let is_as_before = text.with(|text| is_stored(text) || is_new && text.is_empty());
        !is_as_before
    });
    let remove = format!("{} {number}", RecordText::get().remove);
    view! {
        <div class="collab-row">
            <RecordPicker
                lookup=Lookup::Partners
                label=format!("Partner {number}")
                name=format!("form[collaborators][{at}][name]")
                id_name=format!("form[collaborators][{at}][id]")
                id=row_id(number)
                picked
                value=text
                error=error(f, number)
                changed
                disabled=f.disabled("collaborators")
            />
            {move || standing(row, &assignments.get())}
            <IconButton
                glyph=Glyph::X
                label=remove
                class="needs-script"
                disabled=f.disabled("collaborators")
                on_click=move |_| f.remove_row(key)
            />
        </div>
    }
    .into_any()
}

/// The message at the row. The server counts rows in the order of their numbers.
fn error(f: Fields, number: usize) -> Signal<Option<String>> {
    let lang = text::lang();
    let errors = f.state.field_errors();
    Signal::derive(move || {
        let place = f.rows.with(|rows| rows.iter().filter(|row| row.number < number).count());
        let field = format!("collaborators.{place}");
        errors.with(|errors| {
            let wrong = errors.iter().find(|error| error.field == field)?;
            Some(text::problem(lang, &wrong.problem))
        })
    })
}

/// State and day, for a partner that has the opportunity now.
fn standing(row: PartnerRow, assignments: &[AssignmentRow]) -> AnyView {
    let name = row.text.get();
    let id = row.picked.with(|picked| (picked.text == name).then(|| picked.id.clone()));
    let assignment = assignments.iter().find(|assignment| {
        assignment.state == State::Accepted && Some(assignment.partner.to_string()) == id
    });
    let Some(assignment) = assignment else { return view! { <span></span> }.into_any() };
    let since = format::date(text::lang(), assignment.offered_at.date_naive());
    view! {
        <span class="cluster">
            <StateBadge state=assignment.state />
            <span class="muted sm">{since}</span>
        </span>
    }
    .into_any()
}
