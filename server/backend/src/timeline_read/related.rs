//! What happened on all opportunities of a record: one timeline, page by page, the newest entry first.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use domain::{
    ids::EntryId,
    policy::{Action, Actor, Denied, Relation, authorize},
    timeline::{Made, RelatedItem, RelatedTimeline, Subject},
};
use sea_orm::{
    ColumnTrait, Condition, ExprTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select,
    sea_query::SelectStatement,
};
use uuid::Uuid;

use super::{dress::dress, meant_for, reads};
use crate::{
    Context, Error,
    assignment::{names, standing},
    entity::{
        account, assignment, contact, opportunity, partner,
        timeline_entry::{Column, Entity, Model},
    },
    receipt,
};

/// Entries on a page.
const PAGE: usize = 20;

/// A page of the timeline of a record as staff see it: the newest entries, or those before the one that is named.
pub async fn related(
    cx: &Context,
    of: Subject,
    before: Option<EntryId>,
) -> Result<RelatedTimeline, Error> {
    let action = match of {
        Subject::Account(_) | Subject::Contact(_) => Action::ReadCustomers,
        Subject::Partner(_) => Action::ReadPartners,
    };
    authorize(&cx.actor, action, Relation::Own)?;
    let made = made(cx, of).await?;
    let entries = of_record(&cx.actor, of);
    Ok(RelatedTimeline { made: Some(made), ..page(cx, entries, before).await? })
}

/// A page of the timeline of these opportunities as a partner's person sees it: of each what stands on its own page.
pub(crate) async fn of_deals(
    cx: &Context,
    deals: &[opportunity::Model],
    before: Option<EntryId>,
) -> Result<RelatedTimeline, Error> {
    let of: Vec<_> = deals.iter().map(|deal| (deal.id, deal.closed_at)).collect();
    let standings = standing::of_partner_each(cx.db.read(), &cx.actor, &of).await?;
    let mut meant = Condition::any();
    for (id, standing) in &standings {
        let may = authorize(&cx.actor, Action::ReadOpportunity, standing.relation).is_ok();
        if may && reads(standing.relation) {
            let here = Condition::all().add(Column::OpportunityId.eq(*id));
            meant = meant.add(here.add(meant_for(&cx.actor, standing)));
        }
    }
    if meant.is_empty() {
        return Ok(RelatedTimeline::default());
    }
    // Named beside what is meant, so that the database begins with them.
    let ids = Column::OpportunityId.is_in(deals.iter().map(|deal| deal.id));
    page(cx, Entity::visible_to(&cx.actor).filter(ids).filter(meant), before).await
}

/// The entries on the opportunities of the record.
pub(super) fn of_record(actor: &Actor, of: Subject) -> Select<Entity> {
    let ids = Column::OpportunityId.in_subquery(opportunities(actor, of));
    Entity::visible_to(actor).filter(ids)
}

/// Ids of the opportunities that the page of the record lists.
fn opportunities(actor: &Actor, of: Subject) -> SelectStatement {
    use opportunity::Column;

    let with = match of {
        Subject::Account(id) => Column::AccountId.eq(id.0),
        Subject::Contact(id) => Column::ContactId.eq(id.0),
        Subject::Partner(id) => {
            let had = assignment::Entity::visible_to(actor)
                .select_only()
                .column(assignment::Column::OpportunityId)
                .filter(assignment::Column::PartnerId.eq(id.0));
            Column::Id.in_subquery(had.into_query())
        }
    };
    let revealed = opportunity::Entity::revealed_to(actor);
    revealed.select_only().column(Column::Id).filter(with).into_query()
}

/// When the record was made and by whom; also whether there is one.
async fn made(cx: &Context, of: Subject) -> Result<Made, Error> {
    let db = cx.db.read();
    let found: Option<(DateTime<Utc>, Option<Uuid>)> = match of {
        Subject::Account(id) => {
            use account::{Column, Entity};
            let row = Entity::visible_to(&cx.actor).filter(Column::Id.eq(id.0)).select_only();
            row.columns([Column::CreatedAt, Column::CreatedBy]).into_tuple().one(db).await?
        }
        Subject::Contact(id) => {
            use contact::{Column, Entity};
            let row = Entity::visible_to(&cx.actor).filter(Column::Id.eq(id.0)).select_only();
            row.columns([Column::CreatedAt, Column::CreatedBy]).into_tuple().one(db).await?
        }
        Subject::Partner(id) => {
            use partner::{Column, Entity};
            let row = Entity::visible_to(&cx.actor).filter(Column::Id.eq(id.0)).select_only();
            row.columns([Column::CreatedAt, Column::CreatedBy]).into_tuple().one(db).await?
        }
    };
    let (at, by) = found.ok_or(Denied::Hidden)?;
    let author = names::people(db, &cx.actor, by).await?.into_values().next();
    Ok(Made { at: cx.local(at), author })
}

/// One page. Its cursor is the id of its last entry, whose place is looked up again; an entry that is not among these
/// means the beginning.
async fn page(
    cx: &Context,
    entries: Select<Entity>,
    before: Option<EntryId>,
) -> Result<RelatedTimeline, Error> {
    let db = cx.db.read();
    let edge = match before {
        Some(id) => entries.clone().filter(Column::Id.eq(id.0)).one(db).await?,
        None => None,
    };
    let entries = match &edge {
        Some(edge) => entries.filter(behind(edge)),
        None => entries,
    };
    let mut found = sorted(entries).limit(PAGE as u64 + 1).all(db).await?;
    let goes_on = found.len() > PAGE;
    found.truncate(PAGE);
    let earlier = found.last().filter(|_| goes_on).map(|entry| EntryId(entry.id));
    Ok(RelatedTimeline { items: told(cx, found).await?, earlier, made: None })
}

/// What was written in one transaction has one instant: within an opportunity the number decides.
pub(super) fn sorted(entries: Select<Entity>) -> Select<Entity> {
    entries
        .order_by_desc(Column::At)
        .order_by_desc(Column::OpportunityId)
        .order_by_desc(Column::Seq)
}

/// What comes after the entry in that order.
fn behind(edge: &Model) -> Condition {
    let same_opportunity = Column::OpportunityId.eq(edge.opportunity_id);
    let lower = Condition::any()
        .add(Column::OpportunityId.lt(edge.opportunity_id))
        .add(same_opportunity.and(Column::Seq.lt(edge.seq)));
    let same_instant = Condition::all().add(Column::At.eq(edge.at)).add(lower);
    Condition::any().add(Column::At.lt(edge.at)).add(same_instant)
}

/// Each entry with the opportunity that it stands on.
async fn told(cx: &Context, entries: Vec<Model>) -> Result<Vec<RelatedItem>, Error> {
    use opportunity::Column;

    let of: Vec<Uuid> = entries.iter().map(|entry| entry.opportunity_id).collect();
    let distinct: BTreeSet<Uuid> = of.iter().copied().collect();
    let rows: Vec<(Uuid, String, String)> = opportunity::Entity::revealed_to(&cx.actor)
        .select_only()
        .columns([Column::Id, Column::Reference, Column::Topic])
        .filter(Column::Id.is_in(distinct.iter().copied()))
        .into_tuple()
        .all(cx.db.read())
        .await?;
    let topics: HashMap<Uuid, (String, String)> =
        rows.into_iter().map(|(id, reference, topic)| (id, (reference, topic))).collect();
    let receipts = receipt::of_opportunities(cx, distinct).await?;
    let items = dress(cx, entries, &receipts).await?;
    // Whose opportunity was taken away just now goes with it.
    let told = items.into_iter().zip(of).filter_map(|(item, id)| {
        let (reference, topic) = topics.get(&id)?.clone();
        Some(RelatedItem { reference, topic, item })
    });
    Ok(told.collect())
}
