//! The rows that something happened to since a day, or that it is true of now. The dashboard counts by the same conditions.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc};
use domain::{assignment::SILENT_DAYS, choice::Code, ids::PartnerId, opportunity::Occasion};
use sea_orm::{
    ColumnTrait, Condition, ExprTrait, QueryFilter, QuerySelect, QueryTrait, Select,
    sea_query::{Expr, SelectStatement},
};

use super::chosen::Meant;
use crate::{
    Context,
    entity::{
        assignment, deal_registration,
        opportunity::{self, Column, Entity},
        timeline_entry,
    },
    registration::UNDECIDED,
    zone,
};

/// What the URL says of it.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    pub occasion: Occasion,
    /// From the beginning of this day on; ever, when there is none.
    pub since: Option<NaiveDate>,
    /// Only offers that were declined for this reason.
    pub reason: Option<Code>,
    /// Only what happened with one of these partners.
    pub partners: Option<Meant<PartnerId>>,
}

impl Asked {
    /// The rows, in no order.
    pub fn rows(&self, cx: &Context) -> Select<Entity> {
        let rows = Entity::visible_to(&cx.actor);
        let since = beginning(cx, self.since);
        if let Some(condition) = of_assignments(self.occasion, since) {
            let reason = self
                .reason
                .as_ref()
                .map(|reason| assignment::Column::DeclineReason.eq(reason.as_ref()));
            return rows
                .filter(Column::Id.in_subquery(self.with(cx, condition.add_option(reason))));
        }
        match self.occasion {
            Occasion::Created => rows.filter(Column::CreatedAt.gte(since)),
            Occasion::Won => self.closed_with(cx, rows.filter(won(since))),
            Occasion::Closed => self.closed_with(cx, rows.filter(closed(since))),
            Occasion::ExpiringToday => rows
                .filter(opportunity::is_delivered())
                .filter(Column::AcceptBy.gte(cx.now))
                .filter(Column::AcceptBy.lt(tomorrow(cx))),
            Occasion::Silent => silent(cx, rows),
            Occasion::ReportLate => report_late(cx, rows),
            Occasion::Brought => {
                rows.filter(opportunity::needs_decision()).filter(Column::AwaitingApproval.eq(true))
            }
            Occasion::Registration => rows.filter(Column::Id.in_subquery(undecided(cx))),
            _ => rows,
        }
    }

    /// Whether it happens between an opportunity and a partner, so that [`Self::rows`] are those of the partners.
    pub fn is_of_partners(&self) -> bool {
        matches!(self.occasion, Occasion::Won | Occasion::Closed)
            || of_assignments(self.occasion, DateTime::default()).is_some()
    }

    /// Ids behind assignments of the partners, if any are asked for, under a condition.
    fn with(&self, cx: &Context, condition: Condition) -> SelectStatement {
        use assignment::Column as A;

        let mut found = assignment::Entity::visible_to(&cx.actor)
            .select_only()
            .column(A::OpportunityId)
            .filter(condition);
        if let Some(partners) = &self.partners {
            found = found.filter(partners.among(cx, A::PartnerId.into_expr()));
        }
        found.into_query()
    }

    /// Only what one of the partners managed when it was closed.
    fn closed_with(&self, cx: &Context, rows: Select<Entity>) -> Select<Entity> {
        if self.partners.is_none() {
            return rows;
        }
        rows.filter(Column::Id.in_subquery(self.with(cx, Condition::all().add(at_closing()))))
    }
}

/// What has to be true of an assignment, for what happens between an opportunity and a partner.
pub(crate) fn of_assignments(occasion: Occasion, since: DateTime<Utc>) -> Option<Condition> {
    use assignment::Column as A;

    let answered = || Condition::all().add(A::AnsweredAt.gte(since));
    let ended = |state: &str| Condition::all().add(A::EndedAt.gte(since)).add(A::State.eq(state));
    Some(match occasion {
        Occasion::Delivered => {
            Condition::all().add(A::OfferedAt.gte(since)).add(A::State.ne("queued"))
        }
        Occasion::Accepted => answered().add(A::State.ne("declined")),
        Occasion::OfferAccepted => taken(since),
        Occasion::OfferAnswered => said(since).add(A::OfferedAt.is_not_null()),
        Occasion::OfferSettled => Condition::any().add(said(since)).add(lapsed(since)),
        Occasion::Declined => answered().add(A::State.eq("declined")),
        Occasion::Expired => ended("expired"),
        Occasion::Returned => ended("returned"),
        Occasion::Stuck => Condition::all()
            .add(Expr::col((assignment::Entity, A::NeedsHelp)))
            .add(A::State.eq("accepted")),
        Occasion::Created
        | Occasion::Won
        | Occasion::Closed
        | Occasion::ExpiringToday
        | Occasion::Silent
        | Occasion::ReportLate
        | Occasion::Brought
        | Occasion::Registration => return None,
    })
}

/// Somebody of the partner said yes or no; what staff share or approve is accepted without anybody's answer. Whoever said yes
/// alone and shares it now has still said yes.
fn said(since: DateTime<Utc>) -> Condition {
    use assignment::Column as A;

    Condition::all().add(A::AnsweredAt.gte(since)).add(A::AnsweredBy.is_not_null())
}

/// Who was asked alone said yes.
pub(crate) fn taken(since: DateTime<Utc>) -> Condition {
    said(since).add(assignment::Column::State.ne("declined"))
}

/// Who was asked alone said no.
pub(crate) fn refused(since: DateTime<Utc>) -> Condition {
    said(since).add(assignment::Column::State.eq("declined"))
}

/// Who was asked alone said nothing in time.
pub(crate) fn lapsed(since: DateTime<Utc>) -> Condition {
    use assignment::Column as A;

    Condition::all()
        .add(A::State.eq("expired"))
        .add(A::EndedAt.gte(since))
        .add(A::Mode.eq("exclusive"))
}

/// The assignment was there when the opportunity of the same statement was closed.
pub(crate) fn at_closing() -> Condition {
    let ended = Expr::col((assignment::Entity, assignment::Column::EndedAt));
    Condition::all()
        .add(assignment::Column::State.eq("completed"))
        .add(ended.gte(Expr::col((Entity, Column::ClosedAt))))
}

/// Sold since then.
pub(crate) fn won(since: DateTime<Utc>) -> Condition {
    Condition::all().add(Column::ClosedAt.gte(since)).add(Column::Status.eq("won"))
}

/// Sold or given up since then. What was rejected no partner ever managed.
pub(crate) fn closed(since: DateTime<Utc>) -> Condition {
    let ends = Column::Status.is_in(["won", "canceled", "out_sold"]);
    Condition::all().add(Column::ClosedAt.gte(since)).add(ends)
}

/// The beginning of a day where the reader is.
pub(crate) fn beginning(cx: &Context, day: Option<NaiveDate>) -> DateTime<Utc> {
    let midnight = day.map(|day| day.and_time(NaiveTime::MIN));
    midnight.and_then(|at| zone::instant(at, &cx.zone)).unwrap_or_default()
}

fn tomorrow(cx: &Context) -> DateTime<Utc> {
    let today = cx.local(cx.now).date_naive();
    beginning(cx, today.checked_add_days(Days::new(1)))
}

/// Nobody has to say anything while the customer asked for time; who asked for help is not silent. What staff write among
/// themselves is no news of the partner, and nothing that the partner could answer.
fn silent(cx: &Context, rows: Select<Entity>) -> Select<Entity> {
    use assignment::Column as A;

    let limit = cx.now - TimeDelta::days(SILENT_DAYS);
    let quiet = Condition::any()
        .add(Column::LastActivityAt.lte(limit))
        .add(Expr::exists(heard(cx, limit)).not());
    // Acceptance is an event, too.
    let fresh = managed(cx).filter(A::AnsweredAt.gt(limit)).into_query();
    rows.filter(Column::Status.eq("accepted"))
        .filter(quiet)
        .filter(Column::Id.not_in_subquery(fresh))
        .filter(Column::Id.not_in_subquery(excused(cx)))
}

/// The time for the first report is over, for partners who have to say anything.
fn report_late(cx: &Context, rows: Select<Entity>) -> Select<Entity> {
    let late = managed(cx).filter(is_late(cx)).into_query();
    rows.filter(Column::Status.eq("accepted")).filter(Column::Id.in_subquery(late))
}

/// What has to be true of what a partner manages, for its first report to be late.
pub(crate) fn is_late(cx: &Context) -> Condition {
    use assignment::Column as A;

    Condition::all()
        // In the words of the index that holds only these: SQLite compares words, not what a parameter may stand for.
        .add(Expr::cust("assignment.state = 'accepted'"))
        .add(A::FirstUpdateAt.is_null())
        .add(A::FirstUpdateBy.lt(cx.now))
        .add(is_excused(cx).not())
}

/// Something that a partner did or could read, after this moment.
fn heard(cx: &Context, since: DateTime<Utc>) -> SelectStatement {
    use timeline_entry::Column as T;

    timeline_entry::Entity::visible_to(&cx.actor)
        .select_only()
        .expr(Expr::val(1))
        .filter(Expr::col((timeline_entry::Entity, T::OpportunityId)).equals((Entity, Column::Id)))
        .filter(T::At.gt(since))
        .filter(timeline_entry::concerns_partners())
        .into_query()
}

/// Ids of what partners manage now.
fn managed(cx: &Context) -> Select<assignment::Entity> {
    use assignment::Column as A;

    assignment::Entity::visible_to(&cx.actor)
        .select_only()
        .column(A::OpportunityId)
        .filter(A::State.eq("accepted"))
}

fn excused(cx: &Context) -> SelectStatement {
    managed(cx).filter(is_excused(cx)).into_query()
}

/// The customer asked for time, or the partner for help.
fn is_excused(cx: &Context) -> Condition {
    use assignment::Column as A;

    let today = cx.local(cx.now).date_naive();
    let waits = A::WaitingUntil.is_not_null().and(A::WaitingUntil.gte(today));
    Condition::any().add(waits).add(Expr::col((assignment::Entity, A::NeedsHelp)))
}

fn undecided(cx: &Context) -> SelectStatement {
    deal_registration::Entity::visible_to(&cx.actor)
        .select_only()
        .column(deal_registration::Column::OpportunityId)
        .filter(deal_registration::Column::State.is_in(UNDECIDED))
        .into_query()
}
