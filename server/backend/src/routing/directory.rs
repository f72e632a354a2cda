//! All partners as routing sees them, in a number of queries that does not depend on how many there are.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Datelike as _, NaiveTime, TimeDelta, Utc};
use domain::{
    assignment::State,
    ids::PartnerId,
    opportunity::{Occasion, Status},
    partner::{PartnerStatus, Tier},
    place::Place,
    policy::Actor,
    routing::{Area, Candidate, Certificate, Course, Prior, Vocabulary},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, JoinType, QueryFilter, QueryOrder, QuerySelect,
    RelationTrait, Select, sea_query::LockType,
};
use uuid::Uuid;

use super::{conflict::Conflicts, fit, place};
use crate::{
    Context, Error,
    db::WriteTxn,
    entity::{assignment, opportunity, partner},
    fold,
    opportunity::list::occasion,
    partner::row,
    person,
};

/// How far back answers are looked at.
const ANSWERS: TimeDelta = TimeDelta::days(180);

/// Everybody, with the average of all.
pub(super) struct Directory {
    pub candidates: Vec<Candidate>,
    pub prior: Prior,
    /// Who must not get which customer.
    pub conflicts: Conflicts,
    /// The stored profiles.
    pub rows: HashMap<PartnerId, partner::Model>,
}

/// What happened with one partner.
#[derive(Default)]
struct Past {
    course: Course,
    open: u32,
    month: u32,
    last_offered: Option<DateTime<Utc>>,
}

impl Directory {
    /// Reads it as it is now, to show what would be decided.
    pub async fn look(
        db: &impl ConnectionTrait,
        cx: &Context,
        words: &mut Vocabulary,
    ) -> Result<Self, Error> {
        let rows = everybody().all(db).await?;
        Self::of(db, cx, rows, words).await
    }

    /// Reads it and keeps it as it is until the commit: what is distributed at the same moment waits, so that two do
    /// not take the last place of one partner. Always in the order of ids, so that nobody waits for ever.
    pub async fn keep(txn: &WriteTxn, cx: &Context, words: &mut Vocabulary) -> Result<Self, Error> {
        let rows = everybody().lock(LockType::NoKeyUpdate).all(txn).await?;
        Self::of(txn, cx, rows, words).await
    }

    /// The same for these partners only.
    pub async fn keep_some(
        txn: &WriteTxn,
        cx: &Context,
        some: &[PartnerId],
        words: &mut Vocabulary,
    ) -> Result<Self, Error> {
        let these = partner::Column::Id.is_in(some.iter().map(|id| id.0));
        let rows = everybody().filter(these).lock(LockType::NoKeyUpdate).all(txn).await?;
        Self::of(txn, cx, rows, words).await
    }

    async fn of(
        db: &impl ConnectionTrait,
        cx: &Context,
        rows: Vec<partner::Model>,
        words: &mut Vocabulary,
    ) -> Result<Self, Error> {
        let able = person::all_that_can_answer(db).await?;
        let mut past = states(db).await?;
        answers(db, &mut past).await?;
        months(db, cx, &mut past).await?;
        replies(db, cx, &mut past).await?;
        endings(db, &mut past).await?;
        let prior = Prior::of(past.values().map(|past| &past.course));
        let conflicts = Conflicts::of(db, &rows).await?;
        let seats = place::seats(db, &rows).await?;
        let candidates = rows
            .iter()
            .map(|row| {
                let past = past.remove(&row.id).unwrap_or_default();
                candidate(cx, row, (&able, &seats), past, words)
            })
            .collect::<Result<_, Error>>()?;
        let rows = rows.into_iter().map(|row| (PartnerId(row.id), row)).collect();
        Ok(Self { candidates, prior, conflicts, rows })
    }
}

fn everybody() -> Select<partner::Entity> {
    partner::Entity::visible_to(&Actor::System).order_by_asc(partner::Column::Id)
}

fn candidate(
    cx: &Context,
    row: &partner::Model,
    (able, seats): (&BTreeSet<Uuid>, &HashMap<Uuid, Place>),
    past: Past,
    words: &mut Vocabulary,
) -> Result<Candidate, Error> {
    let profile = row::profile(row)?;
    let tier: Tier = row::tier(row)?;
    let limit = |limit: Option<i32>| limit.map(|limit| u32::try_from(limit).unwrap_or_default());
    let idle = cx.now - past.last_offered.unwrap_or(row.created_at);
    let mut fold = |word: &String| words.word(&fold::fold(word));
    Ok(Candidate {
        partner: row.id.into(),
        is_active: row::status(row)? == PartnerStatus::Active,
        can_answer: able.contains(&row.id),
        areas: profile
            .territories
            .iter()
            .map(|territory| Area {
                country: fold(&territory.country),
                region: territory.region.as_ref().map(&mut fold),
                postal_prefix: territory.postal_prefix.as_deref().map(fit::plain),
            })
            .collect(),
        place: seats.get(&row.account_id).copied(),
        products: profile.products.iter().map(&mut fold).collect(),
        languages: profile.languages.iter().map(&mut fold).collect(),
        certificates: profile
            .certifications
            .iter()
            .map(|proof| Certificate { name: fold(&proof.name), valid_until: proof.valid_until })
            .collect(),
        tier,
        ranking: u32::try_from(row.ranking).unwrap_or_default(),
        min_value: profile.limits.min_value,
        max_value: profile.limits.max_value,
        open: past.open,
        open_limit: limit(profile.limits.open),
        month: past.month,
        month_limit: limit(profile.limits.month),
        course: past.course,
        last_offered: past.last_offered.map(|at| at.timestamp()),
        idle_days: u32::try_from(idle.num_days()).unwrap_or_default(),
    })
}

fn count(number: i64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// How many assignments each partner has in which state.
async fn states(db: &impl ConnectionTrait) -> Result<HashMap<Uuid, Past>, Error> {
    use assignment::Column;

    let rows: Vec<(Uuid, String, i64, Option<DateTime<Utc>>)> =
        assignment::Entity::visible_to(&Actor::System)
            .select_only()
            .column(Column::PartnerId)
            .column(Column::State)
            .column_as(Column::Id.count(), "rows")
            .column_as(Column::OfferedAt.max(), "last")
            .group_by(Column::PartnerId)
            .group_by(Column::State)
            .into_tuple()
            .all(db)
            .await?;
    let mut past: HashMap<Uuid, Past> = HashMap::new();
    for (partner, state, rows, last) in rows {
        let one = past.entry(partner).or_default();
        let rows = count(rows);
        let state: State = state.parse().map_err(|_| Error::Inconsistent {
            table: "assignment",
            id: partner,
            what: format!("a state of the partner is {state:?}"),
        })?;
        one.last_offered = one.last_offered.max(last);
        match state {
            State::Offered | State::Accepted => one.open += rows,
            State::Returned
            | State::Left
            | State::Completed
            | State::Declined
            | State::Expired
            | State::Queued
            | State::Recalled => {}
        }
    }
    Ok(past)
}

/// How each answered what it was offered alone, as the dashboard counts it: what staff shared or approved nobody was
/// asked about.
async fn answers(db: &impl ConnectionTrait, past: &mut HashMap<Uuid, Past>) -> Result<(), Error> {
    use assignment::Column;

    let ever = DateTime::<Utc>::UNIX_EPOCH;
    let settled = occasion::of_assignments(Occasion::OfferSettled, ever);
    let rows: Vec<(Uuid, String, i64)> = assignment::Entity::visible_to(&Actor::System)
        .select_only()
        .column(Column::PartnerId)
        .column(Column::State)
        .column_as(Column::Id.count(), "rows")
        .filter(Condition::all().add_option(settled))
        .group_by(Column::PartnerId)
        .group_by(Column::State)
        .into_tuple()
        .all(db)
        .await?;
    for (partner, state, rows) in rows {
        let course = &mut past.entry(partner).or_default().course;
        course.answered += count(rows);
        let no = [State::Declined, State::Expired].iter().any(|one| one.as_ref() == state);
        if !no {
            course.accepted += count(rows);
        }
    }
    Ok(())
}

/// What each was offered in this month. The month is that of UTC, whoever asks.
async fn months(
    db: &impl ConnectionTrait,
    cx: &Context,
    past: &mut HashMap<Uuid, Past>,
) -> Result<(), Error> {
    use assignment::Column;

    let today = cx.now.date_naive();
    let first = today.with_day(1).unwrap_or(today).and_time(NaiveTime::MIN).and_utc();
    let rows: Vec<(Uuid, i64)> = assignment::Entity::visible_to(&Actor::System)
        .select_only()
        .column(Column::PartnerId)
        .column_as(Column::Id.count(), "rows")
        .filter(Column::OfferedAt.gte(first))
        .group_by(Column::PartnerId)
        .into_tuple()
        .all(db)
        .await?;
    for (partner, rows) in rows {
        past.entry(partner).or_default().month = count(rows);
    }
    Ok(())
}

/// A partner, when it was asked and when it answered.
type Asked = (Uuid, Option<DateTime<Utc>>, Option<DateTime<Utc>>);

/// How soon each answered. An answer without a person is none: staff shared it, or approved.
async fn replies(
    db: &impl ConnectionTrait,
    cx: &Context,
    past: &mut HashMap<Uuid, Past>,
) -> Result<(), Error> {
    use assignment::Column;

    let rows: Vec<Asked> = assignment::Entity::visible_to(&Actor::System)
        .select_only()
        .column(Column::PartnerId)
        .column(Column::OfferedAt)
        .column(Column::AnsweredAt)
        .filter(Column::AnsweredAt.gte(cx.now - ANSWERS))
        .filter(Column::AnsweredBy.is_not_null())
        .into_tuple()
        .all(db)
        .await?;
    for (partner, offered, answered) in rows {
        let (Some(offered), Some(answered)) = (offered, answered) else { continue };
        let course = &mut past.entry(partner).or_default().course;
        course.replies += 1;
        course.reply_minutes += u64::try_from((answered - offered).num_minutes()).unwrap_or(0);
    }
    Ok(())
}

/// What each brought to its end, and what of it was won.
async fn endings(db: &impl ConnectionTrait, past: &mut HashMap<Uuid, Past>) -> Result<(), Error> {
    use assignment::Column;

    let rows: Vec<(Uuid, String, i64)> = assignment::Entity::visible_to(&Actor::System)
        .select_only()
        .column(Column::PartnerId)
        .column(opportunity::Column::Status)
        .column_as(Column::Id.count(), "rows")
        .join(JoinType::InnerJoin, assignment::Relation::Opportunity.def())
        .filter(Column::State.eq(State::Completed.as_ref()))
        .group_by(Column::PartnerId)
        .group_by(opportunity::Column::Status)
        .into_tuple()
        .all(db)
        .await?;
    for (partner, status, rows) in rows {
        let course = &mut past.entry(partner).or_default().course;
        course.closed += count(rows);
        if status == Status::Won.as_ref() {
            course.won += count(rows);
        }
    }
    Ok(())
}
