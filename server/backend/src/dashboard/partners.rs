//! What each partner did in a period: how often it said yes, how soon, and what it sold.

use std::collections::{BTreeMap, HashMap};

use domain::{
    dashboard::{PartnerFigures, Sales},
    ids::PartnerId,
    money::{Currency, Money},
    opportunity::Occasion,
};
use sea_orm::{
    Condition, ConnectionTrait, JoinType, QueryFilter, QuerySelect, QueryTrait, RelationTrait,
    sea_query::{Expr, Func, Query, SelectStatement, SimpleExpr, UnionType},
};
use uuid::Uuid;

use super::{
    answers,
    figure::{self, Period},
};
use crate::{
    Context, Error,
    assignment::names,
    entity::{
        assignment::{Column, Entity, Relation},
        opportunity,
    },
    opportunity::list::occasion,
};

/// What was counted of one partner.
#[derive(Debug, Clone, Default)]
struct Counts {
    settled: i64,
    accepted: i64,
    answered: i64,
    closed: i64,
    won: i64,
    /// What was won in each currency, and by how many.
    sums: BTreeMap<Currency, (i64, i64)>,
}

/// Everybody who was asked or closed something, the most sales first, then the most offers.
pub(super) async fn read(cx: &Context, period: Period) -> Result<Vec<PartnerFigures>, Error> {
    let mut found: HashMap<Uuid, Counts> = HashMap::new();
    for row in cx.db.read().query_all(&offers(cx, period)).await? {
        let counts = found.entry(row.try_get_by_index(0)?).or_default();
        counts.settled = row.try_get_by_index(1)?;
        counts.accepted = row.try_get_by_index(2)?;
    }
    for row in cx.db.read().query_all(&endings(cx, period)).await? {
        let counts = found.entry(row.try_get_by_index(0)?).or_default();
        let (status, currency): (String, String) =
            (row.try_get_by_index(1)?, row.try_get_by_index(2)?);
        let rows: i64 = row.try_get_by_index(3)?;
        counts.closed += rows;
        if status == "won" {
            counts.won += rows;
            let sum: Option<i64> = row.try_get_by_index(4)?;
            if let (Ok(currency), Some(sum)) = (currency.parse(), sum) {
                counts.sums.insert(currency, (sum, rows));
            }
        }
    }
    let since = occasion::beginning(cx, Some(period.since));
    let medians = answers::by_partner(cx, since).await?;
    for (partner, answered) in answers::how_many(cx, since).await? {
        found.entry(partner).or_default().answered = answered;
    }
    let names = names::partners(cx.db.read(), found.keys().copied()).await?;
    let mut partners: Vec<PartnerFigures> = found
        .into_iter()
        .map(|(id, counts)| {
            let name = names.get(&id).cloned().unwrap_or_default();
            figures(period, PartnerId(id), name, counts, medians.get(&id).copied())
        })
        .collect();
    partners.sort_by(|a, b| {
        let key = |one: &PartnerFigures| (one.won.number(), one.settled.number());
        key(b).cmp(&key(a)).then_with(|| a.name.cmp(&b.name))
    });
    Ok(partners)
}

fn figures(
    period: Period,
    id: PartnerId,
    name: String,
    counts: Counts,
    median: Option<i64>,
) -> PartnerFigures {
    let figure = |occasion: Occasion, count: i64| {
        figure::counted(u64::try_from(count).unwrap_or_default(), &period.with(occasion, id))
    };
    PartnerFigures {
        id,
        name,
        settled: figure(Occasion::OfferSettled, counts.settled),
        accepted: figure(Occasion::OfferAccepted, counts.accepted),
        closed: figure(Occasion::Closed, counts.closed),
        won: figure(Occasion::Won, counts.won),
        sales: counts
            .sums
            .into_iter()
            .map(|(currency, (sum, rows))| Sales {
                sum: Money::new(sum, currency),
                sold: figure::counted(
                    u64::try_from(rows).unwrap_or_default(),
                    &period.sold(id, currency),
                ),
            })
            .collect(),
        median,
        answered: figure(Occasion::OfferAnswered, counts.answered),
    }
}

/// Partner, settled offers, accepted ones; each opportunity once. Each kind is found along its own index and only then
/// grouped: in one condition SQLite would rather read everything in the order of partners.
pub(super) fn offers(cx: &Context, period: Period) -> SelectStatement {
    let since = occasion::beginning(cx, Some(period.since));
    let found = |condition: Condition, yes: SimpleExpr| {
        Entity::visible_to(&cx.actor)
            .select_only()
            .columns([Column::PartnerId, Column::OpportunityId])
            .expr_as(yes, "accepted")
            .filter(condition)
            .into_query()
    };
    let none = || Expr::cust("NULL");
    let yes = Expr::col((Entity, Column::OpportunityId));
    let yes = found(occasion::taken(since), yes)
        .union(UnionType::All, found(occasion::refused(since), none()))
        .union(UnionType::All, found(occasion::lapsed(since), none()))
        .take();
    Query::select()
        .column("partner_id")
        .expr(Func::count_distinct(Expr::col("opportunity_id")))
        .expr(Func::count_distinct(Expr::col("accepted")))
        .from_subquery(yes, "settled")
        .group_by_col("partner_id")
        .take()
}

/// Partner, status, currency, how many were closed so, and what they brought.
pub(super) fn endings(cx: &Context, period: Period) -> SelectStatement {
    use opportunity::Column as O;

    let since = occasion::beginning(cx, Some(period.since));
    let of = |column: O| Expr::col((opportunity::Entity, column));
    Entity::visible_to(&cx.actor)
        .select_only()
        .join(JoinType::InnerJoin, Relation::Opportunity.def())
        .column(Column::PartnerId)
        .expr(of(O::Status))
        .expr(of(O::Currency))
        .expr(Func::count_distinct(Expr::col((Entity, Column::OpportunityId))))
        .expr(Func::cast_as(Func::sum(of(O::ActualValue)), "bigint"))
        .filter(occasion::at_closing())
        .filter(occasion::closed(since))
        .group_by(Column::PartnerId)
        .group_by(O::Status)
        .group_by(O::Currency)
        .into_query()
}
