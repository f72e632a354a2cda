//! What administrators set, as JSON by name.

use domain::policy::Actor;
use sea_orm::{QueryFilter, entity::prelude::*};

use super::scope;
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "setting")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    pub value: String,
    pub version: i32,
    pub created_at: DateTimeUtc,
    pub created_by: Option<Uuid>,
    pub updated_at: DateTimeUtc,
    pub updated_by: Option<Uuid>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Entity {
    /// Only the program itself: among what is kept here is the key that signs receipts.
    pub fn visible_to(actor: &Actor) -> Select<Self> {
        Self::find().filter(match actor {
            Actor::System => scope::everything(),
            Actor::Anonymous | Actor::Staff { .. } | Actor::Partner { .. } => scope::nothing(),
        })
    }
}
