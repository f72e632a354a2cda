//! A partner takes what it was offered, and sees the customer from then on.

use chrono::{DateTime, Utc};
use domain::{
    assignment::State,
    ids::{AssignmentId, OpportunityId, PartnerId},
    opportunity::{Move, Status},
    policy::Actor,
    refusal::Refusal,
    timeline::{Audience, Event},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter,
    QuerySelect, QueryTrait, UpdateMany, sea_query::Expr,
};

use super::{
    moved, names,
    offer::{self, Offer},
};
use crate::{
    Context, Error,
    changes::Change,
    db::{WriteTxn, next_rows, together},
    entity::{assignment, partner, reveal},
    mail::{self, Notice, To},
    outbox::{self, Message},
    receipt::{self, Confirmed, Receipt},
    timeline::{self, Entry},
    working_time::HALF,
};

/// What whoever accepts gets to see at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Customer {
    /// The page that follows names the customer.
    IsShown,
    /// Not before they sign in.
    StaysSealed,
}

/// Accepts an offer for the actor's company. Answers the opportunity's reference.
pub async fn accept(cx: &Context, id: AssignmentId) -> Result<String, Error> {
    if let Some(reference) = ahead(cx, id).await? {
        return Ok(reference);
    }
    let txn = cx.db.begin_write().await?;
    let reference = within(&txn, cx, id, Customer::IsShown).await?;
    txn.commit().await?;
    Ok(reference)
}

/// Reads, decides, signs and writes letters before its turn to write, while others write. What it goes by is a condition
/// of what it writes: `None` when something of it has changed meanwhile, and nothing is written.
async fn ahead(cx: &Context, id: AssignmentId) -> Result<Option<String>, Error> {
    let Some(key) = receipt::known(cx).await? else { return Ok(None) };
    let db = cx.db.read();
    let backend = db.get_database_backend();
    let mut questions = Vec::from(Offer::questions(cx, id, backend));
    questions.push(names::agreed(cx.actor.partner(), cx.user_id()).build(backend));
    questions.push(mail::first_of(Offer::owners_of(id), mail::ACCEPTED, backend));
    let mut answers = together(db, questions).await?.into_iter();
    let offer = Offer::ahead(cx, id, &mut answers)?;
    let company = next_rows(&mut answers)?.pop().ok_or_else(|| names::gone(offer.partner()))?;
    let mut acceptance = Acceptance::of(cx, offer, company, &key, Customer::IsShown)?;
    let owners = acceptance.offer.owners();
    let notice = acceptance.notice();
    acceptance.letters = mail::answered(db, cx, &owners, &notice, &mut answers).await?;
    let agreed = acceptance.is_still_agreed();
    let txn = cx.db.begin_draft().await?;
    let written = match acceptance.write(&txn, cx, agreed).await {
        Ok(reference) => txn.commit().await.map(|()| reference).map_err(offer::answered_by_another),
        Err(error) => txn.rollback().await.and(Err(error)),
    };
    match written {
        Ok(reference) => Ok(Some(reference)),
        Err(Error::Stale | Error::Refused(Refusal::AlreadyAnswered)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// The same within a transaction that has begun.
pub(super) async fn within(
    txn: &WriteTxn,
    cx: &Context,
    id: AssignmentId,
    customer: Customer,
) -> Result<String, Error> {
    let offer = Offer::to_answer(txn, cx, id).await?;
    let key = receipt::signing(txn, cx).await?;
    let company = names::agreed_with(txn, offer.partner(), cx.user_id()).await?;
    let mut acceptance = Acceptance::of(cx, offer, company, &key, customer)?;
    let told = acceptance.offer.owner();
    acceptance.letters = mail::written(txn, cx, told, &acceptance.notice()).await?;
    let reference = acceptance.write(txn, cx, Condition::all()).await?;
    txn.settle().await.map_err(offer::answered_by_another)?;
    Ok(reference)
}

/// What was decided, and all that is written for it.
struct Acceptance {
    offer: Offer,
    state: State,
    status: Status,
    company: names::Company,
    first_update_by: DateTime<Utc>,
    customer: Customer,
    receipt: Receipt,
    letters: Vec<Message>,
}

impl Acceptance {
    fn of(
        cx: &Context,
        offer: Offer,
        company: names::Agreed,
        key: &receipt::Key,
        customer: Customer,
    ) -> Result<Self, Error> {
        let (state, status) = offer.decide(cx, Move::Accept)?;
        let company = company.begins(offer.partner())?;
        let first_update_by = company.terms.first_update_by(cx.now);
        let about = Confirmed {
            opportunity: &offer.opportunity,
            partner: offer.partner(),
            partner_name: company.name.clone(),
            person: company.person.clone(),
            registration: None,
        };
        let fact = receipt::accepted(&offer.row, first_update_by);
        let receipt = receipt::signed(cx, key, about, fact);
        let letters = Vec::new();
        Ok(Self { offer, state, status, company, first_update_by, customer, receipt, letters })
    }

    /// What its owner is told.
    fn notice(&self) -> Notice {
        Notice::Accepted {
            reference: self.offer.opportunity.reference.clone(),
            topic: self.offer.opportunity.topic.clone(),
            partner: self.company.name.clone(),
        }
    }

    /// The profile by which it was decided has not changed.
    fn is_still_agreed(&self) -> Condition {
        let profile = partner::Entity::visible_to(&Actor::System)
            .select_only()
            .column(partner::Column::Id)
            .filter(partner::Column::Id.eq(self.offer.row.partner_id))
            .filter(partner::Column::Version.eq(self.company.version))
            .into_query();
        Condition::all().add(Expr::exists(profile))
    }

    /// Writes it, if the offer and its opportunity stand as they were read. Answers the reference.
    async fn write(
        self,
        txn: &WriteTxn,
        cx: &Context,
        condition: Condition,
    ) -> Result<String, Error> {
        let Self { offer, company, .. } = &self;
        // The opportunity first, as everybody locks it.
        let accepted = moved::update(cx, &offer.opportunity)
            .col_expr(moved::Column::Status, Expr::value(self.status.to_string()))
            .col_expr(moved::Column::AcceptedAt, Expr::value(cx.now));
        txn.decisive(timeline::numbered(cx, accepted));
        txn.decisive(self.answer(cx).filter(condition));
        if !offer.waiting.is_empty() {
            txn.settle().await.map_err(offer::answered_by_another)?;
            withdraw(txn, cx, offer).await?;
        }
        if self.customer == Customer::IsShown {
            reveal(txn, cx, offer);
        }
        let event = Event::Accepted { partner: company.name.clone() };
        let entry = Entry::of(event, Audience::Partner(offer.partner()));
        timeline::record_numbered(txn, cx, OpportunityId(offer.opportunity.id), entry).await?;
        self.receipt.store(txn);
        for letter in self.letters {
            outbox::enqueue(txn, cx, letter);
        }
        Ok(self.offer.opportunity.reference)
    }

    fn answer(&self, cx: &Context) -> UpdateMany<assignment::Entity> {
        let first_update_by = self.first_update_by;
        let half = self.company.terms.share(cx.now, first_update_by, HALF);
        let revealed_at = (self.customer == Customer::IsShown).then_some(cx.now);
        self.offer
            .answer(cx, self.state)
            .col_expr(assignment::Column::FirstUpdateBy, Expr::value(first_update_by))
            .col_expr(assignment::Column::RemindAt, Expr::value(half))
            .col_expr(assignment::Column::AnsweredAt, Expr::value(cx.now))
            .col_expr(assignment::Column::AnsweredBy, Expr::value(cx.user_id()))
            .col_expr(assignment::Column::RevealedAt, Expr::value(revealed_at))
    }
}

/// Who waited for the same opportunity waits no longer.
async fn withdraw(txn: &WriteTxn, cx: &Context, offer: &Offer) -> Result<(), Error> {
    use assignment::Column;

    let told = &offer.waiting;

    assignment::Entity::update_many()
        .col_expr(Column::State, Expr::value(State::Recalled.as_ref()))
        .col_expr(Column::Overtaken, Expr::col(Column::OfferedAt).is_not_null())
        .col_expr(Column::EndedAt, Expr::value(cx.now))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .col_expr(Column::UpdatedAt, Expr::value(cx.now))
        .filter(offer.beside())
        .exec(txn)
        .await?;
    // They learn that it is gone, and not to whom.
    for row in told.iter().filter(|row| row.offered_at.is_some()) {
        let notice = Notice::Overtaken {
            reference: offer.opportunity.reference.clone(),
            topic: offer.opportunity.topic.clone(),
        };
        mail::notify(txn, cx, To::Answerers(PartnerId(row.partner_id)), notice).await?;
    }
    txn.tell(Change::Opportunity {
        id: OpportunityId(offer.opportunity.id),
        partners: told.iter().map(|row| PartnerId(row.partner_id)).collect(),
    });
    Ok(())
}

/// Whoever accepts is shown the customer, so this is the first reveal.
fn reveal(txn: &WriteTxn, cx: &Context, offer: &Offer) {
    let Some(user) = cx.user_id() else { return };
    let row = reveal::ActiveModel {
        assignment_id: Set(offer.row.id),
        user_id: Set(user),
        at: Set(cx.now),
    };
    txn.later(reveal::Entity::insert(row).as_query());
}
