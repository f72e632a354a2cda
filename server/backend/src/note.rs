//! Somebody writes on the timeline: for the own side, for one partner, or for all who work together.

use std::str::FromStr;

use domain::{
    assignment::State,
    ids::{AttachmentId, EntryId, OpportunityId, PartnerId, UserId},
    invalid::{Collector, Problem},
    opportunity::Mentionable,
    policy::{Action, Actor, Denied},
    text::{self, NOTE_MAX},
    timeline::{Audience, AudienceChoice, Event, NoteForm},
};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::{
    Context, Error,
    assignment::{names, report},
    db::WriteTxn,
    entity::{assignment, opportunity},
    file,
    fold::nfc,
    mail::{self, Notice, To},
    markdown, mention,
    opportunity::row,
    timeline::{self, Body, Entry},
    timeline_read::standing_of,
};

/// Most files under one note.
const FILES_MAX: usize = 10;

/// What was typed, checked as far as it can be without the database.
struct Input {
    body: Option<String>,
    choice: AudienceChoice,
    partner: Option<PartnerId>,
    files: Vec<AttachmentId>,
}

/// Writes a note, with the files that were uploaded for it.
pub async fn write(cx: &Context, id: OpportunityId, form: NoteForm) -> Result<EntryId, Error> {
    let txn = cx.db.begin_write().await?;
    let opportunity = row::to_change(&txn, cx, id).await?;
    standing_of(&txn, cx, id, Action::WriteNote).await?;
    // Only now: what is wrong with a note says that there is something to write it on.
    let input = check(&cx.actor, &form)?;
    let to = Addressees::of(&txn, &opportunity).await?;
    let audience = audience(cx, &input, &to)?;

    let excerpt = input.body.as_deref().map(markdown::excerpt).unwrap_or_default();
    let partners = to.partners();
    let found = match input.body {
        Some(source) => {
            Some(mention::find(&txn, cx, &opportunity, (audience, &partners), source).await?)
        }
        None => None,
    };
    let mentioned = found.as_ref().map(|found| found.people.clone()).unwrap_or_default();
    let body =
        found.map(|found| Body { html: markdown::render(&found.source), source: found.source });
    let entry = Entry { event: Event::Note, audience, body };
    let written = timeline::record(&txn, cx, id, entry).await?;
    report::heard(&txn, cx, id.0).await?;
    file::attach(&txn, cx, id, written, audience, &input.files).await?;
    tell(&txn, cx, &opportunity, (audience, &to), (excerpt, &mentioned)).await?;
    txn.commit().await?;
    Ok(written)
}

/// Whom a note on it may name. The caller has asked the policy about the opportunity.
pub(crate) async fn mentionable(
    cx: &Context,
    opportunity: &opportunity::Model,
) -> Result<Vec<Mentionable>, Error> {
    let db = cx.db.read();
    let partners = Addressees::of(db, opportunity).await?.partners();
    mention::readers(db, cx, opportunity, &partners).await
}

fn check(actor: &Actor, form: &NoteForm) -> Result<Input, Error> {
    let mut c = Collector::default();
    let body = c.take("body", text::block(&nfc(&form.body), NOTE_MAX)).flatten();
    let files = c.take("files", files(&form.files)).unwrap_or_default();
    if body.is_none() && files.is_empty() && c.is_empty() {
        c.add("body", Problem::Required);
    }
    let choice = match form.audience.trim() {
        "" => Some(AudienceChoice::Internal),
        word => c.take("audience", AudienceChoice::from_str(word).map_err(|_| Problem::Choice)),
    };
    let partner = match choice {
        // Partners speak to the vendor or to everybody, not to one competitor.
        Some(AudienceChoice::One) if actor.partner().is_some() => {
            c.add("audience", Problem::Choice);
            None
        }
        Some(AudienceChoice::One) => c.take(
            "partner",
            match form.partner.trim() {
                "" => Err(Problem::Required),
                id => id.parse().map_err(|_| Problem::Choice),
            },
        ),
        _ => None,
    };
    match choice {
        Some(choice) if c.is_empty() => Ok(Input { body, choice, partner, files }),
        _ => Err(c.into_errors().into()),
    }
}

fn files(typed: &str) -> Result<Vec<AttachmentId>, Problem> {
    let mut ids: Vec<AttachmentId> = Vec::new();
    for part in typed.split(',').map(str::trim).filter(|part| !part.is_empty()) {
        let id = part.parse().map_err(|_| Problem::Choice)?;
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    if ids.len() > FILES_MAX { Err(Problem::TooLong { max: 10 }) } else { Ok(ids) }
}

fn audience(cx: &Context, input: &Input, to: &Addressees) -> Result<Audience, Error> {
    match (input.choice, cx.actor) {
        (AudienceChoice::All, _) => Ok(Audience::AllPartners),
        (AudienceChoice::Internal, Actor::Partner { partner, .. }) => {
            Ok(Audience::Partner(partner))
        }
        (AudienceChoice::Internal, _) => Ok(Audience::Staff),
        (AudienceChoice::One, _) => match input.partner {
            Some(partner) if to.includes(partner) => Ok(Audience::Partner(partner)),
            _ => Err(Error::field("partner", Problem::Choice)),
        },
    }
}

/// The partners that can be written to.
struct Addressees {
    /// Those that have it now, with the seller who works on it there.
    managing: Vec<(PartnerId, Option<UserId>)>,
    /// Those that are asked. They read what was written once they accept it; until then no mail says it either.
    asked: Vec<PartnerId>,
    /// The one that brought it, while nobody ever had it, and who there typed it.
    bringer: Option<(PartnerId, Option<UserId>)>,
}

impl Addressees {
    /// Read without the actor's scope: they are told, not shown.
    async fn of(
        db: &impl ConnectionTrait,
        opportunity: &opportunity::Model,
    ) -> Result<Self, Error> {
        use assignment::Column;
        type Row = (Uuid, String, Option<Uuid>);

        let rows: Vec<Row> = assignment::Entity::visible_to(&Actor::System)
            .select_only()
            .columns([Column::PartnerId, Column::State, Column::SellerId])
            .filter(Column::OpportunityId.eq(opportunity.id))
            .filter(Column::OfferedAt.is_not_null())
            .order_by_asc(Column::Id)
            .into_tuple()
            .all(db)
            .await?;
        let (asked, has_it) = (State::Offered.to_string(), State::Accepted.to_string());
        let bringer = opportunity.origin_partner_id.filter(|_| rows.is_empty());
        let mut to = Self {
            managing: Vec::new(),
            asked: Vec::new(),
            bringer: bringer.map(|id| (PartnerId(id), opportunity.created_by.map(UserId))),
        };
        for (partner, state, seller) in rows {
            if state == has_it {
                to.managing.push((PartnerId(partner), seller.map(UserId)));
            } else if state == asked {
                to.asked.push(PartnerId(partner));
            }
        }
        Ok(to)
    }

    fn includes(&self, partner: PartnerId) -> bool {
        self.partners().contains(&partner)
    }

    /// All of them.
    fn partners(&self) -> Vec<PartnerId> {
        let readers = self.managing.iter().chain(&self.bringer).map(|(partner, _)| *partner);
        readers.chain(self.asked.iter().copied()).collect()
    }

    /// Who there hears of a note: everybody who may answer, and whoever works on it or typed what is not approved yet.
    /// Nobody where it is only offered.
    fn people(&self, partner: PartnerId, mentioned: &[UserId]) -> Option<To> {
        let mut readers = self.managing.iter().chain(&self.bringer);
        let (_, also) = readers.find(|(reader, _)| *reader == partner)?;
        // Whoever is named hears of it once.
        let also = also.filter(|user| !mentioned.contains(user));
        Some(To::Workers(partner, also.into_iter().collect()))
    }
}

/// Tells the readers but the author: whoever is named, the owner of what a partner or a colleague wrote, and the
/// partners it is for.
async fn tell(
    txn: &WriteTxn,
    cx: &Context,
    opportunity: &opportunity::Model,
    (audience, to): (Audience, &Addressees),
    (excerpt, mentioned): (String, &[UserId]),
) -> Result<(), Error> {
    let (reference, topic) = (opportunity.reference.clone(), opportunity.topic.clone());
    let author = author(txn, cx).await?;
    let named = Notice::Mentioned {
        reference: reference.clone(),
        topic: topic.clone(),
        author: author.clone(),
        excerpt: excerpt.clone(),
    };
    for user in mentioned.iter().filter(|user| Some(user.0) != cx.user_id()) {
        mail::notify(txn, cx, To::User(*user), named.clone()).await?;
    }
    let notice = Notice::NoteWritten { reference, topic, author, excerpt };
    if let Some(ours) = of_the_vendor(cx, opportunity.owner_id.map(UserId), mentioned) {
        mail::notify(txn, cx, ours, notice.clone()).await?;
    }
    let partners: Vec<PartnerId> = match audience {
        Audience::Staff => Vec::new(),
        Audience::Partner(partner) => vec![partner],
        Audience::AllPartners => to.managing.iter().map(|(partner, _)| *partner).collect(),
    };
    let others = partners.into_iter().filter(|partner| Some(*partner) != cx.actor.partner());
    let theirs: Vec<To> = others.filter_map(|partner| to.people(partner, mentioned)).collect();
    for people in theirs {
        mail::notify(txn, cx, people, notice.clone()).await?;
    }
    Ok(())
}

/// Who of the vendor's people hears of a note: the owner, who hears of it once. What a partner writes is heard by those
/// who decide when nobody owns it, or the owner has left.
fn of_the_vendor(cx: &Context, owner: Option<UserId>, mentioned: &[UserId]) -> Option<To> {
    let knows = |owner: UserId| Some(owner.0) == cx.user_id() || mentioned.contains(&owner);
    if owner.is_some_and(knows) {
        return None;
    }
    match cx.actor.partner() {
        Some(_) => Some(To::FirstOf(owner.into_iter().collect())),
        None => owner.map(To::User),
    }
}

/// Name and company.
async fn author(txn: &WriteTxn, cx: &Context) -> Result<String, Error> {
    let user = cx.user_id().ok_or(Denied::SignedOut)?;
    let person = names::people(txn, &cx.actor, [user]).await?.remove(&user).unwrap_or_default();
    Ok(match cx.actor.partner() {
        Some(partner) => format!("{person}, {}", names::partner(txn, partner).await?),
        None => person,
    })
}
