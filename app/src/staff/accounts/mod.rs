//! Accounts: the end customers' organizations.

pub mod api;

use domain::{
    account::{AccountDetail, AccountForm, AccountRow, Listing},
    format,
    ids::AccountId,
    lookup::Similar,
};
use leptos::{prelude::*, server_fn::ServerFn as _};
use leptos_router::hooks::{use_params_map, use_query_map};
use ui::{Card, Cell, CheckboxField, Notice, NoticeKind, Row};

use self::api::{CreateAccount, SaveAccount, list_accounts, show_account};
use super::{
    places::ACCOUNTS,
    records::{Done, Field, Found, Opportunities, RecordForm, RecordList, listing_query},
};
use crate::{
    error::AppError,
    forms::{Echo, FormState, echo},
    shared::{failure::Failure, moment, page_title::PageTitle},
    text::{self, DirectoryText},
};

/// The list.
#[component]
pub(crate) fn AccountsPage() -> impl IntoView {
    let map = use_query_map();
    let query = Memo::new(move |_| map.with(listing_query));
    let page = Resource::new_blocking(
        move || query.get(),
        |query| async move { (list_accounts(query.clone()).await, query) },
    );
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let t = DirectoryText::get();
                let list = RecordList {
                    title: t.accounts,
                    path: ACCOUNTS,
                    search: t.search_accounts,
                    may_create: true,
                };
                let columns = vec![
                    (t.name, ""),
                    (t.registration_number, ""),
                    (t.city, ""),
                    (t.open, "num"),
                    (t.updated, "num"),
                ];
                match page.await {
                    (Ok(found), query) => {
                        let found = drawn(found);
                        view! { <Found list columns query found /> }.into_any()
                    }
                    (Err(error), _) => view! { <Failure error /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

fn drawn(found: Listing<AccountRow>) -> Listing<AnyView> {
    let Listing { rows, total, next, previous } = found;
    Listing { rows: rows.into_iter().map(row).collect(), total, next, previous }
}

fn row(row: AccountRow) -> AnyView {
    let t = DirectoryText::get();
    let open = format::number(text::lang(), i64::try_from(row.open_count).unwrap_or(i64::MAX));
    view! {
        <Row>
            <Cell class="main-cell">
                <a href=[ACCOUNTS, "/", &row.id.to_string()].concat()>{row.name}</a>
                <small>{row.domain}</small>
            </Cell>
            <Cell label=t.registration_number>{row.registration_number}</Cell>
            <Cell label=t.city>{row.city}</Cell>
            <Cell class="num" label=t.open>
                {open}
            </Cell>
            <Cell class="num" label=t.updated>
                {moment(row.updated_at)}
            </Cell>
        </Row>
    }
    .into_any()
}

/// An empty account.
#[component]
pub(crate) fn NewAccountPage() -> impl IntoView {
    let echo = echo();
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let state = FormState::of_page::<CreateAccount>(echo.await.as_ref());
                let title = DirectoryText::get().new_account;
                view! {
                    <PageTitle title failed=Signal::derive(move || state.failure().get().is_some()) />
                    <div class="page page--form">
                        <div class="hello">
                            <h1>{title}</h1>
                        </div>
                        <AccountFields
                            action=CreateAccount::PATH
                            hidden=Vec::new()
                            form=AccountForm { country: "CZ".to_owned(), ..AccountForm::default() }
                            state
                        />
                    </div>
                }
            })}
        </Suspense>
    }
}

/// One account.
#[component]
pub(crate) fn AccountPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| {
        params.with(|p| p.get("id")).and_then(|id| id.parse::<AccountId>().ok())
    });
    let (echo, record) = (
        echo(),
        Resource::new_blocking(
            move || id.get(),
            |id| async move {
                match id {
                    Some(id) => show_account(id).await,
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
                    Ok(account) => view! { <Account account echo /> }.into_any(),
                    Err(error) => view! { <Failure error /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

#[component]
fn Account(account: AccountDetail, echo: Option<Echo>) -> AnyView {
    let AccountDetail { id, version, form, contacts, opportunities, similar } = account;
    let state = FormState::of_page::<SaveAccount>(echo.as_ref());
    let hidden = vec![("id", id.to_string()), ("version", version.to_string())];
    let t = DirectoryText::get();
    let none = contacts.is_empty().then(|| view! { <p class="muted">{t.none_so_far}</p> });
    let people = contacts.into_iter().map(|(id, name, title)| {
        let href = [super::places::CONTACTS, "/", &id.to_string()].concat();
        view! {
            <li>
                <a href=href>{name}</a>
                <span class="muted">{title.map(|title| [" · ", &title].concat())}</span>
            </li>
        }
    });
    view! {
        <PageTitle title=form.name.clone() failed=Signal::derive(move || state.failure().get().is_some()) />
        <div class="page">
            <div class="hello">
                <h1>{form.name.clone()}</h1>
            </div>
            <Done />
            {(!similar.is_empty()).then(|| view! { <SimilarOnes similar /> })}
            <div class="halves">
                <AccountFields action=SaveAccount::PATH hidden form state />
                <div class="stack">
                    <Card id="contacts" title=t.contacts>
                        {none}
                        <ul class="plain">{people.collect_view()}</ul>
                    </Card>
                    <Opportunities rows=opportunities />
                </div>
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn AccountFields(
    action: &'static str,
    hidden: Vec<(&'static str, String)>,
    form: AccountForm,
    state: FormState,
) -> AnyView {
    let t = DirectoryText::get();
    let fields = vec![
        Field::line("name", t.name, &form.name).required(),
        Field::line("registration_number", t.registration_number, &form.registration_number),
        Field::line("vat_id", t.vat_id, &form.vat_id),
        Field::line("domain", t.domain, &form.domain),
        Field::line("street", t.street, &form.street),
        Field::line("city", t.city, &form.city),
        Field::line("region", t.region, &form.region),
        Field::line("postal_code", t.postal_code, &form.postal_code),
        Field::line("country", t.country, &form.country),
        Field::line("industry", t.industry, &form.industry),
    ];
    let extra = move || {
        let similar = state.failure().with_untracked(|failure| match failure {
            Some(AppError::Similar(similar)) => Some(similar.clone()),
            _ => None,
        });
        similar.map(|similar| {
            view! {
                <SimilarOnes similar />
                <CheckboxField
                    name="form[not_duplicate]"
                    id="f-not-duplicate"
                    value="on"
                    label=DirectoryText::get().not_duplicate
                />
            }
        })
    };
    view! { <RecordForm action hidden fields state extra /> }.into_any()
}

/// Records that may be the same one.
#[component]
fn SimilarOnes(similar: Vec<Similar>) -> AnyView {
    let t = DirectoryText::get();
    let lang = text::lang();
    let list = similar.into_iter().map(move |one| {
        view! {
            <li>
                <a href=[ACCOUNTS, "/", &one.id.to_string()].concat()>{one.name}</a>
                {[" – ", text::similar_by(lang, one.why)].concat()}
            </li>
        }
    });
    view! {
        <Notice kind=NoticeKind::Warn>
            <p>
                <b>{t.similar}</b>
                ". "
                {t.similar_text}
            </p>
            <ul>{list.collect_view()}</ul>
        </Notice>
    }
    .into_any()
}
