//! One opportunity with one partner, from being queued to its last answer.

use domain::policy::Actor;
use sea_orm::{
    ExprTrait, FromQueryResult, QueryFilter,
    entity::prelude::*,
    sea_query::{Order, Query, SelectStatement},
};

use super::scope;
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "assignment")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub opportunity_id: Uuid,
    pub partner_id: Uuid,
    pub state: String,
    pub mode: String,
    pub seller_id: Option<Uuid>,
    pub override_reason: Option<String>,
    pub offered_at: Option<DateTimeUtc>,
    pub accept_by: Option<DateTimeUtc>,
    pub answered_at: Option<DateTimeUtc>,
    pub answered_by: Option<Uuid>,
    pub decline_reason: Option<String>,
    pub return_reason: Option<String>,
    pub reason_text: Option<String>,
    pub ended_at: Option<DateTimeUtc>,
    pub revealed_at: Option<DateTimeUtc>,
    pub first_update_by: Option<DateTimeUtc>,
    pub first_update_at: Option<DateTimeUtc>,
    pub waiting_until: Option<Date>,
    pub needs_help: bool,
    pub reminded_accept: i32,
    pub reminded_update: i32,
    pub remind_at: Option<DateTimeUtc>,
    pub decision_id: Option<Uuid>,
    pub fit: Option<String>,
    pub contested: bool,
    pub overtaken: bool,
    pub version: i32,
    pub created_at: DateTimeUtc,
    pub created_by: Option<Uuid>,
    pub updated_at: DateTimeUtc,
    pub updated_by: Option<Uuid>,
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
        belongs_to = "super::partner::Entity",
        from = "Column::PartnerId",
        to = "super::partner::Column::Id"
    )]
    Partner,
    #[sea_orm(
        belongs_to = "super::user_account::Entity",
        from = "Column::SellerId",
        to = "super::user_account::Column::Id"
    )]
    Seller,
}

impl Related<super::opportunity::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Opportunity.def()
    }
}

impl Related<super::partner::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Partner.def()
    }
}

impl Related<super::user_account::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Seller.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

impl Entity {
    /// Partner people see what their company has or had, but not what waits in a queue; a seller
    /// sees what they manage themselves.
    pub fn visible_to(actor: &Actor) -> Select<Self> {
        Self::find().filter(scope::by_side(actor, scope::own_assignments))
    }
}

/// Another company that shares an opportunity with the reader's.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Fellow {
    pub opportunity_id: Uuid,
    pub partner_id: Uuid,
    pub partner_name: String,
}

/// With whom the actor's company shares these opportunities, by name. Empty for everybody but partner people.
pub fn fellows(actor: &Actor, opportunities: &[Uuid]) -> SelectStatement {
    let Actor::Partner { user, partner, role } = *actor else {
        return Query::select().expr(Expr::val(1)).and_where(Expr::cust("1 = 0")).take();
    };
    let fellow = |name: &'static str| Expr::col(("fellow", name));
    scope::fellows(scope::Person::new(user, partner, role))
        .column(("fellow", "opportunity_id"))
        .column(("fellow", "partner_id"))
        .expr_as(Expr::col(("account", "name")), "partner_name")
        .inner_join("partner", fellow("partner_id").equals(("partner", "id")))
        .inner_join("account", Expr::col(("partner", "account_id")).equals(("account", "id")))
        .and_where(fellow("opportunity_id").is_in(opportunities.iter().copied()))
        .order_by(("account", "name_sort"), Order::Asc)
        .take()
}
