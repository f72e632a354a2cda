//! What stands in the fields of a record: typed values, stored values, and how the two are brought together.

use std::collections::BTreeMap;

use domain::opportunity::{Conflict, OpportunityForm, PickedPartner, RecordChoices};
use leptos::{prelude::*, reactive::owner::WeakOwner};
use ui::Picked;

use super::{super::intent, values::Values};
use crate::{error::AppError, forms::FormState};

/// One row of a collaborating partner.
#[derive(Debug, Clone, Copy)]
pub(super) struct PartnerRow {
    /// Never used twice on a page.
    pub key: usize,
    /// From 1, unique among the rows in sight; part of the label and of the field's name.
    pub number: usize,
    /// What stands in the field.
    pub text: RwSignal<String>,
    /// What was chosen.
    pub picked: RwSignal<Picked>,
}

/// Whether the fields may be changed, and since when they are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// Nothing is stored yet.
    New,
    /// A stored record.
    Edit,
    /// A stored record of somebody else.
    Read,
}

/// All fields of the form. Kept by the page, so that redrawing loses nothing.
#[derive(Clone, Copy)]
pub(super) struct Fields {
    pub state: FormState,
    pub mode: Mode,
    pub account: RwSignal<Picked>,
    pub account_create: RwSignal<bool>,
    pub contact: RwSignal<Picked>,
    pub contact_create: RwSignal<bool>,
    pub partner: RwSignal<Picked>,
    pub collaboration: RwSignal<bool>,
    pub rows: RwSignal<Vec<PartnerRow>>,
    /// The form that the fields were made from, and its version.
    pub seen: RwSignal<OpportunityForm>,
    pub version: RwSignal<i32>,
    /// Differences that somebody has to choose between.
    pub conflict: RwSignal<Option<Conflict>>,
    fixed: StoredValue<Fixed>,
    stored: RwSignal<Values>,
    maker: StoredValue<RowMaker>,
}

/// What stays while the page is open.
struct Fixed {
    lines: BTreeMap<String, RwSignal<String>>,
    choices: RecordChoices,
}

/// What new rows are made with.
#[derive(Clone)]
struct RowMaker {
    next_key: usize,
    /// Owner of the page. Rows also come from effects, which take along what they own when they run again.
    page: Option<WeakOwner>,
}

impl Fields {
    /// The stored values, or what was posted without script.
    pub(super) fn new(
        state: FormState,
        mode: Mode,
        (form, choices): (&OpportunityForm, &RecordChoices),
        version: i32,
    ) -> Self {
        let stored = Values::of(form);
        let typed = if state.is_echo() { posted(state, &stored) } else { stored.clone() };
        let picked = |name: &str, id: &str| {
            let picked =
                Picked { id: typed.line(id).to_owned(), text: typed.line(name).to_owned() };
            RwSignal::new(picked)
        };
        let flag = |field: &str| RwSignal::new(typed.line(field) == "on");
        let lines = typed.lines.iter();
        let lines = lines.map(|(field, text)| (field.clone(), RwSignal::new(text.clone())));
        let fields = Self {
            state,
            mode,
            account: picked("account_name", "account_id"),
            account_create: flag("account_create"),
            contact: picked("contact_name", "contact_id"),
            contact_create: flag("contact_create"),
            partner: picked("partner_name", "partner_id"),
            collaboration: flag("collaboration"),
            rows: RwSignal::new(Vec::new()),
            seen: RwSignal::new(form.clone()),
            version: RwSignal::new(version),
            conflict: RwSignal::new(None),
            fixed: StoredValue::new(Fixed { lines: lines.collect(), choices: choices.clone() }),
            stored: RwSignal::new(stored),
            maker: StoredValue::new(RowMaker {
                next_key: 0,
                page: Owner::current().map(|page| page.downgrade()),
            }),
        };
        fields.set_rows(&typed.partners);
        if intent::pressed(state).as_deref() == Some(intent::ADD_PARTNER) {
            fields.add_row();
        }
        fields
    }

    /// What can be chosen in the form.
    pub(super) fn choices<T>(self, read: impl FnOnce(&RecordChoices) -> T) -> T {
        self.fixed.with_value(|fixed| read(&fixed.choices))
    }

    /// The text of a field. Flags and chosen records have signals of their own.
    pub(super) fn line(self, field: &str) -> RwSignal<String> {
        let known = self.fixed.with_value(|fixed| fixed.lines.get(field).copied());
        known.unwrap_or_else(|| RwSignal::new(String::new()))
    }

    /// Whether a field differs from what is stored; on a new record nothing is stored.
    pub(super) fn changed(self, field: &'static str) -> Signal<bool> {
        let line = self.line(field);
        Signal::derive(move || {
            self.mode != Mode::New
                && self.stored.with(|stored| line.with(|line| line != stored.line(field)))
        })
    }

    /// Whether a field cannot be typed into: the record is not the reader's, or both values of the field are
    /// offered for a choice elsewhere.
    pub(super) fn disabled(self, field: &'static str) -> Signal<bool> {
        Signal::derive(move || {
            self.mode == Mode::Read
                || self.conflict.with(|conflict| {
                    conflict.as_ref().is_some_and(|c| c.fields.iter().any(|f| f.field == field))
                })
        })
    }

    /// The values as they stand in the fields.
    pub(super) fn typed(self) -> Values {
        let lines = self.fixed.with_value(|fixed| {
            fixed.lines.iter().map(|(field, line)| (field.clone(), line.get())).collect()
        });
        let mut typed = Values { lines, partners: Vec::new() };
        let flag = if self.collaboration.get() { "on" } else { "" };
        typed.lines.insert("collaboration".to_owned(), flag.to_owned());
        for (id, picked) in [
            ("account_id", self.account),
            ("contact_id", self.contact),
            ("partner_id", self.partner),
        ] {
            typed.lines.insert(id.to_owned(), picked.with(|picked| picked.id.clone()));
        }
        typed.partners = self.rows.get().into_iter().map(PartnerRow::partner).collect();
        typed
    }

    /// The values that are stored.
    pub(super) fn stored(self) -> RwSignal<Values> {
        self.stored
    }

    /// Takes a newer version over. What differs from `base` was typed here and stays. When the same field was
    /// changed here and there, nothing is taken and the answer is false.
    pub(super) fn take(self, form: &OpportunityForm, version: i32, base: &Values) -> bool {
        let now = Values::of(form);
        let typed = untrack(|| self.typed());
        if typed.clashes(base, &now) {
            return false;
        }
        self.merge(&typed, base, &now);
        self.remember(form, version, now);
        self.conflict.set(None);
        true
    }

    /// Throws typed values away.
    pub(super) fn discard(self) {
        let typed = untrack(|| self.typed());
        let stored = self.stored.get_untracked();
        self.merge(&typed, &typed, &stored);
    }

    /// Offers both values of each difference; the proposal is what was typed here, if it was.
    pub(super) fn choose_between(self, conflict: &Conflict) {
        let now = Values::of(&conflict.current);
        for difference in &conflict.fields {
            let value = if difference.changed_here { &difference.mine } else { &difference.theirs };
            self.put(&difference.field, value, &now);
        }
        self.remember(&conflict.current, conflict.version, now);
        self.conflict.set(Some(conflict.clone()));
    }

    /// Sets one field; ids of chosen records come from `values` when the name is theirs.
    pub(super) fn put(self, field: &str, value: &str, values: &Values) {
        let id = |id: &str, name: &str| {
            let known = values.line(name) == value;
            if known { values.line(id).to_owned() } else { String::new() }
        };
        let picked = |id: String| Picked { id, text: value.to_owned() };
        match field {
            "collaboration" => self.collaboration.set(value == "on"),
            "account_name" => self.account.set(picked(id("account_id", field))),
            "contact_name" => self.contact.set(picked(id("contact_id", field))),
            "partner_name" => self.partner.set(picked(id("partner_id", field))),
            _ => {}
        }
        self.line(field).set(value.to_owned());
    }

    /// One more row for a partner, with the first free number.
    pub(super) fn add_row(self) -> usize {
        let taken: Vec<usize> =
            self.rows.with_untracked(|rows| rows.iter().map(|row| row.number).collect());
        let number =
            (1..=taken.len() + 1).find(|number| !taken.contains(number)).unwrap_or_default();
        let row = self.row(number, &PickedPartner::default());
        self.rows.update(|rows| rows.push(row));
        number
    }

    /// Takes a row away.
    pub(super) fn remove_row(self, key: usize) {
        self.rows.update(|rows| rows.retain(|row| row.key != key));
    }

    /// Replaces all rows.
    pub(super) fn set_rows(self, partners: &[PickedPartner]) {
        let rows = (1..).zip(partners).map(|(number, partner)| self.row(number, partner));
        self.rows.set(rows.collect());
    }

    fn row(self, number: usize, partner: &PickedPartner) -> PartnerRow {
        let RowMaker { next_key: key, page } = self.maker.get_value();
        self.maker.update_value(|maker| maker.next_key = key + 1);
        let picked = Picked { id: partner.id.clone(), text: partner.name.clone() };
        let make = || PartnerRow {
            key,
            number,
            text: RwSignal::new(partner.name.clone()),
            picked: RwSignal::new(picked),
        };
        match page.and_then(|page| page.upgrade()) {
            Some(page) => page.with(make),
            None => make(),
        }
    }

    fn merge(self, typed: &Values, base: &Values, now: &Values) {
        for (field, value) in &typed.lines {
            if value == base.line(field) && value != now.line(field) {
                self.put(field, now.line(field), now);
            }
        }
        if typed.partner_names() == base.partner_names() && typed.partners != now.partners {
            self.set_rows(&now.partners);
        }
    }

    fn remember(self, form: &OpportunityForm, version: i32, values: Values) {
        self.seen.set(form.clone());
        self.version.set(version);
        self.stored.set(values);
    }

    /// What stands against saving, if that is a choice between two values.
    pub(super) fn conflict_of(failure: Option<&AppError>) -> Option<Conflict> {
        match failure {
            Some(AppError::Conflict(conflict)) => conflict.open(),
            _ => None,
        }
    }
}

impl PartnerRow {
    fn partner(self) -> PickedPartner {
        let name = self.text.get();
        let id = self.picked.with(|picked| (picked.text == name).then(|| picked.id.clone()));
        PickedPartner { name, id: id.unwrap_or_default() }
    }
}

/// What a page without script sent. A field that it did not send was empty, or a box without a tick.
fn posted(state: FormState, stored: &Values) -> Values {
    let text = |field: &str| state.posted(&format!("form[{field}]")).unwrap_or_default();
    let lines = stored.lines.keys().map(|field| (field.clone(), text(field))).collect();
    let row = |at: usize| {
        let name = state.posted(&format!("form[collaborators][{at}][name]"))?;
        let id = state.posted(&format!("form[collaborators][{at}][id]")).unwrap_or_default();
        Some(PickedPartner { name, id })
    };
    Values { lines, partners: (0..).map_while(row).collect() }
}
