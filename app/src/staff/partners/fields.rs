//! The form of a partner: the company, its place in the programme, what it can take on, its clocks.

use domain::{
    calendar::Calendar,
    money::Currency,
    partner::{PartnerForm, PartnerStatus, Tier},
    person::PersonRow,
};
use leptos::prelude::*;
use ui::{Choice, InputKind};

use super::{Field, RecordForm};
use crate::{
    forms::FormState,
    text::{self, DirectoryText},
};

const STATUSES: [PartnerStatus; 5] = [
    PartnerStatus::Prospect,
    PartnerStatus::Onboarding,
    PartnerStatus::Active,
    PartnerStatus::Suspended,
    PartnerStatus::Ended,
];
const TIERS: [Tier; 4] = [Tier::Registered, Tier::Silver, Tier::Gold, Tier::Platinum];
const CALENDARS: [Calendar; 2] = [Calendar::Cz, Calendar::Sk];

/// The form; `people` are those among whom the default recipient is chosen.
#[component]
pub(super) fn PartnerFields(
    action: &'static str,
    hidden: Vec<(&'static str, String)>,
    form: PartnerForm,
    people: Vec<PersonRow>,
    state: FormState,
) -> AnyView {
    let fields = company(&form)
        .into_iter()
        .chain(programme(&form, people))
        .chain(clocks(&form))
        .chain(abilities(&form))
        .collect();
    view! { <RecordForm action hidden fields state /> }.into_any()
}

fn company(form: &PartnerForm) -> Vec<Field> {
    let t = DirectoryText::get();
    vec![
        Field::line("name", t.name, &form.name).required(),
        Field::line("registration_number", t.registration_number, &form.registration_number),
        Field::line("city", t.city, &form.city),
        Field::line("region", t.region, &form.region),
        Field::line("coordinates", t.coordinates, &form.coordinates).hint(t.coordinates_hint),
        Field::line("domain", t.domain, &form.domain),
    ]
}

fn programme(form: &PartnerForm, people: Vec<PersonRow>) -> Vec<Field> {
    let (t, lang) = (DirectoryText::get(), text::lang());
    let statuses = STATUSES.map(|s| Choice::new(s.to_string(), text::partner_status(lang, s)));
    let tiers = TIERS.map(|tier| Choice::new(tier.to_string(), text::tier(lang, tier)));
    let recipients = std::iter::once(Choice::new("", t.unknown))
        .chain(people.into_iter().map(|person| Choice::new(person.id.to_string(), person.name)))
        .collect();
    vec![
        Field::choice("status", t.status, &form.status, statuses.to_vec()),
        Field::choice("tier", t.tier, &form.tier, tiers.to_vec()),
        digits("ranking", t.ranking, &form.ranking).hint(t.ranking_hint),
        Field::choice("default_recipient", t.recipient, &form.default_recipient, recipients),
    ]
}

fn clocks(form: &PartnerForm) -> Vec<Field> {
    let (t, lang) = (DirectoryText::get(), text::lang());
    let calendars = CALENDARS.map(|each| Choice::new(each.to_string(), text::calendar(lang, each)));
    vec![
        digits("accept_hours", t.accept_hours, &form.accept_hours).hint(t.accept_hours_hint),
        digits("first_update_days", t.first_update_days, &form.first_update_days),
        Field::line("time_zone", t.time_zone, &form.time_zone),
        Field::choice("calendar", t.calendar, &form.calendar, calendars.to_vec()),
    ]
}

fn abilities(form: &PartnerForm) -> Vec<Field> {
    let t = DirectoryText::get();
    let currencies = std::iter::once(Choice::new("", t.unknown))
        .chain(Currency::all().map(|each| Choice::new(each.to_string(), each.to_string())))
        .collect();
    vec![
        Field::line("products", t.products, &form.products).hint(t.products_hint),
        Field::line("languages", t.languages, &form.languages).hint(t.languages_hint),
        Field::line("min_value", t.min_value, &form.min_value).kind(InputKind::Decimal),
        Field::line("max_value", t.max_value, &form.max_value).kind(InputKind::Decimal),
        Field::choice("value_currency", t.value_currency, &form.value_currency, currencies),
        digits("capacity_open", t.capacity_open, &form.capacity_open),
        digits("capacity_month", t.capacity_month, &form.capacity_month),
        Field::block("territories", t.territories, &form.territories).hint(t.territories_hint),
        Field::block("certifications", t.certifications, &form.certifications)
            .hint(t.certifications_hint),
        Field::block("conflicts", t.conflicts, &form.conflicts).hint(t.conflicts_hint),
    ]
}

fn digits(name: &'static str, label: &'static str, value: &str) -> Field {
    Field::line(name, label, value).kind(InputKind::Digits)
}
