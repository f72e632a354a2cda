//! The page of rates, and one of them to correct.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::{
    money::Currency,
    policy::{Action, Denied, Relation, authorize},
    rate::{Rate, RateDay, RateForm, RatesPage, currencies},
};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{rate, valid_on};
use crate::{
    Context, Error,
    entity::currency_rate::{Column, Entity},
};

/// So many days are shown at a time; a month of them fits a screen.
const DAYS: u64 = 31;

/// Days before `before`, or the newest. `chosen` is the one that its form is about.
pub async fn rates(
    cx: &Context,
    before: Option<NaiveDate>,
    chosen: Option<(Currency, NaiveDate)>,
) -> Result<RatesPage, Error> {
    authorize(&cx.actor, Action::ManageSettings, Relation::Own)?;
    let today = cx.local(cx.now).date_naive();
    let (version, form) = form(cx, today, chosen).await?;
    let (days, older) = days(cx, before).await?;
    let now = valid_on(cx.db.read(), today).await?;
    let place = |rate: &Rate| currencies().position(|one| one == rate.currency);
    let mut now = now;
    now.sort_by_key(place);
    Ok(RatesPage { now, days, older, version, form })
}

/// The newest day with a rate.
pub(crate) async fn newest(cx: &Context) -> Result<Option<NaiveDate>, Error> {
    Ok(Entity::visible_to(&cx.actor)
        .select_only()
        .column(Column::ValidFrom)
        .order_by_desc(Column::ValidFrom)
        .into_tuple()
        .one(cx.db.read())
        .await?)
}

async fn form(
    cx: &Context,
    today: NaiveDate,
    chosen: Option<(Currency, NaiveDate)>,
) -> Result<(Option<i32>, RateForm), Error> {
    let Some((currency, day)) = chosen else {
        let valid_from = today.to_string();
        return Ok((None, RateForm { valid_from, ..RateForm::default() }));
    };
    let row = Entity::visible_to(&cx.actor)
        .filter(Column::Currency.eq(currency.as_ref()))
        .filter(Column::ValidFrom.eq(day))
        .one(cx.db.read())
        .await?
        .ok_or(Denied::Hidden)?;
    Ok((Some(row.version), RateForm::of(&rate(&row)?, cx.lang)))
}

/// The days, and the last of them when there are more before it.
async fn days(
    cx: &Context,
    before: Option<NaiveDate>,
) -> Result<(Vec<RateDay>, Option<NaiveDate>), Error> {
    let mut query = Entity::visible_to(&cx.actor).select_only().column(Column::ValidFrom);
    if let Some(before) = before {
        query = query.filter(Column::ValidFrom.lt(before));
    }
    let mut found: Vec<NaiveDate> = query
        .distinct()
        .order_by_desc(Column::ValidFrom)
        .limit(DAYS + 1)
        .into_tuple()
        .all(cx.db.read())
        .await?;
    let is_more = found.len() as u64 > DAYS;
    if is_more {
        found.pop();
    }
    let (Some(newest), Some(oldest)) = (found.first(), found.last()) else {
        return Ok((Vec::new(), None));
    };
    let rows = Entity::visible_to(&cx.actor)
        .filter(Column::ValidFrom.between(*oldest, *newest))
        .all(cx.db.read())
        .await?;
    let mut of: BTreeMap<NaiveDate, Vec<Rate>> = BTreeMap::new();
    for row in &rows {
        of.entry(row.valid_from).or_default().push(rate(row)?);
    }
    let days = of.into_iter().rev().map(|(day, rates)| RateDay { day, rates }).collect();
    Ok((days, is_more.then_some(*oldest)))
}
