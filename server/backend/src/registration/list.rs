//! Lists of registrations: what staff have to decide, what protects, what is over, and a partner's own.

use domain::{
    policy::{Action, Denied, Relation, authorize},
    registration::{QueueRow, QueueView, State},
};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, Select};
use uuid::Uuid;

use super::request::{products, state};
use crate::{
    Context, Error,
    assignment::names,
    entity::{
        deal_registration::{Column, Entity, Model},
        opportunity,
    },
    opportunity::row,
};

/// As many are shown; who has more looks at the soonest first.
const SHOWN: u64 = 200;

/// All registrations of one kind, for staff.
pub async fn queue(cx: &Context, view: QueueView) -> Result<Vec<QueueRow>, Error> {
    use State as S;

    // A list of the vendor's: partner people have one of their own.
    let relation = if cx.actor.partner().is_some() { Relation::Foreign } else { Relation::Own };
    authorize(&cx.actor, Action::ReadRegistrations, relation)?;
    let of = |states: &[S]| {
        let states: Vec<String> = states.iter().map(ToString::to_string).collect();
        Entity::visible_to(&cx.actor).filter(Column::State.is_in(states))
    };
    let rows = match view {
        QueueView::Open => {
            let running = of(&[S::Submitted, S::InReview]).order_by_asc(Column::DecideBy);
            let asked = of(&[S::InfoRequested]).order_by_asc(Column::AskedAt);
            [all(cx, running).await?, all(cx, asked).await?].concat()
        }
        QueueView::Protected => {
            all(cx, of(&[S::Approved]).order_by_asc(Column::ProtectedUntil)).await?
        }
        QueueView::Over => {
            let over = [S::Rejected, S::Withdrawn, S::Expired, S::Revoked, S::Converted, S::Closed];
            all(cx, of(&over).order_by_desc(Column::UpdatedAt)).await?
        }
    };
    lines(cx, rows).await
}

/// The reader's company's, the newest first; a seller sees what they sent.
pub async fn mine(cx: &Context) -> Result<Vec<QueueRow>, Error> {
    authorize(&cx.actor, Action::ReadRegistrations, Relation::Own)?;
    // A list of the partner's: the vendor's people have another one.
    cx.actor.partner().ok_or(Denied::Forbidden)?;
    let newest = Entity::visible_to(&cx.actor).order_by_desc(Column::SubmittedAt);
    lines(cx, all(cx, newest).await?).await
}

async fn all(cx: &Context, select: Select<Entity>) -> Result<Vec<Model>, Error> {
    Ok(select.order_by_asc(Column::Id).limit(SHOWN).all(cx.db.read()).await?)
}

async fn lines(cx: &Context, rows: Vec<Model>) -> Result<Vec<QueueRow>, Error> {
    let partners = names::partners(cx.db.read(), rows.iter().map(|row| row.partner_id)).await?;
    // Named without the actor's scope: each stands on a registration that was read through it.
    let references: Vec<(Uuid, String)> =
        opportunity::Entity::visible_to(&domain::policy::Actor::System)
            .select_only()
            .columns([opportunity::Column::Id, opportunity::Column::Reference])
            .filter(opportunity::Column::Id.is_in(rows.iter().map(|row| row.opportunity_id)))
            .into_tuple()
            .all(cx.db.read())
            .await?;
    rows.into_iter()
        .map(|row| {
            let state = state(&row)?;
            let waits = matches!(state, State::Submitted | State::InReview);
            let found = references.iter().find(|(id, _)| *id == row.opportunity_id);
            Ok(QueueRow {
                opportunity: found.map(|(_, reference)| reference.clone()).unwrap_or_default(),
                partner: partners.get(&row.partner_id).cloned().unwrap_or_default(),
                products: products(&row)?,
                value: row::money(row.opportunity_id, &row.currency, row.value)?,
                state,
                submitted_at: cx.local(row.submitted_at),
                decide_by: waits.then(|| cx.local(row.decide_by)),
                seconds_left: (row.decide_by - cx.now).num_seconds(),
                protected_until: row.protected_until.map(|at| cx.local(at)),
                reference: row.reference,
                customer: row.customer_name,
            })
        })
        .collect()
}
