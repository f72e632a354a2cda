//! The own company of a partner's people: its profile and its team.

mod invite;
mod save;
mod set_active;
mod set_role;
mod show;

pub use invite::invite;
pub use save::save;
pub use set_active::set_active;
pub use set_role::set_role;
pub use show::show;

use domain::policy::{Actor, Denied};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter};

use crate::{
    Context, Error,
    entity::{account, partner},
    partner::row,
};

/// The company of whoever asks, with its account.
async fn own(
    db: &impl ConnectionTrait,
    cx: &Context,
) -> Result<(partner::Model, account::Model), Error> {
    let Actor::Partner { partner: id, .. } = cx.actor else { return Err(Denied::Forbidden.into()) };
    let row = partner::Entity::visible_to(&cx.actor)
        .filter(partner::Column::Id.eq(id.0))
        .one(db)
        .await?
        .ok_or(Denied::Hidden)?;
    let account = account::Entity::visible_to(&cx.actor)
        .filter(account::Column::Id.eq(row.account_id))
        .one(db)
        .await?;
    row::with_account((row, account))
}
