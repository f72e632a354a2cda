//! Tab *General*: collaboration of partners, and everything else that is known.

use domain::{
    choice::List,
    ids::UserId,
    opportunity::{LegalBasis, Named},
};
use leptos::prelude::*;
use strum::IntoEnumIterator as _;
use ui::{Card, CheckboxField, Choice, InputKind, TextField};

use super::{
    course::Course,
    fields::Fields,
    parts::{Choose, Line, label, name},
    status_field::{Consequence, Protected, StatusField, StatusNeeds},
};
use crate::{staff::product_names::ProductNames, text, text::RecordText};

/// Section *Partner pipeline*.
#[component]
pub(super) fn Pipeline(f: Fields, course: Signal<Course>, open: Signal<bool>) -> impl IntoView {
    let t = RecordText::get();
    view! {
        <Card id="pipeline" title=t.pipeline>
            <Protected course />
            <CheckboxField
                label=label("collaboration")
                name=name("collaboration")
                id="collaboration"
                value="on"
                hint=t.collaboration_hint
                checked=f.collaboration
                error=f.state.error("collaboration")
                disabled=f.disabled("collaboration")
            />
            <Show when=move || open.get()>
                <div class="form-grid">
                    <StatusField f course />
                    <StatusNeeds f course />
                </div>
                <Consequence f course />
            </Show>
        </Card>
    }
}

/// Section *More details*.
#[component]
pub(super) fn MoreDetails(f: Fields, owners: Vec<Named<UserId>>) -> impl IntoView {
    let t = RecordText::get();
    view! {
        <Card id="more" title=t.more body="form-grid">
            <Choose f field="stage" choices=stages(f) />
            <Line f field="probability" kind=InputKind::Digits affix=Signal::stored(Some("%".to_owned())) />
            <Choose f field="owner_id" choices=owner_choices(owners) />
            <Line f field="source" />
            <Products f />
            <Line f field="city" />
            <Line f field="region" />
            <Line f field="postal_code" />
            <Line f field="country" hint=t.country_hint />
            <Line f field="lead_company" />
            <Line f field="lead_number" kind=InputKind::Digits />
            <Line f field="lead_domain" />
            <Line f field="lead_person" />
            <Line f field="lead_email" kind=InputKind::Email />
            <Line f field="lead_phone" kind=InputKind::Tel />
            <Choose f field="legal_basis" choices=legal_bases() />
        </Card>
    }
}

/// Product lines; those of the list are offered, anything else can be typed.
#[component]
fn Products(f: Fields) -> impl IntoView {
    const FIELD: &str = "products";
    const NAMES: &str = "product-names";
    let value = f.line(FIELD);
    view! {
        <TextField
            label=label(FIELD)
            name=name(FIELD)
            id=FIELD
            value
            error=f.state.error(FIELD)
            changed=f.changed(FIELD)
            disabled=f.disabled(FIELD)
            class="c8"
            hint=RecordText::get().products_hint
            list=NAMES
        />
        <ProductNames id=NAMES typed=value />
    }
}

fn stages(f: Fields) -> Vec<Choice> {
    let lang = text::lang();
    let stages = f.choices(|choices| choices.stages.clone());
    let word = |stage: &_| text::choice(lang, List::Stage, stage);
    stages.iter().map(|stage| Choice::new(stage.code.to_string(), word(stage))).collect()
}

fn owner_choices(owners: Vec<Named<UserId>>) -> Vec<Choice> {
    let nobody = Choice::new("", RecordText::get().nobody);
    let people = owners.into_iter().map(|owner| Choice::new(owner.id.to_string(), owner.name));
    std::iter::once(nobody).chain(people).collect()
}

fn legal_bases() -> Vec<Choice> {
    let none = Choice::new("", RecordText::get().not_stated);
    let choice = |basis: LegalBasis| Choice::new(basis.to_string(), legal_basis(basis));
    std::iter::once(none).chain(LegalBasis::iter().map(choice)).collect()
}

/// On what ground the customer's people are named, in words.
pub(super) fn legal_basis(basis: LegalBasis) -> &'static str {
    let t = RecordText::get();
    match basis {
        LegalBasis::Consent => t.consent,
        LegalBasis::Contract => t.contract,
        LegalBasis::LegitimateInterest => t.legitimate_interest,
    }
}
