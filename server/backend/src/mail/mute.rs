//! Which kinds of message a person wants.

use domain::mail::{MailForm, Topic};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use strum::IntoEnumIterator as _;

use super::recipient::Recipient;
use crate::{
    Context, Error,
    entity::mail_mute::{ActiveModel, Column, Entity},
};
use domain::policy::{Actor, Denied};

/// Leaves out those who do not want this kind.
pub(super) async fn without_muted(
    db: &impl ConnectionTrait,
    template: &str,
    recipients: Vec<Recipient>,
) -> Result<Vec<Recipient>, Error> {
    let Some(topic) = Topic::of_template(template) else { return Ok(recipients) };
    let people = recipients.iter().filter_map(|recipient| recipient.user.map(|user| user.0));
    let muted: Vec<_> = Entity::visible_to(&Actor::System)
        .filter(Column::UserId.is_in(people))
        .filter(Column::Topic.eq(topic.as_ref()))
        .all(db)
        .await?;
    let wants = |one: &Recipient| {
        one.user.is_none_or(|user| muted.iter().all(|mute| mute.user_id != user.0))
    };
    Ok(recipients.into_iter().filter(wants).collect())
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
