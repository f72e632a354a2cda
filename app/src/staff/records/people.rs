//! People with a sign-in: who they are, and how another one comes in.

use domain::person::PersonRow;
use leptos::prelude::*;
use ui::{Button, ButtonSize, Card, Cell, Choice, InputKind, Row, Table, Th};

use super::{Field, Fields};
use crate::{
    forms::FormState,
    shared::{form_summary::FormSummary, moment},
    text::{self, DirectoryText},
};

/// The list. With a path each line has the button that takes the access away or gives it back.
#[component]
pub(in crate::staff) fn People(
    people: Vec<PersonRow>,
    title: &'static str,
    /// Server function that changes who may sign in, and where it comes back to.
    switch: Option<(&'static str, String)>,
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
    let rows = people.into_iter().map(move |person| row(person, switch.clone()));
    view! {
        <Card id="people" title body="">
            <Table caption=title class="table--cards table--slim" head>
                {rows.collect_view()}
            </Table>
        </Card>
    }
    .into_any()
}

fn row(person: PersonRow, switch: Option<(&'static str, String)>) -> AnyView {
    let t = DirectoryText::get();
    let seen = match (person.is_active, person.is_invited, person.last_seen_at) {
        (false, ..) => t.inactive.to_owned(),
        (true, true, _) => t.invited_state.to_owned(),
        (true, false, Some(at)) => moment(at),
        (true, false, None) => t.never.to_owned(),
    };
    let role = text::role(text::lang(), person.role);
    let button = switch.map(|(action, back)| {
        let word = if person.is_active { t.deactivate } else { t.activate };
        let target = ["person-", &person.id.to_string()].concat();
        view! {
            <form class="contents" method="post" action=action>
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
    let roles = vec![
        Choice::new("seller", t.seller),
        Choice::new("manager", t.manager),
        Choice::new(highest, t.administrator),
    ];
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
