//! Records of accounts that became part of another one, as they were.

use domain::policy::Actor;
use sea_orm::{QueryFilter, entity::prelude::*};

use super::scope;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "merged_account")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    pub name_folded: String,
    pub registration_number: Option<String>,
    pub vat_id: Option<String>,
    pub domain: Option<String>,
    pub form: String,
    pub managing_partner_id: Option<Uuid>,
    pub created_at: DateTimeUtc,
    pub merged_at: DateTimeUtc,
    pub merged_by: Option<Uuid>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Entity {
    /// The vendor's people: a partner knows its customers as they are now.
    pub fn visible_to(actor: &Actor) -> Select<Self> {
        Self::find().filter(scope::staff_only(actor))
    }
}
