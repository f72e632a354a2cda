//! Mail: what happened becomes rows of the outbox within the transaction, and leaves after the commit.

mod deliver;
mod letter;
mod mailer;
mod mute;
mod notice;
mod outgoing;
mod recipient;
mod registration;

use domain::{
    ids::{PartnerId, UserId},
    lang::Lang,
};
use serde_json::json;

pub use deliver::{deliver_due, deliver_until};
pub(crate) use letter::INVITATION_DAYS;
pub use mailer::{Folder, Mailer, Memory, Parcel, SendError, Sender, Smtp};
pub use mute::{choose, chosen};
pub use notice::Notice;
pub(crate) use outgoing::ANSWER;
pub use outgoing::outgoing;
pub use registration::{RegistrationNews, VendorNews};

use crate::{Context, Error, assignment, db::WriteTxn, outbox};

/// Who is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum To {
    /// One person with a sign-in. Nobody when they were deactivated.
    User(UserId),
    /// Everybody at the partner who may accept and decline: its active administrators and managers.
    Answerers(PartnerId),
    /// The same, and these people of theirs, who work on what it is about or brought it; each once.
    Workers(PartnerId, Vec<UserId>),
    /// The partner's person who works on it; once they have left, everybody there who may answer.
    Seller(PartnerId, UserId),
    /// Whom the partner's profile names as the one who is told of offers, while they may answer; else everybody there
    /// who may. For the offer itself: what follows, its reminders first of all, goes to everybody, so that it never ends
    /// in the silence of one person.
    Recipient(PartnerId),
    /// The vendor's active managers; where there are none, its administrators.
    VendorManagers,
    /// The first of them who is still active; where none is, the vendor's managers. For what must reach somebody.
    FirstOf(Vec<UserId>),
    /// Those of them who are still active, each once; where none is, the vendor's managers.
    EachOf(Vec<UserId>),
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
    let recipients = mute::without_muted(txn, template, recipient::of(txn, &to).await?).await?;
    for recipient in &recipients {
        let answer = answer_link(txn, cx, template, facts.reference, recipient).await?;
        let letter = letter::write(template, &facts, recipient, &cx.settings, answer)?;
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

/// With which the receiver of an offer answers from the mail.
async fn answer_link(
    txn: &WriteTxn,
    cx: &Context,
    template: &str,
    reference: Option<&str>,
    to: &recipient::Recipient,
) -> Result<Option<String>, Error> {
    match (template, reference, to.user) {
        ("offered" | "answer_soon" | "deadline_moved", Some(reference), Some(user)) => {
            assignment::issue(txn, cx, reference, user).await
        }
        _ => Ok(None),
    }
}
