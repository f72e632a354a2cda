//! The conditions behind the scopes, in SQL that both databases run alike.
//!
//! A condition is `column IN (subquery)` and not a correlated EXISTS, so that a partner's page costs
//! what the partner has and not what the portal has.

use domain::{
    ids::{PartnerId, UserId},
    policy::{Actor, PartnerRole},
};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait, QuerySelect, QueryTrait, Select,
    sea_query::{Expr, Query, SelectStatement, SimpleExpr, UnionType},
};
use uuid::Uuid;

use super::{assignment, opportunity};

/// No row at all.
pub(super) fn nothing() -> Condition {
    Condition::all().add(Expr::cust("1 = 0"))
}

/// Every row.
pub(super) fn everything() -> Condition {
    Condition::all()
}

/// A partner's person, taken apart.
#[derive(Clone, Copy)]
pub(super) struct Person {
    pub user: Uuid,
    pub partner: Uuid,
    /// Sees only what is assigned to them.
    pub is_seller: bool,
}

impl Person {
    pub fn new(user: UserId, partner: PartnerId, role: PartnerRole) -> Self {
        let is_seller = match role {
            PartnerRole::Seller => true,
            PartnerRole::Manager | PartnerRole::Administrator => false,
        };
        Self { user: user.0, partner: partner.0, is_seller }
    }
}

/// Staff and timers see all, nobody sees nothing, and a partner's person what `of_partner` says.
pub(super) fn by_side(actor: &Actor, of_partner: impl FnOnce(Person) -> Condition) -> Condition {
    match *actor {
        Actor::Anonymous => nothing(),
        Actor::System | Actor::Staff { .. } => everything(),
        Actor::Partner { user, partner, role } => of_partner(Person::new(user, partner, role)),
    }
}

/// Only the vendor's people and timers.
pub(super) fn staff_only(actor: &Actor) -> Condition {
    by_side(actor, |_| nothing())
}

/// The states in which a company works on an opportunity, or did to its end.
const REVEALED: [&str; 2] = ["accepted", "completed"];

/// The partner's own assignments that it may know of: not those that wait in a queue, and for a
/// seller only what they manage themselves.
pub(super) fn own_assignments(person: Person) -> Condition {
    let own = Condition::all().add(assignment::Column::PartnerId.eq(person.partner));
    if person.is_seller {
        own.add(assignment::Column::SellerId.eq(person.user))
            .add(assignment::Column::State.is_in(REVEALED))
    } else {
        own.add(assignment::Column::State.ne("queued"))
    }
}

/// Ids of the opportunities that the partner's person may know of.
pub(super) fn known_opportunities(person: Person) -> SelectStatement {
    assigned(own_assignments(person)).union(UnionType::Distinct, brought(person)).take()
}

/// The company manages it, or had it when it was closed last. What it closed earlier was opened again and is somebody
/// else's business since.
fn managing() -> Condition {
    let closed_at = Query::select()
        .column(opportunity::Column::ClosedAt)
        .from(opportunity::Entity)
        .and_where(
            Expr::col((opportunity::Entity, opportunity::Column::Id))
                .eq(Expr::col((assignment::Entity, assignment::Column::OpportunityId))),
        )
        .take();
    let ended_at = Expr::col((assignment::Entity, assignment::Column::EndedAt));
    let to_the_end = Condition::all()
        .add(assignment::Column::State.eq("completed"))
        .add(ended_at.gte(SimpleExpr::SubQuery(None, Box::new(closed_at.into()))));
    Condition::any().add(assignment::Column::State.eq("accepted")).add(to_the_end)
}

/// Ids of the opportunities whose customer is open to the partner's person.
pub(super) fn revealed_opportunities(person: Person) -> SelectStatement {
    let managed = own_assignments(person).add(managing());
    let brought = brought(person).cond_where(still_own()).take();
    assigned(managed).union(UnionType::Distinct, brought).take()
}

/// What a company brought stays open to it while nobody else can have it, also when the vendor closed it instead of
/// approving it.
fn still_own() -> Condition {
    Condition::any()
        .add(opportunity::Column::AwaitingApproval.eq(true))
        .add(opportunity::Column::Status.eq("rejected"))
        .add(opportunity::Column::ClosedAt.is_not_null().and(never_offered()))
}

/// Ids of those among a few opportunities whose customer is open to another company than the person's.
pub(super) fn revealed_to_others(person: Person, few: &SelectStatement) -> SelectStatement {
    let managed = Condition::all()
        .add(assignment::Column::PartnerId.ne(person.partner))
        .add(assignment::Column::OpportunityId.in_subquery(few.clone()))
        .add(managing());
    let brought = Condition::all()
        .add(opportunity::Column::Id.in_subquery(few.clone()))
        .add(opportunity::Column::OriginPartnerId.ne(person.partner))
        .add(still_own());
    let brought = opportunity::Entity::find()
        .select_only()
        .column(opportunity::Column::Id)
        .filter_by(brought)
        .into_query();
    assigned(managed).union(UnionType::Distinct, brought).take()
}

/// No partner ever had the opportunity of the row, the one that brought it included.
pub(super) fn never_offered() -> SimpleExpr {
    let offered = Query::select()
        .expr(Expr::val(1))
        .from(assignment::Entity)
        .and_where(
            Expr::col((assignment::Entity, assignment::Column::OpportunityId))
                .eq(Expr::col((opportunity::Entity, opportunity::Column::Id))),
        )
        .and_where(Expr::col((assignment::Entity, assignment::Column::OfferedAt)).is_not_null())
        .take();
    Expr::exists(offered).not()
}

fn assigned(condition: Condition) -> SelectStatement {
    assignment::Entity::find()
        .select_only()
        .column(assignment::Column::OpportunityId)
        .filter_by(condition)
        .into_query()
}

/// Ids of what the company brought; for a seller, of what they brought themselves.
fn brought(person: Person) -> SelectStatement {
    let mut condition =
        Condition::all().add(opportunity::Column::OriginPartnerId.eq(person.partner));
    if person.is_seller {
        condition = condition.add(opportunity::Column::CreatedBy.eq(person.user));
    }
    opportunity::Entity::find()
        .select_only()
        .column(opportunity::Column::Id)
        .filter_by(condition)
        .into_query()
}

/// Which entries or files a partner's person may read: `table` says where, `author` names the column
/// with the partner of whoever wrote.
///
/// "All partners" means those who manage the opportunity together. What was written to one partner
/// while it had the opportunity alone is not for the next one; so it is hidden when it comes from a
/// stranger, or when a stranger held the opportunity at that moment.
pub(super) fn readable(person: Person, table: &'static str, author: &'static str) -> Condition {
    let col = |name: &'static str| Expr::col((table, name));
    let to_us = Condition::all()
        .add(col("audience").eq("partner"))
        .add(col("audience_partner_id").eq(person.partner));
    let from_vendor_or_fellow = Condition::any()
        .add(col(author).is_null())
        .add(Expr::exists(fellow_author(person, table, author)));
    let meant_for_us = Condition::all()
        .add(from_vendor_or_fellow)
        .add(Expr::exists(stranger_holding(person, table)).not());
    let to_all = Condition::all()
        .add(col("audience").eq("all_partners"))
        .add(Condition::any().add(col(author).eq(person.partner)).add(meant_for_us));

    Condition::all()
        .add(col("opportunity_id").in_subquery(revealed_opportunities(person)))
        .add(Condition::any().add(to_us).add(to_all))
}

/// The author's company works or worked with the reader's on this opportunity.
fn fellow_author(person: Person, table: &'static str, author: &'static str) -> SelectStatement {
    held("fellow", table)
        .and_where(Expr::col(("fellow", "partner_id")).eq(Expr::col((table, author))))
        .and_where(Expr::col(("fellow", "mode")).eq("collaboration"))
        .and_where(Expr::exists(collaborating(person, table)))
        .take()
}

/// A company that is no fellow managed the opportunity when the row was written.
fn stranger_holding(person: Person, table: &'static str) -> SelectStatement {
    let of = |name: &'static str| Expr::col(("stranger", name));
    let at = || Expr::col((table, "at"));
    let is_stranger = Condition::any()
        .add(of("mode").ne("collaboration"))
        .add(Expr::exists(collaborating(person, table)).not());
    held("stranger", table)
        .and_where(of("partner_id").ne(person.partner))
        .and_where(of("answered_at").lte(at()))
        .cond_where(Condition::any().add(of("ended_at").is_null()).add(of("ended_at").gte(at())))
        .cond_where(is_stranger)
        .take()
}

/// The reader's company shares the opportunity now.
fn collaborating(person: Person, table: &'static str) -> SelectStatement {
    held("own", table)
        .and_where(Expr::col(("own", "partner_id")).eq(person.partner))
        .and_where(Expr::col(("own", "mode")).eq("collaboration"))
        .and_where(Expr::col(("own", "state")).is_in(REVEALED))
        .take()
}

/// Assignments of the row's opportunity that were accepted at some time.
fn held(alias: &'static str, table: &'static str) -> SelectStatement {
    Query::select()
        .expr(Expr::val(1))
        .from_as("assignment", alias)
        .and_where(Expr::col((alias, "opportunity_id")).eq(Expr::col((table, "opportunity_id"))))
        .and_where(Expr::col((alias, "answered_at")).is_not_null())
        .and_where(Expr::col((alias, "state")).ne("declined"))
        .take()
}

/// The other companies with which the reader's shares opportunities: assignments under the name `fellow`.
/// Both have it now, or both had it when it was closed; who closed it in an earlier round is no fellow.
pub(super) fn fellows(person: Person) -> SelectStatement {
    let column = |name: &'static str| Expr::col(("fellow", name));
    let own = |name: &'static str| Expr::col(("own", name));
    let together = Query::select()
        .expr(Expr::val(1))
        .from_as("assignment", "own")
        .and_where(own("opportunity_id").eq(column("opportunity_id")))
        .and_where(own("partner_id").eq(person.partner))
        .and_where(own("mode").eq("collaboration"))
        .and_where(own("state").eq(column("state")))
        .cond_where(
            Condition::any()
                .add(own("ended_at").is_null())
                .add(own("ended_at").eq(column("ended_at"))),
        )
        .take();
    let shared = own_assignments(person)
        .add(assignment::Column::Mode.eq("collaboration"))
        .add(assignment::Column::State.is_in(REVEALED));
    Query::select()
        .from_as("assignment", "fellow")
        .and_where(Expr::col(("fellow", "mode")).eq("collaboration"))
        .and_where(Expr::col(("fellow", "state")).is_in(REVEALED))
        .and_where(Expr::col(("fellow", "partner_id")).ne(person.partner))
        .and_where(Expr::col(("fellow", "opportunity_id")).in_subquery(assigned(shared)))
        .and_where(Expr::exists(together))
        .take()
}

trait FilterBy {
    fn filter_by(self, condition: Condition) -> Self;
}

impl<E: EntityTrait> FilterBy for Select<E> {
    fn filter_by(self, condition: Condition) -> Self {
        sea_orm::QueryFilter::filter(self, condition)
    }
}
