//! The profile: what the vendor keeps is read, what the company says itself can be changed.

use domain::{
    format::{self, Decimals},
    lang::Lang,
    partner::{Certification, CompanyView, Limits, Territory},
};
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{Button, ButtonKind, Card, Choice, Fact, InputKind, SelectField, TextArea, TextField};

use super::api::SaveCompany;
use crate::{
    forms::FormState,
    shared::{PartnerBadge, form_summary::FormSummary},
    text::{self, CompanyText},
};

/// What the vendor keeps.
pub(super) fn kept(company: &CompanyView) -> AnyView {
    let (t, lang) = (CompanyText::get(), text::lang());
    let status = company.status;
    let capacity = [
        company.limits.open.map(|count| text::at_a_time(lang, count)),
        company.limits.month.map(|count| text::a_month(lang, count)),
    ];
    let facts = [
        (t.tier, vec![text::tier(lang, company.tier).to_owned()]),
        (t.ranking, vec![[&company.ranking.to_string(), " / 100"].concat()]),
        (t.territories, company.territories.iter().map(|one| territory(lang, one)).collect()),
        (t.products, company.products.clone()),
        (t.certifications, company.certifications.iter().map(|c| certification(lang, c)).collect()),
        (t.values, values(lang, company.limits).into_iter().collect()),
        (t.capacity, capacity.into_iter().flatten().collect()),
        (t.accept_within, vec![text::working_hours(lang, company.accept_hours)]),
        (t.report_within, vec![text::working_days(lang, company.first_update_days)]),
        (t.calendar, vec![text::calendar(lang, company.calendar).to_owned()]),
    ];
    let facts = facts.into_iter().map(|(term, lines)| {
        let lines = if lines.is_empty() { vec![t.not_given.to_owned()] } else { lines };
        let lines = lines.into_iter().map(|line| view! { <div>{line}</div> }).collect_view();
        view! { <Fact term>{lines}</Fact> }
    });
    view! {
        <Card id="kept" title=t.kept note=t.kept_note>
            <dl class="kv kv--stack">
                <Fact term=t.status>
                    <PartnerBadge status />
                </Fact>
                {facts.collect_view()}
            </dl>
        </Card>
    }
    .into_any()
}

fn territory(lang: Lang, territory: &Territory) -> String {
    let prefix = territory.postal_prefix.as_ref().map(|prefix| [prefix, "…"].concat());
    let parts = [Some(text::country(lang, &territory.country)), territory.region.clone(), prefix];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn certification(lang: Lang, one: &Certification) -> String {
    match one.valid_until {
        Some(day) => text::valid_until(lang, &one.name, &format::date(lang, day)),
        None => one.name.clone(),
    }
}

fn values(lang: Lang, limits: Limits) -> Option<String> {
    let money = |value| format::money(lang, value, Decimals::IfAny);
    let (from, to) = match lang {
        Lang::Cs => ("od ", "do "),
        Lang::En => ("from ", "up to "),
    };
    match (limits.min_value.map(money), limits.max_value.map(money)) {
        (Some(min), Some(max)) => Some([&min, " – ", &max].concat()),
        (Some(min), None) => Some([from, &min].concat()),
        (None, Some(max)) => Some([to, &max].concat()),
        (None, None) => None,
    }
}

/// What the company says itself.
pub(super) fn said(company: &CompanyView, state: FormState) -> AnyView {
    let t = CompanyText::get();
    let content = if company.may_edit { form(company, state) } else { read_only(company) };
    view! {
        <Card id="said" title=t.said>
            {content}
        </Card>
    }
    .into_any()
}

fn read_only(company: &CompanyView) -> AnyView {
    let t = CompanyText::get();
    let form = &company.form;
    let facts = [
        (t.about, form.about.clone()),
        (t.website, form.website.clone()),
        (t.phone, form.phone.clone()),
        (t.languages, form.languages.clone()),
        (t.recipient, company.recipient.clone().unwrap_or_default()),
        (t.time_zone, form.time_zone.clone()),
    ];
    let facts = facts.into_iter().map(|(term, value)| {
        let value = if value.is_empty() { t.not_given.to_owned() } else { value };
        view! { <Fact term><span class="why-text">{value}</span></Fact> }
    });
    view! {
        <p class="sm muted">{t.who_edits}</p>
        <dl class="kv kv--stack">{facts.collect_view()}</dl>
    }
    .into_any()
}

fn form(company: &CompanyView, state: FormState) -> AnyView {
    let t = CompanyText::get();
    let labels = vec![
        ("about", t.about),
        ("website", t.website),
        ("phone", t.phone),
        ("languages", t.languages),
        ("default_recipient", t.recipient),
        ("time_zone", t.time_zone),
    ];
    let stored = &company.form;
    view! {
        <form class="stack" method="post" action=SaveCompany::PATH novalidate=true>
            <input type="hidden" name="version" value=company.version.to_string() />
            <FormSummary state labels prefix="c-" />
            <TextArea
                label=t.about
                name="form[about]"
                id="c-about"
                initial=state.value("form[about]", &stored.about)
                error=state.error("about")
            />
            {line(state, "website", t.website, &stored.website, (InputKind::Text, ""))}
            {line(state, "phone", t.phone, &stored.phone, (InputKind::Tel, ""))}
            {line(state, "languages", t.languages, &stored.languages, (InputKind::Text, t.languages_hint))}
            {recipient(company, state)}
            {line(state, "time_zone", t.time_zone, &stored.time_zone, (InputKind::Text, t.time_zone_hint))}
            <div>
                <Button kind=ButtonKind::Primary submit=true>
                    {t.save}
                </Button>
            </div>
        </form>
    }
    .into_any()
}

fn line(
    state: FormState,
    field: &'static str,
    label: &'static str,
    stored: &str,
    (kind, hint): (InputKind, &'static str),
) -> AnyView {
    let name = ["form[", field, "]"].concat();
    let initial = state.value(&name, stored);
    let (id, error) = (["c-", field].concat(), state.error(field));
    view! { <TextField kind label name id hint error initial /> }.into_any()
}

fn recipient(company: &CompanyView, state: FormState) -> AnyView {
    let t = CompanyText::get();
    let people = company.recipients.iter();
    let people = people.map(|one| Choice::new(one.id.to_string(), one.name.clone()));
    let choices = std::iter::once(Choice::new("", t.longest_there)).chain(people).collect();
    view! {
        <SelectField
            label=t.recipient
            name="form[default_recipient]"
            id="c-default_recipient"
            hint=t.recipient_hint
            choices
            initial=state.value("form[default_recipient]", &company.form.default_recipient)
            error=state.error("default_recipient")
        />
    }
    .into_any()
}
