//! Organizations: end customers, and the companies behind partners.

use domain::policy::Actor;
use sea_orm::{
    Condition, ExprTrait, QueryFilter,
    entity::prelude::*,
    sea_query::{Expr, Query, SelectStatement, UnionType},
};

use super::{contact, opportunity, partner, scope};
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
    // Microdegrees, both or neither.
    pub latitude: Option<i32>,
    pub longitude: Option<i32>,
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
            let mut ids = ids_of_customers(person);
            ids.union(UnionType::All, own_company(person));
            Condition::all().add(Column::Id.in_subquery(ids))
        }))
    }

    /// The customers of a partner's people: those that were opened to them, and those that the vendor has their
    /// company look after. Staff have all.
    pub fn customers_of(actor: &Actor) -> Select<Self> {
        Self::find().filter(scope::by_side(actor, |person| {
            Condition::all()
                .add(Column::Id.in_subquery(ids_of_customers(person)))
                .add(Column::Id.not_in_subquery(own_company(person)))
        }))
    }

    /// One of [`Entity::customers_of`] that no other partner has: none looks after it, nothing with it is open to one,
    /// and it is none itself.
    pub fn kept_by(actor: &Actor, id: Uuid) -> Select<Self> {
        let alone = scope::by_side(actor, |person| {
            let looked_after = Condition::any()
                .add(Column::ManagingPartnerId.is_null())
                .add(Column::ManagingPartnerId.eq(person.partner));
            let of_others = scope::revealed_to_others(person, &concerning(id));
            Condition::all()
                .add(looked_after)
                .add(Column::Id.not_in_subquery(if_partner(id)))
                .add(Expr::exists(of_others).not())
        });
        Self::customers_of(actor).filter(Column::Id.eq(id)).filter(alone)
    }
}

/// Ids of the customers of a partner's person. One list and not several conditions: then a database looks each of them
/// up, whatever it guesses of how many there are.
pub(super) fn ids_of_customers(person: scope::Person) -> SelectStatement {
    let mut ids = Query::select()
        .column(opportunity::Column::AccountId)
        .from(opportunity::Entity)
        .and_where(opportunity::Column::AccountId.is_not_null())
        .and_where(opportunity::Column::Id.in_subquery(scope::revealed_opportunities(person)))
        .take();
    // A seller has only what is theirs.
    if !person.is_seller {
        let looked_after = Query::select()
            .column(Column::Id)
            .from(Entity)
            .and_where(Column::ManagingPartnerId.eq(person.partner))
            .take();
        ids.union(UnionType::All, looked_after);
    }
    ids
}

fn own_company(person: scope::Person) -> SelectStatement {
    Query::select()
        .column(partner::Column::AccountId)
        .from(partner::Entity)
        .and_where(partner::Column::Id.eq(person.partner))
        .take()
}

/// The account itself, if it is that of a partner.
fn if_partner(id: Uuid) -> SelectStatement {
    Query::select()
        .column(partner::Column::AccountId)
        .from(partner::Entity)
        .and_where(partner::Column::AccountId.eq(id))
        .take()
}

/// Opportunities with the account, or with somebody there.
fn concerning(id: Uuid) -> SelectStatement {
    let people = Query::select()
        .column(contact::Column::Id)
        .from(contact::Entity)
        .and_where(contact::Column::AccountId.eq(id))
        .take();
    let concerned = Condition::any()
        .add(opportunity::Column::AccountId.eq(id))
        .add(opportunity::Column::ContactId.in_subquery(people));
    Query::select()
        .column(opportunity::Column::Id)
        .from(opportunity::Entity)
        .cond_where(concerned)
        .take()
}
