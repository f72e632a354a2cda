//! Which kinds of message a person wants.

use std::collections::BTreeSet;

use domain::{
    mail::{MailForm, Topic},
    policy::{Actor, Denied},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter,
    QuerySelect, QueryTrait, Select, sea_query::Expr,
};
use strum::IntoEnumIterator as _;
use uuid::Uuid;

use super::recipient::Recipient;
use crate::{
    Context, Error,
    entity::{
        mail_mute::{ActiveModel, Column, Entity},
        user_account,
    },
};

/// Leaves out those who do not want this kind.
pub(super) async fn without_muted(
    db: &impl ConnectionTrait,
    template: &str,
    recipients: Vec<Recipient>,
) -> Result<Vec<Recipient>, Error> {
    let people = recipients.iter().filter_map(|recipient| recipient.user.map(|user| user.0));
    let Some(known) = of_topic(template) else { return Ok(recipients) };
    let muted = known.filter(Column::UserId.is_in(people)).all(db).await?;
    Ok(wanted(recipients, &muted.into_iter().map(|mute| mute.user_id).collect()))
}

/// Whether the person of a row does not want this kind.
pub(super) fn of_person(template: &str) -> Expr {
    let person = Expr::col((user_account::Entity, user_account::Column::Id));
    let mute = of_topic(template).map(|mutes| {
        let of_person = Expr::col((Entity, Column::UserId)).eq(person);
        mutes.select_only().column(Column::UserId).filter(of_person).into_query()
    });
    mute.map_or_else(|| Expr::value(false), Expr::exists)
}

fn of_topic(template: &str) -> Option<Select<Entity>> {
    let topic = Topic::of_template(template)?;
    Some(Entity::visible_to(&Actor::System).filter(Column::Topic.eq(topic.as_ref())))
}

/// Those who are not among these.
pub(super) fn wanted(recipients: Vec<Recipient>, muted: &BTreeSet<Uuid>) -> Vec<Recipient> {
    let wants = |one: &Recipient| one.user.is_none_or(|user| !muted.contains(&user.0));
    recipients.into_iter().filter(wants).collect()
}

/// What the asker may choose, and what they chose.
pub async fn chosen(cx: &Context) -> Result<Vec<(Topic, bool)>, Error> {
    let user = cx.actor.user().ok_or(Denied::SignedOut)?;
    let muted =
        Entity::visible_to(&cx.actor).filter(Column::UserId.eq(user.0)).all(cx.db.read()).await?;
    let is_wanted = |topic: Topic| muted.iter().all(|mute| mute.topic != topic.as_ref());
    let offered = Topic::iter().filter(|topic| topic.concerns(&cx.actor));
    Ok(offered.map(|topic| (topic, is_wanted(topic))).collect())
}

/// Chooses anew: what is not ticked is not sent.
pub async fn choose(cx: &Context, form: &MailForm) -> Result<(), Error> {
    let user = cx.actor.user().ok_or(Denied::SignedOut)?;
    let txn = cx.db.begin_write().await?;
    Entity::delete_many().filter(Column::UserId.eq(user.0)).exec(&txn).await?;
    let unwanted = Topic::iter().filter(|topic| topic.concerns(&cx.actor) && !form.wants(*topic));
    let rows: Vec<ActiveModel> = unwanted
        .map(|topic| ActiveModel { user_id: Set(user.0), topic: Set(topic.to_string()) })
        .collect();
    if !rows.is_empty() {
        Entity::insert_many(rows).exec_without_returning(&txn).await?;
    }
    txn.commit().await
}
