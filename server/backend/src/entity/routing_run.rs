//! A selection that is distributed in the background.

use domain::policy::Actor;
use sea_orm::{QueryFilter, entity::prelude::*};

use super::scope;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "routing_run")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub state: String,
    pub seed: String,
    pub is_exact: Option<bool>,
    pub started_by: Option<Uuid>,
    pub started_at: DateTimeUtc,
    pub finished_at: Option<DateTimeUtc>,
    pub leased_until: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Entity {
    /// The vendor's people; the policy says which of them.
    pub fn visible_to(actor: &Actor) -> Select<Self> {
        Self::find().filter(scope::staff_only(actor))
    }
}
