//! A contact between its row, its checked values and its form.

use domain::{
    contact::{ContactForm, ContactInput},
    ids::{AccountId, ContactId},
};
use sea_orm::{ActiveValue::Set, EntityTrait};

use crate::{
    Context, Error,
    db::WriteTxn,
    entity::contact::{ActiveModel, Entity, Model},
    fold,
};

/// First and last name.
pub(crate) fn full_name(row: &Model) -> String {
    joined(row.first_name.as_deref(), &row.last_name)
}

fn joined(first: Option<&str>, last: &str) -> String {
    first.into_iter().chain([last]).collect::<Vec<_>>().join(" ")
}

/// The columns that people type. Text arrives here for storage, so here it becomes NFC.
///
/// Sorted by family name, as lists of people are; found by the full name, as people are called.
pub(crate) fn values(input: ContactInput, account: Option<AccountId>) -> ActiveModel {
    let nfc = |text: Option<String>| text.map(|text| fold::nfc(&text));
    let (first, last) = (nfc(input.first_name), fold::nfc(&input.last_name));
    ActiveModel {
        name_folded: Set(fold::fold(&joined(first.as_deref(), &last))),
        name_sort: Set(fold::sort_key(
            &[&last, " ", first.as_deref().unwrap_or_default()].concat(),
        )),
        first_name: Set(first),
        last_name: Set(last),
        email_folded: Set(input.email.as_deref().map(fold::fold)),
        email: Set(nfc(input.email)),
        phone: Set(nfc(input.phone)),
        job_title: Set(nfc(input.job_title)),
        account_id: Set(account.map(|id| id.0)),
        language: Set(input.language.map(|lang| lang.to_string())),
        ..ActiveModel::default()
    }
}

/// Stores a new contact.
pub(crate) async fn insert(
    txn: &WriteTxn,
    cx: &Context,
    input: ContactInput,
    account: Option<AccountId>,
) -> Result<ContactId, Error> {
    let id = ContactId(cx.new_id());
    insert_as(txn, cx, id, input, account).await?;
    Ok(id)
}

/// Stores a new contact under an id that was drawn before.
pub(crate) async fn insert_as(
    txn: &WriteTxn,
    cx: &Context,
    id: ContactId,
    input: ContactInput,
    account: Option<AccountId>,
) -> Result<(), Error> {
    let row = ActiveModel {
        id: Set(id.0),
        version: Set(1),
        created_at: Set(cx.now),
        created_by: Set(cx.user_id()),
        updated_at: Set(cx.now),
        updated_by: Set(cx.user_id()),
        ..values(input, account)
    };
    Entity::insert(row).exec_without_returning(txn).await?;
    Ok(())
}

/// The values as a form shows them.
pub(crate) fn form(row: &Model, account_name: Option<String>) -> ContactForm {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    ContactForm {
        first_name: text(&row.first_name),
        last_name: row.last_name.clone(),
        email: text(&row.email),
        phone: text(&row.phone),
        job_title: text(&row.job_title),
        account_name: account_name.unwrap_or_default(),
        account_id: row.account_id.map(|id| id.to_string()).unwrap_or_default(),
        language: text(&row.language),
    }
}
