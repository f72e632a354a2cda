//! One opportunity of a selection that is distributed.

use domain::policy::Actor;
use sea_orm::{QueryFilter, entity::prelude::*};

use super::scope;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "routing_run_item")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub run_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub position: i32,
    pub opportunity_id: Uuid,
    pub state: String,
    pub partner_id: Option<Uuid>,
    pub reason: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::opportunity::Entity",
        from = "Column::OpportunityId",
        to = "super::opportunity::Column::Id"
    )]
    Opportunity,
}

impl ActiveModelBehavior for ActiveModel {}

impl Entity {
    /// The vendor's people; it belongs to a run.
    pub fn visible_to(actor: &Actor) -> Select<Self> {
        Self::find().filter(scope::staff_only(actor))
    }
}
