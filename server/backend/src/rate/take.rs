//! Takes the rates of a day from a sheet of the Czech National Bank. The same sheet twice changes nothing.

use std::collections::HashMap;

use domain::{
    invalid::Problem,
    policy::{Action, Relation, authorize},
    rate::{Sheet, Taken},
};
use sea_orm::{ColumnTrait, QueryFilter};

use super::save::{add, correct};
use crate::{
    Context, Error,
    entity::currency_rate::{Column, Entity, Model},
};

/// Writes what differs. The bank's figure comes in the place of one that was typed.
pub async fn take_sheet(cx: &Context, sheet: &str) -> Result<Taken, Error> {
    authorize(&cx.actor, Action::ManageSettings, Relation::Own)?;
    let wrong = |problem| Error::field("sheet", problem);
    let sheet = Sheet::read(sheet).map_err(wrong)?;
    if sheet.day > cx.local(cx.now).date_naive() {
        return Err(wrong(Problem::TooFar { days: 0 }));
    }
    let txn = cx.db.begin_write().await?;
    let known =
        Entity::visible_to(&cx.actor).filter(Column::ValidFrom.eq(sheet.day)).all(&txn).await?;
    let known: HashMap<&str, &Model> =
        known.iter().map(|row| (row.currency.as_str(), row)).collect();
    let mut taken = Taken { day: sheet.day, new: 0, corrected: 0, same: 0 };
    for rate in sheet.rates {
        match known.get(rate.currency.as_ref()) {
            None => {
                add(&txn, cx, rate).await?;
                taken.new += 1;
            }
            Some(row) if row.millionths == rate.millionths => taken.same += 1,
            Some(row) => {
                if !correct(&txn, cx, rate, row.version).await? {
                    return Err(Error::Stale);
                }
                taken.corrected += 1;
            }
        }
    }
    txn.commit().await?;
    Ok(taken)
}
