//! Links that make a person: first administrator, invitation, new password.

use domain::policy::{Actor, PartnerRole};
use sea_orm::{Condition, QueryFilter, entity::prelude::*};

use super::scope;
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "invitation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub token_hash: String,
    pub purpose: String,
    pub kind: Option<String>,
    pub role: Option<String>,
    pub partner_id: Option<Uuid>,
    pub user_id: Option<Uuid>,
    pub email: Option<String>,
    pub name: Option<String>,
    pub expires_at: DateTimeUtc,
    pub used_at: Option<DateTimeUtc>,
    pub revoked_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    pub created_by: Option<Uuid>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::partner::Entity",
        from = "Column::PartnerId",
        to = "super::partner::Column::Id"
    )]
    Partner,
    #[sea_orm(
        belongs_to = "super::user_account::Entity",
        from = "Column::UserId",
        to = "super::user_account::Column::Id"
    )]
    User,
}

impl Related<super::partner::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Partner.def()
    }
}

impl Related<super::user_account::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::User.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

impl Entity {
    /// The vendor's people see all invitations, a partner's administrators those of their company.
    pub fn visible_to(actor: &Actor) -> Select<Self> {
        let condition = match actor {
            Actor::Partner { partner, role: PartnerRole::Administrator, .. } => {
                Condition::all().add(Column::PartnerId.eq(partner.0))
            }
            other => scope::staff_only(other),
        };
        Self::find().filter(condition)
    }

    /// The invitation behind a link: whoever holds the token is invited.
    pub fn with_token(token_hash: &str) -> Select<Self> {
        Self::find().filter(Column::TokenHash.eq(token_hash))
    }
}
