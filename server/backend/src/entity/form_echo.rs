//! What somebody had typed when a form without script was refused.

use sea_orm::{QueryFilter, entity::prelude::*};
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "form_echo")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub owner_key: String,
    pub path: String,
    pub payload: String,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Entity {
    /// The echoes of one session or anonymous cookie, whoever that is.
    pub fn of_owner(owner_key: &str) -> Select<Self> {
        Self::find().filter(Column::OwnerKey.eq(owner_key))
    }
}
