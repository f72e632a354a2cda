//! Sales chances.

use domain::policy::Actor;
use sea_orm::{
    Condition, DerivePartialModel, ExprTrait, QueryFilter, entity::prelude::*,
    sea_query::SimpleExpr,
};

use super::scope;
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "opportunity")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub reference: String,
    pub topic: String,
    pub topic_folded: String,
    pub topic_sort: String,
    pub search_text: String,
    pub situation: Option<String>,
    pub needs: Option<String>,
    pub solution: Option<String>,
    pub description: Option<String>,
    pub source: Option<String>,
    pub products: String,
    pub legal_basis: Option<String>,
    pub external_system: Option<String>,
    pub external_id: Option<String>,
    pub account_id: Option<Uuid>,
    pub contact_id: Option<Uuid>,
    pub lead_company: Option<String>,
    pub lead_number: Option<String>,
    pub lead_domain: Option<String>,
    pub lead_person: Option<String>,
    pub lead_email: Option<String>,
    pub lead_phone: Option<String>,
    pub owner_id: Option<Uuid>,
    pub origin: String,
    pub origin_partner_id: Option<Uuid>,
    pub city: Option<String>,
    pub region: Option<String>,
    pub postal_code: Option<String>,
    pub country: Option<String>,
    pub currency: String,
    pub estimated_value: Option<i64>,
    pub actual_value: Option<i64>,
    pub estimated_close_on: Option<Date>,
    pub stage: String,
    pub stage_entered_at: DateTimeUtc,
    pub probability: Option<i32>,
    pub value_sort: i64,
    pub close_sort: Date,
    pub status: String,
    pub status_reason_code: Option<String>,
    pub status_note: Option<String>,
    pub held_from: Option<String>,
    pub held_at: Option<DateTimeUtc>,
    pub partner_collaboration: bool,
    pub awaiting_approval: bool,
    pub needs_decision: bool,
    pub accept_by: Option<DateTimeUtc>,
    pub delivered_at: Option<DateTimeUtc>,
    pub accepted_at: Option<DateTimeUtc>,
    pub closed_at: Option<DateTimeUtc>,
    pub last_activity_at: DateTimeUtc,
    pub last_event_seq: i32,
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
        belongs_to = "super::contact::Entity",
        from = "Column::ContactId",
        to = "super::contact::Column::Id"
    )]
    Contact,
    #[sea_orm(
        belongs_to = "super::user_account::Entity",
        from = "Column::OwnerId",
        to = "super::user_account::Column::Id"
    )]
    Owner,
    #[sea_orm(
        belongs_to = "super::partner::Entity",
        from = "Column::OriginPartnerId",
        to = "super::partner::Column::Id"
    )]
    OriginPartner,
}

impl Related<super::account::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Account.def()
    }
}

impl Related<super::contact::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Contact.def()
    }
}

impl Related<super::user_account::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Owner.def()
    }
}

impl Related<super::partner::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::OriginPartner.def()
    }
}

/// What a list shows of a row and finds its place by. A row has four times as many columns, and each of them is paid for.
#[derive(Clone, Debug, PartialEq, Eq, DerivePartialModel)]
#[sea_orm(entity = "Entity")]
pub struct Line {
    pub id: Uuid,
    pub reference: String,
    pub topic: String,
    pub topic_sort: String,
    pub account_id: Option<Uuid>,
    pub lead_company: Option<String>,
    pub owner_id: Option<Uuid>,
    pub origin_partner_id: Option<Uuid>,
    pub currency: String,
    pub estimated_value: Option<i64>,
    pub value_sort: i64,
    pub estimated_close_on: Option<Date>,
    pub close_sort: Date,
    pub stage: String,
    pub status: String,
    pub held_from: Option<String>,
    pub held_at: Option<DateTimeUtc>,
    pub awaiting_approval: bool,
    pub accept_by: Option<DateTimeUtc>,
    pub delivered_at: Option<DateTimeUtc>,
    pub last_activity_at: DateTimeUtc,
    pub created_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}

impl Entity {
    /// Rows that the actor may know of. For partner people that includes what is only offered or
    /// was theirs once, so never show a row from here to them: read it through [`Entity::revealed_to`]
    /// or as a [`Teaser`].
    pub fn visible_to(actor: &Actor) -> Select<Self> {
        Self::find().filter(scope::by_side(actor, |person| {
            Condition::all().add(Column::Id.in_subquery(scope::known_opportunities(person)))
        }))
    }

    /// Rows that the actor may see in full, the customer included: for partner people what they
    /// manage or managed to the end, and what they brought while nobody else can have it.
    pub fn revealed_to(actor: &Actor) -> Select<Self> {
        Self::find().filter(scope::by_side(actor, |person| {
            Condition::all().add(Column::Id.in_subquery(scope::revealed_opportunities(person)))
        }))
    }
}

/// What is read of an offer before it is answered, and of what a partner no longer has. The
/// customer is not even fetched.
#[derive(Clone, Debug, PartialEq, Eq, DerivePartialModel)]
#[sea_orm(entity = "Entity")]
pub struct Teaser {
    pub id: Uuid,
    pub reference: String,
    pub topic: String,
    pub city: Option<String>,
    pub region: Option<String>,
    pub products: String,
    pub needs: Option<String>,
    pub currency: String,
    /// Becomes a band before it is shown.
    pub estimated_value: Option<i64>,
    /// Becomes a month before it is shown.
    pub estimated_close_on: Option<Date>,
    pub status: String,
    pub held_at: Option<DateTimeUtc>,
}

/// Open: something can still happen. Without a parameter, as the partial indexes of the list need it.
pub fn is_open() -> SimpleExpr {
    Expr::col((Entity, Column::ClosedAt)).is_null()
}

/// Won or lost.
pub fn is_closed() -> SimpleExpr {
    Expr::col((Entity, Column::ClosedAt)).is_not_null()
}

/// Closed by the vendor while nobody had it yet: rejected, lost, or sold without the partner that brought it.
pub fn is_closed_unasked() -> Condition {
    Condition::all().add(is_closed()).add(scope::never_offered())
}

/// Declined, expired, returned, or brought by a partner and not approved.
pub fn needs_decision() -> SimpleExpr {
    Expr::col((Entity, Column::NeedsDecision))
}

/// Offered and unanswered, in the words of its partial indexes.
pub fn is_delivered() -> SimpleExpr {
    Expr::cust("NOT (opportunity.status <> 'delivered')")
}
