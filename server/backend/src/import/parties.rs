//! The account and the contact that a line means: found when they are known, made when they are new.

use domain::{
    account::AccountInput,
    ids::{AccountId, ContactId},
    invalid::{FieldError, Problem},
    opportunity::{OpportunityForm, Picked},
};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QuerySelect, sea_query::Expr};

use super::{columns::Column, line::Cells};
use crate::{
    Context, Error, account, contact,
    db::WriteTxn,
    entity::{account as accounts, contact as contacts},
    fold,
    picked::{key, only},
};

/// Whether the account and the contact are new.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct New {
    pub account: bool,
    pub contact: bool,
}

/// What a line says of both that cannot be right, whoever they are.
pub fn check(cells: &Cells<'_>) -> Vec<FieldError> {
    let cell = |column| cells.get(&column).copied().unwrap_or_default();
    let checked = [
        (
            Column::AccountNumber,
            domain::account::registration_number(cell(Column::AccountNumber)).err(),
        ),
        (Column::ContactEmail, domain::text::email(cell(Column::ContactEmail)).err()),
        (Column::ContactPhone, domain::text::phone(cell(Column::ContactPhone)).err()),
    ];
    let error = |(column, problem): (Column, Option<Problem>)| {
        problem.map(|problem| FieldError::new(column.name(), problem))
    };
    checked.into_iter().filter_map(error).collect()
}

/// Puts what [`settle`] found into the form of an opportunity that is known already; a line that names nobody
/// leaves who was there.
pub fn put(stored: &mut OpportunityForm, kept: OpportunityForm, settled: OpportunityForm) {
    let pick = |settled: (String, String), kept: (String, String)| {
        if settled.0.is_empty() { kept } else { settled }
    };
    (stored.account_name, stored.account_id) =
        pick((settled.account_name, settled.account_id), (kept.account_name, kept.account_id));
    (stored.contact_name, stored.contact_id) =
        pick((settled.contact_name, settled.contact_id), (kept.contact_name, kept.contact_id));
}

/// Puts the ids of both into the form. `account` is the one of an opportunity that is known already.
pub async fn settle(
    txn: &WriteTxn,
    cx: &Context,
    form: &mut OpportunityForm,
    cells: &Cells<'_>,
    account: Option<AccountId>,
) -> Result<Result<New, FieldError>, Error> {
    let mut new = New::default();
    let mut account = account;
    if let Some((id, is_new)) = match one_account(txn, cx, form, cells).await? {
        Ok(found) => found,
        Err(error) => return Ok(Err(error)),
    } {
        form.account_id = id.to_string();
        (new.account, account) = (is_new, Some(id));
    }
    if form.contact_name.is_empty() {
        return Ok(Ok(new));
    }
    let (id, is_new) = match one_contact(txn, cx, &form.contact_name, account).await? {
        Ok(found) => found,
        Err(problem) => return Ok(Err(FieldError::new("contact_name", problem))),
    };
    form.contact_id = id.to_string();
    new.contact = is_new;
    describe(txn, cx, id, cells).await?;
    Ok(Ok(new))
}

/// A registration number says which account is meant, whatever it is called; a name only when one is called so.
async fn one_account(
    txn: &WriteTxn,
    cx: &Context,
    form: &mut OpportunityForm,
    cells: &Cells<'_>,
) -> Result<Result<Option<(AccountId, bool)>, FieldError>, Error> {
    let typed = cells.get(&Column::AccountNumber).copied().unwrap_or_default();
    let number = match domain::account::registration_number(typed) {
        Ok(number) => number,
        Err(problem) => return Ok(Err(FieldError::new("registration_number", problem))),
    };
    let name = form.account_name.clone();
    let found = match number {
        Some(number) => {
            if let Some(row) = of_number(txn, cx, &number).await? {
                form.account_name = row.name;
                return Ok(Ok(Some((AccountId(row.id), false))));
            }
            if name.is_empty() {
                return Ok(Err(FieldError::new("registration_number", Problem::NotFound)));
            }
            numbered(txn, cx, &name, number).await?
        }
        None if name.is_empty() => return Ok(Ok(None)),
        None => named(txn, cx, &name).await?,
    };
    Ok(found.map(Some).map_err(|problem| FieldError::new("account_name", problem)))
}

async fn of_number(
    txn: &WriteTxn,
    cx: &Context,
    number: &str,
) -> Result<Option<accounts::Model>, Error> {
    Ok(accounts::Entity::visible_to(&cx.actor)
        .filter(accounts::Column::RegistrationNumber.eq(number))
        .one(txn)
        .await?)
}

/// The account of this name whose number is not known yet. Who has another number is another company.
async fn numbered(
    txn: &WriteTxn,
    cx: &Context,
    name: &str,
    number: String,
) -> Result<Result<(AccountId, bool), Problem>, Error> {
    use accounts::Column;

    let namesakes = accounts::Entity::visible_to(&cx.actor)
        .filter(Column::NameFolded.eq(key(name)))
        .filter(Column::RegistrationNumber.is_null())
        .limit(2)
        .all(txn)
        .await?;
    match only(namesakes) {
        Ok(row) => {
            accounts::Entity::update_many()
                .col_expr(Column::RegistrationNumber, Expr::value(number))
                .col_expr(Column::Version, Expr::col(Column::Version).add(1))
                .col_expr(Column::UpdatedAt, Expr::value(cx.now))
                .col_expr(Column::UpdatedBy, Expr::value(cx.user_id()))
                .filter(Column::Id.eq(row.id))
                .exec(txn)
                .await?;
            Ok(Ok((AccountId(row.id), false)))
        }
        Err(Problem::NotFound) => {
            let registration_number = Some(number);
            let input = AccountInput {
                name: name.to_owned(),
                registration_number,
                ..AccountInput::default()
            };
            Ok(Ok((account::row::insert(txn, cx, input).await?, true)))
        }
        Err(problem) => Ok(Err(problem)),
    }
}

async fn named(
    txn: &WriteTxn,
    cx: &Context,
    name: &str,
) -> Result<Result<(AccountId, bool), Problem>, Error> {
    let name = name.to_owned();
    let known = account::resolve(txn, cx, &Picked::Name(name.clone())).await?;
    if known != Err(Problem::NotFound) {
        return Ok(whole(known).map(|id| (id, false)));
    }
    let made = account::resolve(txn, cx, &Picked::Create(name)).await?;
    Ok(whole(made).map(|id| (id, true)))
}

async fn one_contact(
    txn: &WriteTxn,
    cx: &Context,
    name: &str,
    account: Option<AccountId>,
) -> Result<Result<(ContactId, bool), Problem>, Error> {
    let name = name.to_owned();
    let known = contact::resolve(txn, cx, &Picked::Name(name.clone()), account).await?;
    if !matches!(known, Err(Problem::NotFound | Problem::OtherAccount)) {
        return Ok(whole(known).map(|id| (id, false)));
    }
    let made = contact::resolve(txn, cx, &Picked::Create(name), account).await?;
    Ok(whole(made).map(|id| (id, true)))
}

/// A name always means something or nothing, never no choice at all.
fn whole<T>(found: Result<Option<T>, Problem>) -> Result<T, Problem> {
    found.and_then(|id| id.ok_or(Problem::NotFound))
}

/// How the line says the contact is reached. Only what is not known yet is filled in.
async fn describe(
    txn: &WriteTxn,
    cx: &Context,
    id: ContactId,
    cells: &Cells<'_>,
) -> Result<(), Error> {
    use contacts::Column as C;

    let cell = |column| cells.get(&column).copied().unwrap_or_default();
    let email = domain::text::email(cell(Column::ContactEmail)).ok().flatten();
    let phone = domain::text::phone(cell(Column::ContactPhone)).ok().flatten();
    let ways = [
        (C::Email, email.map(|email| fold::nfc(&email)), Some(C::EmailFolded)),
        (C::Phone, phone, None),
    ];
    for (column, value, folded) in ways {
        let Some(value) = value else { continue };
        let mut update = contacts::Entity::update_many();
        if let Some(folded) = folded {
            update = update.col_expr(folded, Expr::value(fold::fold(&value)));
        }
        update
            .col_expr(column, Expr::value(value))
            .col_expr(C::Version, Expr::col(C::Version).add(1))
            .col_expr(C::UpdatedAt, Expr::value(cx.now))
            .col_expr(C::UpdatedBy, Expr::value(cx.user_id()))
            .filter(C::Id.eq(id.0))
            .filter(column.is_null())
            .exec(txn)
            .await?;
    }
    Ok(())
}
