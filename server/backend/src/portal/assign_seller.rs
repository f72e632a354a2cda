//! The managing partner hands an opportunity to one of its own people, who sees it from then on.

use domain::{
    ids::{OpportunityId, UserId},
    invalid::Problem,
    opportunity::Named,
    partner::optional_id,
    policy::{Action, Denied},
    timeline::Event,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, sea_query::Expr,
};

use super::managed::Managed;
use crate::{
    Context, Error,
    db::WriteTxn,
    entity::{
        assignment::{Column, Entity},
        user_account,
    },
    mail::{self, Notice, To},
};

/// Hands it to a colleague, or to nobody in particular when `seller` is empty. Answers the opportunity's reference.
pub async fn assign_seller(cx: &Context, id: OpportunityId, seller: &str) -> Result<String, Error> {
    let seller: Result<Option<UserId>, Problem> = optional_id(seller);
    let txn = cx.db.begin_write().await?;
    let managed = Managed::to_change(&txn, cx, id, Action::AssignSeller).await?;
    let seller = match seller.map_err(|problem| Error::field("seller", problem))? {
        Some(user) => Some(colleague(&txn, cx, user).await?),
        None => None,
    };
    let reference = managed.opportunity.reference.clone();
    let chosen = seller.as_ref().map(|seller| seller.id);
    if managed.assignment.seller_id == chosen {
        return Ok(reference);
    }
    hand_over(&txn, cx, &managed, chosen.map(UserId)).await?;
    let event = Event::SellerAssigned { seller: seller.map(|seller| seller.name) };
    managed.record(&txn, cx, event).await?;
    if let Some(user) = chosen.filter(|user| Some(*user) != cx.user_id()) {
        let (reference, topic) = (reference.clone(), managed.opportunity.topic.clone());
        let notice = Notice::SellerAssigned { reference, topic };
        mail::notify(&txn, cx, To::User(UserId(user)), notice).await?;
    }
    txn.commit().await?;
    Ok(reference)
}

async fn hand_over(
    txn: &WriteTxn,
    cx: &Context,
    managed: &Managed,
    seller: Option<UserId>,
) -> Result<(), Error> {
    let row = &managed.assignment;
    let written = Entity::update_many()
        .col_expr(Column::SellerId, Expr::value(seller.map(|user| user.0)))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .col_expr(Column::UpdatedAt, Expr::value(cx.now))
        .col_expr(Column::UpdatedBy, Expr::value(cx.user_id()))
        .filter(Column::Id.eq(row.id))
        .filter(Column::State.eq(row.state.as_str()))
        .filter(Column::Version.eq(row.version))
        .exec(txn)
        .await?;
    if written.rows_affected == 1 { Ok(()) } else { Err(Error::Stale) }
}

/// Somebody of the own company who can work on it. Who was let go meanwhile makes the page stale.
async fn colleague(
    txn: &WriteTxn,
    cx: &Context,
    user: UserId,
) -> Result<user_account::Model, Error> {
    let row = user_account::Entity::visible_to(&cx.actor)
        .filter(user_account::Column::Id.eq(user.0))
        .one(txn)
        .await?
        .ok_or(Denied::Hidden)?;
    if row.deactivated_at.is_some() { Err(Error::Stale) } else { Ok(row) }
}

/// The active people of the actor's company, by name.
pub(super) async fn colleagues(
    db: &impl ConnectionTrait,
    cx: &Context,
) -> Result<Vec<Named<UserId>>, Error> {
    let people = user_account::Entity::visible_to(&cx.actor)
        .filter(user_account::Column::DeactivatedAt.is_null())
        .order_by_asc(user_account::Column::NameSort)
        .order_by_asc(user_account::Column::Id)
        .all(db)
        .await?;
    Ok(people.into_iter().map(|row| Named { id: UserId(row.id), name: row.name }).collect())
}
