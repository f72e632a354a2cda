//! What a partner asked of the conflict check, for staff: the log, page by page, the latest question first.

use domain::{
    ids::PartnerId,
    policy::{Action, Denied, Relation, authorize},
    registration::{AskedCheck, ChecksPage},
};
use sea_orm::{
    ColumnTrait, Condition, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::check::line;
use crate::{
    Context, Error,
    assignment::names,
    entity::{
        conflict_check::{Column, Entity, Model},
        partner,
    },
};

/// Questions on a page.
const PAGE: usize = 20;

/// A page of them: the latest, or those before the one that is named. One that is not among these means the latest.
pub async fn checks_of(
    cx: &Context,
    partner: PartnerId,
    before: Option<Uuid>,
) -> Result<ChecksPage, Error> {
    authorize(&cx.actor, Action::ReadPartners, Relation::Own)?;
    let db = cx.db.read();
    let known = partner::Entity::visible_to(&cx.actor).filter(partner::Column::Id.eq(partner.0));
    if known.count(db).await? == 0 {
        return Err(Denied::Hidden.into());
    }
    let rows = Entity::visible_to(&cx.actor).filter(Column::PartnerId.eq(partner.0));
    let edge = match before {
        Some(id) => rows.clone().filter(Column::Id.eq(id)).one(db).await?,
        None => None,
    };
    let rows = match &edge {
        Some(edge) => rows.filter(behind(edge)),
        None => rows,
    };
    let rows = rows.order_by_desc(Column::At).order_by_desc(Column::Id);
    let mut found = rows.limit(PAGE as u64 + 1).all(db).await?;
    let goes_on = found.len() > PAGE;
    found.truncate(PAGE);
    let earlier = found.last().filter(|_| goes_on).map(|row| row.id);
    let people = names::people(db, &cx.actor, found.iter().map(|row| row.user_id)).await?;
    let told = found.into_iter().map(|row| {
        let author = people.get(&row.user_id).cloned();
        Ok(AskedCheck { author, check: line(cx, row)? })
    });
    Ok(ChecksPage { rows: told.collect::<Result<_, Error>>()?, earlier })
}

/// What was asked before it.
fn behind(edge: &Model) -> Condition {
    let same_instant = Column::At.eq(edge.at).and(Column::Id.lt(edge.id));
    Condition::any().add(Column::At.lt(edge.at)).add(same_instant)
}
