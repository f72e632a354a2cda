//! Who would get it and why, with nothing written; and one of them asked by a person.

use domain::{
    ids::{OpportunityId, PartnerId},
    opportunity::{Move, Saved, apply},
    policy::{Action, Denied, authorize},
    refusal::Refusal,
    routing::{Explanation, Vocabulary, decide},
};
use sea_orm::{ColumnTrait, QueryFilter};

use super::{course::Course, directory::Directory, fit, place, question, record};
use crate::{
    Context, Error,
    entity::opportunity::{Column, Entity},
    opportunity::{self, Hand, row},
    partner, registration,
};

/// What distributing it automatically would decide now. Refused where it cannot be offered to anybody.
pub async fn suggest(cx: &Context, id: OpportunityId) -> Result<Explanation, Error> {
    let db = cx.db.read();
    let found = Entity::visible_to(&cx.actor).filter(Column::Id.eq(id.0)).one(db).await?;
    let of = found.ok_or(Denied::Hidden)?;
    let relation = row::relation_of_staff(&cx.actor, &of);
    authorize(&cx.actor, Action::DistributeOpportunity, relation)?;
    apply(&row::situation(&of)?, Move::Offer, cx.now)?;
    let mut words = Vocabulary::default();
    let directory = Directory::look(db, cx, &mut words).await?;
    let course = Course::of(db, cx, &of).await?;
    let chance = question::read(db, cx, &of, &course, &directory.conflicts, &mut words).await?;
    let decision = decide(&chance, &directory.candidates, &course.terms(cx, &directory));
    let told = record::told(db, cx, &decision, &[]).await?;
    Ok(Explanation { chosen: None, ..told })
}

/// Offers it to this partner, if it fits. A person has chosen: there is no record of a choice, and nobody is asked
/// after it.
pub async fn take(cx: &Context, id: OpportunityId, partner: PartnerId) -> Result<Saved, Error> {
    let txn = cx.db.begin_write().await?;
    let of = row::to_change(&txn, cx, id).await?;
    let relation = row::relation_of_staff(&cx.actor, &of);
    authorize(&cx.actor, Action::DistributeOpportunity, relation)?;
    apply(&row::situation(&of)?, Move::Offer, cx.now)?;
    let mut words = Vocabulary::default();
    let directory = Directory::keep_some(&txn, cx, &[partner], &mut words).await?;
    let course = Course::of(&txn, cx, &of).await?;
    let chance = question::read(&txn, cx, &of, &course, &directory.conflicts, &mut words).await?;
    let decision = decide(&chance, &directory.candidates, &course.terms(cx, &directory));
    let profile = directory.rows.get(&partner).filter(|_| decision.chosen == Some(partner));
    let Some(profile) = profile else {
        let protected = registration::for_somebody_else(&txn, cx, id, partner).await?;
        let unfit = Refusal::PartnerUnfit { reasons: decision.reasons };
        return Err(protected.unwrap_or(unfit).into());
    };
    let hand = Hand {
        partner,
        status: profile.status.clone(),
        decision: None,
        asked_by: None,
        fit: fit::between(
            &of,
            &place::located(&txn, &of).await?,
            &partner::row::profile(profile)?,
        )?,
        accept_hours: course.accept_hours,
    };
    let saved = opportunity::offer_to(&txn, cx, &of, hand).await?;
    txn.commit().await?;
    Ok(saved)
}
