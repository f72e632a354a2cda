//! What an empty form starts with.

use domain::{
    choice::List,
    money::Currency,
    opportunity::{Draft, OpportunityForm, Origin, Status, targets},
    policy::{Action, Relation, authorize},
};

use super::{create, form, people, row};
use crate::{Context, Error, choice};

/// Whoever creates it owns it, unless they choose somebody else.
pub async fn draft(cx: &Context) -> Result<Draft, Error> {
    authorize(&cx.actor, Action::CreateOpportunity, Relation::Own)?;
    let mut blank = create::empty(cx, Origin::Staff);
    blank.currency = Currency::default().to_string();
    let choices = choice::all(cx.db.read(), cx).await?;
    Ok(Draft {
        form: OpportunityForm {
            currency: Currency::default().to_string(),
            stage: choices.first(List::Stage).map(ToString::to_string).unwrap_or_default(),
            status: Status::default().to_string(),
            owner_id: cx.user_id().map(|id| id.to_string()).unwrap_or_default(),
            ..OpportunityForm::default()
        },
        owners: people::active(cx.db.read(), cx).await?,
        targets: targets(&row::situation(&blank)?, cx.now),
        choices: form::choices(cx, &choices, None),
    })
}
