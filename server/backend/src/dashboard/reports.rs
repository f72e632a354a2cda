//! Figures over everybody's opportunities in a period.

use domain::{
    choice::{Chosen, Code, List},
    dashboard::{Figure, Reports},
    money::{Currency, Money},
    opportunity::Occasion,
};
use sea_orm::{
    ConnectionTrait, QueryFilter, QuerySelect, QueryTrait,
    sea_query::{Expr, Func, Query, SelectStatement},
};

use super::{
    answers,
    figure::{self, Period},
    partners,
};
use crate::{
    Context, Error, choice,
    entity::{
        assignment,
        opportunity::{Column, Entity},
    },
    opportunity::list::{EVERY, occasion},
};

/// The steps of the funnel.
const FUNNEL: [Occasion; 4] =
    [Occasion::Created, Occasion::Delivered, Occasion::Accepted, Occasion::Won];

/// All of them.
pub(super) async fn read(cx: &Context, period: Period) -> Result<Reports, Error> {
    let mut funnel = Vec::with_capacity(FUNNEL.len());
    for step in FUNNEL {
        funnel.push((step, figure::of(cx, period.of(step)).await?));
    }
    let since = occasion::beginning(cx, Some(period.since));
    Ok(Reports {
        settled: figure::of(cx, period.of(Occasion::OfferSettled)).await?,
        accepted: figure::of(cx, period.of(Occasion::OfferAccepted)).await?,
        answered: figure::of(cx, period.of(Occasion::OfferAnswered)).await?,
        answer: answers::overall(cx, since).await?,
        won: figure::of(cx, period.of(Occasion::Won)).await?,
        won_sums: won_sums(cx, period).await?,
        declines: declines(cx, period).await?,
        partners: partners::read(cx, period).await?,
        funnel,
    })
}

/// What was sold in the period brought, per currency.
async fn won_sums(cx: &Context, period: Period) -> Result<Vec<Money>, Error> {
    let rows = cx.db.read().query_all(&won(cx, period)).await?;
    let mut sums = Vec::new();
    for row in rows {
        let currency: String = row.try_get_by_index(0)?;
        let sum: Option<i64> = row.try_get_by_index(1)?;
        if let (Ok(currency), Some(minor)) = (currency.parse::<Currency>(), sum) {
            sums.push(Money::new(minor, currency));
        }
    }
    sums.sort_by_key(|sum| sum.currency);
    Ok(sums)
}

pub(super) fn won(cx: &Context, period: Period) -> SelectStatement {
    let since = occasion::beginning(cx, Some(period.since));
    let rows = Entity::visible_to(&cx.actor)
        .select_only()
        .columns([Column::Currency, Column::ActualValue])
        .filter(occasion::won(since))
        .limit(EVERY)
        .into_query();
    Query::select()
        .column("currency")
        .expr(Func::cast_as(Func::sum(Expr::col("actual_value")), "bigint"))
        .from_subquery(rows, "won")
        .group_by_col("currency")
        .to_owned()
}

/// Why offers were declined, the most frequent reason first.
async fn declines(cx: &Context, period: Period) -> Result<Vec<(Chosen, Figure)>, Error> {
    let rows = cx.db.read().query_all(&reasons(cx, period)).await?;
    let mut found: Vec<(Code, i64)> = Vec::new();
    for row in rows {
        let reason: Option<String> = row.try_get_by_index(0)?;
        if let Some(reason) = reason.and_then(|reason| reason.parse().ok()) {
            found.push((reason, row.try_get_by_index(1)?));
        }
    }
    found.sort_by_key(|(reason, count)| (std::cmp::Reverse(*count), reason.to_string()));
    let choices = choice::all(cx.db.read(), cx).await?;
    let figure = |(reason, count): (Code, i64)| {
        let mut pairs = period.of(Occasion::Declined);
        pairs.push(("reason", reason.to_string()));
        let reason = choices.called(List::Decline, &reason, cx.lang);
        (reason, figure::counted(u64::try_from(count).unwrap_or_default(), &pairs))
    };
    Ok(found.into_iter().map(figure).collect())
}

pub(super) fn reasons(cx: &Context, period: Period) -> SelectStatement {
    use assignment::{Column, Entity};

    let since = occasion::beginning(cx, Some(period.since));
    let mut rows = Entity::visible_to(&cx.actor)
        .select_only()
        .column(Column::DeclineReason)
        .expr(Func::count_distinct(Expr::col((Entity, Column::OpportunityId))))
        .group_by(Column::DeclineReason);
    if let Some(declined) = occasion::of_assignments(Occasion::Declined, since) {
        rows = rows.filter(declined);
    }
    rows.into_query()
}
