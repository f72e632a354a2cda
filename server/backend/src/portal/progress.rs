//! The partner reports how far it is.

use chrono::NaiveDate;
use domain::{
    choice::{Choices, Code},
    ids::OpportunityId,
    invalid::Problem,
    money::Money,
    opportunity::{Progress, ProgressForm, reach},
    policy::Action,
    refusal::Refusal,
    timeline::Event,
};
use sea_orm::sea_query::Expr;

use super::managed::Managed;
use crate::{
    Context, Error,
    assignment::moved::{self, Column},
    choice,
    entity::assignment,
    fold::nfc,
    opportunity::row,
};

/// What differs from what is stored.
struct News {
    stage: Option<Code>,
    /// How likely a sale is, once it stands there.
    probability: Option<i32>,
    value: Option<Money>,
    close_on: Option<NaiveDate>,
    note: Option<String>,
}

/// Stores stage, note, value and close date. While partners collaborate value and date are staff's.
pub async fn progress(cx: &Context, id: OpportunityId, form: ProgressForm) -> Result<(), Error> {
    let form = ProgressForm { note: nfc(&form.note), ..form };

    let txn = cx.db.begin_write().await?;
    let managed = Managed::to_change(&txn, cx, id, Action::UpdateProgress).await?;
    let stored = &managed.opportunity;
    let choices = choice::all(&txn, cx).await?;
    let input = form.check(row::currency(stored)?, &choices, &stored.stage)?;
    let news = news(&managed, input, &choices)?;
    if let Some(day) = news.close_on {
        let today = cx.local(cx.now).date_naive();
        reach::planned_close(day, today).map_err(|problem| Error::field("close_on", problem))?;
    }

    moved::change(&txn, cx, &managed.opportunity, |mut update| {
        if let Some(stage) = &news.stage {
            update = update
                .col_expr(Column::Stage, Expr::value(stage.to_string()))
                .col_expr(Column::StageEnteredAt, Expr::value(cx.now))
                .col_expr(Column::Probability, Expr::value(news.probability));
        }
        if let Some(value) = news.value {
            update = update.col_expr(Column::EstimatedValue, Expr::value(value.minor));
        }
        if let Some(day) = news.close_on {
            update = update.col_expr(Column::EstimatedCloseOn, Expr::value(day));
        }
        update
    })
    .await?;
    managed
        .reported(&txn, cx, |update| {
            update
                .col_expr(assignment::Column::WaitingUntil, Expr::value(None::<NaiveDate>))
                .col_expr(assignment::Column::NeedsHelp, Expr::value(false))
        })
        .await?;
    let News { stage, value, close_on, note, .. } = news;
    managed.record(&txn, cx, Event::Progressed { stage, value, close_on, note }).await?;
    txn.commit().await
}

fn news(managed: &Managed, input: Progress, choices: &Choices) -> Result<News, Error> {
    let stored = &managed.opportunity;
    let news = News {
        probability: choices.probability_after(&stored.stage, &input.stage, stored.probability),
        stage: Some(input.stage).filter(|stage| stage.as_ref() != stored.stage),
        value: input.value.filter(|value| Some(value.minor) != stored.estimated_value),
        close_on: input.close_on.filter(|day| Some(*day) != stored.estimated_close_on),
        note: input.note,
    };
    if managed.collaboration && (news.value.is_some() || news.close_on.is_some()) {
        return Err(Refusal::Collaborating.into());
    }
    // A report that reports nothing would stand on the timeline for nothing.
    let is_empty = news.stage.is_none() && news.value.is_none() && news.close_on.is_none();
    if is_empty && news.note.is_none() {
        return Err(Error::field("note", Problem::Required));
    }
    Ok(news)
}
