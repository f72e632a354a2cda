//! The head of a record: what it is, where it stands, what can be done with it.

use domain::{
    assignment::{AssignmentRow, Clock, State},
    choice::List,
    format::{self, Decimals},
    opportunity::{StaffOpportunity, Status},
};
use leptos::prelude::*;
use ui::{Avatar, Fact, Glyph, Icon, Notice, NoticeKind, Step, Stepper};

use super::{super::done::manager_names, history};
use crate::{
    shared::{OfferClock, StatusBadge, step_of, until},
    staff::places,
    text::{self, RecordText, RegistrationText, managed_by},
};

/// Title, reference, facts, stages and what has to be known first.
#[component]
pub(super) fn Head(
    data: Signal<StaffOpportunity>,
    /// Buttons of the record.
    #[prop(into)]
    actions: ViewFnOnce,
    /// Messages below it.
    #[prop(into)]
    notices: ViewFnOnce,
    /// An offer's time ran out while the page was open.
    on_expire: Callback<()>,
) -> impl IntoView {
    let topic = move || data.with(|record| record.topic().to_owned());
    let status = Memo::new(move |_| data.with(|record| record.status));
    let facts = Memo::new(move |_| data.get());
    view! {
        <div class="record-head">
            <div class="record-title">
                <div class="cluster">
                    <h1>{topic}</h1>
                    {move || view! { <StatusBadge status=status.get() large=true /> }}
                </div>
                {move || facts.with(reference_line)}
            </div>
            <div class="actions">{actions.run()}</div>
            {move || facts.with(|record| fact_list(record, on_expire))}
            {move || facts.with(stages)}
            {move || facts.with(attention)}
            {notices.run()}
        </div>
    }
}

/// What the title shows: the stored topic.
trait Topic {
    fn topic(&self) -> &str;
}

impl Topic for StaffOpportunity {
    fn topic(&self) -> &str {
        &self.form.topic
    }
}

fn reference_line(record: &StaffOpportunity) -> AnyView {
    let t = RecordText::get();
    let lang = text::lang();
    let managers = manager_names(record).len();
    let story = if record.collaboration && managers > 0 {
        managed_by(lang, managers)
    } else {
        let day = format::date(lang, record.created_at.date_naive());
        let source = match record.form.source.as_str() {
            "" => String::new(),
            source => format!(" · {}: {source}", t.source),
        };
        format!("{} {day}{source}", t.created)
    };
    let reference = record.reference.clone();
    let copied = reference.clone();
    view! {
        <p class="ref cluster">
            <span>{reference}</span>
            <button
                class="copy needs-script"
                type="button"
                aria-label=t.copy
                title=t.copy
                on:click=move |_| copy(&copied)
            >
                <Icon glyph=Glyph::Copy />
            </button>
            <span class="muted">{story}</span>
        </p>
    }
    .into_any()
}

/// A browser that refuses leaves the reference to be selected by hand.
fn copy(text: &str) {
    let _ = window().navigator().clipboard().write_text(text);
}

fn fact_list(record: &StaffOpportunity, on_expire: Callback<()>) -> AnyView {
    let lang = text::lang();
    let label = |field| crate::shared::field_label(lang, field).to_owned();
    let money = |value| format::money(lang, value, Decimals::Always);
    let account = account(record).map(|name| view! { <Fact term=label("account")>{name}</Fact> });
    let fact = |term: String, value: String| view! { <Fact term>{value}</Fact> };
    let actual = record.actual_value.map(|value| fact(label("actual_value"), money(value)));
    let owner = record.owner.as_ref().map(|owner| {
        let name = owner.name.clone();
        view! {
            <Fact term=label("owner")>
                <span class="cluster">
                    <Avatar name=name.clone() />
                    {name}
                </span>
            </Fact>
        }
    });
    let t = RecordText::get();
    let answer = record.clock.clone().map(|clock| running(t.decide_about, clock, on_expire));
    let report = soonest_report(record).map(|clock| running(t.report_about, clock, on_expire));
    view! {
        <dl class="facts">
            {account}
            {record.value.map(|value| fact(label("estimated_value"), money(value)))}
            {actual}
            {record
                .close_on
                .map(|day| fact(label("estimated_close_on"), format::date(lang, day)))}
            {owner}
            {answer}
            {report}
        </dl>
    }
    .into_any()
}

/// A clock that the partner sees as well.
fn running(term: &'static str, clock: Clock, on_expire: Callback<()>) -> AnyView {
    // On hold the end will be another one.
    let until = (!clock.paused).then(|| [", ", &crate::shared::deadline(clock.until)].concat());
    view! {
        <Fact term>
            <span>
                <OfferClock clock on_expire />
                {until}
            </span>
        </Fact>
    }
    .into_any()
}

/// Of several partners each has a clock of its own, which the history shows.
fn soonest_report(record: &StaffOpportunity) -> Option<Clock> {
    let reports = record.assignments.iter().filter_map(|of| of.report.as_ref());
    reports.min_by_key(|clock| clock.seconds_left).cloned()
}

/// The account, or what is known of a customer that has none yet.
fn account(record: &StaffOpportunity) -> Option<AnyView> {
    let Some(account) = &record.account else {
        let lead = Some(record.form.lead_company.clone()).filter(|lead| !lead.is_empty());
        return lead.map(IntoAny::into_any);
    };
    let href = [places::ACCOUNTS, "/", &account.id.to_string()].concat();
    Some(view! { <a href=href>{account.name.clone()}</a> }.into_any())
}

fn stages(record: &StaffOpportunity) -> AnyView {
    let t = RecordText::get();
    let lang = text::lang();
    let stages = &record.choices.stages;
    let at = step_of(stages, &record.form.stage);
    let days = record.stage_days;
    let spent = format::lasted(lang, days);
    let steps = stages
        .iter()
        .enumerate()
        .map(|(step, stage)| Step {
            word: text::choice(lang, List::Stage, stage).into(),
            note: (step == at && record.status.is_open()).then(|| spent.clone().into()),
        })
        .collect();
    let current = if record.status == Status::Won { stages.len() } else { at };
    view! { <Stepper label=t.stages steps current done=t.done /> }.into_any()
}

/// What somebody has to know or decide before anything else.
fn attention(record: &StaffOpportunity) -> AnyView {
    let t = RecordText::get();
    let (kind, words) = if record.awaiting_approval {
        awaiting(record)
    } else if record.status.needs_decision() {
        let last = record.assignments.iter().find(|a| is_answer(a)).map(came_back);
        (NoticeKind::Warn, format!("{} {}", last.unwrap_or_default(), t.decide_next))
    } else if record.status == Status::OnHold {
        (NoticeKind::Info, t.on_hold.to_owned())
    } else if !record.may_edit {
        (NoticeKind::Info, t.read_only.to_owned())
    } else {
        return ().into_any();
    };
    view! {
        <Notice kind quiet=true>
            {words}
        </Notice>
    }
    .into_any()
}

/// That it has to be decided, and by when; the clock stands while the partner is asked.
fn awaiting(record: &StaffOpportunity) -> (NoticeKind, String) {
    let t = RecordText::get();
    let Some(by) = record.brought.as_ref().and_then(|brought| brought.decide_by) else {
        return (NoticeKind::Info, t.awaiting.to_owned());
    };
    let (kind, word) = if by.is_late {
        (NoticeKind::Warn, t.decide_late)
    } else {
        (NoticeKind::Info, RegistrationText::get().decide_by)
    };
    (kind, format!("{} {word}: {}.", t.awaiting, until(by.at)))
}

fn is_answer(assignment: &AssignmentRow) -> bool {
    matches!(assignment.state, State::Declined | State::Expired | State::Returned | State::Left)
}

fn came_back(assignment: &AssignmentRow) -> String {
    let state = text::assignment_state(text::lang(), assignment.state);
    let why = history::why(assignment).map(|why| format!(" ({why})")).unwrap_or_default();
    format!("{}: {state}{why}.", assignment.partner_name)
}
