//! A run ends, and whoever decides about what is left hears of it: once for all of it.

use std::collections::BTreeSet;

use domain::{
    ids::{OpportunityId, UserId},
    routing::{Held, RunState},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use uuid::Uuid;

use super::{
    super::course::{self, Course},
    HELD, OFFERED, WAITING, cancel,
};
use crate::{
    Context, Error,
    changes::Change,
    db::WriteTxn,
    entity::{
        opportunity,
        routing_run::Model,
        routing_run_item::{Column, Entity},
    },
    mail::{self, Notice, To},
    many,
    partner::row::json,
    person,
};

/// Ends it, if it has not ended. What has not had its turn when it is done never will: it needs a person.
pub(super) async fn end(cx: &Context, run: &Model, state: RunState) -> Result<(), Error> {
    let left = if state == RunState::Done { left(cx, run).await? } else { Vec::new() };
    let people = deciders(cx, run, &left).await?;
    let txn = cx.db.begin_write().await?;
    if cancel::end(&txn, cx, run.id, state).await? && !left.is_empty() {
        hold_back(&txn, run).await?;
        if !people.is_empty() {
            let page = format!("/staff/distributions/{}", run.id);
            let notice = Notice::RunHeld { page, held: left.len() };
            mail::notify(&txn, cx, To::EachOf(people), notice).await?;
        }
    }
    txn.tell(Change::Everything);
    txn.commit().await
}

/// What nobody was asked about.
async fn left(cx: &Context, run: &Model) -> Result<Vec<OpportunityId>, Error> {
    let items = Entity::visible_to(&cx.actor)
        .filter(Column::RunId.eq(run.id))
        .filter(Column::State.ne(OFFERED))
        .all(cx.db.read())
        .await?;
    Ok(items.into_iter().map(|item| OpportunityId(item.opportunity_id)).collect())
}

async fn hold_back(txn: &WriteTxn, run: &Model) -> Result<(), Error> {
    Entity::update_many()
        .col_expr(Column::State, Expr::value(HELD))
        .col_expr(Column::Reason, Expr::value(Some(json(&Held::Failed))))
        .filter(Column::RunId.eq(run.id))
        .filter(Column::State.eq(WAITING))
        .exec(txn)
        .await?;
    Ok(())
}

/// Whom the rules name. Without them whoever started it reads its page; what nobody started, the vendor's managers
/// decide about.
async fn deciders(cx: &Context, run: &Model, left: &[OpportunityId]) -> Result<Vec<UserId>, Error> {
    let (mut people, others) = match fallbacks(cx, left).await {
        Err(outage @ (Error::Busy | Error::Unavailable)) => return Err(outage),
        // It has to end all the same.
        Err(_) => (BTreeSet::new(), !left.is_empty()),
        Ok(found) => found,
    };
    match run.started_by {
        Some(starter) => {
            people.remove(&starter);
        }
        None if others => {
            people.extend(person::vendor_managers(cx.db.read()).await?.iter().map(|one| one.id));
        }
        None => {}
    }
    Ok(people.into_iter().map(UserId).collect())
}

/// Whom the rules of these opportunities name, and whether one of them names nobody.
async fn fallbacks(cx: &Context, left: &[OpportunityId]) -> Result<(BTreeSet<Uuid>, bool), Error> {
    let db = cx.db.read();
    let rules = course::in_use(db).await?;
    if left.is_empty() || rules.iter().all(|rule| rule.fallback.is_none()) {
        return Ok((BTreeSet::new(), !left.is_empty()));
    }
    let rates = course::known_rates(db, cx).await?;
    let ids = many::ids(left.iter().map(|id| id.0));
    let rows = opportunity::Entity::visible_to(&cx.actor)
        .filter(opportunity::Column::Id.is_in(ids))
        .all(db)
        .await?;
    let (mut people, mut others) = (BTreeSet::new(), false);
    for of in rows {
        match Course::among(db, cx, &of, (&rules, &rates)).await?.fallback {
            Some(user) => {
                people.insert(user.0);
            }
            None => others = true,
        }
    }
    Ok((people, others))
}
