//! Administrators of a partner invite their own people.

use domain::{
    ids::{PartnerId, UserId},
    person::InviteForm,
    policy::{Action, Denied, Relation, authorize},
};

use crate::{Context, Error, person};

/// Invites a colleague, or sends a new link to one who has not come yet. Nobody gives what they lack.
pub async fn invite(cx: &Context, form: &InviteForm) -> Result<UserId, Error> {
    authorize(&cx.actor, Action::ManageTeam, Relation::Own)?;
    let input = form.check(false)?;
    if person::exceeds(&cx.actor, input.role) {
        return Err(Denied::Forbidden.into());
    }
    let txn = cx.db.begin_write().await?;
    let (row, account) = super::own(&txn, cx).await?;
    let company = Some((PartnerId(row.id), account.name));
    let user = person::send_invitation(&txn, cx, input, company).await?;
    txn.commit().await?;
    Ok(user)
}
