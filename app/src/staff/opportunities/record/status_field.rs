//! The status and what it asks for. Both tabs show it, one at a time, so that it is sent once.

use domain::{
    choice::{Code, List},
    invalid::Problem,
    opportunity::Status,
    refusal::Refusal,
};
use leptos::prelude::*;
use ui::{Choice, InputKind, Notice, NoticeKind};

use super::{
    course::{Asked, Course, asked},
    fields::Fields,
    parts::{Area, Choose, Line},
};
use crate::{text, text::RecordText};

/// The field **Status** with the statuses that may be chosen now.
#[component]
pub(super) fn StatusField(f: Fields, course: Signal<Course>) -> impl IntoView {
    let typed = f.line("status");
    let choices = Memo::new(move |_| {
        let typed = typed.with_untracked(|typed| typed.parse().ok());
        course.with(|course| course.choices(typed))
    });
    move || {
        let lang = text::lang();
        let choice = |status: Status| Choice::new(status.to_string(), text::status(lang, status));
        let choices = choices.get().into_iter().map(choice).collect();
        view! { <Choose f field="status" choices /> }
    }
}

/// Reason, loss reason, value, override: as the chosen status asks for, and where the server missed one.
#[component]
pub(super) fn StatusNeeds(f: Fields, course: Signal<Course>) -> impl IntoView {
    let asked = asked(f, course);
    let wanted = move |field: &'static str| wanted(f, asked.get(), field);
    let reason = Memo::new(move |_| wanted("reason"));
    let loss = Memo::new(move |_| wanted("loss_reason"));
    let value = Memo::new(move |_| wanted("actual_value"));
    let again = Memo::new(move |_| wanted("override_reason"));
    view! {
        <Show when=move || loss.get()>
            <Choose f field="loss_reason" choices=loss_reasons(f) />
        </Show>
        <Show when=move || value.get()>
            <Line f field="actual_value" kind=InputKind::Decimal />
        </Show>
        <Show when=move || reason.get()>
            <Area f field="reason" class="c8" />
        </Show>
        <Show when=move || again.get()>
            <Area f field="override_reason" class="c8" />
        </Show>
    }
}

fn wanted(f: Fields, asked: Asked, field: &str) -> bool {
    let missed = f.state.field_errors().with(|errors| {
        errors.iter().any(|error| {
            error.field == field
                || field == "override_reason"
                    && error.problem == Problem::Refused(Refusal::DeclinedBefore)
        })
    });
    let typed = f.line(field).with(|text| !text.is_empty());
    missed
        || match field {
            "reason" => asked.needs.reason || asked.may_reason,
            "loss_reason" => asked.loss,
            "actual_value" => {
                asked.needs.actual_value || f.stored().with(|s| !s.line(field).is_empty())
            }
            _ => typed,
        }
}

fn loss_reasons(f: Fields) -> Vec<Choice> {
    let lang = text::lang();
    // What a competitor sold has a status of its own.
    let reasons = f.choices(|choices| choices.losses.clone());
    let reasons = reasons.into_iter().filter(|reason| reason.code != Code::COMPETITOR);
    let word = |reason: &_| text::choice(lang, List::Loss, reason);
    let reasons = reasons.map(|reason| Choice::new(reason.code.to_string(), word(&reason)));
    std::iter::once(Choice::new("", RecordText::get().choose)).chain(reasons).collect()
}

/// What saving will do to partners, in a sentence.
#[component]
pub(super) fn Consequence(f: Fields, course: Signal<Course>) -> impl IntoView {
    let t = RecordText::get();
    let asked = asked(f, course);
    move || {
        let Asked { moves, needs, .. } = asked.get();
        let words = match moves? {
            Status::Delivered => t.will_offer,
            Status::Accepted if needs.partners => t.will_share,
            Status::InProgress if needs.reason => t.will_recall,
            _ => return None,
        };
        Some(view! { <p class="help">{words}</p> })
    }
}

/// Says before anybody is chosen for whom it is protected.
#[component]
pub(super) fn Protected(course: Signal<Course>) -> impl IntoView {
    let protection = Memo::new(move |_| course.with(|course| course.protection().cloned()));
    move || {
        let words = protection.get().map(|held| text::refusal(text::lang(), &held.into()))?;
        Some(view! { <Notice kind=NoticeKind::Info quiet=true>{words}</Notice> })
    }
}
