//! Rules that decide as soon as an opportunity is created.

use domain::{
    ids::{OpportunityId, UserId},
    opportunity::{Move, Saved, SavedNotice, apply},
    policy::{Action, Relation, may},
    refusal::Refusal,
    routing::{Obstacle, Rates, Rule, Trigger},
    timeline::{Audience, Event},
};
use sea_orm::ConnectionTrait;

use super::{
    course::{self, Course},
    distribute,
};
use crate::{
    Context, Error,
    db::WriteTxn,
    entity::opportunity::Model,
    mail::{self, Notice, To},
    opportunity::row,
    timeline::{self, Entry},
};

/// All rules in use, if one of them decides at creation: those before it in order may be for the same opportunity.
pub(crate) struct Automatic {
    rules: Vec<Rule>,
    rates: Rates,
}

impl Automatic {
    /// Reads them. Who may not distribute has nothing distributed.
    pub(crate) async fn known(db: &impl ConnectionTrait, cx: &Context) -> Result<Self, Error> {
        let mut known = Self { rules: Vec::new(), rates: Rates::default() };
        if may(&cx.actor, Action::DistributeOpportunity, Relation::Own) {
            let rules = course::in_use(db).await?;
            if rules.iter().any(|rule| rule.trigger == Trigger::Creation) {
                known = Self { rules, rates: course::known_rates(db, cx).await? };
            }
        }
        Ok(known)
    }

    /// Whether the rule that is for it distributes it now. What cannot be offered yet, because it names no customer, is
    /// left to its owner.
    pub(crate) async fn takes(
        &self,
        db: &impl ConnectionTrait,
        cx: &Context,
        of: &Model,
    ) -> Result<bool, Error> {
        if self.rules.is_empty() || apply(&row::situation(of)?, Move::Offer, cx.now).is_err() {
            return Ok(false);
        }
        let course = Course::among(db, cx, of, (&self.rules, &self.rates)).await?;
        Ok(course.trigger == Trigger::Creation)
    }
}

/// Distributes what the form has just created, when a rule says so. Where nobody fits it stays created, and whoever
/// decides then is told.
pub(crate) async fn on_creation(
    txn: &WriteTxn,
    cx: &Context,
    of: &Model,
    created: Saved,
) -> Result<Saved, Error> {
    let rules = Automatic::known(txn, cx).await?;
    if !rules.takes(txn, cx, of).await? {
        return Ok(created);
    }
    let of = row::to_change(txn, cx, OpportunityId(of.id)).await?;
    match distribute::within(txn, cx, &of).await {
        Ok((saved, _)) => Ok(saved),
        Err(Error::Refused(Refusal::NobodyFits { reasons })) => {
            note_nobody(txn, cx, &of, reasons).await?;
            tell(txn, cx, &of).await?;
            Ok(Saved { notice: SavedNotice::Unplaced, ..created })
        }
        Err(error) => Err(error),
    }
}

/// Keeps with the opportunity that it was to be distributed and why it was not.
pub(super) async fn note_nobody(
    txn: &WriteTxn,
    cx: &Context,
    of: &Model,
    reasons: Vec<(Obstacle, u32)>,
) -> Result<(), Error> {
    let entry = Entry::of(Event::NobodyFits { reasons }, Audience::Staff);
    timeline::record(txn, cx, OpportunityId(of.id), entry).await?;
    Ok(())
}

/// Tells whom the rule names, else the owner, else the vendor's managers; not whoever reads it on the next page anyway.
async fn tell(txn: &WriteTxn, cx: &Context, of: &Model) -> Result<(), Error> {
    let fallback = Course::of(txn, cx, of).await?.fallback;
    let people: Vec<UserId> = fallback.into_iter().chain(of.owner_id.map(UserId)).collect();
    if people.first().is_some_and(|first| Some(first.0) == cx.user_id()) {
        return Ok(());
    }
    let notice = Notice::NobodyFits { reference: of.reference.clone(), topic: of.topic.clone() };
    mail::notify(txn, cx, To::FirstOf(people), notice).await?;
    Ok(())
}
