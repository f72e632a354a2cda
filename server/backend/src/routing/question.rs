//! One opportunity as routing sees it.

use std::collections::BTreeSet;

use domain::{
    assignment::State,
    ids::{OpportunityId, PartnerId},
    policy::Actor,
    refusal::Refusal,
    routing::{Chance, Obstacle, Vocabulary},
};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter};
use uuid::Uuid;

use super::{conflict::Conflicts, course::Course, place};
use crate::{
    Context, Error,
    entity::{assignment, contact, opportunity::Model},
    fold,
    opportunity::row,
    registration,
};

/// What is asked about it.
pub(super) async fn read(
    db: &impl ConnectionTrait,
    cx: &Context,
    of: &Model,
    course: &Course,
    conflicts: &Conflicts,
    words: &mut Vocabulary,
) -> Result<Chance, Error> {
    let (declined_by, had_by) = earlier(db, of.id).await?;
    let language = match of.contact_id {
        Some(id) => contact::Entity::visible_to(&cx.actor)
            .filter(contact::Column::Id.eq(id))
            .one(db)
            .await?
            .and_then(|contact| contact.language),
        None => None,
    };
    let protected_for = registration::protected_for(db, cx, OpportunityId(of.id)).await?;
    let located = place::located(db, of).await?;
    let certification = course.certification.as_deref().map(|word| words.word(word));
    let mut fold = |word: &String| words.word(&fold::fold(word));
    Ok(Chance {
        opportunity: OpportunityId(of.id),
        country: located.country.as_ref().map(&mut fold),
        region: located.region.as_ref().map(&mut fold),
        postal_code: located.plain_code(),
        place: located.place,
        place_from: Some(located.source()),
        products: row::products(of)?.iter().map(&mut fold).collect(),
        language: language.as_ref().map(&mut fold),
        value: row::estimated_value(of)?,
        certification,
        protected_for: protected_for.map(|(holder, _)| holder),
        declined_by,
        had_by,
        conflicts: conflicts.with(of),
    })
}

/// Who said no, and who had it otherwise. What staff took back counts for nothing.
async fn earlier(
    db: &impl ConnectionTrait,
    opportunity: Uuid,
) -> Result<(BTreeSet<PartnerId>, BTreeSet<PartnerId>), Error> {
    let rows = assignment::Entity::visible_to(&Actor::System)
        .filter(assignment::Column::OpportunityId.eq(opportunity))
        .all(db)
        .await?;
    let (mut declined, mut had) = (BTreeSet::new(), BTreeSet::new());
    for row in rows {
        let partner = PartnerId(row.partner_id);
        if row.state == State::Declined.as_ref() {
            declined.insert(partner);
        } else if row.state != State::Recalled.as_ref() && row.state != State::Queued.as_ref() {
            had.insert(partner);
        }
    }
    Ok((declined, had))
}

/// Why nobody is asked: it is protected, or nobody fits.
pub(super) async fn nobody(
    db: &impl ConnectionTrait,
    cx: &Context,
    of: OpportunityId,
    reasons: Vec<(Obstacle, u32)>,
) -> Result<Refusal, Error> {
    let is_protected = reasons.iter().any(|(why, _)| *why == Obstacle::Protected);
    let protection =
        if is_protected { registration::protection_of(db, cx, of).await? } else { None };
    Ok(protection.map_or(Refusal::NobodyFits { reasons }, Refusal::from))
}
