//! Failed sign-ins of one account or one address within a window of time.

use sea_orm::{QueryFilter, entity::prelude::*};
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sign_in_throttle")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    pub window_started_at: DateTimeUtc,
    pub failure_count: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Entity {
    /// The counter under one key; there is nothing to see for anybody.
    pub fn with_key(key: &str) -> Select<Self> {
        Self::find().filter(Column::Key.eq(key))
    }
}
