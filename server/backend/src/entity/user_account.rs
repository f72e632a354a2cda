//! People who sign in.

use domain::policy::Actor;
use sea_orm::{Condition, DerivePartialModel, QueryFilter, entity::prelude::*};

use super::scope;
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "user_account")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub kind: String,
    pub role: String,
    pub partner_id: Option<Uuid>,
    pub email: String,
    pub email_folded: String,
    pub name: String,
    pub name_folded: String,
    pub name_sort: String,
    pub phone: Option<String>,
    pub password_hash: Option<String>,
    pub language: Option<String>,
    pub theme: Option<String>,
    pub time_zone: Option<String>,
    pub deactivated_at: Option<DateTimeUtc>,
    pub last_sign_in_at: Option<DateTimeUtc>,
    pub sessions_valid_from: DateTimeUtc,
    pub version: i32,
    pub created_at: DateTimeUtc,
    pub created_by: Option<Uuid>,
    pub updated_at: DateTimeUtc,
    pub updated_by: Option<Uuid>,
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
    /// Partner people see their own team.
    pub fn visible_to(actor: &Actor) -> Select<Self> {
        Self::find().filter(scope::by_side(actor, |person| {
            Condition::all().add(Column::PartnerId.eq(person.partner))
        }))
    }

    /// Who signs in with this address (folded). Only for signing in and inviting, before there is an actor.
    pub fn with_email(folded: &str) -> Select<Self> {
        Self::find().filter(Column::EmailFolded.eq(folded))
    }

    /// What an entry's author is called, for everybody whose words the actor may read: the vendor's
    /// people, the own team, and the people of companies that collaborate with it. To be read as
    /// [`PersonName`].
    pub fn names_for(actor: &Actor) -> Select<Self> {
        let known = scope::by_side(actor, |person| {
            let fellows = scope::fellows(person).column(("fellow", "partner_id")).take();
            Condition::any()
                .add(Column::PartnerId.is_null())
                .add(Column::PartnerId.eq(person.partner))
                .add(Column::PartnerId.in_subquery(fellows))
        });
        Self::find().filter(known)
    }
}

/// A person as others see them.
#[derive(Clone, Debug, PartialEq, Eq, DerivePartialModel)]
#[sea_orm(entity = "Entity")]
pub struct PersonName {
    pub id: Uuid,
    pub name: String,
    pub partner_id: Option<Uuid>,
}
