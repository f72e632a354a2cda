//! The two lists of a partner: what it must still answer, and what it manages.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::{
    assignment::State,
    choice::List,
    money::{Currency, Money},
    opportunity::{Asked, BroughtRow, OfferCard, PartnerBoard},
    policy::{Action, Relation, may},
};
use sea_orm::{
    ColumnTrait, ExprTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, RelationTrait,
    sea_query::Expr,
};
use uuid::Uuid;

use super::{asked, brought, card, managed_row, reveal, show::company};
use crate::{
    Context, Error, choice,
    entity::{
        assignment::{self, Column, Entity, Model},
        opportunity::{self, Teaser},
    },
    opportunity::holds::Holds,
};

/// How many closed ones are shown.
const CLOSED_MAX: u64 = 50;

/// Everything that the reader's company has, as far as the reader may see it.
pub async fn board(cx: &Context) -> Result<PartnerBoard, Error> {
    company(&cx.actor)?;
    // The rows name the customer.
    let seen = in_state(cx, State::Accepted).await?;
    reveal::log(cx, &seen).await?;

    let cx = &cx.still();
    let mut accepted = in_state(cx, State::Accepted).await?;
    // What came meanwhile is shown when it is logged.
    accepted.retain(|row| seen.iter().any(|logged| logged.id == row.id));
    let completed = closed(cx).await?;
    let mut managed = managed_row::rows(cx, &accepted).await?;
    managed.sort_by_key(|row| std::cmp::Reverse(row.last_activity_at));
    let mut waiting = brought::waiting(cx).await?;
    let asked = questions(cx, &mut waiting).await?;
    let sums = sums(managed.iter().filter_map(|row| row.value));
    Ok(PartnerBoard {
        distributed: distributed(cx).await?,
        managed,
        closed: managed_row::rows(cx, &completed).await?,
        asked,
        waiting,
        rejected: brought::rejected(cx).await?,
        managed_sums: sums,
        declines: choice::all(cx.db.read(), cx).await?.offered(List::Decline, cx.lang),
        may_answer: may(&cx.actor, Action::AnswerOffer, Relation::Offered),
    })
}

/// What the vendor asks: about what waits for its approval, and about registrations, which those rows then say as well.
async fn questions(cx: &Context, waiting: &mut [BroughtRow]) -> Result<Vec<Asked>, Error> {
    let about = |row: &BroughtRow| Asked {
        reference: row.reference.clone(),
        topic: row.topic.clone(),
        registration: false,
    };
    let mut asked: Vec<_> = waiting.iter().filter(|row| row.is_asked).map(about).collect();
    let registrations = asked::registrations(cx).await?;
    for row in waiting {
        row.is_asked |= registrations.iter().any(|asked| asked.reference == row.reference);
    }
    asked.extend(registrations);
    Ok(asked)
}

pub(super) async fn in_state(cx: &Context, state: State) -> Result<Vec<Model>, Error> {
    Ok(Entity::visible_to(&cx.actor)
        .filter(Column::State.eq(state.as_ref()))
        .all(cx.db.read())
        .await?)
}

/// What was closed while the company had it. A closing before the last one is not its business any more.
async fn closed(cx: &Context) -> Result<Vec<Model>, Error> {
    let ended = Expr::col((Entity, Column::EndedAt));
    Ok(Entity::visible_to(&cx.actor)
        .join(JoinType::InnerJoin, assignment::Relation::Opportunity.def())
        .filter(Column::State.eq(State::Completed.as_ref()))
        .filter(ended.gte(Expr::col((opportunity::Entity, opportunity::Column::ClosedAt))))
        .order_by_desc(Column::EndedAt)
        .limit(CLOSED_MAX)
        .all(cx.db.read())
        .await?)
}

/// Offers that can be answered, the soonest deadline first, those without one last.
async fn distributed(cx: &Context) -> Result<Vec<OfferCard>, Error> {
    let offers = in_state(cx, State::Offered).await?;
    let mut teasers: HashMap<Uuid, Teaser> = opportunity::Entity::visible_to(&cx.actor)
        .filter(opportunity::Column::Id.is_in(offers.iter().map(|offer| offer.opportunity_id)))
        .into_partial_model::<Teaser>()
        .all(cx.db.read())
        .await?
        .into_iter()
        .map(|teaser| (teaser.id, teaser))
        .collect();
    let offered = offers.iter().map(|offer| offer.opportunity_id);
    let holds = Holds::of(cx.db.read(), offered).await?;
    let mut cards: Vec<(Option<DateTime<Utc>>, OfferCard)> = Vec::with_capacity(offers.len());
    for offer in offers {
        let Some(teaser) = teasers.remove(&offer.opportunity_id) else { continue };
        if card::is_open(cx, &offer, &teaser) {
            cards.push((offer.accept_by, card::card(cx, &offer, teaser, &holds)?));
        }
    }
    cards.sort_by_key(|(deadline, card)| (deadline.is_none(), *deadline, card.offered_at));
    Ok(cards.into_iter().map(|(_, card)| card).collect())
}

/// One sum per currency, in the order in which currencies are offered.
fn sums(values: impl Iterator<Item = Money>) -> Vec<Money> {
    let mut by_currency: HashMap<Currency, i64> = HashMap::new();
    for value in values {
        let sum = by_currency.entry(value.currency).or_default();
        *sum = sum.saturating_add(value.minor);
    }
    Currency::all()
        .filter_map(|currency| Some(Money::new(*by_currency.get(&currency)?, currency)))
        .collect()
}
