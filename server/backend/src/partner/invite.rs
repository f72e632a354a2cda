//! Invites a partner's people by a link that works once.

use domain::{
    ids::{PartnerId, UserId},
    partner::PartnerStatus,
    person::InviteForm,
    policy::{Action, Denied, Relation, authorize},
    refusal::Refusal,
};
use sea_orm::{ColumnTrait, QueryFilter};

use super::row;
use crate::{
    Context, Error,
    entity::{account, partner},
    person,
};

/// Invites somebody, or sends a new link to somebody who has not come yet.
pub async fn invite(cx: &Context, id: PartnerId, form: &InviteForm) -> Result<UserId, Error> {
    authorize(&cx.actor, Action::ManagePartnerPeople, Relation::Own)?;
    let input = form.check(false)?;
    let txn = cx.db.begin_write().await?;
    let found = partner::Entity::visible_to(&cx.actor)
        .find_also_related(account::Entity)
        .filter(partner::Column::Id.eq(id.0))
        .one(&txn)
        .await?
        .ok_or(Denied::Hidden)?;
    let (row, account) = row::with_account(found)?;
    if row::status(&row)? == PartnerStatus::Ended {
        return Err(Refusal::PartnerInactive.into());
    }
    let user = person::send_invitation(&txn, cx, input, Some((id, account.name))).await?;
    txn.commit().await?;
    Ok(user)
}
