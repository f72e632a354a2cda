//! Administrators of a partner let their own people in or out.

use domain::{
    ids::UserId,
    policy::{Action, Relation, authorize},
};

use crate::{
    Context, Error,
    person::{Side, change_activity},
};

/// Lets a colleague in or out. The last administrator stays, and nobody takes their own access away.
pub async fn set_active(cx: &Context, user: UserId, active: bool) -> Result<(), Error> {
    authorize(&cx.actor, Action::ManageTeam, Relation::Own)?;
    let txn = cx.db.begin_write().await?;
    change_activity(&txn, cx, (Side::Partner, user), active).await?;
    txn.commit().await
}
