//! What an empty form starts with.

use domain::{
    money::Currency,
    opportunity::{Draft, OpportunityForm, Origin, Status, targets},
    policy::{Action, Relation, authorize},
    stage::Stage,
};

use super::{create, form, people, row};
use crate::{Context, Error, choice};

/// Whoever creates it owns it, unless they choose somebody else.
pub async fn draft(cx: &Context) -> Result<Draft, Error> {
    authorize(&cx.actor, Action::CreateOpportunity, Relation::Own)?;
    let mut blank = create::empty(cx, Origin::Staff);
    blank.currency = Currency::default().to_string();
    Ok(Draft {
        form: OpportunityForm {
            currency: Currency::default().to_string(),
            stage: Stage::default().to_string(),
            status: Status::default().to_string(),
            owner_id: cx.user_id().map(|id| id.to_string()).unwrap_or_default(),
            ..OpportunityForm::default()
        },
        owners: people::active(cx.db.read(), cx).await?,
        targets: targets(&row::situation(&blank)?, cx.now),
        choices: form::choices(cx, &choice::all(cx.db.read(), cx).await?),
    })
}
