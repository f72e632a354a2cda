//! The bar with the one button that saves, and what changed.

use domain::{
    LocalTime,
    ids::UserId,
    opportunity::{Named, OpportunityForm},
};
use leptos::prelude::*;
use ui::{Button, SaveBar};

use super::{
    fields::{Fields, Mode},
    form::FORM,
    values::Values,
    words::in_words,
};
use crate::{
    shared::{field_label, moment},
    text::{self, CommonText, RecordText},
};

/// One field that differs from what is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Change {
    field: &'static str,
    stored: String,
    typed: String,
}

fn changes(typed: &Values, stored: &Values) -> Vec<Change> {
    let names = |values: &Values| values.partner_names().join(", ");
    let fields = OpportunityForm::default().values().into_iter().map(|(field, _)| field);
    fields
        .chain(["reason", "override_reason", "loss_reason", "actual_value"])
        .filter_map(|field| {
            let (stored, typed) = if field == "collaborators" {
                (names(stored), names(typed))
            } else {
                (stored.line(field).to_owned(), typed.line(field).to_owned())
            };
            (stored != typed).then_some(Change { field, stored, typed })
        })
        .collect()
}

/// Whether something typed is not stored.
pub(super) fn dirty(f: Fields) -> Memo<bool> {
    let changes = all(f);
    Memo::new(move |_| f.mode != Mode::Read && changes.with(|changes| !changes.is_empty()))
}

fn all(f: Fields) -> Memo<Vec<Change>> {
    Memo::new(move |_| {
        let typed = f.typed();
        f.stored().with(|stored| changes(&typed, stored))
    })
}

/// The bar.
#[component]
pub(super) fn RecordSaveBar(
    f: Fields,
    /// When the record was stored; a new one never was.
    stored_at: Signal<Option<LocalTime>>,
    owners: StoredValue<Vec<Named<UserId>>>,
    #[prop(into)] pending: Signal<bool>,
) -> impl IntoView {
    let t = RecordText::get();
    let all = all(f);
    let dirty = dirty(f);
    let state = Signal::derive(move || match (dirty.get(), stored_at.get()) {
        (true, _) => t.unsaved.to_owned(),
        (false, Some(at)) => format!("{} {}", t.unchanged, moment(at)),
        (false, None) => t.not_stored.to_owned(),
    });
    let changes = move || {
        move || {
            let told = all.get().into_iter().filter(|_| f.mode == Mode::Edit);
            let told = told.enumerate().map(|(at, change)| told_change(f, at, &change, owners));
            told.collect_view()
        }
    };
    let discard = move || {
        view! {
            <Show when=move || dirty.get() && f.mode == Mode::Edit>
                <Button class="needs-script" on_click=move |_| f.discard()>
                    {t.discard}
                </Button>
            </Show>
        }
    };
    view! {
        <SaveBar
            label=t.save_region
            form=FORM
            dirty
            state
            changes
            actions=discard
            save=CommonText::get().save
            pending
        />
    }
}

/// `Partner: old new`, the old one crossed out; long texts only by their label.
fn told_change(
    f: Fields,
    at: usize,
    change: &Change,
    owners: StoredValue<Vec<Named<UserId>>>,
) -> AnyView {
    const LONGEST: usize = 40;
    let label = field_label(text::lang(), change.field);
    let words = |value: &str| {
        owners.with_value(|owners| f.choices(|lists| in_words(change.field, value, owners, lists)))
    };
    let (stored, typed) = (words(&change.stored), words(&change.typed));
    let gap = if at > 0 { " · " } else { "" };
    let short = |text: &str| text.chars().count() <= LONGEST;
    if !short(&stored) || !short(&typed) {
        return view! { {gap} <b>{label.to_owned()}</b> }.into_any();
    }
    let before = (!stored.is_empty()).then(|| view! { <s>{stored}</s> " " });
    view! { {gap} {label.to_owned()} ": " {before} <b>{typed}</b> }.into_any()
}
