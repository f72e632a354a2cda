//! An account between its row, its checked values and its form.

use domain::{
    account::{AccountForm, AccountInput},
    ids::AccountId,
    place::Place,
};
use sea_orm::{ActiveValue::Set, EntityTrait};

use crate::{
    Context, Error,
    db::WriteTxn,
    entity::account::{ActiveModel, Entity, Model},
    fold,
};

/// The columns that people type. Text arrives here for storage, so here it becomes NFC.
pub(crate) fn values(input: AccountInput) -> ActiveModel {
    let nfc = |text: Option<String>| Set(text.map(|text| fold::nfc(&text)));
    let name = fold::nfc(&input.name);
    ActiveModel {
        name_folded: Set(fold::fold(&name)),
        name_sort: Set(fold::sort_key(&name)),
        name: Set(name),
        registration_number: Set(input.registration_number),
        vat_id: nfc(input.vat_id),
        domain: nfc(input.domain),
        street: nfc(input.street),
        city: nfc(input.city),
        region: nfc(input.region),
        postal_code: nfc(input.postal_code),
        country: Set(input.country),
        latitude: Set(input.place.map(Place::latitude)),
        longitude: Set(input.place.map(Place::longitude)),
        industry: nfc(input.industry),
        ..ActiveModel::default()
    }
}

/// Stores a new account.
pub(crate) async fn insert(
    txn: &WriteTxn,
    cx: &Context,
    input: AccountInput,
) -> Result<AccountId, Error> {
    let id = AccountId(cx.new_id());
    insert_as(txn, cx, id, input).await?;
    Ok(id)
}

/// Stores a new account under an id that was drawn before.
pub(crate) async fn insert_as(
    txn: &WriteTxn,
    cx: &Context,
    id: AccountId,
    input: AccountInput,
) -> Result<(), Error> {
    let row = ActiveModel {
        id: Set(id.0),
        version: Set(1),
        created_at: Set(cx.now),
        created_by: Set(cx.user_id()),
        updated_at: Set(cx.now),
        updated_by: Set(cx.user_id()),
        ..values(input)
    };
    Entity::insert(row).exec_without_returning(txn).await?;
    Ok(())
}

/// Where it is on the map, if that is known.
pub(crate) fn place(row: &Model) -> Option<Place> {
    Place::new(row.latitude?, row.longitude?)
}

/// The values as a form shows them.
pub(crate) fn form(row: &Model) -> AccountForm {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    AccountForm {
        name: row.name.clone(),
        registration_number: text(&row.registration_number),
        vat_id: text(&row.vat_id),
        domain: text(&row.domain),
        street: text(&row.street),
        city: text(&row.city),
        region: text(&row.region),
        postal_code: text(&row.postal_code),
        country: text(&row.country),
        coordinates: place(row).map(|place| place.to_string()).unwrap_or_default(),
        industry: text(&row.industry),
        not_duplicate: String::new(),
    }
}
