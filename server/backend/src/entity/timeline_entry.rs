//! What happened on an opportunity, in the order of `seq`; only ever added.

use domain::policy::Actor;
use sea_orm::{Condition, QueryFilter, entity::prelude::*};

use super::scope;
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "timeline_entry")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub opportunity_id: Uuid,
    pub seq: i32,
    pub kind: String,
    pub author_id: Option<Uuid>,
    pub author_partner_id: Option<Uuid>,
    pub audience: String,
    pub audience_partner_id: Option<Uuid>,
    pub body: Option<String>,
    pub body_html: Option<String>,
    pub facts: String,
    pub at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::opportunity::Entity",
        from = "Column::OpportunityId",
        to = "super::opportunity::Column::Id"
    )]
    Opportunity,
    #[sea_orm(
        belongs_to = "super::user_account::Entity",
        from = "Column::AuthorId",
        to = "super::user_account::Column::Id"
    )]
    Author,
    #[sea_orm(
        belongs_to = "super::partner::Entity",
        from = "Column::AuthorPartnerId",
        to = "super::partner::Column::Id"
    )]
    AuthorPartner,
}

impl Related<super::opportunity::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Opportunity.def()
    }
}

impl Related<super::user_account::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Author.def()
    }
}

impl Related<super::partner::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::AuthorPartner.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

/// What a partner did, or what one may read: not what staff do among themselves.
pub fn concerns_partners() -> Condition {
    Condition::any().add(Column::Audience.ne("staff")).add(Column::AuthorPartnerId.is_not_null())
}

impl Entity {
    /// Partner people read what was meant for them, on opportunities that are open to them.
    pub fn visible_to(actor: &Actor) -> Select<Self> {
        Self::find().filter(scope::by_side(actor, |person| {
            scope::readable(person, "timeline_entry", "author_partner_id")
        }))
    }
}
