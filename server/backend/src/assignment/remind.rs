//! Reminders on the way to a deadline: at half of the time, at four fifths, and when it is over.

use chrono::{DateTime, Utc};
use domain::{
    assignment::State,
    ids::{PartnerId, UserId},
    opportunity::Status,
    policy::{Actor, Denied},
};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait, JoinType, QueryFilter, QueryOrder, QuerySelect,
    RelationTrait,
    sea_query::{Expr, Query},
};

use super::{in_charge, names, standing};
use crate::{
    Context, Error,
    db::WriteTxn,
    entity::{
        assignment::{Column, Entity, Model, Relation},
        opportunity,
    },
    mail::{self, Notice, To},
    working_time::HALF,
};

/// The second reminder, in percent of the time.
const LATE: i32 = 80;
/// The time is over.
const OVER: i32 = 100;

/// Reminds of at most `limit` deadlines, the longest due first, each in a transaction of its own. Answers of how many.
/// Each reminder is sent once, however many servers look: the row says which was the last.
pub async fn remind_due(cx: &Context, limit: u64) -> Result<u64, Error> {
    if cx.actor != Actor::System {
        return Err(Denied::Forbidden.into());
    }
    let due = Entity::visible_to(&cx.actor)
        .join(JoinType::InnerJoin, Relation::Opportunity.def())
        .filter(Column::RemindAt.lte(cx.now))
        .filter(running())
        .order_by_asc(Column::RemindAt)
        .limit(limit)
        .all(cx.db.read())
        .await?;

    let mut reminded = 0;
    for row in due {
        match remind(cx, &row).await {
            Ok(sent) => reminded += u64::from(sent),
            Err(error @ (Error::Unavailable | Error::Busy)) => return Err(error),
            Err(error) => tracing::error!(%error, assignment = %row.id, "nobody can be reminded"),
        }
    }
    Ok(reminded)
}

/// Its clock runs: nobody answered, or the partner has it, and it is not on hold.
fn running() -> Condition {
    let runs = |state: State, status: Status| {
        let of_opportunity = Expr::col((opportunity::Entity, opportunity::Column::Status));
        Column::State.eq(state.as_ref()).and(of_opportunity.eq(status.as_ref()))
    };
    let unreported = runs(State::Accepted, Status::Accepted).and(Column::FirstUpdateAt.is_null());
    Condition::any().add(runs(State::Offered, Status::Delivered)).add(unreported)
}

async fn remind(cx: &Context, row: &Model) -> Result<bool, Error> {
    let txn = cx.db.begin_write().await?;
    let Some(step) = Step::of(&txn, cx, row).await? else { return Ok(false) };
    if !first(&txn, row, &step).await? {
        return Ok(false);
    }
    let told = step.level > 0;
    if told {
        tell(&txn, cx, row, &step).await?;
    }
    txn.commit().await?;
    Ok(told)
}

/// What is due of one clock.
struct Step {
    state: State,
    until: DateTime<Utc>,
    /// In percent; zero when there is nothing to say any more.
    level: i32,
    /// When the one after it is due.
    next: Option<DateTime<Utc>>,
}

impl Step {
    async fn of(txn: &WriteTxn, cx: &Context, row: &Model) -> Result<Option<Self>, Error> {
        let state = standing::state(row)?;
        let (until, before, last) = match state {
            // That the time for an answer is over is told by what ends the offer.
            State::Offered => (row.accept_by, row.reminded_accept, LATE),
            _ => (row.first_update_by, row.reminded_update, OVER),
        };
        let (Some(until), Some(due)) = (until, row.remind_at) else { return Ok(None) };
        let terms = names::terms(txn, PartnerId(row.partner_id)).await?;
        let steps = [
            (HALF, due),
            // From half of the time to four fifths is three fifths of what is left.
            (LATE, if before < HALF { terms.share(due, until, 60) } else { due }),
            (OVER, until),
        ];
        let ahead = || steps.iter().filter(|(level, _)| *level > before && *level <= last);
        let over = state == State::Offered && until < cx.now;
        let level = ahead().filter(|(_, at)| *at <= cx.now && !over).map(|(level, _)| *level).max();
        let next = ahead().find(|(_, at)| *at > cx.now).map(|(_, at)| *at);
        Ok(Some(Self { state, until, level: level.unwrap_or_default(), next }))
    }
}

/// The one statement that decides who reminds: nobody did before, and the clock still runs as it was read.
async fn first(txn: &WriteTxn, row: &Model, step: &Step) -> Result<bool, Error> {
    let (reminded, status) = match step.state {
        State::Offered => (Column::RemindedAccept, Status::Delivered),
        _ => (Column::RemindedUpdate, Status::Accepted),
    };
    let in_work = Query::select()
        .column(opportunity::Column::Id)
        .from(opportunity::Entity)
        .and_where(opportunity::Column::Id.eq(row.opportunity_id))
        .and_where(opportunity::Column::Status.eq(status.as_ref()))
        .take();
    let mut update = Entity::update_many()
        .col_expr(Column::RemindAt, Expr::value(step.next))
        .filter(Column::Id.eq(row.id))
        .filter(Column::State.eq(row.state.as_str()))
        .filter(Column::RemindAt.eq(row.remind_at))
        .filter(Column::FirstUpdateAt.is_null())
        .filter(Column::OpportunityId.in_subquery(in_work));
    if step.level > 0 {
        update = update.col_expr(reminded, Expr::value(step.level)).filter(reminded.lt(step.level));
    }
    Ok(update.exec(txn).await?.rows_affected == 1)
}

/// Whoever works on it, else, and when they have left, all who answer for the company; when a report is overdue, the owner as well.
async fn tell(txn: &WriteTxn, cx: &Context, row: &Model, step: &Step) -> Result<(), Error> {
    let Some(about) = opportunity::Entity::visible_to(&cx.actor)
        .filter(opportunity::Column::Id.eq(row.opportunity_id))
        .one(txn)
        .await?
    else {
        return Ok(());
    };
    let (reference, topic) = (about.reference.clone(), about.topic.clone());
    let by = step.until;
    let notice = match (step.state, step.level) {
        (State::Offered, _) => Notice::AnswerSoon { reference, topic, accept_by: by },
        (_, OVER) => Notice::ReportLate { reference, topic, report_by: by },
        _ => Notice::ReportSoon { reference, topic, report_by: by },
    };
    let company = PartnerId(row.partner_id);
    let to = match row.seller_id {
        Some(seller) if step.state == State::Accepted => To::Seller(company, UserId(seller)),
        _ => To::Answerers(company),
    };
    mail::notify(txn, cx, to, notice).await?;
    if step.level == OVER {
        let owner = in_charge(&about, row);
        let notice = Notice::OwnerReportLate {
            reference: about.reference,
            topic: about.topic,
            partner: names::partner(txn, company).await?,
        };
        mail::notify(txn, cx, owner, notice).await?;
    }
    Ok(())
}
