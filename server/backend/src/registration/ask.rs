//! Staff ask, the partner answers; meanwhile the clock of the vendor stands still.

use domain::{
    ids::RegistrationId,
    policy::Action,
    registration::Step,
    text::{self, NOTE_MAX, REASON_MAX},
};
use sea_orm::sea_query::Expr;

use super::{
    pause,
    request::{Request, Told},
};
use crate::{
    Context, Error,
    entity::deal_registration::Column,
    fold::nfc,
    mail::{RegistrationNews, VendorNews},
};

/// Asks the partner.
pub async fn ask(cx: &Context, id: RegistrationId, question: &str) -> Result<(), Error> {
    let txn = cx.db.begin_write().await?;
    let request = Request::to_change(&txn, cx, id, Action::DecideRegistration).await?;
    let question = text::required_block(&nfc(question), REASON_MAX)
        .map_err(|problem| Error::field("question", problem))?;
    let state = request
        .take(&txn, cx, Step::Ask, |update| {
            update
                .col_expr(Column::AskedAt, Expr::value(cx.now))
                .col_expr(Column::Question, Expr::value(question.clone()))
                .col_expr(Column::Answer, Expr::value(None::<String>))
        })
        .await?;
    let told = Told { text: Some(question.clone()), ..Told::default() };
    request.record(&txn, cx, state, told).await?;
    request.tell_partner(&txn, cx, RegistrationNews::Asked { question }).await?;
    txn.commit().await
}

/// Answers the vendor, whose clock goes on with the time that was left unless something else is open. Answers the reference of the
/// opportunity.
pub async fn answer(cx: &Context, id: RegistrationId, words: &str) -> Result<String, Error> {
    let txn = cx.db.begin_write().await?;
    let mut request = Request::to_change(&txn, cx, id, Action::RegisterDeal).await?;
    let words = text::required_block(&nfc(words), NOTE_MAX)
        .map_err(|problem| Error::field("answer", problem))?;
    let asked = request.row.asked_at.unwrap_or(cx.now);
    // While the opportunity is asked about or on hold, too, the clock waits for the end of that.
    let others = pause::stands_since(&txn, [request.opportunity.id]).await?;
    let other = others.get(&request.opportunity.id).copied();
    let decide_by = pause::after(&request.row, asked, other, cx.now);
    let state = request
        .take(&txn, cx, Step::Answer, |update| {
            update
                .col_expr(Column::AskedAt, Expr::value(None::<chrono::DateTime<chrono::Utc>>))
                .col_expr(Column::Answer, Expr::value(words.clone()))
                .col_expr(Column::DecideBy, Expr::value(decide_by))
        })
        .await?;
    request.row.decide_by = decide_by;
    let told = Told { text: Some(words.clone()), ..Told::default() };
    request.record(&txn, cx, state, told).await?;
    request.tell_deciders(&txn, cx, VendorNews::Answered, Some(words)).await?;
    txn.commit().await?;
    Ok(request.opportunity.reference)
}
