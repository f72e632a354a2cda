//! Who asked whether a customer is free, and what they were told.

use domain::policy::Actor;
use sea_orm::{Condition, QueryFilter, entity::prelude::*};

use super::scope;
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "conflict_check")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub partner_id: Uuid,
    pub user_id: Uuid,
    pub query: String,
    pub answer: String,
    pub until: Option<DateTimeUtc>,
    pub at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::partner::Entity",
        from = "Column::PartnerId",
        to = "super::partner::Column::Id"
    )]
    Partner,
}

impl Related<super::partner::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Partner.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

impl Entity {
    /// The vendor's people see all, partner people their company's.
    pub fn visible_to(actor: &Actor) -> Select<Self> {
        Self::find().filter(scope::by_side(actor, |person| {
            Condition::all().add(Column::PartnerId.eq(person.partner))
        }))
    }
}
