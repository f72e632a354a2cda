//! Invites people by a link that works once.

use chrono::TimeDelta;
use domain::{
    ids::{PartnerId, UserId},
    invalid::Problem,
    person::{InviteForm, InviteInput, Role},
    policy::{Action, Denied, Relation, authorize},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait, QueryFilter, sea_query::Expr,
};

use super::exceeds;
use crate::{
    Context, Error,
    db::WriteTxn,
    entity::{invitation, user_account},
    fold,
    mail::{self, INVITATION_DAYS, Notice, To},
    session::token,
};

/// Invites one of the vendor's people, or sends a new link to one who has not come yet.
pub async fn invite(cx: &Context, form: &InviteForm) -> Result<UserId, Error> {
    authorize(&cx.actor, Action::ManageStaff, Relation::Own)?;
    let input = form.check(true)?;
    if exceeds(&cx.actor, input.role) {
        return Err(Denied::Forbidden.into());
    }
    let txn = cx.db.begin_write().await?;
    let id = send_invitation(&txn, cx, input, None).await?;
    txn.commit().await?;
    Ok(id)
}

/// Writes the person, who cannot sign in yet, and mails the link. Whoever has come already, or belongs
/// elsewhere, has the address taken.
pub(crate) async fn send_invitation(
    txn: &WriteTxn,
    cx: &Context,
    input: InviteInput,
    company: Option<(PartnerId, String)>,
) -> Result<UserId, Error> {
    let (partner, company) = company.unzip();
    let folded = fold::fold(&input.email);
    let existing = user_account::Entity::with_email(&folded).one(txn).await?;
    let id = match existing {
        None => insert(txn, cx, &input, partner).await?,
        Some(row) if row.partner_id == partner.map(|p| p.0) && row.password_hash.is_none() => {
            update(txn, cx, &input, &row).await?
        }
        Some(_) => return Err(Error::field("email", Problem::Taken)),
    };
    revoke_links(txn, cx, id).await?;
    let link = write_link(txn, cx, id, &input, partner).await?;
    let notice = Notice::Invitation { link, inviter: inviter(txn, cx).await?, company };
    mail::notify(txn, cx, To::User(id), notice).await?;
    Ok(id)
}

/// Kind and role as they are stored.
fn stored(role: Role) -> (&'static str, String) {
    match role {
        Role::Staff(role) => ("staff", role.to_string()),
        Role::Partner(role) => ("partner", role.to_string()),
    }
}

async fn insert(
    txn: &WriteTxn,
    cx: &Context,
    input: &InviteInput,
    partner: Option<PartnerId>,
) -> Result<UserId, Error> {
    let id = cx.new_id();
    let (kind, role) = stored(input.role);
    let name = fold::nfc(&input.name);
    let row = user_account::ActiveModel {
        id: Set(id),
        kind: Set(kind.to_owned()),
        role: Set(role),
        partner_id: Set(partner.map(|partner| partner.0)),
        email: Set(fold::nfc(&input.email)),
        email_folded: Set(fold::fold(&input.email)),
        name_folded: Set(fold::fold(&name)),
        name_sort: Set(fold::sort_key(&name)),
        name: Set(name),
        language: Set(Some(input.language.to_string())),
        sessions_valid_from: Set(cx.now),
        version: Set(1),
        created_at: Set(cx.now),
        created_by: Set(cx.user_id()),
        updated_at: Set(cx.now),
        updated_by: Set(cx.user_id()),
        ..user_account::ActiveModel::default()
    };
    match user_account::Entity::insert(row).exec_without_returning(txn).await.map_err(Error::from) {
        Ok(_) => Ok(UserId(id)),
        Err(error) if error.is_unique_violation() => Err(Error::field("email", Problem::Taken)),
        Err(error) => Err(error),
    }
}

/// A second invitation replaces what the first one said.
async fn update(
    txn: &WriteTxn,
    cx: &Context,
    input: &InviteInput,
    row: &user_account::Model,
) -> Result<UserId, Error> {
    use user_account::Column;
    let name = fold::nfc(&input.name);
    let written = user_account::Entity::update_many()
        .col_expr(Column::Role, Expr::value(stored(input.role).1))
        .col_expr(Column::NameFolded, Expr::value(fold::fold(&name)))
        .col_expr(Column::NameSort, Expr::value(fold::sort_key(&name)))
        .col_expr(Column::Name, Expr::value(name))
        .col_expr(Column::Language, Expr::value(input.language.to_string()))
        .col_expr(Column::DeactivatedAt, Expr::value(None::<chrono::DateTime<chrono::Utc>>))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .col_expr(Column::UpdatedAt, Expr::value(cx.now))
        .col_expr(Column::UpdatedBy, Expr::value(cx.user_id()))
        .filter(Column::Id.eq(row.id))
        .filter(Column::Version.eq(row.version))
        // They may be choosing their password at this very moment.
        .filter(Column::PasswordHash.is_null())
        .exec(txn)
        .await?;
    if written.rows_affected == 1 { Ok(UserId(row.id)) } else { Err(Error::Stale) }
}

/// Makes open links of the person useless.
pub(super) async fn revoke_links(txn: &WriteTxn, cx: &Context, user: UserId) -> Result<(), Error> {
    invitation::Entity::update_many()
        .col_expr(invitation::Column::RevokedAt, Expr::value(cx.now))
        .filter(invitation::Column::UserId.eq(user.0))
        .filter(invitation::Column::UsedAt.is_null())
        .filter(invitation::Column::RevokedAt.is_null())
        .exec(txn)
        .await?;
    Ok(())
}

async fn write_link(
    txn: &WriteTxn,
    cx: &Context,
    user: UserId,
    input: &InviteInput,
    partner: Option<PartnerId>,
) -> Result<String, Error> {
    let secret = cx.new_token();
    let (kind, role) = stored(input.role);
    let row = invitation::ActiveModel {
        id: Set(cx.new_id()),
        token_hash: Set(token::hash(&secret)),
        purpose: Set("invite".to_owned()),
        kind: Set(Some(kind.to_owned())),
        role: Set(Some(role)),
        partner_id: Set(partner.map(|partner| partner.0)),
        user_id: Set(Some(user.0)),
        email: Set(Some(fold::nfc(&input.email))),
        name: Set(Some(fold::nfc(&input.name))),
        expires_at: Set(cx.now + TimeDelta::days(INVITATION_DAYS)),
        created_at: Set(cx.now),
        created_by: Set(cx.user_id()),
        ..invitation::ActiveModel::default()
    };
    invitation::Entity::insert(row).exec_without_returning(txn).await?;
    Ok(cx.settings.url(&format!("/invitation/{secret}")))
}

/// Who invites; an operator at the command line invites in the vendor's name.
async fn inviter(txn: &WriteTxn, cx: &Context) -> Result<String, Error> {
    let Some(user) = cx.actor.user() else { return Ok(cx.settings.vendor.clone()) };
    let row = user_account::Entity::visible_to(&cx.actor)
        .filter(user_account::Column::Id.eq(user.0))
        .one(txn)
        .await?;
    Ok(row.map_or_else(|| cx.settings.vendor.clone(), |row| row.name))
}
