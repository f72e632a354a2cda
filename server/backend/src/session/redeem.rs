//! A link and a chosen password become a person with a session.

use domain::{
    ids::UserId,
    invalid::{Collector, Problem},
    refusal::Refusal,
    text::{self, NAME_MAX},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait, QueryFilter, sea_query::Expr,
};
use uuid::Uuid;

use super::{ClientInfo, SignedIn, end_all, link, open, reset::RESET, setup};
use crate::{
    Context, Error,
    db::WriteTxn,
    entity::{invitation, user_account},
    fold, password,
};

/// What is typed behind an invitation or set-up link.
#[derive(Clone)]
pub struct Redeem {
    /// The token of the link.
    pub token: String,
    /// Full name.
    pub name: String,
    /// The sign-in name of the first administrator. Not read for invitations, which know it.
    pub email: String,
    /// The chosen password.
    pub password: String,
    /// Once more; field `password_again`.
    pub password_again: String,
}

/// Who the link makes, checked.
struct Newcomer {
    /// The invited person; `None` makes the first administrator.
    user: Option<Uuid>,
    name: String,
    email: String,
    hash: String,
}

/// Uses the link up, stores the password and signs in. Of many at the same instant one succeeds.
pub async fn redeem(cx: &Context, typed: &Redeem, client: &ClientInfo) -> Result<SignedIn, Error> {
    let invitation = link::open_invitation(cx.db.read(), cx, &typed.token).await?;
    let newcomer = check(cx, typed, &invitation).await?;

    let txn = cx.db.begin_write().await?;
    // Compare-and-set: a link works once, however often it is clicked.
    let used = invitation::Entity::update_many()
        .col_expr(invitation::Column::UsedAt, Expr::value(cx.now))
        .filter(invitation::Column::Id.eq(invitation.id))
        .filter(invitation::Column::UsedAt.is_null())
        .filter(invitation::Column::RevokedAt.is_null())
        .filter(invitation::Column::ExpiresAt.gt(cx.now))
        .exec(&txn)
        .await?;
    if used.rows_affected != 1 {
        return Err(Refusal::LinkSpent.into());
    }
    let person = match newcomer.user {
        Some(invited) => welcome(&txn, cx, invited, newcomer).await?,
        None => first_admin(&txn, cx, newcomer).await?,
    };
    end_all(&txn, cx, person).await?;
    let signed_in = open::open(&txn, cx, person, client).await?;
    txn.commit().await?;
    Ok(signed_in)
}

async fn check(
    cx: &Context,
    typed: &Redeem,
    invitation: &invitation::Model,
) -> Result<Newcomer, Error> {
    let mut c = Collector::default();
    let person = match invitation.user_id {
        Some(user) => Some(link::invited(cx.db.read(), user).await?),
        None => None,
    };
    let name = match &person {
        // Whoever forgot a password has a name already.
        Some(known) if invitation.purpose == RESET => Some(known.name.clone()),
        _ => c.take("name", text::required_line(&typed.name, NAME_MAX)),
    };
    let email = match person {
        Some(known) => Some(known.email),
        None => c.take("email", text::email(&typed.email).and_then(|e| e.ok_or(Problem::Required))),
    };
    let (Some(name), Some(email)) = (name, email) else { return Err(c.into_errors().into()) };
    password::check_new(&typed.password, &typed.password_again, &[&email, &name])?;
    let hash = password::hash(&typed.password).await?;
    Ok(Newcomer {
        user: invitation.user_id,
        name: fold::nfc(&name),
        email: fold::nfc(&email),
        hash,
    })
}

async fn welcome(
    txn: &WriteTxn,
    cx: &Context,
    user: Uuid,
    newcomer: Newcomer,
) -> Result<UserId, Error> {
    use user_account::Column;
    let written = user_account::Entity::update_many()
        .col_expr(Column::NameFolded, Expr::value(fold::fold(&newcomer.name)))
        .col_expr(Column::NameSort, Expr::value(fold::sort_key(&newcomer.name)))
        .col_expr(Column::Name, Expr::value(newcomer.name))
        .col_expr(Column::PasswordHash, Expr::value(newcomer.hash))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .col_expr(Column::UpdatedAt, Expr::value(cx.now))
        .col_expr(Column::UpdatedBy, Expr::value(user))
        .filter(Column::Id.eq(user))
        .filter(Column::DeactivatedAt.is_null())
        .exec(txn)
        .await?;
    if written.rows_affected == 1 { Ok(UserId(user)) } else { Err(Refusal::LinkSpent.into()) }
}

async fn first_admin(txn: &WriteTxn, cx: &Context, newcomer: Newcomer) -> Result<UserId, Error> {
    if setup::has_staff(txn).await? {
        return Err(Refusal::LinkSpent.into());
    }
    let id = cx.new_id();
    let row = user_account::ActiveModel {
        id: Set(id),
        kind: Set("staff".to_owned()),
        role: Set(domain::policy::StaffRole::Admin.to_string()),
        email_folded: Set(fold::fold(&newcomer.email)),
        email: Set(newcomer.email),
        name_folded: Set(fold::fold(&newcomer.name)),
        name_sort: Set(fold::sort_key(&newcomer.name)),
        name: Set(newcomer.name),
        password_hash: Set(Some(newcomer.hash)),
        language: Set(Some(cx.lang.to_string())),
        sessions_valid_from: Set(cx.now),
        version: Set(1),
        created_at: Set(cx.now),
        updated_at: Set(cx.now),
        ..user_account::ActiveModel::default()
    };
    user_account::Entity::insert(row)
        .exec_without_returning(txn)
        .await
        .map_err(Error::from)
        .map_err(|error| {
            if error.is_unique_violation() { Error::field("email", Problem::Taken) } else { error }
        })?;
    Ok(UserId(id))
}
