//! Section *Partner details* of the tab *Summary*: one partner, status, deadline.

use leptos::prelude::*;
use ui::{Card, InputKind};

use super::{
    course::Course,
    fields::Fields,
    parts::{Line, label, name},
    status_field::{Consequence, Protected, StatusField, StatusNeeds},
};
use crate::{
    shared::{Lookup, RecordPicker},
    text::RecordText,
};

/// The section. Status and what it asks for are here only while the tab is open.
#[component]
pub(super) fn PartnerDetails(
    f: Fields,
    course: Signal<Course>,
    open: Signal<bool>,
) -> impl IntoView {
    let t = RecordText::get();
    let is_held = Memo::new(move |_| course.with(Course::is_on_hold));
    let accept_by = move || {
        let hint = if is_held.get() { t.accept_by_held } else { t.accept_by_hint };
        view! { <Line f field="accept_by" kind=InputKind::DateTime hint /> }
    };
    view! {
        <Card id="partner-details" title=t.partner_details>
            <Protected course />
            <div class="form-grid">
                <RecordPicker
                    lookup=Lookup::Partners
                    label=label("partner_name")
                    name=name("partner_name")
                    id_name="form[partner_id]"
                    id="partner_name"
                    picked=f.partner
                    value=f.line("partner_name")
                    error=f.state.error("partner_name")
                    changed=f.changed("partner_name")
                    disabled=f.disabled("partner_name")
                    class="c4"
                />
                <Show when=move || open.get()>
                    <StatusField f course />
                </Show>
                {accept_by}
                <Show when=move || open.get()>
                    <StatusNeeds f course />
                </Show>
            </div>
            <Show when=move || open.get()>
                <Consequence f course />
            </Show>
        </Card>
    }
}
