//! Keeps an open record up to date without touching what is being typed.

use domain::opportunity::StaffOpportunity;
use leptos::prelude::*;

use super::{super::api::show_opportunity, fields::Fields, values::Values};
use crate::{live::live, shared::post_form::Post};

/// The record as it stands now, and what is known of its age.
#[derive(Clone, Copy)]
pub(super) struct Fresh {
    pub data: RwSignal<StaffOpportunity>,
    /// Somebody else changed a field that was changed here too.
    pub moved: RwSignal<bool>,
    /// How often the form was saved on this page.
    pub saves: RwSignal<u32>,
    /// How often the record was found changed by anything else than the form of this page.
    pub others: RwSignal<u32>,
    /// Fetched again at this moment.
    pub fetching: Signal<bool>,
    /// Fetches it again.
    pub refresh: Callback<()>,
    /// Fetches it again after the form was saved.
    pub saved: Callback<()>,
}

impl Fresh {
    /// Starts with what the page was made from.
    pub(super) fn new(record: &StaffOpportunity, f: Fields, save: Post) -> Self {
        let data = RwSignal::new(record.clone());
        let moved = RwSignal::new(false);
        let (saves, others) = (RwSignal::new(0), RwSignal::new(0));
        let sent = StoredValue::new(None::<Values>);
        let reference = record.reference.clone();
        let fetch = Action::new(move |(): &()| show_opportunity(reference.clone()));
        let refresh = Callback::new(move |()| {
            fetch.dispatch(());
        });
        let after_save = Callback::new(move |()| {
            saves.update(|saves| *saves += 1);
            fetch.dispatch(());
        });
        remember_what_is_sent(f, save, sent);
        fetch_on_changes(save.pending(), refresh);
        let answer = fetch.value();
        Effect::new(move |_| {
            // A failure changes nothing: what is in sight stays, and the next change asks again.
            let Some(Ok(record)) = answer.get() else { return };
            if take(&record, f, sent, saves, moved) {
                others.update(|others| *others += 1);
            }
            data.set(record);
        });
        Self {
            data,
            moved,
            saves,
            others,
            fetching: fetch.pending().into(),
            refresh,
            saved: after_save,
        }
    }
}

/// What was sent is no longer *typed* once it is stored.
fn remember_what_is_sent(f: Fields, save: Post, sent: StoredValue<Option<Values>>) {
    let pending = save.pending();
    Effect::new(move |_| {
        if pending.get() {
            sent.set_value(Some(untrack(|| f.typed())));
        }
    });
}

/// While a save is on its way nothing is fetched: its own change would look like somebody else's.
fn fetch_on_changes(pending: Signal<bool>, refresh: Callback<()>) {
    let heard = live();
    Effect::new(move |before: Option<u32>| {
        let (heard, pending) = (heard.get(), pending.get());
        match before {
            None => heard,
            Some(before) if pending || before == heard => before,
            Some(_) => {
                refresh.run(());
                heard
            }
        }
    });
}

/// Whether somebody else changed the record, or another form of this page.
fn take(
    record: &StaffOpportunity,
    f: Fields,
    sent: StoredValue<Option<Values>>,
    saves: RwSignal<u32>,
    moved: RwSignal<bool>,
) -> bool {
    let own = saves.get_untracked() > 0;
    let base = sent.try_update_value(Option::take).flatten().filter(|_| own);
    let shown = f.version.get_untracked();
    let same = record.version == shown && f.seen.with_untracked(|seen| *seen == record.form);
    if same && base.is_none() {
        return false;
    }
    let others = base.is_none();
    let base = base.unwrap_or_else(|| f.seen.with_untracked(Values::of));
    let taken = f.take(&record.form, record.version, &base);
    moved.set(!taken);
    others
}
