//! An offer that its company is about to answer.

use domain::{
    assignment::State,
    ids::{AssignmentId, PartnerId, UserId},
    opportunity::{Move, Status, apply},
    policy::{Action, Actor, Denied, PartnerRole, Relation, authorize},
    refusal::Refusal,
};
use sea_orm::{
    ColumnTrait, DbBackend, EntityTrait, ExprTrait, QueryFilter, QueryResult, QuerySelect,
    QueryTrait, Select, Statement, UpdateMany, sea_query::Expr,
};

use super::{in_charge, owners, standing};
use crate::{
    Context, Error,
    db::{WriteTxn, next_rows},
    entity::{assignment, opportunity},
    mail::{self, Notice, To},
    opportunity::row,
};

/// Both rows that an answer changes, and those that wait for it.
pub(super) struct Offer {
    pub opportunity: opportunity::Model,
    pub row: assignment::Model,
    /// Other companies to which the same opportunity is offered, or will be.
    pub waiting: Vec<assignment::Model>,
}

impl Offer {
    /// Reads the offer through the scope and asks the policy whether the actor answers for the company. The opportunity
    /// stays locked until the end of the transaction.
    pub async fn to_answer(txn: &WriteTxn, cx: &Context, id: AssignmentId) -> Result<Self, Error> {
        // The opportunity first, as everybody locks it: two that lock in another order wait for ever.
        let opportunity = of_offer(cx, id).lock_exclusive().one(txn).await?;
        let opportunity = opportunity.ok_or(Denied::Hidden)?;
        let rows = about(Expr::value(opportunity.id), id).all(txn).await?;
        Self::found(cx, id, opportunity, rows)
    }

    /// What is asked to find the same as it stands before the transaction, in which all of it is a condition.
    pub fn questions(cx: &Context, id: AssignmentId, backend: DbBackend) -> [Statement; 2] {
        let rows = about(opportunity_of(cx, id), id);
        [of_offer(cx, id).build(backend), rows.build(backend)]
    }

    /// Reads the answers.
    pub fn ahead(
        cx: &Context,
        id: AssignmentId,
        answers: &mut impl Iterator<Item = Vec<QueryResult>>,
    ) -> Result<Self, Error> {
        let opportunity = next_rows(answers)?.pop().ok_or(Denied::Hidden)?;
        Self::found(cx, id, opportunity, next_rows(answers)?)
    }

    fn found(
        cx: &Context,
        id: AssignmentId,
        opportunity: opportunity::Model,
        mut waiting: Vec<assignment::Model>,
    ) -> Result<Self, Error> {
        let own = waiting.iter().position(|row| row.id == id.0).ok_or(Denied::Hidden)?;
        let row = waiting.swap_remove(own);
        authorize(&cx.actor, Action::AnswerOffer, relation(&cx.actor))?;
        Ok(Self { opportunity, row, waiting })
    }

    /// What both machines say to an answer now.
    pub fn decide(&self, cx: &Context, wish: Move) -> Result<(State, Status), Error> {
        let status = apply(&row::situation(&self.opportunity)?, wish, cx.now)?;
        let state = standing::state(&self.row)?;
        let answer = match wish {
            Move::Accept => state.accept(self.row.accept_by, cx.now),
            Move::Decline { .. } => state.decline(self.row.accept_by, cx.now),
            _ => state.expire(self.row.accept_by, cx.now),
        };
        Ok((answer?, status))
    }

    /// How many other partners are asked at the same time and have not answered.
    pub fn others(&self) -> usize {
        self.waiting.iter().filter(|row| row.state == State::Offered.as_ref()).count()
    }

    /// All that wait for the same opportunity beside it.
    pub fn beside(&self) -> Expr {
        use assignment::Column;

        Column::OpportunityId.eq(self.opportunity.id).and(Column::Id.ne(self.row.id)).and(waits())
    }

    /// The one statement that decides who was first: only an open offer changes, and only in time.
    pub fn answer(&self, cx: &Context, to: State) -> UpdateMany<assignment::Entity> {
        use assignment::Column;

        assignment::Entity::update_many()
            .col_expr(Column::State, Expr::value(to.to_string()))
            .col_expr(Column::Version, Expr::col(Column::Version).add(1))
            .col_expr(Column::UpdatedAt, Expr::value(cx.now))
            .col_expr(Column::UpdatedBy, Expr::value(cx.user_id()))
            .filter(Column::Id.eq(self.row.id))
            .filter(Column::State.eq(State::Offered.as_ref()))
            .filter(match to {
                State::Expired => Column::AcceptBy.lt(cx.now),
                _ => Column::AcceptBy.is_null().or(Column::AcceptBy.gte(cx.now)),
            })
    }

    /// The company.
    pub fn partner(&self) -> PartnerId {
        PartnerId(self.row.partner_id)
    }

    /// Whoever looks after the opportunity: its owner, else the one who offered it.
    pub fn owner(&self) -> To {
        in_charge(&self.opportunity, &self.row)
    }

    /// The same, in this order.
    pub fn owners(&self) -> Vec<UserId> {
        owners(&self.opportunity, &self.row)
    }

    /// The same people of the offer with this id, in this order, as the database knows them.
    pub fn owners_of(id: AssignmentId) -> [Expr; 2] {
        let of = |column: Expr| {
            let found = assignment::Entity::visible_to(&Actor::System)
                .inner_join(opportunity::Entity)
                .select_only()
                .expr(column)
                .filter(assignment::Column::Id.eq(id.0))
                .into_query();
            Expr::SubQuery(None, Box::new(found.into()))
        };
        [
            of(opportunity::Column::OwnerId.into_expr()),
            of(assignment::Column::CreatedBy.into_expr()),
        ]
    }

    /// Tells them.
    pub async fn tell_owner(
        &self,
        txn: &WriteTxn,
        cx: &Context,
        notice: Notice,
    ) -> Result<(), Error> {
        mail::notify(txn, cx, self.owner(), notice).await?;
        Ok(())
    }

    /// Tells whoever decides when nobody is left to be asked, beside the owner.
    pub async fn tell_fallback(
        &self,
        txn: &WriteTxn,
        cx: &Context,
        mut fallback: Vec<UserId>,
        notice: &Notice,
    ) -> Result<(), Error> {
        let owner = self.opportunity.owner_id.or(self.row.created_by);
        fallback.retain(|user| Some(user.0) != owner);
        if !fallback.is_empty() {
            mail::notify(txn, cx, To::FirstOf(fallback), notice.clone()).await?;
        }
        Ok(())
    }
}

fn waits() -> Expr {
    assignment::Column::State.is_in([State::Queued.as_ref(), State::Offered.as_ref()])
}

/// Whoever may see an offer may see its opportunity.
fn of_offer(cx: &Context, id: AssignmentId) -> Select<opportunity::Entity> {
    let known = Expr::col((opportunity::Entity, opportunity::Column::Id));
    opportunity::Entity::visible_to(&Actor::System).filter(known.eq(opportunity_of(cx, id)))
}

/// Id of the offer's opportunity, found through the actor's scope.
fn opportunity_of(cx: &Context, id: AssignmentId) -> Expr {
    let offer = assignment::Entity::visible_to(&cx.actor)
        .select_only()
        .column(assignment::Column::OpportunityId)
        .filter(assignment::Column::Id.eq(id.0))
        .into_query();
    Expr::SubQuery(None, Box::new(offer.into()))
}

/// The offer and all that waits for its opportunity; what the others are is between them and the vendor.
fn about(opportunity: Expr, id: AssignmentId) -> Select<assignment::Entity> {
    assignment::Entity::visible_to(&Actor::System)
        .filter(Expr::col((assignment::Entity, assignment::Column::OpportunityId)).eq(opportunity))
        .filter(assignment::Column::Id.eq(id.0).or(waits()))
}

/// Passes when the statement found its row as it was expected.
pub(super) async fn first(
    txn: &WriteTxn,
    answer: UpdateMany<assignment::Entity>,
) -> Result<(), Error> {
    match answer.exec(txn).await.map_err(Error::from) {
        Ok(written) if written.rows_affected == 1 => Ok(()),
        Ok(_) => Err(Refusal::AlreadyAnswered.into()),
        Err(error) => Err(answered_by_another(error)),
    }
}

/// What it means that the offer was not found as it was expected.
pub(super) fn answered_by_another(error: Error) -> Error {
    match error {
        Error::Stale => Refusal::AlreadyAnswered.into(),
        // Another partner holds it: the database allows one exclusive winner, whatever else happens.
        error if error.is_unique_violation() => Refusal::AlreadyAnswered.into(),
        error => error,
    }
}

/// To those who answer for the company its offer stays an offer, also when a colleague was quicker: then it is
/// the machine that says so. A seller never sees one; what a seller sees is managed.
fn relation(actor: &Actor) -> Relation {
    match actor {
        Actor::Partner { role: PartnerRole::Seller, .. } => Relation::Managing,
        _ => Relation::Offered,
    }
}
