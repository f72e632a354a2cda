//! What the actor's company manages, locked until the end of the transaction that changes it.

use domain::{
    assignment::State,
    ids::{OpportunityId, PartnerId},
    opportunity::Status,
    policy::{Action, Relation, authorize, may},
    refusal::Refusal,
    timeline::{Audience, Event},
};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, UpdateMany, sea_query::Expr};

use crate::{
    Context, Error,
    assignment::{in_charge, names, report, standing},
    db::WriteTxn,
    entity::{assignment, opportunity},
    mail::{self, Notice},
    opportunity::row,
    timeline::{self, Entry},
};

/// Both rows that the work of a partner changes.
pub(super) struct Managed {
    pub opportunity: opportunity::Model,
    pub assignment: assignment::Model,
    pub collaboration: bool,
}

impl Managed {
    /// Reads it through the scope and asks the policy.
    pub async fn to_change(
        txn: &WriteTxn,
        cx: &Context,
        id: OpportunityId,
        action: Action,
    ) -> Result<Self, Error> {
        let opportunity = row::to_change(txn, cx, id).await?;
        let standing =
            standing::of_partner(txn, &cx.actor, opportunity.id, opportunity.closed_at).await?;
        let collaboration = standing.relation == Relation::Collaborating;
        if let Err(denied) = authorize(&cx.actor, action, standing.relation) {
            // What the same person might do alone is refused because of the others, and that can be said.
            let alone = collaboration && may(&cx.actor, action, Relation::Managing);
            return Err(if alone { Refusal::Collaborating.into() } else { denied.into() });
        }
        let assignment = standing.assignment.ok_or(Refusal::NotManaging)?;
        let managed = Self { opportunity, assignment, collaboration };
        managed.is_in_work()?;
        Ok(managed)
    }

    /// On hold and after closing there is nothing to work on.
    fn is_in_work(&self) -> Result<(), Refusal> {
        match row::status(&self.opportunity) {
            Ok(Status::Accepted) => Ok(()),
            Ok(Status::OnHold) => Err(Refusal::OnHold),
            Ok(from) => Err(Refusal::WrongStatus { from }),
            Err(_) => Err(Refusal::NotManaging),
        }
    }

    /// Where the company's row stands.
    pub fn state(&self) -> Result<State, Error> {
        standing::state(&self.assignment)
    }

    /// Ends the company's part, if nobody did before.
    pub async fn end(
        &self,
        txn: &WriteTxn,
        cx: &Context,
        to: State,
        with: impl FnOnce(UpdateMany<assignment::Entity>) -> UpdateMany<assignment::Entity>,
    ) -> Result<(), Error> {
        use assignment::Column;

        let update = assignment::Entity::update_many()
            .col_expr(Column::State, Expr::value(to.to_string()))
            .col_expr(Column::EndedAt, Expr::value(cx.now))
            .col_expr(Column::Version, Expr::col(Column::Version).add(1))
            .col_expr(Column::UpdatedAt, Expr::value(cx.now))
            .col_expr(Column::UpdatedBy, Expr::value(cx.user_id()))
            .filter(Column::Id.eq(self.assignment.id))
            .filter(Column::State.eq(State::Accepted.as_ref()))
            .filter(Column::Version.eq(self.assignment.version));
        let written = with(update).exec(txn).await?;
        if written.rows_affected == 1 { Ok(()) } else { Err(Error::Stale) }
    }

    /// Notes that the company let something be heard: the clock of its first report stops, and what it said of waiting
    /// or of being stuck holds no more, unless `with` says it anew.
    pub async fn reported(
        &self,
        txn: &WriteTxn,
        cx: &Context,
        with: impl FnOnce(UpdateMany<assignment::Entity>) -> UpdateMany<assignment::Entity>,
    ) -> Result<(), Error> {
        use assignment::Column;

        let update = assignment::Entity::update_many()
            .col_expr(Column::FirstUpdateAt, report::first_report_at(cx))
            .col_expr(Column::Version, Expr::col(Column::Version).add(1))
            .col_expr(Column::UpdatedAt, Expr::value(cx.now))
            .col_expr(Column::UpdatedBy, Expr::value(cx.user_id()))
            .filter(Column::Id.eq(self.assignment.id))
            .filter(Column::State.eq(State::Accepted.as_ref()))
            .filter(Column::Version.eq(self.assignment.version));
        let written = with(update).exec(txn).await?;
        if written.rows_affected == 1 { Ok(()) } else { Err(Error::Stale) }
    }

    /// The company.
    pub fn partner(&self) -> PartnerId {
        PartnerId(self.assignment.partner_id)
    }

    /// Its name.
    pub async fn partner_name(&self, txn: &WriteTxn) -> Result<String, Error> {
        names::partner(txn, self.partner()).await
    }

    /// Records what the company did: for itself, and for those who share the work.
    pub async fn record(&self, txn: &WriteTxn, cx: &Context, event: Event) -> Result<(), Error> {
        let audience = if self.collaboration {
            Audience::AllPartners
        } else {
            Audience::Partner(self.partner())
        };
        let id = OpportunityId(self.opportunity.id);
        timeline::record(txn, cx, id, Entry::of(event, audience)).await?;
        Ok(())
    }

    /// Tells whoever looks after the opportunity: its owner, else the one who gave it to the partner.
    pub async fn tell_owner(
        &self,
        txn: &WriteTxn,
        cx: &Context,
        notice: Notice,
    ) -> Result<(), Error> {
        mail::notify(txn, cx, in_charge(&self.opportunity, &self.assignment), notice).await?;
        Ok(())
    }
}
