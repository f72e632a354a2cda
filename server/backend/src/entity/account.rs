//! Organizations: end customers, and the companies behind partners.

use domain::policy::Actor;
use sea_orm::{
    Condition, QueryFilter,
    entity::prelude::*,
    sea_query::{Query, SelectStatement},
};

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
    /// Partner people see their customers and their own company.
    pub fn visible_to(actor: &Actor) -> Select<Self> {
        Self::find().filter(scope::by_side(actor, |person| {
            customers(person).add(Column::Id.in_subquery(own_company(person)))
        }))
    }

    /// The customers of a partner's people: those that were opened to them, and those that the vendor has their
    /// company look after. Staff have all.
    pub fn customers_of(actor: &Actor) -> Select<Self> {
        Self::find().filter(scope::by_side(actor, |person| {
            Condition::all()
                .add(customers(person))
                .add(Column::Id.not_in_subquery(own_company(person)))
        }))
    }
}

fn customers(person: scope::Person) -> Condition {
    let opened = Query::select()
        .column(opportunity::Column::AccountId)
        .from(opportunity::Entity)
        .and_where(opportunity::Column::AccountId.is_not_null())
        .and_where(opportunity::Column::Id.in_subquery(scope::revealed_opportunities(person)))
        .take();
    let customers = Condition::any().add(Column::Id.in_subquery(opened));
    // A seller has only what is theirs.
    if person.is_seller {
        customers
    } else {
        customers.add(Column::ManagingPartnerId.eq(person.partner))
    }
}

fn own_company(person: scope::Person) -> SelectStatement {
    Query::select()
        .column(partner::Column::AccountId)
        .from(partner::Entity)
        .and_where(partner::Column::Id.eq(person.partner))
        .take()
}
