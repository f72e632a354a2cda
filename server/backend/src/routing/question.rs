//! One opportunity as routing sees it.

use std::collections::{BTreeSet, HashMap};

use domain::{
    assignment::State,
    ids::{OpportunityId, PartnerId},
    policy::Actor,
    registration,
    routing::{Chance, Vocabulary},
};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter};
use uuid::Uuid;

use super::{course::Course, fit};
use crate::{
    Context, Error,
    entity::{assignment, contact, deal_registration, opportunity::Model},
    fold,
    opportunity::row,
};

/// What is asked about it. `accounts` are the partners' own.
pub(super) async fn read(
    db: &impl ConnectionTrait,
    cx: &Context,
    of: &Model,
    course: &Course,
    accounts: &HashMap<Uuid, PartnerId>,
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
    let protected_for = protection(db, cx, of.id).await?;
    let certification = course.certification.as_deref().map(|word| words.word(word));
    let mut fold = |word: &String| words.word(&fold::fold(word));
    Ok(Chance {
        opportunity: OpportunityId(of.id),
        country: of.country.as_ref().map(&mut fold),
        region: of.region.as_ref().map(&mut fold),
        postal_code: fit::postal_code(of),
        products: row::products(of)?.iter().map(&mut fold).collect(),
        language: language.as_ref().map(&mut fold),
        value: row::estimated_value(of)?,
        certification,
        protected_for,
        declined_by,
        had_by,
        conflicts: of.account_id.and_then(|id| accounts.get(&id)).copied().into_iter().collect(),
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

/// Who has the exclusive right to it.
async fn protection(
    db: &impl ConnectionTrait,
    cx: &Context,
    opportunity: Uuid,
) -> Result<Option<PartnerId>, Error> {
    use deal_registration::Column;

    let row = deal_registration::Entity::visible_to(&Actor::System)
        .filter(Column::OpportunityId.eq(opportunity))
        .filter(Column::State.eq(registration::State::Approved.as_ref()))
        .filter(Column::ProtectedUntil.gte(cx.now))
        .one(db)
        .await?;
    Ok(row.map(|row| PartnerId(row.partner_id)))
}
