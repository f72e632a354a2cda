//! The words by which the list finds an opportunity: what people read on it, its customer and its partners.

use std::collections::HashMap;

use domain::ids::AccountId;
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, JoinType, QueryFilter, QuerySelect, QueryTrait,
    RelationTrait, sea_query::Expr,
};
use uuid::Uuid;

use crate::{
    Context, Error,
    db::WriteTxn,
    entity::{
        account, assignment,
        opportunity::{Column, Entity, Model},
        partner,
    },
    fold,
};

/// Rows that are refreshed at once; databases limit how many values a statement takes.
const BATCH: usize = 500;

/// Name and registration number of an account.
type Customer = (String, Option<String>);

/// The words of a row that is being written, with the names of its partners.
pub(super) async fn of(
    txn: &WriteTxn,
    cx: &Context,
    row: &Model,
    partners: &[String],
) -> Result<String, Error> {
    let mut customers = customers(txn, cx, row.account_id).await?;
    let customer = row.account_id.and_then(|id| customers.remove(&id));
    Ok(words(row, customer.as_ref(), partners))
}

/// Writes the words anew of everything that shows this account as customer or as partner: its name or
/// number changed.
pub(crate) async fn refresh(txn: &WriteTxn, cx: &Context, account: AccountId) -> Result<(), Error> {
    let with_partner = assignment::Entity::visible_to(&cx.actor)
        .select_only()
        .column(assignment::Column::OpportunityId)
        .join(JoinType::InnerJoin, assignment::Relation::Partner.def())
        .filter(partner::Column::AccountId.eq(account.0))
        .into_query();
    let shown = Condition::any()
        .add(Column::AccountId.eq(account.0))
        .add(Column::Id.in_subquery(with_partner));
    let rows = Entity::visible_to(&cx.actor).filter(shown).all(txn).await?;
    for batch in rows.chunks(BATCH) {
        let customers = customers(txn, cx, batch.iter().filter_map(|row| row.account_id)).await?;
        let mut partners = partners(txn, cx, batch.iter().map(|row| row.id)).await?;
        for row in batch {
            let customer = row.account_id.and_then(|id| customers.get(&id));
            let text = words(row, customer, &partners.remove(&row.id).unwrap_or_default());
            // Not a change of the record: whoever edits it now need not hear of it.
            Entity::update_many()
                .col_expr(Column::SearchText, Expr::value(text))
                .filter(Column::Id.eq(row.id))
                .exec(txn)
                .await?;
        }
    }
    Ok(())
}

fn words(row: &Model, customer: Option<&Customer>, partners: &[String]) -> String {
    let texts = [
        Some(row.topic.as_str()),
        Some(row.reference.as_str()),
        customer.map(|(name, _)| name.as_str()),
        customer.and_then(|(_, number)| number.as_deref()),
        row.lead_company.as_deref(),
        row.lead_number.as_deref(),
        row.lead_person.as_deref(),
        row.external_id.as_deref(),
    ];
    fold::words(texts.into_iter().flatten().chain(partners.iter().map(String::as_str)))
}

async fn customers(
    txn: &WriteTxn,
    cx: &Context,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, Customer>, Error> {
    let found = account::Entity::visible_to(&cx.actor)
        .select_only()
        .column(account::Column::Id)
        .column(account::Column::Name)
        .column(account::Column::RegistrationNumber)
        .filter(account::Column::Id.is_in(ids))
        .into_tuple::<(Uuid, String, Option<String>)>()
        .all(txn)
        .await?;
    Ok(found.into_iter().map(|(id, name, number)| (id, (name, number))).collect())
}

/// Names of the partners that were ever told of each opportunity.
async fn partners(
    txn: &WriteTxn,
    cx: &Context,
    ids: impl Iterator<Item = Uuid>,
) -> Result<HashMap<Uuid, Vec<String>>, Error> {
    use assignment::{Column, Entity, Relation};

    let found = Entity::visible_to(&cx.actor)
        .select_only()
        .column(Column::OpportunityId)
        .column(account::Column::Name)
        .join(JoinType::InnerJoin, Relation::Partner.def())
        .join(JoinType::InnerJoin, partner::Relation::Account.def())
        .filter(Column::OpportunityId.is_in(ids))
        .filter(Column::OfferedAt.is_not_null())
        .distinct()
        .into_tuple::<(Uuid, String)>()
        .all(txn)
        .await?;
    let mut names: HashMap<Uuid, Vec<String>> = HashMap::new();
    for (opportunity, name) in found {
        names.entry(opportunity).or_default().push(name);
    }
    Ok(names)
}
