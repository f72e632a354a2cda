//! The facts of a request, on its own page and on that of its opportunity.

use domain::{
    format::{self, Decimals},
    registration::{RegistrationView, State},
};
use leptos::prelude::*;
use ui::{Fact, Notice, NoticeKind};

use crate::{
    shared::{moment, until},
    text::{self, RegisterText, RegistrationText},
};

/// What a partner wants to know first: who has to do what until when, or until when it is protected.
pub(super) fn standing(view: &RegistrationView) -> AnyView {
    let t = RegisterText::get();
    let (kind, words) = match (view.state, view.decide_by, view.protected_until) {
        (State::InfoRequested, ..) => (NoticeKind::Warn, t.stands.to_owned()),
        (_, Some(_), _) if view.is_overdue() => (NoticeKind::Warn, [t.late, "."].concat()),
        (_, Some(by), _) => (NoticeKind::Info, format!("{}: {}.", t.decides, until(by))),
        (State::Approved, _, Some(until)) => (NoticeKind::Ok, protected(until)),
        (State::Submitted | State::InReview, None, _) => {
            (NoticeKind::Info, RegistrationText::get().clock_stands.to_owned())
        }
        _ => return ().into_any(),
    };
    view! {
        <Notice kind quiet=true>
            {words}
        </Notice>
    }
    .into_any()
}

/// `Chráněno do 12. 5. 2026.`
fn protected(until: domain::LocalTime) -> String {
    let day = format::date(text::lang(), until.date_naive());
    format!("{} {day}.", RegistrationText::get().protected)
}

/// Why it was refused or ended, what was asked, answered and appealed.
pub(super) fn words(view: &RegistrationView) -> AnyView {
    let t = RegistrationText::get();
    let reason = view.reason.map(|reason| text::registration_reason(text::lang(), reason));
    let reason = match (reason, view.reason_text.as_deref()) {
        (Some(code), Some(words)) => Some(format!("{code} – {words}")),
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
        (t.reason, reason),
        (t.appeal, view.appeal.clone()),
        (t.question, view.question.clone()),
        (t.answer, view.answer.clone()),
        (t.justification, Some(view.justification.clone())),
    ]
    .into_iter()
    .filter_map(part)
    .collect_view()
    .into_any()
}

/// The facts as pairs.
pub(super) fn facts(view: &RegistrationView) -> AnyView {
    let (t, lang) = (RegistrationText::get(), text::lang());
    let facts = [
        (t.customer, Some(view.customer.clone())),
        (t.number, view.registration_number.clone()),
        (t.vat_id, view.vat_id.clone()),
        (t.domain, view.domain.clone()),
        (t.products, Some(view.products.join(", "))),
        (t.value, view.value.map(|value| format::money(lang, value, Decimals::IfAny))),
        (t.close, view.close_on.map(|day| format::date(lang, day))),
        (t.submitted, Some(moment(view.submitted_at))),
    ];
    let facts = facts
        .into_iter()
        .filter_map(|(term, value)| value.map(|value| view! { <Fact term>{value}</Fact> }))
        .collect_view();
    view! { <dl class="kv kv--stack">{facts}</dl> }.into_any()
}

/// The files, to be opened.
pub(super) fn files(view: &RegistrationView) -> AnyView {
    if view.files.is_empty() {
        return ().into_any();
    }
    let t = RegistrationText::get();
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
            <h3>{t.evidence}</h3>
            <ul class="plain">{files}</ul>
        </div>
    }
    .into_any()
}
