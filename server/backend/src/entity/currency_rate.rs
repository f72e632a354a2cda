//! What a currency is worth from a day on.

use domain::policy::Actor;
use sea_orm::{QueryFilter, entity::prelude::*};

use super::scope;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "currency_rate")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub currency: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub valid_from: Date,
    pub millionths: i64,
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
    /// The vendor's people: partners are told no reason that goes by a rate.
    pub fn visible_to(actor: &Actor) -> Select<Self> {
        Self::find().filter(scope::staff_only(actor))
    }
}
