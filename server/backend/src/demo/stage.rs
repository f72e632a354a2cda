//! Lets people act at a given time, through the use cases.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    ids::{AssignmentId, OpportunityId, PartnerId, UserId},
    lang::Lang,
    opportunity::OpportunityForm,
    policy::{Actor, PartnerRole, StaffRole},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use super::directory::Company;
use crate::{
    Backend, Context, Error,
    clock::TestClock,
    entity::{assignment, opportunity},
    opportunity as staff,
};

/// The clock and who may act.
pub struct Stage {
    backend: Backend,
    clock: Arc<TestClock>,
    /// The present: everything happens before it.
    pub now: DateTime<Utc>,
}

impl Stage {
    pub fn new(backend: Backend, clock: Arc<TestClock>, now: DateTime<Utc>) -> Self {
        Self { backend, clock, now }
    }

    fn at(&self, when: DateTime<Utc>, actor: Actor) -> Context {
        self.clock.set(when.min(self.now));
        self.backend.context(actor, Lang::Cs)
    }

    /// A manager of staff, who may do everything with every opportunity.
    pub fn staff(&self, when: DateTime<Utc>, user: UserId) -> Context {
        self.at(when, Actor::Staff { user, role: StaffRole::Manager })
    }

    /// The manager of a partner.
    pub fn partner(&self, when: DateTime<Utc>, company: &Company) -> Context {
        let (user, partner) = (company.manager, company.id);
        self.at(when, Actor::Partner { user, partner, role: PartnerRole::Manager })
    }

    /// The timer.
    pub fn system(&self, when: DateTime<Utc>) -> Context {
        self.at(when, Actor::System)
    }

    /// Creates one and answers its id.
    pub async fn create(
        &self,
        cx: &Context,
        form: OpportunityForm,
    ) -> Result<OpportunityId, Error> {
        let saved = staff::create(cx, form).await?;
        self.find(&saved.reference).await
    }

    /// The one of this reference.
    pub async fn find(&self, reference: &str) -> Result<OpportunityId, Error> {
        let row = opportunity::Entity::visible_to(&Actor::System)
            .filter(opportunity::Column::Reference.eq(reference))
            .one(self.backend.db.read())
            .await?;
        row.map(|row| OpportunityId(row.id)).ok_or(Error::Stale)
    }

    /// What people call it.
    pub async fn reference(&self, id: OpportunityId) -> Result<String, Error> {
        let row = opportunity::Entity::visible_to(&Actor::System)
            .filter(opportunity::Column::Id.eq(id.0))
            .one(self.backend.db.read())
            .await?;
        row.map(|row| row.reference).ok_or(Error::Stale)
    }

    /// Saves the record again with some fields changed.
    pub async fn change(
        &self,
        cx: &Context,
        id: OpportunityId,
        change: impl FnOnce(&mut OpportunityForm),
    ) -> Result<(), Error> {
        let row = opportunity::Entity::visible_to(&Actor::System)
            .filter(opportunity::Column::Id.eq(id.0))
            .one(cx.db.read())
            .await?
            .ok_or(Error::Stale)?;
        let mut form = staff::show(cx, &row.reference).await?.form;
        change(&mut form);
        staff::save(cx, id, row.version, None, form).await.map(drop)
    }

    /// The assignment of a partner.
    pub async fn assignment(
        &self,
        id: OpportunityId,
        partner: PartnerId,
    ) -> Result<AssignmentId, Error> {
        let row = assignment::Entity::visible_to(&Actor::System)
            .filter(assignment::Column::OpportunityId.eq(id.0))
            .filter(assignment::Column::PartnerId.eq(partner.0))
            .one(self.backend.db.read())
            .await?;
        row.map(|row| AssignmentId(row.id)).ok_or(Error::Stale)
    }

    /// Until when the partner may answer.
    pub async fn deadline(
        &self,
        id: OpportunityId,
        partner: PartnerId,
    ) -> Result<DateTime<Utc>, Error> {
        let offer = self.assignment(id, partner).await?;
        let row = assignment::Entity::visible_to(&Actor::System)
            .filter(assignment::Column::Id.eq(offer.0))
            .one(self.backend.db.read())
            .await?;
        row.and_then(|row| row.accept_by).ok_or(Error::Stale)
    }

    /// Gives a managed opportunity to the company's seller.
    pub async fn give_to_seller(&self, id: AssignmentId, company: &Company) -> Result<(), Error> {
        let txn = self.backend.db.begin_write().await?;
        assignment::Entity::update_many()
            .col_expr(assignment::Column::SellerId, Expr::value(company.seller.0))
            .filter(assignment::Column::Id.eq(id.0))
            .exec(&txn)
            .await?;
        txn.commit().await
    }

    /// Some time ago.
    pub fn ago(&self, span: TimeDelta) -> DateTime<Utc> {
        self.now - span
    }
}
