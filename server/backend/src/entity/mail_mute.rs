//! Kinds of message that a person does not want.

use domain::policy::Actor;
use sea_orm::{Condition, QueryFilter, entity::prelude::*};

use super::scope;
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mail_mute")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub user_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub topic: String,
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
    /// Everybody their own; timers all, as they send.
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
}
