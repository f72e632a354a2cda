//! Who is signed in, and how they like to see the portal.

use domain::{
    ids::UserId,
    lang::Lang,
    person::{Me, Theme},
    policy::{Actor, Denied},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, JoinType, QueryFilter,
    QueryResult, QuerySelect, QueryTrait, RelationTrait, Select, TryGetable, sea_query::Expr,
};
use uuid::Uuid;

use crate::{
    Context, Error,
    db::as_needed,
    entity::{account, partner, session, user_account},
    person,
};

/// The person who asks, for the frame around every page, as it is until something is written.
pub async fn me(cx: &Context) -> Result<Me, Error> {
    let user = cx.actor.user().ok_or(Denied::SignedOut)?;
    let question = format!("{:?}", cx.actor);
    cx.figures.people.get_here(cx, question, async || read(cx, user).await).await
}

async fn read(cx: &Context, user: UserId) -> Result<Me, Error> {
    let (db, partner) = (cx.db.read(), cx.actor.partner());
    let backend = db.get_database_backend();
    let person = user_account::Entity::visible_to(&cx.actor)
        .filter(user_account::Column::Id.eq(user.0))
        .build(backend);
    let sessions = session::Entity::visible_to(&cx.actor)
        .select_only()
        .expr(session::Column::Id.count())
        .filter(session::Column::UserId.eq(user.0))
        .filter(session::Column::IdleExpiresAt.gt(cx.now))
        .build(backend);
    let company = partner.map(|partner| company_name(partner.0).build(backend));
    let [person, sessions, company] =
        as_needed(db, [Some(person), Some(sessions), company]).await?;
    let row = person.first().ok_or(Denied::SignedOut)?;
    let row = user_account::Model::from_query_result(row, "")?;
    let sessions: Option<i64> = first(&sessions)?;
    let company = first(&company)?.unwrap_or_default();
    Ok(Me {
        id: UserId(row.id),
        role: person::row::role(&row)?,
        partner: partner.map(|partner| (partner, company)),
        language: row.language.as_deref().and_then(|code| code.parse().ok()),
        theme: row.theme.as_deref().and_then(|word| word.parse().ok()).unwrap_or_default(),
        session_count: sessions.unwrap_or_default().unsigned_abs(),
        name: row.name,
        email: row.email,
    })
}

/// The one value of the first row.
fn first<T: TryGetable>(rows: &[QueryResult]) -> Result<Option<T>, DbErr> {
    rows.first().map(|row| row.try_get_by_index(0)).transpose()
}

/// What a partner is called: the name of its account.
pub(super) async fn partner_name(cx: &Context, partner: Uuid) -> Result<String, Error> {
    Ok(company_name(partner).into_tuple().one(cx.db.read()).await?.unwrap_or_default())
}

fn company_name(partner: Uuid) -> Select<partner::Entity> {
    partner::Entity::visible_to(&Actor::System)
        .select_only()
        .column(account::Column::Name)
        .join(JoinType::InnerJoin, partner::Relation::Account.def())
        .filter(partner::Column::Id.eq(partner))
}

/// Stores language and colours of the person who asks. `None` leaves the language to the device.
pub async fn set_preferences(cx: &Context, lang: Option<Lang>, theme: Theme) -> Result<(), Error> {
    let user = cx.actor.user().ok_or(Denied::SignedOut)?;
    let txn = cx.db.begin_write().await?;
    // No version here: the last click wins, and a form about the person must not go stale by it.
    user_account::Entity::update_many()
        .col_expr(user_account::Column::Language, Expr::value(lang.map(|lang| lang.to_string())))
        .col_expr(user_account::Column::Theme, Expr::value(theme.to_string()))
        .filter(user_account::Column::Id.eq(user.0))
        .exec(&txn)
        .await?;
    txn.commit().await
}
