//! `/staff/accounts/{id}/merge`: first the other record, then what stays of each.

use domain::{
    account::{AccountDetail, AccountRow, ListingQuery},
    account_merge::{FIELDS, MergeSide, MergeView, value},
    format,
    ids::AccountId,
};
use leptos::{prelude::*, server_fn::ServerFn as _};
use leptos_router::hooks::{use_params_map, use_query_map};
use ui::{Button, ButtonKind, Card, Cell, Notice, Row, Table, TextField, Th};

use super::{
    ACCOUNTS,
    api::{MergeAccounts, compare_accounts, list_accounts, show_account},
    label,
};
use crate::{
    error::AppError,
    forms::{FormState, echo},
    session::me,
    shared::{failure::Failure, form_summary::FormSummary, moment, page_title::PageTitle},
    text::{self, MergeText},
};

/// How far the choice is.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
enum Step {
    Choose(Box<AccountDetail>, Vec<AccountRow>),
    Compare(Box<MergeView>),
}

async fn load(id: Option<AccountId>, with: Option<AccountId>, q: String) -> Result<Step, AppError> {
    let id = id.ok_or(AppError::NotFound)?;
    if let Some(with) = with {
        return Ok(Step::Compare(Box::new(compare_accounts(id, with).await?)));
    }
    let account = show_account(id).await?;
    let found = if q.trim().is_empty() {
        Vec::new()
    } else {
        list_accounts(ListingQuery { q, ..ListingQuery::default() }).await?.rows
    };
    let others = found.into_iter().filter(|row| row.id != id).collect();
    Ok(Step::Choose(Box::new(account), others))
}

/// The page.
#[component]
pub(crate) fn MergePage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let asked = Memo::new(move |_| {
        let id = params.with(|p| p.get("id")).and_then(|id| id.parse::<AccountId>().ok());
        let with = query.with(|q| q.get("with")).and_then(|id| id.parse::<AccountId>().ok());
        (id, with, query.with(|q| q.get("q")).unwrap_or_default())
    });
    let (me, echo) = (me(), echo());
    let step = Resource::new_blocking(
        move || asked.get(),
        move |(id, with, q)| async move {
            crate::staff::allowed(me.await, domain::policy::Action::MergeAccounts)?;
            load(id, with, q).await
        },
    );
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let state = FormState::of_page::<MergeAccounts>(echo.await.as_ref());
                match step.await {
                    Ok(Step::Choose(account, found)) => {
                        let q = asked.with_untracked(|(_, _, q)| q.clone());
                        choose(*account, found, q)
                    }
                    Ok(Step::Compare(both)) => compare(*both, state),
                    Err(error) => view! { <Failure error /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

fn merge_path(id: AccountId) -> String {
    [ACCOUNTS, "/", &id.to_string(), "/merge"].concat()
}

#[expect(clippy::too_many_lines, reason = "one view, read from top to bottom")]
fn choose(account: AccountDetail, found: Vec<AccountRow>, q: String) -> AnyView {
    let t = MergeText::get();
    let (id, lang) = (account.id, text::lang());
    let line = move |other: String, name: String, about: String| {
        let href = [&merge_path(id), "?with=", &other].concat();
        view! {
            <li>
                // The comparison is another page with a form of its own: it is loaded whole.
                <a href=href rel="external">
                    {name}
                </a>
                <span class="muted">{about}</span>
            </li>
        }
    };
    let similar: Vec<_> = account
        .similar
        .into_iter()
        .map(|one| {
            let why = [" – ", text::similar_by(lang, one.why)].concat();
            line(one.id.to_string(), one.name, why)
        })
        .collect();
    let none =
        (found.is_empty() && !q.is_empty()).then(|| view! { <p class="muted">{t.nothing}</p> });
    let found: Vec<_> = found
        .into_iter()
        .map(|row| {
            let about = [row.registration_number, row.city].into_iter().flatten();
            let about: String = about.map(|part| [" · ", &part].concat()).collect();
            line(row.id.to_string(), row.name, about)
        })
        .collect();
    view! {
        <PageTitle title=t.merge />
        <div class="page page--form">
            <div class="hello">
                <h1>{t.merge}</h1>
                <p>{account.form.name}</p>
            </div>
            <Card id="other" title=t.with>
                <ul class="plain">{similar}</ul>
                <form class="stack-sm" method="get" action=merge_path(id)>
                    <TextField label=t.search name="q" id="merge-q" initial=q />
                    <div>
                        <Button submit=true>{t.find}</Button>
                    </div>
                </form>
                {none}
                <ul class="plain">{found}</ul>
            </Card>
        </div>
    }
    .into_any()
}

#[expect(clippy::too_many_lines, reason = "one view, read from top to bottom")]
fn compare(both: MergeView, state: FormState) -> AnyView {
    let t = MergeText::get();
    let MergeView { first, second } = both;
    let refused = first.is_partner && second.is_partner;
    let labels =
        std::iter::once(("stays", t.stays)).chain(FIELDS.map(|field| (field, label(field))));
    let hidden = [
        ("first", first.id.to_string()),
        ("first_version", first.version.to_string()),
        ("second", second.id.to_string()),
        ("second_version", second.version.to_string()),
    ]
    .map(|(name, value)| view! { <input type="hidden" name=name value=value /> });
    let head = move || {
        view! {
            <Th word=t.field />
            <Th word=t.first />
            <Th word=t.second />
        }
    };
    let names = [first.form.name.clone(), second.form.name.clone()];
    let rows: Vec<AnyView> = std::iter::once(stays(&first, &second, state))
        .chain(FIELDS.into_iter().filter_map(|field| {
            let values = [value(&first.form, field), value(&second.form, field)];
            (values != ["", ""]).then(|| row(field, values.map(str::to_owned), state))
        }))
        .collect();
    let button = if refused {
        view! { <Notice>{t.both_partners}</Notice> }.into_any()
    } else {
        view! {
            <Button kind=ButtonKind::Primary submit=true>
                {t.do_merge}
            </Button>
        }
        .into_any()
    };
    view! {
        <PageTitle title=t.merge failed=Signal::derive(move || state.failure().get().is_some()) />
        <div class="page">
            <div class="hello">
                <h1>{t.merge}</h1>
                <p>{names.join(" + ")}</p>
            </div>
            <Card id="merge" title=t.choose>
                <form class="stack" method="post" action=MergeAccounts::PATH>
                    {hidden}
                    <FormSummary state labels=labels.collect() prefix="m-" />
                    <p class="muted">{t.lead}</p>
                    <Table caption=t.choose class="table--cards table--slim" head>
                        {rows}
                    </Table>
                    <div>{button}</div>
                </form>
            </Card>
        </div>
    }
    .into_any()
}

/// Which record stays, with what hangs on each.
fn stays(first: &MergeSide, second: &MergeSide, state: FormState) -> AnyView {
    let t = MergeText::get();
    let about = |side: &MergeSide| {
        let lang = text::lang();
        let count = |n: u64| format::number(lang, i64::try_from(n).unwrap_or(i64::MAX));
        let partner = if side.is_partner { [" · ", t.partner].concat() } else { String::new() };
        [
            t.entered,
            " ",
            &moment(side.created_at),
            " · ",
            t.contacts,
            " ",
            &count(side.contact_count),
            " · ",
            t.opportunities,
            " ",
            &count(side.opportunity_count),
            &partner,
        ]
        .concat()
    };
    // A partner has people and offers, which hang on its record.
    let proposed = if second.is_partner { "second" } else { "first" };
    let words = [about(first), about(second)];
    choice("stays", t.stays, words, state.value("form[stays]", proposed))
}

fn row(field: &'static str, values: [String; 2], state: FormState) -> AnyView {
    let proposed = if values[0].is_empty() { "second" } else { "first" };
    let name = ["form[", field, "]"].concat();
    choice(field, label(field), values, state.value(&name, proposed))
}

fn choice(field: &'static str, label: &'static str, words: [String; 2], chosen: String) -> AnyView {
    let t = MergeText::get();
    let cells: Vec<AnyView> = ["first", "second"]
        .into_iter()
        .zip([t.first, t.second])
        .zip(words)
        .map(|((which, column), word)| {
            let id = (which == "first").then(|| ["m-", field].concat());
            let checked = chosen == which;
            let empty = word.is_empty();
            let word = if empty { t.empty.to_owned() } else { word };
            let name = ["form[", field, "]"].concat();
            let about = [label, ": ", &word].concat();
            view! {
                <Cell label=column>
                    <label class="check">
                        <input
                            type="radio"
                            id=id
                            name=name
                            value=which
                            checked=checked
                            aria-label=about
                        />
                        <span class:muted=empty>{word}</span>
                    </label>
                </Cell>
            }
            .into_any()
        })
        .collect();
    view! {
        <Row>
            <Cell class="main-cell wrap">
                <b>{label}</b>
            </Cell>
            {cells}
        </Row>
    }
    .into_any()
}
