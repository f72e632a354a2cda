//! Since when something waits for staff: the moment at which it became theirs to decide, whatever happened on it later.

use domain::dashboard::Waits;
use sea_orm::{
    ColumnTrait, ExprTrait, QueryFilter, QuerySelect, QueryTrait, Select,
    sea_query::{Expr, Func, IntoCondition, Query, SelectStatement, SimpleExpr},
};

use crate::{
    Context,
    entity::{
        assignment::{self, Column as A},
        deal_registration::{self, Column as R},
        opportunity::{self, Column as O},
        timeline_entry::{self, Column as T},
    },
    opportunity::list::occasion,
    registration::UNDECIDED,
};

/// How the timeline calls it that a partner says how it goes.
pub(super) const CHECKED_IN: &str = "checked_in";
/// How the facts of a check-in say that the partner is stuck. Quotation marks in its words are escaped there.
pub(super) const STUCK: &str = r#""kind":"stuck""#;

/// That moment, of the opportunity of the statement; where nothing says it, the last that happened there.
pub(super) fn moment(cx: &Context, why: Waits) -> SimpleExpr {
    let of = |column: O| Expr::col((opportunity::Entity, column));
    let quiet = of(O::LastActivityAt);
    let found = match why {
        // An expression all the same: in the order of the column SQLite would walk along all that was ever created.
        Waits::Brought => return Func::coalesce([of(O::CreatedAt), quiet]).into(),
        Waits::Declined => ended(cx, &["declined"]),
        Waits::Expired => ended(cx, &["expired"]),
        // Who leaves last gives it back as well.
        Waits::Returned => ended(cx, &["returned", "left"]),
        Waits::Stuck => stuck(cx),
        Waits::ReportLate => report_due(cx),
        Waits::Registration => registered(cx),
        Waits::Silent => heard(cx),
    };
    let found = SimpleExpr::SubQuery(None, Box::new(found.into()));
    Func::coalesce([found, quiet]).into()
}

/// The partner's answer, or its end of the work.
fn ended(cx: &Context, states: &[&str]) -> SelectStatement {
    let ended_at = Expr::col((assignment::Entity, A::EndedAt));
    let of_those = where_true(A::State.is_in(states.iter().copied()), ended_at);
    assignments(cx).expr(Func::max(of_those)).into_query()
}

/// The time for the first report was over.
fn report_due(cx: &Context) -> SelectStatement {
    let late = occasion::is_late(cx).add(A::State.eq("accepted"));
    let due = Expr::col((assignment::Entity, A::FirstUpdateBy));
    assignments(cx).expr(Func::min(where_true(late, due))).into_query()
}

/// Who needs help said so, for the first time since it last went on. Saying it again begins nothing anew.
fn stuck(cx: &Context) -> SelectStatement {
    let its = |column: A| Expr::col((assignment::Entity, column));
    // What the same partner said of an earlier round has ended with it.
    let began: SimpleExpr = Func::coalesce([its(A::AnsweredAt), its(A::CreatedAt)]).into();
    let needs_help = assignments(cx)
        .expr(Expr::val(1))
        .filter(A::State.eq("accepted"))
        .filter(its(A::NeedsHelp))
        .filter(its(A::PartnerId).equals((timeline_entry::Entity, T::AuthorPartnerId)))
        .filter(began.lte(Expr::col((timeline_entry::Entity, T::At))))
        .into_query();
    entries(cx)
        .expr(T::At.min())
        .filter(T::Kind.eq(CHECKED_IN))
        .filter(T::Facts.contains(STUCK))
        .filter(Expr::exists(needs_help))
        .filter(Expr::exists(went_on()).not())
        .into_query()
}

/// Whoever wrote the entry of the statement said later that it goes on.
fn went_on() -> SelectStatement {
    let later = |name: &'static str| Expr::col(("later", name));
    let entry = |column: T| Expr::col((timeline_entry::Entity, column));
    Query::select()
        .expr(Expr::val(1))
        .from_as("timeline_entry", "later")
        .and_where(later("opportunity_id").eq(entry(T::OpportunityId)))
        .and_where(later("author_partner_id").eq(entry(T::AuthorPartnerId)))
        .and_where(later("seq").gt(entry(T::Seq)))
        .and_where(later("kind").is_in([CHECKED_IN, "progressed"]))
        .and_where(later("facts").not_like(format!("%{STUCK}%")))
        .take()
}

/// The last that a partner did or could read.
fn heard(cx: &Context) -> SelectStatement {
    entries(cx).expr(T::At.max()).filter(timeline_entry::concerns_partners()).into_query()
}

/// It was submitted, or the decision was appealed against.
fn registered(cx: &Context) -> SelectStatement {
    let of = |column: R| Expr::col((deal_registration::Entity, column));
    let at: SimpleExpr = Func::coalesce([of(R::AppealedAt), of(R::SubmittedAt)]).into();
    deal_registration::Entity::visible_to(&cx.actor)
        .select_only()
        .expr(Func::min(where_true(R::State.is_in(UNDECIDED), at)))
        .filter(of(R::OpportunityId).equals((opportunity::Entity, O::Id)))
        .into_query()
}

/// The moment of those of which the condition is true. Not as a filter: before it has statistics, SQLite would rather follow
/// that through all rows in a state than through the few of the opportunity.
fn where_true(condition: impl IntoCondition, at: SimpleExpr) -> SimpleExpr {
    Expr::case(condition, at).into()
}

/// Those of the opportunity.
fn assignments(cx: &Context) -> Select<assignment::Entity> {
    let its = Expr::col((assignment::Entity, A::OpportunityId));
    assignment::Entity::visible_to(&cx.actor)
        .select_only()
        .filter(its.equals((opportunity::Entity, O::Id)))
}

/// What happened on it.
fn entries(cx: &Context) -> Select<timeline_entry::Entity> {
    let its = Expr::col((timeline_entry::Entity, T::OpportunityId));
    timeline_entry::Entity::visible_to(&cx.actor)
        .select_only()
        .filter(its.equals((opportunity::Entity, O::Id)))
}
