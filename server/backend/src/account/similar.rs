//! Accounts that may be the same as the one being entered.

use domain::{
    account::{AccountForm, AccountInput},
    ids::AccountId,
    lookup::{Similar, SimilarBy},
    policy::{Action, Relation, authorize},
};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect};

use super::legal_form::core_name;
use crate::{
    Context, Error,
    entity::account::{Column, Entity, Model},
    fold,
    listing::{begins, contains},
};

/// As many are shown; more would not be read.
const SHOWN: usize = 10;
/// As many rows are compared by name.
const COMPARED: u64 = 200;

/// Domains of mail for everybody say nothing about a company.
const PUBLIC_DOMAINS: &[&str] = &[
    "seznam.cz",
    "email.cz",
    "centrum.cz",
    "atlas.cz",
    "volny.cz",
    "post.cz",
    "gmail.com",
    "googlemail.com",
    "outlook.com",
    "hotmail.com",
    "icloud.com",
    "yahoo.com",
    "zoznam.sk",
    "azet.sk",
    "gmx.de",
    "gmx.at",
    "web.de",
    "wp.pl",
    "freemail.hu",
];

/// Whether a domain is one of mail for everybody.
pub(crate) fn is_public_domain(domain: &str) -> bool {
    PUBLIC_DOMAINS.contains(&domain)
}

/// For the form while it is filled in: a half-written form has no similar accounts, not errors.
pub async fn similar(
    cx: &Context,
    form: &AccountForm,
    except: Option<AccountId>,
) -> Result<Vec<Similar>, Error> {
    authorize(&cx.actor, Action::ReadCustomers, Relation::Own)?;
    let Ok(input) = form.check() else { return Ok(Vec::new()) };
    of(cx.db.read(), cx, &input, except).await
}

/// Others with the same registration number, the same domain, or the same name but for legal form,
/// case and marks; the surest reason first, one for each.
pub(crate) async fn of(
    db: &impl ConnectionTrait,
    cx: &Context,
    input: &AccountInput,
    except: Option<AccountId>,
) -> Result<Vec<Similar>, Error> {
    let core = core_name(&fold::fold(&input.name));
    let domain = input.domain.as_deref().filter(|domain| !is_public_domain(domain));
    let mut candidates = Condition::any().add(named_like(&core));
    if let Some(number) = &input.registration_number {
        candidates = candidates.add(Column::RegistrationNumber.eq(number));
    }
    if let Some(domain) = domain {
        candidates = candidates.add(Column::Domain.eq(domain));
    }
    let mut select = Entity::visible_to(&cx.actor).filter(candidates);
    if let Some(except) = except {
        select = select.filter(Column::Id.ne(except.0));
    }
    let rows = select
        .order_by_asc(Column::NameSort)
        .order_by_asc(Column::Id)
        .limit(COMPARED)
        .all(db)
        .await?;

    let why = |row: &Model| {
        if row.registration_number.is_some() && row.registration_number == input.registration_number
        {
            Some(SimilarBy::RegistrationNumber)
        } else if domain.is_some() && row.domain.as_deref() == domain {
            Some(SimilarBy::Domain)
        } else if core_name(&row.name_folded) == core && !numbers_differ(row, input) {
            Some(SimilarBy::Name)
        } else {
            None
        }
    };
    let mut found: Vec<Similar> = rows
        .iter()
        .filter_map(|row| Some(Similar { id: row.id, name: row.name.clone(), why: why(row)? }))
        .collect();
    found.sort_by_key(|similar| similar.why as u8);
    found.truncate(SHOWN);
    Ok(found)
}

/// Namesakes with two different registration numbers are two companies.
fn numbers_differ(row: &Model, input: &AccountInput) -> bool {
    match (&row.registration_number, &input.registration_number) {
        (Some(theirs), Some(ours)) => theirs != ours,
        (None, _) | (_, None) => false,
    }
}

/// Rows in which the words of the name occur, the first one in front.
fn named_like(core: &str) -> Condition {
    let mut words = core.split(' ').filter(|word| *word != "a");
    let first = words.next().unwrap_or(core);
    words.fold(Condition::all().add(begins(Column::NameFolded, first)), |all, word| {
        all.add(contains(Column::NameFolded, word))
    })
}
