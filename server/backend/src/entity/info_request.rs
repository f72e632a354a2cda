//! What the vendor asks a partner about something that the partner brought.

use domain::policy::Actor;
use sea_orm::{Condition, QueryFilter, entity::prelude::*};

use super::scope;
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "info_request")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub opportunity_id: Uuid,
    pub partner_id: Uuid,
    pub fields: String,
    pub question: String,
    pub asked_at: DateTimeUtc,
    pub asked_by: Uuid,
    pub answered_at: Option<DateTimeUtc>,
    pub answered_by: Option<Uuid>,
    pub answer: Option<String>,
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
    /// The vendor's people, and those partner people who know of the opportunity.
    pub fn visible_to(actor: &Actor) -> Select<Self> {
        Self::find().filter(scope::by_side(actor, |person| {
            Condition::all()
                .add(Column::PartnerId.eq(person.partner))
                .add(Column::OpportunityId.in_subquery(scope::known_opportunities(person)))
        }))
    }
}
