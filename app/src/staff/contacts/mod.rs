//! Contacts: the people at end customers.

pub mod api;

use domain::{
    account::Listing,
    contact::{ContactDetail, ContactForm, ContactRow},
    ids::ContactId,
    policy::Action,
    timeline::Subject,
};
use leptos::{prelude::*, server_fn::ServerFn as _};
use leptos_router::hooks::{use_params_map, use_query_map};
use ui::{Cell, Choice, InputKind, Row};

use self::api::{CreateContact, SaveContact, list_contacts, show_contact};
use super::{
    places::{ACCOUNTS, CONTACTS},
    records::{
        Done, Field, Found, Opportunities, RecordForm, RecordList, RecordsTimeline, Registrations,
        Write, listing_query,
    },
};
use crate::{
    error::AppError,
    forms::{Echo, FormState, echo},
    session::me,
    shared::{failure::Failure, page_title::PageTitle},
    text::DirectoryText,
};

/// The list.
#[component]
pub(crate) fn ContactsPage() -> impl IntoView {
    let map = use_query_map();
    let query = Memo::new(move |_| map.with(listing_query));
    let (me, page) = (
        me(),
        Resource::new_blocking(
            move || query.get(),
            |query| async move { (list_contacts(query.clone()).await, query) },
        ),
    );
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let t = DirectoryText::get();
                let list = RecordList {
                    title: t.contacts,
                    path: CONTACTS,
                    search: t.search_contacts,
                    may_create: true,
                    none: (t.no_contacts, t.no_contacts_text),
                    first: t.new_contact,
                    may_import: me.await.is_ok_and(|me| me.may(Action::ImportOpportunities)),
                };
                let columns = vec![(t.full_name, ""), (t.account, ""), (t.email, ""), (t.phone, "")];
                match page.await {
                    (Ok(found), query) => {
                        let Listing { rows, total, next, previous } = found;
                        let rows = rows.into_iter().map(row).collect();
                        let found = Listing { rows, total, next, previous };
                        view! { <Found list columns query found /> }.into_any()
                    }
                    (Err(error), _) => view! { <Failure error /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

fn row(row: ContactRow) -> AnyView {
    let t = DirectoryText::get();
    let account = row.account.map(|(id, name)| {
        view! { <a href=[ACCOUNTS, "/", &id.to_string()].concat()>{name}</a> }
    });
    view! {
        <Row>
            <Cell class="main-cell">
                <a href=[CONTACTS, "/", &row.id.to_string()].concat()>{row.name}</a>
                <small>{row.job_title}</small>
            </Cell>
            <Cell label=t.account>{account}</Cell>
            <Cell label=t.email>{row.email}</Cell>
            <Cell label=t.phone>{row.phone}</Cell>
        </Row>
    }
    .into_any()
}

/// An empty contact.
#[component]
pub(crate) fn NewContactPage() -> impl IntoView {
    let echo = echo();
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let state = FormState::of_page::<CreateContact>(echo.await.as_ref());
                let title = DirectoryText::get().new_contact;
                view! {
                    <PageTitle title failed=Signal::derive(move || state.failure().get().is_some()) />
                    <div class="page page--form">
                        <div class="hello">
                            <h1>{title}</h1>
                        </div>
                        <ContactFields
                            action=CreateContact::PATH
                            hidden=Vec::new()
                            form=ContactForm::default()
                            state
                        />
                    </div>
                }
            })}
        </Suspense>
    }
}

/// One contact.
#[component]
pub(crate) fn ContactPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| {
        params.with(|p| p.get("id")).and_then(|id| id.parse::<ContactId>().ok())
    });
    let (echo, record) = (
        echo(),
        Resource::new_blocking(
            move || id.get(),
            |id| async move {
                match id {
                    Some(id) => show_contact(id).await,
                    None => Err(AppError::NotFound),
                }
            },
        ),
    );
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let echo = echo.await;
                match record.await {
                    Ok(contact) => view! { <Contact contact echo /> }.into_any(),
                    Err(error) => view! { <Failure error /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

#[component]
fn Contact(contact: ContactDetail, echo: Option<Echo>) -> AnyView {
    let ContactDetail { id, version, form, opportunities, registrations } = contact;
    let state = FormState::of_page::<SaveContact>(echo.as_ref());
    let hidden = vec![("id", id.to_string()), ("version", version.to_string())];
    let name = [form.first_name.as_str(), &form.last_name].join(" ").trim().to_owned();
    view! {
        <PageTitle title=name.clone() failed=Signal::derive(move || state.failure().get().is_some()) />
        <div class="page">
            <div class="hello">
                <h1>{name}</h1>
            </div>
            <Done />
            <div class="halves">
                <ContactFields action=SaveContact::PATH hidden form state />
                <div class="stack">
                    <Opportunities rows=opportunities />
                    <Registrations rows=registrations />
                    <RecordsTimeline of=Subject::Contact(id) />
                </div>
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn ContactFields(
    action: &'static str,
    hidden: Vec<(&'static str, String)>,
    form: ContactForm,
    state: FormState,
) -> AnyView {
    let t = DirectoryText::get();
    let languages =
        vec![Choice::new("", t.unknown), Choice::new("cs", t.czech), Choice::new("en", t.english)];
    let account = Field {
        write: Write::Account { id: form.account_id.clone() },
        ..Field::line("account_name", t.account, &form.account_name)
    };
    let fields = vec![
        Field::line("first_name", t.first_name, &form.first_name),
        Field::line("last_name", t.last_name, &form.last_name).required(),
        account,
        Field::line("job_title", t.job_title, &form.job_title),
        Field::line("email", t.email, &form.email).kind(InputKind::Email),
        Field::line("phone", t.phone, &form.phone).kind(InputKind::Tel),
        Field::choice("language", t.language, &form.language, languages),
    ];
    view! { <RecordForm action hidden fields state /> }.into_any()
}
