//! All lines, for those who keep them.

use domain::{
    choice::{Choice, List},
    policy::{Action, Relation, authorize},
};
use strum::IntoEnumIterator as _;

use crate::{Context, Error};

/// Every list in its order, retired lines where they stood.
pub async fn list(cx: &Context) -> Result<Vec<Choice>, Error> {
    authorize(&cx.actor, Action::ManageSettings, Relation::Own)?;
    let choices = super::all(cx.db.read(), cx).await?;
    Ok(List::iter().flat_map(|list| choices.of(list).cloned().collect::<Vec<_>>()).collect())
}
