//! People at end customers.

use domain::policy::Actor;
use sea_orm::{
    Condition, QueryFilter,
    entity::prelude::*,
    sea_query::{Query, SelectStatement, UnionType},
};

use super::{account, opportunity, scope, user_account};
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contact")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub first_name: Option<String>,
    pub last_name: String,
    pub name_folded: String,
    pub name_sort: String,
    pub email: Option<String>,
    pub email_folded: Option<String>,
    pub phone: Option<String>,
    pub job_title: Option<String>,
    pub account_id: Option<Uuid>,
    pub language: Option<String>,
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
}

impl Related<super::account::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Account.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

impl Entity {
    /// Partner people see the contacts named on opportunities that were opened to them, and those whom their company
    /// added to a customer that is still theirs.
    pub fn visible_to(actor: &Actor) -> Select<Self> {
        Self::find().filter(scope::by_side(actor, |person| {
            let named = Query::select()
                .column(opportunity::Column::ContactId)
                .from(opportunity::Entity)
                .and_where(opportunity::Column::ContactId.is_not_null())
                .and_where(
                    opportunity::Column::Id.in_subquery(scope::revealed_opportunities(person)),
                )
                .union(UnionType::Distinct, added(person))
                .take();
            Condition::all().add(Column::Id.in_subquery(named))
        }))
    }
}

/// Ids of those whom the person's company added to its customers itself.
fn added(person: scope::Person) -> SelectStatement {
    let team = Query::select()
        .column(user_account::Column::Id)
        .from(user_account::Entity)
        .and_where(user_account::Column::PartnerId.eq(person.partner))
        .take();
    Query::select()
        .column(Column::Id)
        .from(Entity)
        .and_where(Column::AccountId.in_subquery(account::ids_of_customers(person)))
        .and_where(Column::CreatedBy.in_subquery(team))
        .take()
}
