//! How it ends for the partner: won, lost, returned; while partners collaborate one can only leave.

use leptos::prelude::*;
use ui::{ButtonKind, DialogButton, InputKind, TextField};

use super::{
    api::{GiveBack, Leave, Lose, Win},
    deed::{Deed, DeedDialog, reason_fields, words_field},
    follow::Refresh,
    progress::affix,
    screen::Work,
};
use crate::{forms::Echo, text::PartnerText};

/// The deeds of the page; made once, so that an open dialog outlives what others change.
#[derive(Clone)]
struct Deeds {
    win: Deed,
    lose: Deed,
    give_back: Deed,
    leave: Deed,
    topic: String,
    currency: String,
    losses: Vec<(String, String)>,
    returns: Vec<(String, String)>,
    refresh: Refresh,
}

/// The card; nothing where nothing can be done.
pub(super) fn outcome(
    topic: String,
    work: Signal<Work>,
    echo: Option<&Echo>,
    refresh: Refresh,
) -> AnyView {
    let Work { id, currency, losses, returns, .. } = work.get_untracked();
    let deeds = Deeds {
        win: Deed::new::<Win>("win", id.clone(), echo),
        lose: Deed::new::<Lose>("lose", id.clone(), echo),
        give_back: Deed::new::<GiveBack>("return", id.clone(), echo),
        leave: Deed::new::<Leave>("leave", id, echo),
        topic,
        currency,
        losses,
        returns,
        refresh,
    };
    let may = Memo::new(move |_| work.with(|d| (d.may_finish, d.may_return, d.may_leave)));
    (move || {
        let (finish, give_back, leave) = may.get();
        (finish || give_back || leave).then(|| card(&deeds, finish, give_back, leave))
    })
    .into_any()
}

fn card(deeds: &Deeds, finish: bool, give_back: bool, leave: bool) -> AnyView {
    let t = PartnerText::get();
    let lead = if leave { t.only_vendor_closes } else { t.outcome_hint };
    let button = |deed: &Deed, kind, word| {
        view! {
            <DialogButton dialog=deed.dialog.clone() kind>
                {word}
            </DialogButton>
        }
    };
    view! {
        <section class="card block" aria-labelledby="outcome-h">
            <h2 id="outcome-h">{t.outcome}</h2>
            <p class="sm muted">{lead}</p>
            <div class="cluster">
                {finish.then(|| (
                    button(&deeds.win, ButtonKind::Accent, t.won),
                    button(&deeds.lose, ButtonKind::Plain, t.lost),
                ))}
                {give_back.then(|| button(&deeds.give_back, ButtonKind::Plain, t.give_back))}
                {leave.then(|| button(&deeds.leave, ButtonKind::Plain, t.leave))}
            </div>
            {finish.then(|| (win_dialog(deeds), lose_dialog(deeds)))}
            {give_back.then(|| return_dialog(deeds))}
            {leave.then(|| leave_dialog(deeds))}
        </section>
    }
    .into_any()
}

fn title(deed: &str, topic: &str) -> String {
    [deed, ": ", topic].concat()
}

fn win_dialog(deeds: &Deeds) -> AnyView {
    let t = PartnerText::get();
    let deed = deeds.win.clone();
    let state = deed.state();
    let (id, affix) = (deed.id("actual_value"), affix(deeds.currency.clone()));
    view! {
        <DeedDialog
            deed
            title=title(t.won, &deeds.topic)
            confirm=t.won
            kind=ButtonKind::Primary
            labels=vec![("actual_value", t.actual_value)]
            on_done=deeds.refresh.callback()
        >
            <TextField
                kind=InputKind::Decimal
                label=t.actual_value
                name="form[actual_value]"
                id
                hint=t.actual_value_hint
                initial=state.value("form[actual_value]", "")
                affix
                error=state.error("actual_value")
                required=true
            />
        </DeedDialog>
    }
    .into_any()
}

fn lose_dialog(deeds: &Deeds) -> AnyView {
    let t = PartnerText::get();
    reason_dialog(deeds, &deeds.lose, t.lost, "", deeds.losses.clone())
}

fn return_dialog(deeds: &Deeds) -> AnyView {
    let t = PartnerText::get();
    reason_dialog(deeds, &deeds.give_back, t.give_back, t.return_hint, deeds.returns.clone())
}

fn reason_dialog(
    deeds: &Deeds,
    deed: &Deed,
    word: &'static str,
    lead: &'static str,
    reasons: Vec<(String, String)>,
) -> AnyView {
    let t = PartnerText::get();
    let fields = reason_fields(deed, reasons);
    view! {
        <DeedDialog
            deed=deed.clone()
            title=title(word, &deeds.topic)
            confirm=word
            kind=ButtonKind::Danger
            lead
            labels=vec![("reason", t.reason), ("text", t.words)]
            on_done=deeds.refresh.callback()
        >
            {fields}
        </DeedDialog>
    }
    .into_any()
}

fn leave_dialog(deeds: &Deeds) -> AnyView {
    let t = PartnerText::get();
    let fields = words_field(&deeds.leave, "text", "text", t.leave_words, "");
    view! {
        <DeedDialog
            deed=deeds.leave.clone()
            title=title(t.leave, &deeds.topic)
            confirm=t.leave
            kind=ButtonKind::Danger
            lead=t.leave_hint
            labels=vec![("text", t.leave_words)]
            on_done=deeds.refresh.callback()
        >
            {fields}
        </DeedDialog>
    }
    .into_any()
}
