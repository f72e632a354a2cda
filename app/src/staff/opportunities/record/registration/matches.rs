//! The request and what may be the same customer, side by side, with score and why.

use domain::{
    format,
    registration::{Match, MatchKind, RegistrationView, StaffRegistration},
};
use leptos::prelude::*;
use ui::{Cell, Row, Table, Th};

use crate::{
    shared::RegistrationBadge,
    staff::places,
    text::{self, DecideText, RegistrationText},
};

/// The table; a sentence when nothing is similar.
pub(super) fn matches(found: &StaffRegistration) -> AnyView {
    let (t, d) = (RegistrationText::get(), DecideText::get());
    let list = if found.matches.is_empty() {
        view! { <p class="muted sm">{d.no_similar}</p> }.into_any()
    } else {
        let head = move || {
            view! {
                <Th word=t.customer class="w20" />
                <Th word=t.number />
                <Th word=t.vat_id />
                <Th word=t.domain />
                <Th word=t.partner />
                <Th word=d.score class="w20" />
            }
            .into_any()
        };
        let own = own(&found.registration);
        let rows = found.matches.iter().cloned().map(line).collect_view();
        view! {
            <Table caption=d.similar class="table--cards table--history" head>
                {own}
                {rows}
            </Table>
        }
        .into_any()
    };
    view! {
        <div class="stack-sm">
            <h3>{d.similar}</h3>
            {list}
        </div>
    }
    .into_any()
}

/// The request itself, to compare with.
fn own(view: &RegistrationView) -> AnyView {
    let (t, d) = (RegistrationText::get(), DecideText::get());
    let (name, partner) = (view.customer.clone(), view.partner.clone());
    let (number, vat, domain) =
        (view.registration_number.clone(), view.vat_id.clone(), view.domain.clone());
    let products = view.products.join(", ");
    view! {
        <Row>
            <Cell class="main-cell wrap">
                <strong>{name}</strong>
                <small>{d.this_one} " · " {products}</small>
            </Cell>
            <Cell label=t.number>{number}</Cell>
            <Cell label=t.vat_id>{vat}</Cell>
            <Cell label=t.domain>{domain}</Cell>
            <Cell label=t.partner>{partner}</Cell>
            <Cell label=d.score>"–"</Cell>
        </Row>
    }
    .into_any()
}

fn line(other: Match) -> AnyView {
    let (t, d, lang) = (RegistrationText::get(), DecideText::get(), text::lang());
    let (kind, href) = match (other.kind, &other.reference) {
        (MatchKind::Registration, Some(reference)) => {
            (d.registration, places::opportunity(reference))
        }
        (MatchKind::Registration, None) => (d.registration, String::new()),
        (MatchKind::Account, _) => {
            (d.account, [places::ACCOUNTS, "/", &other.id.to_string()].concat())
        }
    };
    let until = other
        .protected_until
        .map(|until| [t.protected, " ", &format::date(lang, until.date_naive())].concat());
    let same = (!other.products.is_empty())
        .then(|| [d.same_products, ": ", &other.products.join(", ")].concat());
    let why: Vec<String> =
        other.why.iter().map(|by| text::match_by(lang, *by).to_owned()).collect();
    let why = why.into_iter().chain(same).collect::<Vec<_>>().join(", ");
    let score = [&other.score.to_string(), "\u{a0}%"].concat();
    view! {
        <Row>
            <Cell class="main-cell wrap">
                <a href=href>{other.name}</a>
                <small>{kind}</small>
            </Cell>
            <Cell label=t.number>{other.registration_number}</Cell>
            <Cell label=t.vat_id>{other.vat_id}</Cell>
            <Cell label=t.domain>{other.domain}</Cell>
            <Cell label=t.partner class="wrap">
                {other.partner}
                {other.state.map(|state| view! { <RegistrationBadge state /> })}
                {until.map(|until| view! { <small>{until}</small> })}
            </Cell>
            <Cell label=d.score class="wrap">
                {score} <small>{why}</small>
            </Cell>
        </Row>
    }
    .into_any()
}
