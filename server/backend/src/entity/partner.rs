//! The profile that makes an account a partner.

use domain::policy::Actor;
use sea_orm::{Condition, QueryFilter, entity::prelude::*};

use super::scope;
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "partner")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    pub status: String,
    pub tier: String,
    pub ranking: i32,
    pub accept_hours: i32,
    pub first_update_days: i32,
    pub time_zone: String,
    pub default_recipient_id: Option<Uuid>,
    pub regions: String,
    pub products: String,
    pub languages: String,
    pub certifications: String,
    pub min_value: Option<i64>,
    pub max_value: Option<i64>,
    pub value_currency: Option<String>,
    pub capacity_open: Option<i32>,
    pub calendar: String,
    pub territories: String,
    pub capacity_month: Option<i32>,
    pub about: Option<String>,
    pub website: Option<String>,
    pub phone: Option<String>,
    // The vendor's own: the partner never reads it.
    pub conflicts: String,
    pub version: i32,
    pub created_at: DateTimeUtc,
    pub created_by: Option<Uuid>,
    pub updated_at: DateTimeUtc,
    pub updated_by: Option<Uuid>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::account::Entity",
        from = "Column::AccountId",
        to = "super::account::Column::Id"
    )]
    Account,
    #[sea_orm(
        belongs_to = "super::user_account::Entity",
        from = "Column::DefaultRecipientId",
        to = "super::user_account::Column::Id"
    )]
    DefaultRecipient,
}

impl Related<super::account::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Account.def()
    }
}

impl Related<super::user_account::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::DefaultRecipient.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

impl Entity {
    /// Partner people see their own company; names of collaborators come from `assignment::fellows`.
    pub fn visible_to(actor: &Actor) -> Select<Self> {
        Self::find().filter(scope::by_side(actor, |person| {
            Condition::all().add(Column::Id.eq(person.partner))
        }))
    }
}
