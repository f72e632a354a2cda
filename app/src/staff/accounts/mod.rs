//! Accounts: the end customers' organizations.

pub mod api;
mod merge;
mod merged;

use domain::{
    account::{AccountDetail, AccountForm, AccountRow, Listing},
    account_merge::{FIELDS, value},
    format,
    ids::AccountId,
    lookup::Similar,
    policy::Action,
    timeline::Subject,
};
use leptos::{prelude::*, server_fn::ServerFn as _};
use leptos_router::hooks::{use_params_map, use_query_map};
use ui::{Card, Cell, CheckboxField, Notice, NoticeKind, Row};

pub(crate) use self::merge::MergePage;

use self::api::{CreateAccount, SaveAccount, list_accounts, show_account};
use super::{
    places::ACCOUNTS,
    records::{
        Done, Field, Found, Opportunities, RecordForm, RecordList, RecordsTimeline, Registrations,
        listing_query,
    },
};
use crate::{
    error::AppError,
    forms::{Echo, FormState, echo},
    session::me,
    shared::{failure::Failure, moment, page_title::PageTitle},
    text::{self, DirectoryText},
};

/// The list.
#[component]
pub(crate) fn AccountsPage() -> impl IntoView {
    let map = use_query_map();
    let query = Memo::new(move |_| map.with(listing_query));
    let (me, page) = (
        me(),
        Resource::new_blocking(
            move || query.get(),
            |query| async move { (list_accounts(query.clone()).await, query) },
        ),
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
                    none: (t.no_accounts, t.no_accounts_text),
                    first: t.new_account,
                    may_import: me.await.is_ok_and(|me| me.may(Action::ImportOpportunities)),
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
    let AccountDetail {
        id,
        version,
        form,
        contacts,
        opportunities,
        registrations,
        similar,
        merged,
        may_merge,
    } = account;
    let state = FormState::of_page::<SaveAccount>(echo.as_ref());
    let hidden = vec![("id", id.to_string()), ("version", version.to_string())];
    let t = DirectoryText::get();
    let merge = may_merge.then(|| {
        let href = [ACCOUNTS, "/", &id.to_string(), "/merge"].concat();
        view! {
            <p>
                <a href=href>{t.merge_with}</a>
            </p>
        }
    });
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
            {merge}
            {(!similar.is_empty()).then(|| view! { <SimilarOnes similar /> })}
            <div class="halves">
                <AccountFields action=SaveAccount::PATH hidden form state />
                <div class="stack">
                    <Card id="contacts" title=t.contacts>
                        {none}
                        <ul class="plain">{people.collect_view()}</ul>
                    </Card>
                    <Opportunities rows=opportunities />
                    <Registrations rows=registrations />
                    {(!merged.is_empty()).then(|| merged::card(merged))}
                    <RecordsTimeline of=Subject::Account(id) />
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
    let line = |field: &'static str| Field::line(field, label(field), value(&form, field));
    let fields = FIELDS.into_iter().map(|field| match field {
        "name" => line(field).required(),
        "coordinates" => line(field).hint(DirectoryText::get().coordinates_hint),
        _ => line(field),
    });
    let fields = fields.collect();
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

/// The label of a field.
fn label(field: &'static str) -> &'static str {
    let t = DirectoryText::get();
    match field {
        "name" => t.name,
        "registration_number" => t.registration_number,
        "vat_id" => t.vat_id,
        "domain" => t.domain,
        "street" => t.street,
        "city" => t.city,
        "region" => t.region,
        "postal_code" => t.postal_code,
        "country" => t.country,
        "coordinates" => t.coordinates,
        _ => t.industry,
    }
}
