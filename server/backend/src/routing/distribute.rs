//! Staff let the portal choose: the partner that fits best is offered the opportunity, and why is kept with it.

use domain::{
    ids::{OpportunityId, PartnerId},
    opportunity::{Move, Saved, apply},
    policy::{Action, authorize},
    routing::{Decision, Vocabulary, decide},
};

use super::{course::Course, directory::Directory, fit, place, question, record};
use crate::{
    Context, Error,
    db::WriteTxn,
    entity::opportunity::Model,
    opportunity::{self, Hand, row},
    partner,
};

/// Offers it to the partner that the rules choose. Refused where nobody fits; nothing has changed then.
pub async fn distribute(cx: &Context, id: OpportunityId) -> Result<Saved, Error> {
    let txn = cx.db.begin_write().await?;
    let row = row::to_change(&txn, cx, id).await?;
    let relation = row::relation_of_staff(&cx.actor, &row);
    authorize(&cx.actor, Action::DistributeOpportunity, relation)?;
    let (saved, _) = within(&txn, cx, &row).await?;
    txn.commit().await?;
    Ok(saved)
}

/// The same within a transaction that has begun, by somebody who may.
pub(super) async fn within(
    txn: &WriteTxn,
    cx: &Context,
    of: &Model,
) -> Result<(Saved, PartnerId), Error> {
    apply(&row::situation(of)?, Move::Offer, cx.now)?;
    let mut words = Vocabulary::default();
    let directory = Directory::keep(txn, cx, &mut words).await?;
    let course = Course::of(txn, cx, of).await?;
    let chance = question::read(txn, cx, of, &course, &directory.conflicts, &mut words).await?;
    let terms = course.terms(cx, &directory);
    let decision = decide(&chance, &directory.candidates, &terms);
    offer(txn, cx, of, &directory, &course, &decision).await
}

/// Keeps the decision and asks whom it names.
pub(super) async fn offer(
    txn: &WriteTxn,
    cx: &Context,
    of: &Model,
    directory: &Directory,
    course: &Course,
    decision: &Decision,
) -> Result<(Saved, PartnerId), Error> {
    let Some(partner) = decision.chosen else {
        let reasons = decision.reasons.clone();
        return Err(question::nobody(txn, cx, OpportunityId(of.id), reasons).await?.into());
    };
    let stored = record::store(txn, cx, course, decision, partner).await?;
    let located = place::located(txn, of).await?;
    let mut hands = Vec::new();
    for partner in decision.asked() {
        let profile = directory.rows.get(&partner).ok_or(Error::Stale)?;
        hands.push(Hand {
            partner,
            status: profile.status.clone(),
            decision: Some(stored),
            asked_by: None,
            fit: fit::between(of, &located, &partner::row::profile(profile)?)?,
            accept_hours: course.accept_hours,
        });
    }
    Ok((opportunity::offer_to_all(txn, cx, of, hands).await?, partner))
}
