//! What other tables know about the rows of a page, asked together, however many rows.

use std::collections::HashMap;

use domain::{assignment::State, opportunity::Status};
use sea_orm::{
    ColumnTrait, DbErr, FromQueryResult, JoinType, QueryFilter, QueryOrder, QueryResult,
    QuerySelect, QueryTrait, RelationTrait, Statement, sea_query::SelectStatement,
};
use uuid::Uuid;

use super::filter::HAVING;
use crate::{
    Context, Error,
    db::as_needed,
    entity::{account, assignment, opportunity::Line, partner},
    many,
};

/// What other tables say of rows.
#[derive(Debug)]
pub(super) struct Around {
    /// Names of customers by id.
    pub accounts: HashMap<Uuid, String>,
    /// By opportunity the names of those that have it now or had it when it was closed, in Czech order.
    pub partners: HashMap<Uuid, Vec<String>>,
    /// Names by id of partners that brought one.
    pub bringers: HashMap<Uuid, String>,
    /// Whoever works on one and has not reported.
    pub awaited: Vec<assignment::Model>,
}

impl Around {
    /// Asks for it.
    pub async fn of(cx: &Context, rows: &[Line]) -> Result<Self, Error> {
        let ids =
            |of: fn(&Line) -> Option<Uuid>| many::ids_of(rows.len(), rows.iter().filter_map(of));
        let questions = [
            about(cx, ids(|row| row.account_id), accounts),
            about(cx, ids(|row| Some(row.id)), partners),
            about(cx, ids(|row| row.origin_partner_id), companies),
            about(cx, ids(|row| is_worked_on(row).then_some(row.id)), awaited),
        ];
        let [accounts, found, bringers, awaited] = as_needed(cx.db.read(), questions).await?;
        let mut partners: HashMap<Uuid, Vec<String>> = HashMap::new();
        for (opportunity, name) in named(&found)? {
            let names = partners.entry(opportunity).or_default();
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let awaited = awaited.iter().map(|row| assignment::Model::from_query_result(row, ""));
        Ok(Self {
            accounts: named(&accounts)?.into_iter().collect(),
            partners,
            bringers: named(&bringers)?.into_iter().collect(),
            awaited: awaited.collect::<Result<_, _>>()?,
        })
    }
}

/// Names of a partner and of an account, of each if it is asked for.
pub(super) async fn names_of(
    cx: &Context,
    partner: impl IntoIterator<Item = Uuid>,
    account: impl IntoIterator<Item = Uuid>,
) -> Result<[Option<String>; 2], Error> {
    let questions =
        [about(cx, many::ids(partner), companies), about(cx, many::ids(account), accounts)];
    let [partner, account] = as_needed(cx.db.read(), questions).await?;
    let first = |rows: &[QueryResult]| named(rows).map(|rows| rows.into_iter().next());
    Ok([first(&partner)?, first(&account)?].map(|found| found.map(|(_, name)| name)))
}

/// The question about these, if there are any.
fn about(
    cx: &Context,
    ids: Vec<Uuid>,
    question: fn(&Context, Vec<Uuid>) -> SelectStatement,
) -> Option<Statement> {
    let backend = cx.db.backend();
    (!ids.is_empty()).then(|| backend.build(&question(cx, ids)))
}

/// Rows of an id and a name.
fn named(rows: &[QueryResult]) -> Result<Vec<(Uuid, String)>, DbErr> {
    rows.iter().map(QueryResult::try_get_many_by_index).collect()
}

/// Names of accounts.
fn accounts(cx: &Context, ids: Vec<Uuid>) -> SelectStatement {
    use account::{Column, Entity};

    Entity::visible_to(&cx.actor)
        .select_only()
        .columns([Column::Id, Column::Name])
        .filter(Column::Id.is_in(ids))
        .into_query()
}

/// Names of the partners that have opportunities now or had them when they were closed.
fn partners(cx: &Context, opportunities: Vec<Uuid>) -> SelectStatement {
    use assignment::{Column, Entity, Relation};

    Entity::visible_to(&cx.actor)
        .select_only()
        .column(Column::OpportunityId)
        .column(account::Column::Name)
        .join(JoinType::InnerJoin, Relation::Partner.def())
        .join(JoinType::InnerJoin, partner::Relation::Account.def())
        .filter(Column::OpportunityId.is_in(opportunities))
        .filter(Column::State.is_in(HAVING))
        .order_by_asc(account::Column::NameSort)
        .into_query()
}

/// Names of partners.
fn companies(cx: &Context, ids: Vec<Uuid>) -> SelectStatement {
    use partner::{Column, Entity, Relation};

    Entity::visible_to(&cx.actor)
        .select_only()
        .column(Column::Id)
        .column(account::Column::Name)
        .join(JoinType::InnerJoin, Relation::Account.def())
        .filter(Column::Id.is_in(ids))
        .into_query()
}

/// Whoever works on opportunities and has not reported.
fn awaited(cx: &Context, opportunities: Vec<Uuid>) -> SelectStatement {
    use assignment::{Column, Entity};

    Entity::visible_to(&cx.actor)
        .filter(Column::OpportunityId.is_in(opportunities))
        .filter(Column::State.eq(State::Accepted.as_ref()))
        .filter(Column::FirstUpdateAt.is_null())
        .into_query()
}

fn is_worked_on(row: &Line) -> bool {
    let accepted = Status::Accepted.as_ref();
    row.status == accepted || row.held_from.as_deref() == Some(accepted)
}
