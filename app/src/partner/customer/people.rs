//! The people of the customer: how they are reached, and one more of them.

use domain::{
    ids::AccountId,
    opportunity::{CustomerPerson, OwnCustomerDetail},
};
use leptos::{prelude::*, server_fn::ServerFn};
use ui::Button;

use super::{
    api::{AddCustomerPerson, SaveCustomerPerson},
    forms::{Forms, Named, failed, labels, line},
};
use crate::{
    forms::FormState,
    shared::form_summary::FormSummary,
    text::{CustomerText, DirectoryText},
};

/// The card; nothing where there is nobody and nobody can be added.
pub(in crate::partner) fn people(
    id: AccountId,
    customer: &OwnCustomerDetail,
    forms: &Forms,
) -> Option<AnyView> {
    let t = CustomerText::get();
    if customer.people.is_empty() && !customer.may_edit {
        return None;
    }
    let line = |one: &CustomerPerson| {
        person(one, customer.may_edit.then(|| change(id, one, forms.person(one.id))))
    };
    let lines: Vec<_> = customer.people.iter().map(line).collect();
    let list = (!lines.is_empty()).then(|| view! { <ul class="plain">{lines}</ul> });
    let more = customer.may_edit.then(|| add(id, forms.add));
    let card = view! {
        <section class="card block" aria-labelledby="contacts-h">
            <h2 id="contacts-h">{t.contacts}</h2>
            {list}
            {more}
        </section>
    };
    Some(card.into_any())
}

fn person(person: &CustomerPerson, change: Option<AnyView>) -> AnyView {
    let write = person.email.clone().map(|email| {
        let href = ["mailto:", &email].concat();
        view! { <a href=href>{email}</a> }
    });
    let call = person.phone.clone().map(|phone| {
        let digits: String = phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
        view! { <a href=["tel:", &digits].concat()>{phone}</a> }
    });
    view! {
        <li class="stack-sm">
            <span class="cluster">
                <strong id=name_id(person)>{person.name.clone()}</strong>
                {person.job_title.clone()}
                {write}
                {call}
            </span>
            {change}
        </li>
    }
    .into_any()
}

fn name_id(person: &CustomerPerson) -> String {
    ["person-", &person.id.to_string()].concat()
}

fn change(id: AccountId, person: &CustomerPerson, state: FormState) -> AnyView {
    let (t, d) = (CustomerText::get(), DirectoryText::get());
    let prefix = ["p-", &person.id.to_string(), "-"].concat();
    let fields: [(Named, &Option<String>); 3] = [
        (("job_title", d.job_title), &person.job_title),
        (("email", d.email), &person.email),
        (("phone", d.phone), &person.phone),
    ];
    let labels = labels(&fields.map(|(field, _)| field));
    let lines = fields
        .map(|(field, stored)| line(state, &prefix, field, stored.as_deref().unwrap_or_default()));
    view! {
        <details class="stack" open=failed(state)>
            <summary class="btn btn--sm">
                {t.edit} <span class="vh">": " {person.name.clone()}</span>
            </summary>
            <form class="stack" method="post" action=SaveCustomerPerson::PATH novalidate=true>
                <FormSummary state labels prefix />
                <input type="hidden" name="id" value=id.to_string() />
                <input type="hidden" name="person" value=person.id.to_string() />
                <input type="hidden" name="version" value=person.version.to_string() />
                {Vec::from(lines)}
                <div>
                    <Button submit=true describedby=name_id(person)>
                        {t.save}
                    </Button>
                </div>
            </form>
        </details>
    }
    .into_any()
}

fn add(id: AccountId, state: FormState) -> AnyView {
    let (t, d) = (CustomerText::get(), DirectoryText::get());
    let fields: [Named; 5] = [
        ("first_name", d.first_name),
        ("last_name", d.last_name),
        ("job_title", d.job_title),
        ("email", d.email),
        ("phone", d.phone),
    ];
    let lines = fields.map(|field| line(state, "n-", field, ""));
    view! {
        <details class="stack" open=failed(state)>
            <summary class="btn">{t.add_person}</summary>
            <form class="stack" method="post" action=AddCustomerPerson::PATH novalidate=true>
                <FormSummary state labels=labels(&fields) prefix="n-" />
                <input type="hidden" name="id" value=id.to_string() />
                {Vec::from(lines)}
                <div>
                    <Button submit=true>{t.add}</Button>
                </div>
            </form>
        </details>
    }
    .into_any()
}
