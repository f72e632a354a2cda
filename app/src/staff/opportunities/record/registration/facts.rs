//! What the partner asks for, and how the request stands.

use domain::{
    format::{self, Decimals},
    registration::{RegistrationView, StaffRegistration, State},
};
use leptos::prelude::*;
use ui::{Countdown, Fact, Notice, NoticeKind};

use crate::{
    shared::{RegistrationBadge, moment, until},
    text::{self, DecideText, RegistrationText},
};

/// State, clock, facts, words and files.
pub(super) fn facts(found: &StaffRegistration) -> AnyView {
    let view = &found.registration;
    view! {
        <div class="cluster">
            <RegistrationBadge state=view.state />
            <span class="ref">{view.reference.clone()}</span>
            <strong>{view.partner.clone()}</strong>
        </div>
        {standing(view)}
        <dl class="kv kv--stack">{pairs(view)}</dl>
        {words(view)}
        {files(view)}
    }
    .into_any()
}

fn standing(view: &RegistrationView) -> AnyView {
    let (t, d, lang) = (RegistrationText::get(), DecideText::get(), text::lang());
    match (view.state, view.decide_by, view.protected_until) {
        (State::InfoRequested, ..) => view! {
            <Notice kind=NoticeKind::Warn quiet=true>
                {d.asked}
            </Notice>
        }
        .into_any(),
        (_, Some(by), _) => {
            let words = Callback::new(move |seconds: i64| match seconds {
                0 => t.overdue.to_owned(),
                seconds => format::remaining(lang, seconds),
            });
            let deadline = format!("{}: {}", t.decide_by, until(by));
            view! {
                <Countdown
                    seconds_left=view.seconds_left
                    total_seconds=view.seconds_total
                    words
                    deadline
                    bar=true
                />
            }
            .into_any()
        }
        (State::Approved, _, Some(until)) => {
            let words = [t.protected, " ", &format::date(lang, until.date_naive()), "."].concat();
            view! {
                <Notice kind=NoticeKind::Ok quiet=true>
                    {words}
                </Notice>
            }
            .into_any()
        }
        (State::Submitted | State::InReview, None, _) => view! {
            <Notice kind=NoticeKind::Info quiet=true>
                {t.clock_stands}
            </Notice>
        }
        .into_any(),
        _ => ().into_any(),
    }
}

fn pairs(view: &RegistrationView) -> AnyView {
    let (t, d, lang) = (RegistrationText::get(), DecideText::get(), text::lang());
    [
        (t.customer, Some(view.customer.clone())),
        (t.number, view.registration_number.clone()),
        (t.vat_id, view.vat_id.clone()),
        (t.domain, view.domain.clone()),
        (t.products, Some(view.products.join(", "))),
        (t.value, view.value.map(|value| format::money(lang, value, Decimals::IfAny))),
        (t.close, view.close_on.map(|day| format::date(lang, day))),
        (t.submitted, Some(moment(view.submitted_at))),
        (d.submitted_by, view.submitted_by.clone()),
        (d.decided_by, view.decided_by.clone()),
    ]
    .into_iter()
    .filter_map(|(term, value)| value.map(|value| view! { <Fact term>{value}</Fact> }))
    .collect_view()
    .into_any()
}

fn words(view: &RegistrationView) -> AnyView {
    let t = RegistrationText::get();
    let code = view.reason.map(|reason| text::registration_reason(text::lang(), reason));
    let reason = match (code, view.reason_text.as_deref()) {
        (Some(code), Some(words)) => Some([code, " – ", words].concat()),
        (code, words) => code.or(words).map(str::to_owned),
    };
    let part = |(title, words): (&'static str, Option<String>)| {
        words.map(|words| {
            view! {
                <div>
                    <h3>{title}</h3>
                    <p class="why-text">{words}</p>
                </div>
            }
        })
    };
    [
        (t.justification, Some(view.justification.clone())),
        (t.question, view.question.clone()),
        (t.answer, view.answer.clone()),
        (t.reason, reason),
        (t.appeal, view.appeal.clone()),
    ]
    .into_iter()
    .filter_map(part)
    .collect_view()
    .into_any()
}

fn files(view: &RegistrationView) -> AnyView {
    if view.files.is_empty() {
        return ().into_any();
    }
    let file = |file: &domain::timeline::FileView| {
        let href = ["/files/", &file.id.to_string()].concat();
        let size = format::file_size(text::lang(), file.size);
        view! {
            <li>
                <a href=href rel="external">
                    {file.name.clone()}
                </a>
                " "
                <small class="muted">{size}</small>
            </li>
        }
    };
    let files = view.files.iter().map(file).collect_view();
    view! {
        <div>
            <h3>{RegistrationText::get().evidence}</h3>
            <ul class="plain">{files}</ul>
        </div>
    }
    .into_any()
}
