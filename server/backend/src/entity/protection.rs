//! Customers and products that an approved registration holds.

use domain::policy::Actor;
use sea_orm::{QueryFilter, entity::prelude::*};

use super::scope;
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "protection")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub customer_key: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub product_key: String,
    pub registration_id: Uuid,
    pub until: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::deal_registration::Entity",
        from = "Column::RegistrationId",
        to = "super::deal_registration::Column::Id"
    )]
    Registration,
}

impl Related<super::deal_registration::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Registration.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

impl Entity {
    /// The vendor's people. What partners may learn of it is one of three words, and the use case says which.
    pub fn visible_to(actor: &Actor) -> Select<Self> {
        Self::find().filter(scope::staff_only(actor))
    }
}
