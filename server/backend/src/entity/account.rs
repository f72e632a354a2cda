//! Organizations: end customers, and the companies behind partners.

use domain::policy::Actor;
use sea_orm::{Condition, QueryFilter, entity::prelude::*, sea_query::Query};

use super::{opportunity, partner, scope};
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "account")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub name: String,
    pub name_folded: String,
    pub name_sort: String,
    pub registration_number: Option<String>,
    pub vat_id: Option<String>,
    pub domain: Option<String>,
    pub street: Option<String>,
    pub industry: Option<String>,
    pub managing_partner_id: Option<Uuid>,
    pub city: Option<String>,
    pub region: Option<String>,
    pub postal_code: Option<String>,
    pub country: Option<String>,
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
        from = "Column::ManagingPartnerId",
        to = "super::partner::Column::Id"
    )]
    ManagingPartner,
}

impl Related<super::partner::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ManagingPartner.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

impl Entity {
    /// Partner people see the customers that were opened to them, and their own company.
    pub fn visible_to(actor: &Actor) -> Select<Self> {
        Self::find().filter(scope::by_side(actor, |person| {
            let customers = Query::select()
                .column(opportunity::Column::AccountId)
                .from(opportunity::Entity)
                .and_where(opportunity::Column::AccountId.is_not_null())
                .and_where(
                    opportunity::Column::Id.in_subquery(scope::revealed_opportunities(person)),
                )
                .take();
            let own = Query::select()
                .column(partner::Column::AccountId)
                .from(partner::Entity)
                .and_where(partner::Column::Id.eq(person.partner))
                .take();
            Condition::any().add(Column::Id.in_subquery(customers)).add(Column::Id.in_subquery(own))
        }))
    }
}
