//! What the company says of itself.

use domain::{
    invalid::Problem,
    partner::CompanyForm,
    policy::{Action, Relation, authorize},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait, QueryFilter, sea_query::Expr,
};

use crate::{
    Context, Error,
    entity::partner::{ActiveModel, Column, Entity},
    fold::nfc,
    partner::{recipient, row},
    zone,
};

/// Stores it, if the profile is still the one that the form was made from. What the vendor keeps stays as it is.
pub async fn save(cx: &Context, version: i32, form: &CompanyForm) -> Result<(), Error> {
    authorize(&cx.actor, Action::EditCompany, Relation::Own)?;
    let form = CompanyForm { about: nfc(&form.about), ..form.clone() };
    let input = form.check()?;
    if zone::named(&input.time_zone).is_none() {
        return Err(Error::field("time_zone", Problem::TimeZone));
    }
    let txn = cx.db.begin_write().await?;
    let (row, _) = super::own(&txn, cx).await?;
    if row.version != version {
        return Err(Error::Stale);
    }
    let status = row::status(&row)?;
    let recipient = recipient::choose(&txn, row.id.into(), status, input.default_recipient).await?;
    let values = ActiveModel {
        about: Set(input.about),
        website: Set(input.website),
        phone: Set(input.phone),
        languages: Set(row::json(&input.languages)),
        time_zone: Set(input.time_zone),
        default_recipient_id: Set(recipient.map(|user| user.0)),
        updated_at: Set(cx.now),
        updated_by: Set(cx.user_id()),
        ..ActiveModel::default()
    };
    let written = Entity::update_many()
        .set(values)
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(row.id))
        .filter(Column::Version.eq(version))
        .exec(&txn)
        .await?;
    if written.rows_affected != 1 {
        return Err(Error::Stale);
    }
    txn.commit().await
}
