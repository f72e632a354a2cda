//! Files of an opportunity; the content is in the store under `storage_key`.

use domain::policy::Actor;
use sea_orm::{QueryFilter, entity::prelude::*};

use super::scope;
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "attachment")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub opportunity_id: Uuid,
    pub entry_id: Option<Uuid>,
    pub uploader_id: Uuid,
    pub uploader_partner_id: Option<Uuid>,
    pub audience: String,
    pub audience_partner_id: Option<Uuid>,
    pub file_name: String,
    pub media_type: String,
    pub size: i64,
    pub sha256: String,
    pub storage_key: String,
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
        belongs_to = "super::timeline_entry::Entity",
        from = "Column::EntryId",
        to = "super::timeline_entry::Column::Id"
    )]
    Entry,
    #[sea_orm(
        belongs_to = "super::user_account::Entity",
        from = "Column::UploaderId",
        to = "super::user_account::Column::Id"
    )]
    Uploader,
}

impl Related<super::opportunity::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Opportunity.def()
    }
}

impl Related<super::timeline_entry::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Entry.def()
    }
}

impl Related<super::user_account::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Uploader.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

impl Entity {
    /// Partner people get the files that were meant for them, on opportunities that are open to them.
    pub fn visible_to(actor: &Actor) -> Select<Self> {
        Self::find().filter(scope::by_side(actor, |person| {
            scope::readable(person, "attachment", "uploader_partner_id")
        }))
    }
}
