//! What currencies are worth from a day on: kept by administrators, used where values are compared.

mod list;
mod save;
mod take;

use chrono::NaiveDate;
use domain::{policy::Actor, rate::Rate};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use crate::{
    Error,
    entity::currency_rate::{Column, Entity, Model},
};

pub(crate) use list::newest;
pub use list::rates;
pub use save::save_rate;
pub use take::take_sheet;

/// What holds on a day: of each currency the newest rate that is not of a later day.
pub(crate) async fn valid_on(
    db: &impl ConnectionTrait,
    day: NaiveDate,
) -> Result<Vec<Rate>, Error> {
    let newest: Vec<(String, NaiveDate)> = Entity::visible_to(&Actor::System)
        .select_only()
        .column(Column::Currency)
        .column_as(Column::ValidFrom.max(), "newest")
        .filter(Column::ValidFrom.lte(day))
        .group_by(Column::Currency)
        .into_tuple()
        .all(db)
        .await?;
    if newest.is_empty() {
        return Ok(Vec::new());
    }
    let these = newest.into_iter().fold(Condition::any(), |these, (currency, day)| {
        these.add(Column::Currency.eq(currency).and(Column::ValidFrom.eq(day)))
    });
    let rows = Entity::visible_to(&Actor::System)
        .filter(these)
        .order_by_asc(Column::Currency)
        .all(db)
        .await?;
    rows.iter().map(rate).collect()
}

fn rate(row: &Model) -> Result<Rate, Error> {
    let currency = row.currency.parse().map_err(|_| Error::Inconsistent {
        table: "currency_rate",
        id: Uuid::nil(),
        what: format!("currency is {:?}", row.currency),
    })?;
    Ok(Rate { currency, valid_from: row.valid_from, millionths: row.millionths })
}
