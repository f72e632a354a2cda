//! A signed receipt as it is read and printed, on both sides, and what it states.

pub mod api;

use chrono::{DateTime, Utc};
use domain::{
    format::{self, Decimals},
    receipt::{Acceptance, Fact, Protection, ReceiptRow, ReceiptView, Registration, Statement},
    registration::Reason,
};
use leptos::prelude::*;
use ui::{ButtonLink, Fact as Pair};

use super::moment;
use crate::text::{self, ReceiptText, RegistrationText};

/// Where anybody checks a receipt.
pub const VERIFY: &str = "/verify";

/// Address of a receipt above its id, for partners.
pub(crate) const OF_PARTNERS: &str = "/receipts";
/// The same for staff.
pub(crate) const OF_STAFF: &str = "/staff/receipts";

type Facts = Vec<(&'static str, Option<String>)>;

/// Where the file is.
fn file_path(id: &str) -> String {
    ["/receipts/", id, "/receipt.json"].concat()
}

/// The whole page below the frame; `back` leads to the opportunity.
pub(crate) fn sheet(view: ReceiptView, back: String) -> AnyView {
    let t = ReceiptText::get();
    let title = text::receipt_kind(text::lang(), view.document.statement.fact.kind());
    let id = view.document.statement.id.to_string();
    let stated = stated(&view.document.statement);
    let signature = vec![
        (t.signed, Some(view.document.key_id)),
        (t.signed_value, Some(view.document.signature)),
    ];
    view! {
        <super::page_title::PageTitle title />
        <div class="page page--form">
            <div class="hello">
                <h1>{title}</h1>
                <p class="muted">{moment(view.at)}</p>
            </div>
            <section class="card block" aria-labelledby="stated-h">
                <h2 id="stated-h">{t.receipt}</h2>
                {stated}
            </section>
            <section class="card block" aria-labelledby="signature-h">
                <h2 id="signature-h">{t.signature}</h2>
                <div class="receipt-signature">{pairs(signature)}</div>
                <p class="muted sm">{t.hint}</p>
            </section>
            <div class="cluster">
                <ButtonLink href=file_path(&id) attr:rel="external">
                    {t.download}
                </ButtonLink>
                <ButtonLink href=VERIFY attr:rel="external">
                    {t.check}
                </ButtonLink>
                <ButtonLink href=back attr:rel="external">
                    {t.back}
                </ButtonLink>
            </div>
        </div>
    }
    .into_any()
}

/// Links to receipts, the newest first; `base` is the address above their ids.
pub(crate) fn links(rows: Vec<ReceiptRow>, base: &'static str) -> AnyView {
    let line = move |row: ReceiptRow| {
        let href = [base, "/", &row.id.to_string()].concat();
        view! {
            <li>
                <a href=href rel="external">
                    {text::receipt_kind(text::lang(), row.kind)}
                </a>
                " "
                <small class="muted">{moment(row.at)}</small>
            </li>
        }
    };
    view! { <ul class="plain">{rows.into_iter().map(line).collect_view()}</ul> }.into_any()
}

/// What a receipt states, as pairs.
pub(crate) fn stated(statement: &Statement) -> AnyView {
    let t = ReceiptText::get();
    let mut facts = vec![
        (t.at, Some(instant(statement.at))),
        (t.vendor, Some(statement.vendor.clone())),
        (t.partner, Some(statement.partner.clone())),
        (t.company, Some(statement.company.clone())),
        (t.person, statement.person.clone()),
        (t.opportunity, Some(statement.opportunity.clone())),
        (t.topic, Some(statement.topic.clone())),
    ];
    facts.extend(match &statement.fact {
        Fact::Acceptance(fact) => acceptance(fact),
        Fact::Registration(fact) => registration(fact),
        Fact::Protection(fact) => protection(fact),
    });
    facts.push((t.number, Some(statement.id.to_string())));
    pairs(facts)
}

fn acceptance(fact: &Acceptance) -> Facts {
    let t = ReceiptText::get();
    vec![
        (t.offered_at, fact.offered_at.map(instant)),
        (t.accept_by, fact.accept_by.map(instant)),
        (t.first_report_by, Some(instant(fact.first_report_by))),
    ]
}

fn registration(fact: &Registration) -> Facts {
    let (t, r, lang) = (ReceiptText::get(), RegistrationText::get(), text::lang());
    let value = fact.value.map(|value| format::money(lang, value.into(), Decimals::IfAny));
    vec![
        (t.registration, Some(fact.reference.clone())),
        (r.customer, Some(fact.customer.clone())),
        (r.number, fact.registration_number.clone()),
        (r.vat_id, fact.vat_id.clone()),
        (r.domain, fact.domain.clone()),
        (r.products, Some(fact.products.join(", "))),
        (r.value, value),
        (r.close, fact.close_on.map(|day| format::date(lang, day))),
        (t.decide_by, Some(instant(fact.decide_by))),
    ]
}

fn protection(fact: &Protection) -> Facts {
    let (t, r) = (ReceiptText::get(), RegistrationText::get());
    let decision = if fact.approved { t.approved } else { t.refused };
    vec![
        (t.registration, Some(fact.reference.clone())),
        (r.customer, Some(fact.customer.clone())),
        (r.number, fact.registration_number.clone()),
        (r.products, Some(fact.products.join(", "))),
        (t.decision, Some(decision.to_owned())),
        (t.protected_until, fact.protected_until.map(instant)),
        (r.reason, fact.reason.as_deref().map(reason)),
        (r.words, fact.reason_text.clone()),
    ]
}

/// In the reader's words, where the code is one of ours.
fn reason(code: &str) -> String {
    match code.parse::<Reason>() {
        Ok(reason) => text::registration_reason(text::lang(), reason).to_owned(),
        Err(_) => code.to_owned(),
    }
}

fn instant(at: DateTime<Utc>) -> String {
    format::date_time(text::lang(), at.fixed_offset())
}

fn pairs(facts: Facts) -> AnyView {
    let facts = facts
        .into_iter()
        .filter_map(|(term, value)| value.map(|value| view! { <Pair term>{value}</Pair> }))
        .collect_view();
    view! { <dl class="kv kv--stack">{facts}</dl> }.into_any()
}
