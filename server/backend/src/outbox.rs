//! Messages that leave the house: written in the transaction of what they tell, sent after it.

use domain::{ids::UserId, lang::Lang};
use sea_orm::{ActiveValue::Set, EntityTrait, QueryTrait, sea_query::OnConflict};
use serde_json::Value;

use crate::{Context, db::WriteTxn, entity::outbox};

/// A message to one person.
#[derive(Debug, Clone)]
pub struct Message {
    /// What it is about, for lists and filters: `offer.delivered`.
    pub topic: &'static str,
    /// Names this very message. The same key a second time is the same message and is not sent
    /// again: say what happened and to whom, `offer.delivered:<assignment>:<user>`.
    pub key: String,
    /// The person, if they have a sign-in.
    pub recipient: Option<UserId>,
    /// Their address.
    pub email: String,
    /// Their name.
    pub name: Option<String>,
    /// The language it is written in.
    pub lang: Lang,
    /// The template it was made from.
    pub template: &'static str,
    /// One line.
    pub subject: String,
    /// What the template was filled with.
    pub payload: Value,
    /// The plain text.
    pub text: String,
    /// The same as HTML.
    pub html: Option<String>,
}

/// Puts the message into the outbox, unless it was already there.
pub fn enqueue(txn: &WriteTxn, cx: &Context, message: Message) {
    let row = outbox::ActiveModel {
        id: Set(cx.new_id()),
        topic: Set(message.topic.to_owned()),
        key: Set(message.key),
        recipient_id: Set(message.recipient.map(|user| user.0)),
        recipient_email: Set(message.email),
        recipient_name: Set(message.name),
        language: Set(message.lang.to_string()),
        template: Set(message.template.to_owned()),
        subject: Set(message.subject),
        payload: Set(message.payload.to_string()),
        text: Set(message.text),
        html: Set(message.html),
        state: Set(if cx.settings.sends_mail { "pending" } else { "held" }.to_owned()),
        attempt_count: Set(0),
        next_attempt_at: Set(cx.now),
        created_at: Set(cx.now),
        ..outbox::ActiveModel::default()
    };
    let known = OnConflict::column(outbox::Column::Key).do_nothing().to_owned();
    txn.later(outbox::Entity::insert(row).on_conflict(known).as_query());
}
