//! Sign-ins that have not ended, by the hash of the token in the cookie.

use domain::policy::Actor;
use sea_orm::{Condition, QueryFilter, entity::prelude::*};

use super::scope;
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub token_hash: String,
    pub id: Uuid,
    pub user_id: Uuid,
    pub created_at: DateTimeUtc,
    pub last_seen_at: DateTimeUtc,
    pub idle_expires_at: DateTimeUtc,
    pub expires_at: DateTimeUtc,
    pub user_agent: Option<String>,
    pub remote_address: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::user_account::Entity",
        from = "Column::UserId",
        to = "super::user_account::Column::Id"
    )]
    User,
}

impl Related<super::user_account::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::User.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

impl Entity {
    /// Everybody sees their own sessions.
    pub fn visible_to(actor: &Actor) -> Select<Self> {
        let own = match actor {
            Actor::Anonymous => scope::nothing(),
            Actor::System => scope::everything(),
            Actor::Staff { user, .. } | Actor::Partner { user, .. } => {
                Condition::all().add(Column::UserId.eq(user.0))
            }
        };
        Self::find().filter(own)
    }

    /// The session of a cookie: whoever holds the token is its person.
    pub fn with_token(token_hash: &str) -> Select<Self> {
        Self::find().filter(Column::TokenHash.eq(token_hash))
    }
}
