//! A partner's request for the exclusive right to what it brought.

use domain::policy::Actor;
use sea_orm::{Condition, QueryFilter, entity::prelude::*};

use super::scope;
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "deal_registration")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub reference: String,
    pub opportunity_id: Uuid,
    pub partner_id: Uuid,
    pub state: String,
    pub customer_name: String,
    pub customer_folded: String,
    pub registration_number: Option<String>,
    pub vat_id: Option<String>,
    pub domain: Option<String>,
    pub products: String,
    pub currency: String,
    pub value: Option<i64>,
    pub close_on: Option<Date>,
    pub justification: String,
    pub evidence_entry_id: Option<Uuid>,
    pub submitted_at: DateTimeUtc,
    pub submitted_by: Uuid,
    pub decide_by: DateTimeUtc,
    pub asked_at: Option<DateTimeUtc>,
    pub question: Option<String>,
    pub answer: Option<String>,
    pub escalated: bool,
    pub decided_at: Option<DateTimeUtc>,
    pub decided_by: Option<Uuid>,
    pub reason_code: Option<String>,
    pub reason_text: Option<String>,
    pub protected_until: Option<DateTimeUtc>,
    pub extension_count: i32,
    pub extended_at: Option<DateTimeUtc>,
    pub warned_days: i32,
    pub appealed_at: Option<DateTimeUtc>,
    pub appeal_text: Option<String>,
    pub ended_at: Option<DateTimeUtc>,
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

impl ActiveModelBehavior for ActiveModel {}

impl Entity {
    /// The vendor's people see all, partner people their company's, a seller those that they submitted.
    pub fn visible_to(actor: &Actor) -> Select<Self> {
        Self::find().filter(scope::by_side(actor, |person| {
            let own = Condition::all().add(Column::PartnerId.eq(person.partner));
            if person.is_seller { own.add(Column::SubmittedBy.eq(person.user)) } else { own }
        }))
    }
}
