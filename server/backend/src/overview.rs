//! The page of all settings: how much is in each part.

use domain::{
    choice::List,
    mail::MailState,
    overview::{Overview, Split},
    policy::{Action, Relation, authorize},
};
use sea_orm::{ColumnTrait, PaginatorTrait, QueryFilter};
use strum::IntoEnumIterator as _;

use crate::{
    Context, Error, choice,
    entity::{outbox, product},
    rate, routing,
};

/// Figures only: whoever keeps one of the parts may know how much is in all of them.
pub async fn overview(cx: &Context) -> Result<Overview, Error> {
    authorize(&cx.actor, Action::ManageRouting, Relation::Own)?;
    let choices = choice::all(cx.db.read(), cx).await?;
    let of_list = |list: List| {
        let (on, off): (Vec<_>, Vec<_>) = choices.of(list).partition(|choice| choice.is_active);
        (list, Split { on: on.len() as u64, off: off.len() as u64 })
    };
    Ok(Overview {
        products: Split { on: products(cx, true).await?, off: products(cx, false).await? },
        choices: List::iter().map(of_list).collect(),
        rules: routing::how_many_rules(cx).await?,
        rates: rate::newest(cx).await?,
        mail_waiting: mail(cx, &[MailState::Pending, MailState::Held]).await?,
        mail_failed: mail(cx, &[MailState::Failed]).await?,
    })
}

async fn products(cx: &Context, active: bool) -> Result<u64, Error> {
    let rows = product::Entity::visible_to(&cx.actor);
    Ok(rows.filter(product::Column::IsActive.eq(active)).count(cx.db.read()).await?)
}

async fn mail(cx: &Context, states: &[MailState]) -> Result<u64, Error> {
    let rows = outbox::Entity::visible_to(&cx.actor);
    let rows = rows.filter(outbox::Column::State.is_in(states.iter().map(AsRef::<str>::as_ref)));
    Ok(rows.count(cx.db.read()).await?)
}
