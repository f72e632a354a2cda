//! Lets a partner's people in or out.

use domain::{
    ids::UserId,
    policy::{Action, Relation, authorize},
};

use crate::{
    Context, Error,
    person::{Side, change_activity},
};

/// Lets one of a partner's people in or out. Its last administrator stays, and so does the last one who
/// could accept an offer to an active partner.
pub async fn set_active(cx: &Context, user: UserId, active: bool) -> Result<(), Error> {
    authorize(&cx.actor, Action::ManagePartnerPeople, Relation::Own)?;
    let txn = cx.db.begin_write().await?;
    change_activity(&txn, cx, (Side::Partner, user), active).await?;
    txn.commit().await
}
