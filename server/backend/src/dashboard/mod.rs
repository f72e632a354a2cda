//! The dashboard of staff: what waits for a decision, what the reader owns, and how the work with partners goes.
//!
//! A figure is counted by the very conditions of the list that it leads to, so that both say the same.

mod answers;
mod figure;
mod partners;
#[cfg(test)]
mod plan_tests;
mod reports;
mod since;
mod waiting;

use chrono::{Days, NaiveDate};
use domain::{
    dashboard::{Dashboard, OwnFigures, Reports, period},
    lang::Lang,
    opportunity::{Occasion, View},
    policy::{Action, Relation, authorize, may},
};

use self::figure::Period;
use crate::{Context, Error};

/// Everything on the page, for the period that the URL asks for, as it is until something is written.
pub async fn show(cx: &Context, days: &str) -> Result<Dashboard, Error> {
    authorize(&cx.actor, Action::ReadOpportunity, Relation::Own)?;
    let days = period(days);
    let today = cx.local(cx.now).date_naive();
    let question = format!("{:?} {:?} {days} {today}", cx.actor, as_read(cx));
    cx.figures.dashboards.get_here(cx, question, async || read(cx, days, today).await).await
}

async fn read(cx: &Context, days: u32, today: NaiveDate) -> Result<Dashboard, Error> {
    // The period holds whole days and today is one of them.
    let since = today.checked_sub_days(Days::new(u64::from(days) - 1)).unwrap_or(today);
    let period = Period { since };
    // No part needs another one: while one is read, the next ones are asked for.
    let (waiting, oldest, expiring_today, own, reports) = tokio::try_join!(
        waiting::figures(cx),
        waiting::oldest(cx),
        figure::of(cx, figure::now(Occasion::ExpiringToday)),
        own(cx, period),
        reports_for(cx, period),
    )?;
    Ok(Dashboard { days, since, today, waiting, oldest, expiring_today, own, reports })
}

/// The reports, for those who may read them.
async fn reports_for(cx: &Context, period: Period) -> Result<Option<Reports>, Error> {
    if may(&cx.actor, Action::ReadReports, Relation::Own) {
        return remembered(cx, period).await.map(Some);
    }
    Ok(None)
}

/// The reports of a period as they are until something is written: they are the same for all who may read them.
async fn remembered(cx: &Context, period: Period) -> Result<Reports, Error> {
    let question = format!("{period:?} {:?}", as_read(cx));
    cx.figures.reports.get(cx, question, async || reports::read(cx, period).await).await
}

/// What words and days go by.
fn as_read(cx: &Context) -> (Lang, Option<&str>) {
    (cx.lang, cx.zone.iana_name())
}

async fn own(cx: &Context, period: Period) -> Result<OwnFigures, Error> {
    let me = cx.user_id().map(|id| id.to_string()).unwrap_or_default();
    let mine = |view: View| figure::query(&[("view", view.as_ref()), ("owner", &me)]);
    let mut won = period.of(Occasion::Won);
    won.push(("owner", me.clone()));
    Ok(OwnFigures {
        open: figure::of(cx, mine(View::Open)).await?,
        decision: figure::of(cx, mine(View::Decision)).await?,
        delivered: figure::of(cx, mine(View::Delivered)).await?,
        won: figure::of(cx, won).await?,
    })
}
