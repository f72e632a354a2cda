//! A new contact.

use domain::{
    contact::{ContactForm, ContactInput},
    ids::{AccountId, ContactId},
    invalid::{FieldError, Problem},
    opportunity::Picked,
    partner::optional_id,
    policy::{Action, Relation, authorize},
    text,
};

use super::row;
use crate::{Context, Error, account, db::WriteTxn};

/// Stores a new contact.
pub async fn create(cx: &Context, form: &ContactForm) -> Result<ContactId, Error> {
    authorize(&cx.actor, Action::WriteCustomers, Relation::Own)?;
    let (input, picked) = check(form)?;
    let txn = cx.db.begin_write().await?;
    let account = of_account(&txn, cx, &picked).await?;
    let id = row::insert(&txn, cx, input, account).await?;
    txn.commit().await?;
    Ok(id)
}

/// Checks the form, the picked account among its fields.
pub(super) fn check(
    form: &ContactForm,
) -> Result<(ContactInput, Picked<AccountId>), Vec<FieldError>> {
    let picked = picked(form).map_err(|problem| FieldError::new("account_name", problem));
    match (form.check(), picked) {
        (Ok(input), Ok(picked)) => Ok((input, picked)),
        (Ok(_), Err(error)) => Err(vec![error]),
        (Err(errors), picked) => Err(errors.into_iter().chain(picked.err()).collect()),
    }
}

fn picked(form: &ContactForm) -> Result<Picked<AccountId>, Problem> {
    let Some(name) = text::line(&form.account_name, text::NAME_MAX)? else {
        return Ok(Picked::None);
    };
    Ok(match optional_id(&form.account_id)? {
        Some(id) => Picked::Id(id, name),
        None => Picked::Name(name),
    })
}

pub(super) async fn of_account(
    txn: &WriteTxn,
    cx: &Context,
    picked: &Picked<AccountId>,
) -> Result<Option<AccountId>, Error> {
    account::resolve(txn, cx, picked)
        .await?
        .map_err(|problem| Error::field("account_name", problem))
}
