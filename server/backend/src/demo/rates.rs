//! Rates of the demo: believable ones for each week of a year, the newest from yesterday on. Nobody quoted them.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{money::Currency, rate::Rate};
use sea_orm::{ActiveValue::Set, EntityTrait};

use crate::{
    Context, Error,
    db::WriteTxn,
    entity::currency_rate::{ActiveModel, Entity},
};

/// What one unit is worth in millionths, and how much it moves from week to week.
const ABOUT: [(Currency, i64, i64); 7] = [
    (Currency::Eur, 24_350_000, 15_000),
    (Currency::Usd, 20_900_000, 40_000),
    (Currency::Gbp, 27_800_000, 35_000),
    (Currency::Pln, 5_720_000, 6_000),
    (Currency::Huf, 62_300, 120),
    (Currency::Chf, 26_050_000, 25_000),
    (Currency::Jpy, 135_800, 300),
];

const WEEKS: i64 = 58;

/// Writes them as of a year before `today`.
pub async fn write(txn: &WriteTxn, cx: &Context, today: DateTime<Utc>) -> Result<(), Error> {
    let mut rows = Vec::new();
    for week in 0..WEEKS {
        let day = cx.local(today).date_naive() - TimeDelta::days(1 + 7 * week);
        for (place, (currency, about, step)) in (1..).zip(ABOUT) {
            let millionths = about + step * ((week * 7 + place * 5) * 11 % 17 - 8);
            let rate = Rate { currency, valid_from: day, millionths };
            rows.push(row(cx, rate));
        }
    }
    Entity::insert_many(rows).exec_without_returning(txn).await?;
    Ok(())
}

fn row(cx: &Context, rate: Rate) -> ActiveModel {
    ActiveModel {
        currency: Set(rate.currency.to_string()),
        valid_from: Set(rate.valid_from),
        millionths: Set(rate.millionths),
        version: Set(1),
        created_at: Set(cx.now),
        created_by: Set(None),
        updated_at: Set(cx.now),
        updated_by: Set(None),
    }
}
