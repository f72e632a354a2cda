//! Administrators of a partner change the roles of their own people.

use domain::{
    ids::UserId,
    policy::{Action, Relation, authorize},
};

use crate::{
    Context, Error,
    person::{Side, change_role},
};

/// Gives a colleague another role. The last administrator stays one.
pub async fn set_role(cx: &Context, user: UserId, role: &str) -> Result<(), Error> {
    authorize(&cx.actor, Action::ManageTeam, Relation::Own)?;
    let txn = cx.db.begin_write().await?;
    change_role(&txn, cx, (Side::Partner, user), role).await?;
    txn.commit().await
}
