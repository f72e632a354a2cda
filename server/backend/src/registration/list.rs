//! Lists of registrations: what staff have to decide, what protects, what is over, a partner's own, and those of a record.

use domain::{
    account::{Listing, ListingQuery},
    ids::{AccountId, ContactId, PartnerId},
    policy::{Action, Denied, Relation, authorize},
    registration::{QueueRow, QueueView, State},
};
use sea_orm::{
    ColumnTrait, Condition, ExprTrait, Order, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, Select, sea_query::SimpleExpr,
};
use uuid::Uuid;

use super::{
    pause,
    request::{products, state},
};
use crate::{
    Context, Error,
    account::OPPORTUNITIES,
    assignment::names,
    entity::{
        deal_registration::{Column, Entity, Model},
        opportunity,
    },
    listing::PAGE,
    opportunity::row,
};

/// Which instant a list is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    /// What waits for the vendor before what waits for the partner, each by its deadline.
    Deadline,
    /// The soonest end first.
    ProtectedUntil,
    /// The newest change first.
    Change,
    /// The newest request first.
    Submission,
}

impl By {
    fn column(self) -> Column {
        match self {
            Self::Deadline => Column::DecideBy,
            Self::ProtectedUntil => Column::ProtectedUntil,
            Self::Change => Column::UpdatedAt,
            Self::Submission => Column::SubmittedAt,
        }
    }

    fn of(self, row: &Model) -> chrono::DateTime<chrono::Utc> {
        match self {
            Self::Deadline => row.decide_by,
            Self::ProtectedUntil => row.protected_until.unwrap_or(row.updated_at),
            Self::Change => row.updated_at,
            Self::Submission => row.submitted_at,
        }
    }

    fn is_newest_first(self) -> bool {
        matches!(self, Self::Change | Self::Submission)
    }
}

/// A page of the registrations of one kind, for staff.
pub async fn queue(
    cx: &Context,
    view: QueueView,
    query: &ListingQuery,
) -> Result<Listing<QueueRow>, Error> {
    use State as S;

    // A list of the vendor's: partner people have one of their own.
    let relation = if cx.actor.partner().is_some() { Relation::Foreign } else { Relation::Own };
    authorize(&cx.actor, Action::ReadRegistrations, relation)?;
    let (states, by): (&[S], By) = match view {
        QueueView::Open => (&[S::Submitted, S::InReview, S::InfoRequested], By::Deadline),
        QueueView::Protected => (&[S::Approved], By::ProtectedUntil),
        QueueView::Over => {
            let over =
                &[S::Rejected, S::Withdrawn, S::Expired, S::Revoked, S::Converted, S::Closed];
            (over, By::Change)
        }
    };
    let states = Column::State.is_in(states.iter().map(ToString::to_string));
    page(cx, Entity::visible_to(&cx.actor).filter(states), by, query).await
}

/// A page of the reader's company's, the newest first; a seller sees what they sent.
pub async fn mine(cx: &Context, query: &ListingQuery) -> Result<Listing<QueueRow>, Error> {
    authorize(&cx.actor, Action::ReadRegistrations, Relation::Own)?;
    // A list of the partner's: the vendor's people have another one.
    cx.actor.partner().ok_or(Denied::Forbidden)?;
    page(cx, Entity::visible_to(&cx.actor), By::Submission, query).await
}

/// Those of a customer that the reader may see, the newest first. The caller has asked the policy.
pub(crate) async fn of_account(cx: &Context, account: AccountId) -> Result<Vec<QueueRow>, Error> {
    on_opportunities(cx, opportunity::Column::AccountId.eq(account.0)).await
}

/// Those of the opportunities that name this person and that the reader may see, the newest first. The caller has
/// asked the policy.
pub(crate) async fn of_contact(cx: &Context, contact: ContactId) -> Result<Vec<QueueRow>, Error> {
    on_opportunities(cx, opportunity::Column::ContactId.eq(contact.0)).await
}

async fn on_opportunities(cx: &Context, which: SimpleExpr) -> Result<Vec<QueueRow>, Error> {
    let of = opportunity::Entity::revealed_to(&cx.actor)
        .select_only()
        .column(opportunity::Column::Id)
        .filter(which)
        .into_query();
    newest(cx, Condition::all().add(Column::OpportunityId.in_subquery(of))).await
}

/// Those of a partner that the reader may see, the newest first. The caller has asked the policy.
pub(crate) async fn of_partner(cx: &Context, partner: PartnerId) -> Result<Vec<QueueRow>, Error> {
    newest(cx, Condition::all().add(Column::PartnerId.eq(partner.0))).await
}

async fn newest(cx: &Context, of: Condition) -> Result<Vec<QueueRow>, Error> {
    let rows = Entity::visible_to(&cx.actor)
        .filter(of)
        .order_by_desc(Column::SubmittedAt)
        .order_by_desc(Column::Id)
        .limit(OPPORTUNITIES)
        .all(cx.db.read())
        .await?;
    lines(cx, rows).await
}

/// One page: its cursor is the id of the row at its edge, whose place is looked up again.
async fn page(
    cx: &Context,
    rows: Select<Entity>,
    by: By,
    query: &ListingQuery,
) -> Result<Listing<QueueRow>, Error> {
    let db = cx.db.read();
    let total = rows.clone().count(db).await?;
    let (after, before) = (query.after.trim(), query.before.trim());
    let backwards = after.is_empty() && !before.is_empty();
    let cursor = if backwards { before } else { after };
    let edge = match cursor.parse::<Uuid>() {
        Ok(id) => rows.clone().filter(Column::Id.eq(id)).one(db).await?,
        Err(_) => None,
    };
    let backwards = backwards && edge.is_some();
    let starts = edge.is_none();
    let select = match edge {
        Some(edge) => rows.filter(behind(by, &edge, backwards)),
        None => rows,
    };
    let mut found = sorted(select, by, backwards).limit(PAGE as u64 + 1).all(db).await?;
    let goes_on = found.len() > PAGE;
    found.truncate(PAGE);
    if backwards {
        found.reverse();
    }
    let cursor = |row: Option<&Model>, there_is: bool| {
        row.filter(|_| there_is).map(|row| row.id.to_string())
    };
    let next = cursor(found.last(), backwards || goes_on);
    let previous = cursor(found.first(), if backwards { goes_on } else { !starts });
    Ok(Listing { next, previous, rows: lines(cx, found).await?, total })
}

fn sorted(rows: Select<Entity>, by: By, backwards: bool) -> Select<Entity> {
    let direction = |descends: bool| if descends { Order::Desc } else { Order::Asc };
    let order = direction(by.is_newest_first() != backwards);
    let rows = match by {
        By::Deadline => rows.order_by(is_asked(), direction(backwards)),
        _ => rows,
    };
    rows.order_by(by.column(), order.clone()).order_by(Column::Id, order)
}

/// Waits for the partner.
fn is_asked() -> SimpleExpr {
    Column::State.eq(State::InfoRequested.as_ref())
}

/// What comes behind the row in the direction of reading.
fn behind(by: By, edge: &Model, backwards: bool) -> Condition {
    let (column, at) = (by.column(), by.of(edge));
    let descends = by.is_newest_first() != backwards;
    let (beyond, id) = if descends {
        (column.lt(at), Column::Id.lt(edge.id))
    } else {
        (column.gt(at), Column::Id.gt(edge.id))
    };
    let within = Condition::any().add(beyond).add(Condition::all().add(column.eq(at)).add(id));
    if by != By::Deadline {
        return within;
    }
    // Two lists, one behind the other.
    let asked = edge.state == State::InfoRequested.as_ref();
    let same = if asked { is_asked() } else { is_asked().not() };
    let here = Condition::all().add(same).add(within);
    match (asked, backwards) {
        (false, false) => Condition::any().add(here).add(is_asked()),
        (true, true) => Condition::any().add(here).add(is_asked().not()),
        _ => here,
    }
}

async fn lines(cx: &Context, rows: Vec<Model>) -> Result<Vec<QueueRow>, Error> {
    let partners = names::partners(cx.db.read(), rows.iter().map(|row| row.partner_id)).await?;
    let paused =
        pause::stands_since(cx.db.read(), rows.iter().map(|row| row.opportunity_id)).await?;
    // Named without the actor's scope: each stands on a registration that was read through it.
    let references: Vec<(Uuid, String)> =
        opportunity::Entity::visible_to(&domain::policy::Actor::System)
            .select_only()
            .columns([opportunity::Column::Id, opportunity::Column::Reference])
            .filter(opportunity::Column::Id.is_in(rows.iter().map(|row| row.opportunity_id)))
            .into_tuple()
            .all(cx.db.read())
            .await?;
    rows.into_iter()
        .map(|row| {
            let state = state(&row)?;
            let waits = matches!(state, State::Submitted | State::InReview)
                && !paused.contains_key(&row.opportunity_id);
            let found = references.iter().find(|(id, _)| *id == row.opportunity_id);
            Ok(QueueRow {
                opportunity: found.map(|(_, reference)| reference.clone()).unwrap_or_default(),
                partner: partners.get(&row.partner_id).cloned().unwrap_or_default(),
                products: products(&row)?,
                value: row::money(row.opportunity_id, &row.currency, row.value)?,
                state,
                submitted_at: cx.local(row.submitted_at),
                decide_by: waits.then(|| cx.local(row.decide_by)),
                seconds_left: (row.decide_by - cx.now).num_seconds(),
                protected_until: row.protected_until.map(|at| cx.local(at)),
                reference: row.reference,
                customer: row.customer_name,
            })
        })
        .collect()
}
