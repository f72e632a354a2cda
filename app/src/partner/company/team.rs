//! The team: everybody sees it, administrators invite, change roles and let people in and out.

use domain::{
    partner::CompanyView,
    person::{PersonRow, Role},
    policy::PartnerRole,
};
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{
    Button, ButtonSize, Card, Cell, Choice, InputKind, Row, SelectField, Table, TextField, Th,
};

use super::{
    api::{InviteColleague, SetColleagueActive, SetColleagueRole},
    page::Forms,
};
use crate::{
    forms::FormState,
    shared::{form_summary::FormSummary, moment},
    text::{self, CompanyText},
};

/// The list.
pub(super) fn team(company: &CompanyView, forms: &Forms) -> AnyView {
    let t = CompanyText::get();
    let may_manage = company.may_manage;
    let head = move || {
        view! {
            <Th word=t.full_name />
            <Th word=t.role />
            <Th word=t.seen />
            {may_manage.then(|| view! { <Th word=t.access hidden=true /> })}
        }
    };
    let (role, active) = (forms.role, forms.active);
    let failed = [role, active].into_iter().map(|state| {
        let labels = vec![("role", t.role)];
        view! { <FormSummary state labels /> }
    });
    let failed = failed.collect_view();
    let rows: Vec<AnyView> = company.people.iter().map(|person| row(company, person)).collect();
    view! {
        <Card id="team" title=t.team body="">
            {failed}
            <Table caption=t.team class="table--cards table--slim" head>
                {rows}
            </Table>
        </Card>
    }
    .into_any()
}

fn row(company: &CompanyView, person: &PersonRow) -> AnyView {
    let t = CompanyText::get();
    let id = ["person-", &person.id.to_string()].concat();
    let seen = match (person.is_active, person.is_invited, person.last_seen_at) {
        (false, ..) => t.inactive.to_owned(),
        (true, true, _) => t.invited_state.to_owned(),
        (true, false, Some(at)) => moment(at),
        (true, false, None) => t.never.to_owned(),
    };
    let is_me = person.id == company.reader;
    let role = match person.role {
        Role::Partner(role) if company.may_manage && !is_me => roles(company, person, role, &id),
        role => text::role(text::lang(), role).into_any(),
    };
    let access = company.may_manage.then(|| {
        let button = (!is_me).then(|| switch(person, id.clone()));
        view! { <Cell class="num">{button}</Cell> }
    });
    let (name, email) = (person.name.clone(), person.email.clone());
    view! {
        <Row>
            <Cell class="main-cell wrap">
                <b id=id>{name}</b>
                <small>{email}</small>
            </Cell>
            <Cell label=t.role>{role}</Cell>
            <Cell label=t.seen>{seen}</Cell>
            {access}
        </Row>
    }
    .into_any()
}

fn roles(company: &CompanyView, person: &PersonRow, role: PartnerRole, name: &str) -> AnyView {
    let t = CompanyText::get();
    let id = ["role-", &person.id.to_string()].concat();
    let label = [t.role, ": ", &person.name].concat();
    view! {
        <form class="cluster" method="post" action=SetColleagueRole::PATH>
            <input type="hidden" name="user" value=person.id.to_string() />
            <SelectField
                label
                hide_label=true
                name="role"
                id
                choices=role_choices(company)
                initial=role.to_string()
            />
            <Button submit=true size=ButtonSize::Small describedby=name.to_owned()>
                {t.change}
            </Button>
        </form>
    }
    .into_any()
}

fn role_choices(company: &CompanyView) -> Vec<Choice> {
    let choice = |role: &PartnerRole| {
        Choice::new(role.to_string(), text::role(text::lang(), Role::Partner(*role)))
    };
    company.roles.iter().map(choice).collect()
}

fn switch(person: &PersonRow, name: String) -> AnyView {
    let t = CompanyText::get();
    let word = if person.is_active { t.deactivate } else { t.activate };
    view! {
        <form class="contents" method="post" action=SetColleagueActive::PATH>
            <input type="hidden" name="user" value=person.id.to_string() />
            <input type="hidden" name="active" value=(!person.is_active).to_string() />
            <Button submit=true size=ButtonSize::Small describedby=name>
                {word}
            </Button>
        </form>
    }
    .into_any()
}

/// The invitation.
pub(super) fn invite(company: &CompanyView, state: FormState) -> AnyView {
    let t = CompanyText::get();
    let labels = vec![("name", t.full_name), ("email", t.email), ("role", t.role)];
    let roles = role_choices(company);
    let languages = vec![Choice::new("cs", t.czech), Choice::new("en", t.english)];
    view! {
        <Card id="invite" title=t.invite_heading>
            <form class="stack" method="post" action=InviteColleague::PATH novalidate=true>
                <FormSummary state labels prefix="i-" />
                <TextField
                    label=t.full_name
                    name="form[name]"
                    id="i-name"
                    required=true
                    initial=state.value("form[name]", "")
                    error=state.error("name")
                />
                <TextField
                    kind=InputKind::Email
                    label=t.email
                    name="form[email]"
                    id="i-email"
                    required=true
                    initial=state.value("form[email]", "")
                    error=state.error("email")
                />
                <SelectField
                    label=t.role
                    name="form[role]"
                    id="i-role"
                    choices=roles
                    initial=state.value("form[role]", "seller")
                    error=state.error("role")
                />
                <SelectField
                    label=t.language
                    name="form[language]"
                    id="i-language"
                    choices=languages
                    initial=state.value("form[language]", text::lang().to_string())
                />
                <div>
                    <Button submit=true>{t.invite}</Button>
                </div>
            </form>
        </Card>
    }
    .into_any()
}
