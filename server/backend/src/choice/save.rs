//! Other words for a choice, and how likely a sale in a stage is. Records keep the code and read the new word.

use domain::{
    choice::{ChoiceForm, ChoiceInput, Code, List},
    invalid::FieldError,
    policy::{Action, Relation, authorize},
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter, sea_query::Expr};

use super::to_change;
use crate::{
    Context, Error,
    changes::Change,
    db::WriteTxn,
    entity::{
        choice::{Column, Entity},
        opportunity,
    },
    fold::nfc,
};

/// Saves them, if it is still the line that was shown.
pub async fn save(
    cx: &Context,
    list: List,
    code: &Code,
    version: i32,
    form: ChoiceForm,
) -> Result<(), Error> {
    authorize(&cx.actor, Action::ManageSettings, Relation::Own)?;
    let input = typed(list, form, list.knows(code))?;
    let txn = cx.db.begin_write().await?;
    let (_, line) = to_change(&txn, cx, list, code).await?;
    if line.version != version {
        return Err(Error::Stale);
    }
    Entity::update_many()
        .col_expr(Column::LabelCs, Expr::value(input.labels.cs))
        .col_expr(Column::LabelEn, Expr::value(input.labels.en))
        .col_expr(Column::Probability, Expr::value(input.probability))
        .col_expr(Column::Version, Expr::value(line.version + 1))
        .col_expr(Column::UpdatedAt, Expr::value(cx.now))
        .col_expr(Column::UpdatedBy, Expr::value(cx.user_id()))
        .filter(Column::List.eq(list.as_ref()))
        .filter(Column::Code.eq(code.as_ref()))
        .exec(&txn)
        .await?;
    if list == List::Stage && input.probability != line.probability {
        carry_on(&txn, code, line.probability, input.probability).await?;
    }
    txn.commit().await
}

/// What is open in the stage gets its new probability, unless somebody typed another one. A form that is open meanwhile
/// is told by the version.
async fn carry_on(
    txn: &WriteTxn,
    stage: &Code,
    old: Option<i32>,
    new: Option<i32>,
) -> Result<(), Error> {
    use opportunity::Column;

    let follows = Condition::any()
        .add(Column::Probability.is_null())
        .add_option(old.map(|old| Column::Probability.eq(old)));
    opportunity::Entity::update_many()
        .col_expr(Column::Probability, Expr::value(new))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Stage.eq(stage.as_ref()))
        .filter(Column::ClosedAt.is_null())
        .filter(follows)
        .exec(txn)
        .await?;
    txn.tell(Change::Everything);
    Ok(())
}

/// The form in composed letters, checked.
pub(super) fn typed(
    list: List,
    form: ChoiceForm,
    has_own_words: bool,
) -> Result<ChoiceInput, Vec<FieldError>> {
    let ChoiceForm { label_cs, label_en, probability } = form;
    let form = ChoiceForm { label_cs: nfc(&label_cs), label_en: nfc(&label_en), probability };
    form.check(list, has_own_words)
}
