//! Mail: what happened becomes rows of the outbox within the transaction, and leaves after the commit.

mod deliver;
mod letter;
mod mailer;
mod notice;
mod outgoing;
mod recipient;

use domain::{
    ids::{PartnerId, UserId},
    lang::Lang,
};
use serde_json::json;

pub use deliver::deliver_due;
pub(crate) use letter::INVITATION_DAYS;
pub use mailer::{Folder, Mailer, Memory, Parcel, SendError, Sender, Smtp};
pub use notice::Notice;
pub use outgoing::outgoing;

use crate::{Context, Error, db::WriteTxn, outbox};

/// Who is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum To {
    /// One person with a sign-in. Nobody when they were deactivated.
    User(UserId),
    /// Everybody at the partner who may accept and decline: its active administrators and managers.
    Answerers(PartnerId),
    /// Somebody without a sign-in.
    Address {
        /// E-mail address.
        email: String,
        /// Full name.
        name: Option<String>,
        /// Language of the message.
        lang: Lang,
    },
}

/// Writes the messages in the language and time zone of each receiver and puts them into the outbox.
/// Answers how many there are.
pub async fn notify(txn: &WriteTxn, cx: &Context, to: To, notice: Notice) -> Result<usize, Error> {
    let template = notice.template();
    let facts = notice.facts();
    let recipients = recipient::of(txn, &to).await?;
    for recipient in &recipients {
        let letter = letter::write(template, &facts, recipient, &cx.settings)?;
        let message = outbox::Message {
            topic: template,
            // Each transition happens once and is told once, so the message needs no other name.
            key: format!("{template}:{}", cx.new_id()),
            recipient: recipient.user,
            email: recipient.email.clone(),
            name: recipient.name.clone(),
            lang: recipient.lang,
            template,
            subject: letter.subject,
            payload: json!({ "link": letter.link }),
            text: letter.text,
            html: Some(letter.html),
        };
        outbox::enqueue(txn, cx, message).await?;
    }
    Ok(recipients.len())
}
