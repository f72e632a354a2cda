//! Changes the role of a partner's people.

use domain::{
    ids::UserId,
    policy::{Action, Relation, authorize},
};

use crate::{
    Context, Error,
    person::{Side, change_role},
};

/// Gives one of a partner's people another role. Its last administrator stays one.
pub async fn set_role(cx: &Context, user: UserId, role: &str) -> Result<(), Error> {
    authorize(&cx.actor, Action::ManagePartnerPeople, Relation::Own)?;
    let txn = cx.db.begin_write().await?;
    change_role(&txn, cx, (Side::Partner, user), role).await?;
    txn.commit().await
}
