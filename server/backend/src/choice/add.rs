//! One more choice, with a code of its own that never changes.

use domain::{
    choice::{Choices, Code, List},
    invalid::Problem,
    policy::{Action, Relation, authorize},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use super::{read, save::typed};
use crate::{
    Context, Error,
    db::WriteTxn,
    entity::choice::{ActiveModel, Column, Entity},
    fold,
};

/// Between two lines, so that one could be put there by hand.
const STEP: i32 = 10;

/// Adds it at the end of its list, but before *other*. Its code is made of the English label.
pub async fn add(
    cx: &Context,
    list: List,
    form: domain::choice::ChoiceForm,
) -> Result<Code, Error> {
    authorize(&cx.actor, Action::ManageSettings, Relation::Own)?;
    let input = typed(list, form, false)?;
    let txn = cx.db.begin_write().await?;
    let choices = read::locked(&txn, cx, list).await?;
    let words = input.labels.en.as_deref().unwrap_or_default();
    let code = free_code(&choices, list, words)
        .ok_or_else(|| Error::field("label_en", Problem::Choice))?;
    let row = ActiveModel {
        list: Set(list.to_string()),
        code: Set(code.to_string()),
        label_cs: Set(input.labels.cs),
        label_en: Set(input.labels.en),
        position: Set(place(&txn, &choices, list).await?),
        is_active: Set(true),
        probability: Set(input.probability),
        version: Set(1),
        updated_at: Set(Some(cx.now)),
        updated_by: Set(cx.user_id()),
    };
    Entity::insert(row).exec_without_returning(&txn).await?;
    txn.commit().await?;
    Ok(code)
}

/// A code that the list has never had; a label without a single Latin letter gets a number.
fn free_code(choices: &Choices, list: List, words: &str) -> Option<Code> {
    let is_free = |code: &Code| choices.find(list, code).is_none() && !list.knows(code);
    let code = Code::of_words(&fold::fold(words)).or_else(|| list.as_ref().parse().ok())?;
    if is_free(&code) {
        return Some(code);
    }
    (2..1_000).filter_map(|number| code.numbered(number)).find(is_free)
}

/// Behind all others; *other* makes way.
async fn place(txn: &WriteTxn, choices: &Choices, list: List) -> Result<i32, Error> {
    let Some(bottom) = choices.of(list).next_back() else { return Ok(STEP) };
    let end = bottom.position.saturating_add(STEP);
    if bottom.code != Code::OTHER {
        return Ok(end);
    }
    Entity::update_many()
        .col_expr(Column::Position, Expr::value(end))
        .filter(Column::List.eq(list.as_ref()))
        .filter(Column::Code.eq(Code::OTHER.as_ref()))
        .exec(txn)
        .await?;
    Ok(bottom.position)
}
