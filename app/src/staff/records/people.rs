//! People with a sign-in: who they are, and how another one comes in.

use domain::person::{PersonRow, Role};
use leptos::prelude::*;
use ui::{Button, ButtonSize, Card, Cell, Choice, InputKind, Row, SelectField, Table, Th};

use super::{Field, Fields};
use crate::{
    forms::FormState,
    shared::{form_summary::FormSummary, moment},
    text::{self, DirectoryText},
};

/// How people are changed from their list.
#[derive(Debug, Clone)]
pub(in crate::staff) struct Manage {
    /// Server function that takes the access away or gives it back.
    pub switch: &'static str,
    /// Server function that gives another role.
    pub role: &'static str,
    /// Value of the highest role: `admin` or `administrator`.
    pub highest: &'static str,
    /// Where both come back to; empty when they know.
    pub back: String,
}

/// The list. Who may manage it has a choice of roles and a button on each line.
#[component]
pub(in crate::staff) fn People(
    people: Vec<PersonRow>,
    title: &'static str,
    manage: Option<Manage>,
    /// What the two forms of the lines came to.
    states: [FormState; 2],
) -> AnyView {
    let t = DirectoryText::get();
    let head = move || {
        view! {
            <Th word=t.full_name />
            <Th word=t.role />
            <Th word=t.seen />
            <Th word=t.changed hidden=true />
        }
    };
    let rows = people.into_iter().map(move |person| row(person, manage.as_ref()));
    let failed = states.map(|state| view! { <FormSummary state labels=vec![("role", t.role)] /> });
    view! {
        <Card id="people" title body="">
            {failed}
            <Table caption=title class="table--cards table--slim" head>
                {rows.collect_view()}
            </Table>
        </Card>
    }
    .into_any()
}

fn row(person: PersonRow, manage: Option<&Manage>) -> AnyView {
    let t = DirectoryText::get();
    let seen = match (person.is_active, person.is_invited, person.last_seen_at) {
        (false, ..) => t.inactive.to_owned(),
        (true, true, _) => t.invited_state.to_owned(),
        (true, false, Some(at)) => moment(at),
        (true, false, None) => t.never.to_owned(),
    };
    let role = match manage {
        Some(manage) => roles(&person, manage),
        None => text::role(text::lang(), person.role).into_any(),
    };
    let button = manage.cloned().map(|Manage { switch, back, .. }| {
        let word = if person.is_active { t.deactivate } else { t.activate };
        let target = ["person-", &person.id.to_string()].concat();
        view! {
            <form class="contents" method="post" action=switch>
                <input type="hidden" name="user" value=person.id.to_string() />
                <input type="hidden" name="active" value=(!person.is_active).to_string() />
                <input type="hidden" name="back" value=back />
                <Button submit=true size=ButtonSize::Small describedby=target>{word}</Button>
            </form>
        }
    });
    view! {
        <Row>
            <Cell class="main-cell">
                <b id=["person-", &person.id.to_string()].concat()>{person.name}</b>
                <small>{person.email}</small>
            </Cell>
            <Cell label=t.role>{role}</Cell>
            <Cell label=t.seen>{seen}</Cell>
            <Cell class="num">{button}</Cell>
        </Row>
    }
    .into_any()
}

/// The roles, of which one is chosen.
fn roles(person: &PersonRow, manage: &Manage) -> AnyView {
    let t = DirectoryText::get();
    let present = match person.role {
        Role::Staff(role) => role.to_string(),
        Role::Partner(role) => role.to_string(),
    };
    let label = [t.role, ": ", &person.name].concat();
    let target = ["person-", &person.id.to_string()].concat();
    view! {
        <form class="cluster" method="post" action=manage.role>
            <input type="hidden" name="user" value=person.id.to_string() />
            <input type="hidden" name="back" value=manage.back.clone() />
            <SelectField
                label
                hide_label=true
                name="role"
                id=["role-", &person.id.to_string()].concat()
                choices=choices(manage.highest)
                initial=present
            />
            <Button submit=true size=ButtonSize::Small describedby=target>
                {t.change_role}
            </Button>
        </form>
    }
    .into_any()
}

fn choices(highest: &'static str) -> Vec<Choice> {
    let t = DirectoryText::get();
    vec![
        Choice::new("seller", t.seller),
        Choice::new("manager", t.manager),
        Choice::new(highest, t.administrator),
    ]
}

/// The invitation.
#[component]
pub(in crate::staff) fn Invite(
    action: &'static str,
    hidden: Vec<(&'static str, String)>,
    /// Value of the highest role: `admin` or `administrator`.
    highest: &'static str,
    state: FormState,
) -> AnyView {
    let t = DirectoryText::get();
    let roles = choices(highest);
    let languages = vec![Choice::new("cs", t.czech), Choice::new("en", t.english)];
    let fields = vec![
        Field::line("name", t.full_name, "").required(),
        Field::line("email", t.email, "").kind(InputKind::Email).required(),
        Field::choice("role", t.role, "manager", roles),
        Field::choice("language", t.language, "cs", languages),
    ];
    let labels = fields.iter().map(|field| (field.name, field.label)).collect();
    let hidden = hidden
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> });
    view! {
        <Card id="invite" title=t.invite_heading>
            <form class="stack" method="post" action=action novalidate=true>
                {hidden.collect_view()}
                <FormSummary state labels prefix="i-" />
                <Fields fields state prefix="i-" />
                <div>
                    <Button submit=true>{t.invite}</Button>
                </div>
            </form>
        </Card>
    }
    .into_any()
}
