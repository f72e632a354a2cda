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
use sea_orm::{
    ConnectionTrait, DbBackend, FromQueryResult, QueryResult, QuerySelect as _, QueryTrait as _,
    Statement, sea_query::Expr,
};
use serde_json::json;

pub use deliver::{deliver_due, deliver_until};
pub(crate) use letter::INVITATION_DAYS;
pub use mailer::{Folder, Mailer, Memory, Parcel, SendError, Sender, Smtp};
pub use mute::{choose, chosen};
pub(crate) use notice::ACCEPTED;
pub use notice::Notice;
pub(crate) use outgoing::ANSWER;
pub use outgoing::outgoing;
pub use registration::{RegistrationNews, VendorNews};

use self::recipient::Recipient;
use crate::{
    Context, Error, assignment,
    db::{WriteTxn, next_rows},
    entity::user_account,
    outbox, person,
};

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
    let (template, facts) = (notice.template(), notice.facts());
    let recipients = receivers(txn, &to, template).await?;
    for recipient in &recipients {
        let answer = answer_link(txn, cx, template, facts.reference, recipient).await?;
        outbox::enqueue(txn, cx, message(cx, template, &facts, recipient, answer)?);
    }
    Ok(recipients.len())
}

/// The same ahead of the transaction that sends it, for what nobody answers by a link.
pub(crate) async fn written(
    db: &impl ConnectionTrait,
    cx: &Context,
    to: To,
    notice: &Notice,
) -> Result<Vec<outbox::Message>, Error> {
    let (template, facts) = (notice.template(), notice.facts());
    let recipients = receivers(db, &to, template).await?;
    recipients.iter().map(|recipient| message(cx, template, &facts, recipient, None)).collect()
}

/// What is asked ahead of [`answered`] to tell the first of these people who is active; see [`To::FirstOf`].
pub(crate) fn first_of(people: [Expr; 2], template: &str, backend: DbBackend) -> Statement {
    let is_muted = mute::of_person(template);
    person::active_deciders_and(people).expr_as(is_muted, "is_muted").build(backend)
}

/// The messages of [`written`] to [`To::FirstOf`], of which everything was asked before.
pub(crate) async fn answered(
    db: &impl ConnectionTrait,
    cx: &Context,
    first: &[UserId],
    notice: &Notice,
    answers: &mut impl Iterator<Item = Vec<QueryResult>>,
) -> Result<Vec<outbox::Message>, Error> {
    let (template, facts) = (notice.template(), notice.facts());
    let candidates: Vec<Candidate> = next_rows(answers)?;
    let muted = candidates.iter().filter(|one| one.is_muted).map(|one| one.person.id).collect();
    let candidates = candidates.into_iter().map(|one| one.person).collect();
    let people = recipient::first_among(candidates, first);
    let recipients = mute::wanted(recipient::of_people(db, people).await?, &muted);
    recipients.iter().map(|recipient| message(cx, template, &facts, recipient, None)).collect()
}

/// Somebody who may be told, and whether they want this kind.
#[derive(FromQueryResult)]
struct Candidate {
    #[sea_orm(nested)]
    person: user_account::Model,
    is_muted: bool,
}

async fn receivers(
    db: &impl ConnectionTrait,
    to: &To,
    template: &str,
) -> Result<Vec<Recipient>, Error> {
    mute::without_muted(db, template, recipient::of(db, to).await?).await
}

fn message(
    cx: &Context,
    template: &'static str,
    facts: &notice::Facts<'_>,
    recipient: &Recipient,
    answer: Option<String>,
) -> Result<outbox::Message, Error> {
    let letter = letter::write(template, facts, recipient, &cx.settings, answer)?;
    Ok(outbox::Message {
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
    })
}

/// With which the receiver of an offer answers from the mail.
async fn answer_link(
    txn: &WriteTxn,
    cx: &Context,
    template: &str,
    reference: Option<&str>,
    to: &Recipient,
) -> Result<Option<String>, Error> {
    match (template, reference, to.user) {
        ("offered" | "answer_soon" | "deadline_moved", Some(reference), Some(user)) => {
            assignment::issue(txn, cx, reference, user).await
        }
        _ => Ok(None),
    }
}
