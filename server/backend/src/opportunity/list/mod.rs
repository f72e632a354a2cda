//! The list of staff: one page of it, how many there are, and what they are worth.

mod around;
mod chosen;
mod cursor;
mod figures;
mod filter;
mod found;
mod kept;
mod names;
pub(crate) mod occasion;
mod page;
#[cfg(test)]
mod plan_tests;

use domain::{
    money::Money,
    opportunity::{Count, ListQuery, OpportunityPage, Status},
    policy::{Action, Relation, authorize},
    rate::InBase,
};

use sea_orm::{
    ColumnTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
    sea_query::{Expr, SimpleExpr},
};

use self::filter::Filter;
pub(crate) use self::{figures::EVERY, kept::Figures, names::dress};
use crate::{
    Context, Error,
    entity::opportunity::{Column, Entity, Model},
};

/// Rows on one page.
const PAGE: usize = 50;
/// Counting views stops here: nobody reads further, and the list stays quick. What the list itself shows is exact.
const COUNTED: u64 = 10_000;

/// One page of what the URL asks for. Staff see all opportunities, so the scope lets all rows through.
pub async fn list(cx: &Context, query: &ListQuery) -> Result<OpportunityPage, Error> {
    authorize(&cx.actor, Action::ReadOpportunity, Relation::Own)?;
    let cx = &cx.still();
    let known = &cx.figures;
    let found = known.page(cx, query).await?;
    let views = known.views.get(cx, kept::asker(cx), async || figures::views(cx).await).await?;
    let owners = known.owners(cx).await?;
    let choices = known.choices(cx).await?;
    // Of the reader, whose own are among them.
    let elsewhere = if found.page.rows.is_empty() {
        figures::elsewhere(cx, &found.filter).await?
    } else {
        Vec::new()
    };
    Ok(OpportunityPage {
        rows: found.known.dress(cx, &found.page.rows, &choices)?,
        exact: found.filter.reference().map(str::to_owned),
        total: Count::Exactly(found.total),
        in_base: in_base(cx, &found.sums).await?,
        sums: found.sums.clone(),
        views,
        elsewhere,
        next: found.page.next.clone(),
        previous: found.page.previous.clone(),
        filter_names: found.filter_names.clone(),
        reason: names::reason(cx, &found.filter, &choices),
        owners: owners.iter().map(|owner| (owner.id, owner.name.clone())).collect(),
    })
}

/// What sums come to at the rates of today.
async fn in_base(cx: &Context, sums: &[Money]) -> Result<Option<InBase>, Error> {
    if sums.len() < 2 {
        return Ok(None);
    }
    Ok(domain::rate::total(sums, &cx.figures.rates(cx).await?))
}

/// How many rows the list shows for a query.
pub(crate) async fn count(cx: &Context, query: &ListQuery) -> Result<Count, Error> {
    let filter = Filter::read(cx, query).await?;
    figures::count(cx, &filter).await
}

/// What of a query waits for a partner, in the order of the list: the first so many, and how many there are.
pub(crate) async fn waiting(
    cx: &Context,
    query: &ListQuery,
    most: u64,
) -> Result<(Vec<Model>, u64), Error> {
    let filter = Filter::read(cx, query).await?;
    let open = [Status::InProgress, Status::Declined, Status::Expired, Status::Returned];
    let rows = page::in_order(&filter, filter.rows(cx))
        .filter(Column::Status.is_in(open.map(|status| status.to_string())))
        .filter(Column::AwaitingApproval.eq(false));
    let count = rows.clone().count(cx.db.read()).await?;
    Ok((rows.limit(most).all(cx.db.read()).await?, count))
}

/// The rows of a query, each as its id and its moment, in the order of these.
pub(crate) async fn by_moment(
    cx: &Context,
    query: &ListQuery,
    moment: SimpleExpr,
) -> Result<Select<Entity>, Error> {
    let filter = Filter::read(cx, query).await?;
    let rows = filter.rows(cx).select_only().column(Column::Id).expr_as(moment, "moment");
    Ok(rows.order_by_asc(Expr::col("moment")).order_by_asc(Column::Id))
}
