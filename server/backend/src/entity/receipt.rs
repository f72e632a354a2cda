//! What was confirmed to a partner, with its signature.

use domain::policy::Actor;
use sea_orm::{Condition, QueryFilter, entity::prelude::*};

use super::scope;
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "receipt")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub kind: String,
    pub opportunity_id: Uuid,
    pub partner_id: Uuid,
    pub registration_id: Option<Uuid>,
    pub at: DateTimeUtc,
    pub payload: String,
    pub signature: String,
    pub key_id: String,
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

impl Related<super::opportunity::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Opportunity.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

impl Entity {
    /// The vendor's people see all; partner people their company's, a seller those of what they know of.
    pub fn visible_to(actor: &Actor) -> Select<Self> {
        Self::find().filter(scope::by_side(actor, |person| {
            Condition::all()
                .add(Column::PartnerId.eq(person.partner))
                .add(Column::OpportunityId.in_subquery(scope::known_opportunities(person)))
        }))
    }
}
