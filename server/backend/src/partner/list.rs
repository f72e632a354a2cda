//! The list of partners, by name.

use std::collections::HashMap;

use domain::{
    account::{Listing, ListingQuery},
    assignment::State,
    ids::PartnerId,
    partner::PartnerRow,
    policy::{Action, Relation, authorize},
};
use sea_orm::{
    ColumnTrait, Condition, JoinType, PaginatorTrait, QueryFilter, QuerySelect, RelationTrait,
};
use uuid::Uuid;

use super::row;
use crate::{
    Context, Error,
    entity::{
        account, assignment,
        partner::{Column, Entity, Relation as Join},
    },
    listing::{Edge, all_words, begins, contains, number},
};

/// One page of the partners whose name, domain, city or registration number matches.
pub async fn list(cx: &Context, query: &ListingQuery) -> Result<Listing<PartnerRow>, Error> {
    authorize(&cx.actor, Action::ReadPartners, Relation::Own)?;
    let db = cx.db.read();
    let all = || {
        Entity::visible_to(&cx.actor).find_also_related(account::Entity).filter(matching(&query.q))
    };
    let total = all().count(db).await?;
    let keys = (account::Column::NameSort, Column::Id);
    let named = Entity::visible_to(&cx.actor).join(JoinType::InnerJoin, Join::Account.def());
    let edge = Edge::of(db, query, named, keys).await?;
    let rows = edge.cut(all(), keys).all(db).await?;
    let page = edge.page(rows, total, |(row, _)| row.id);

    let ids: Vec<Uuid> = page.rows.iter().map(|(row, _)| row.id).collect();
    let offered = counts(cx, &ids, State::Offered).await?;
    let managed = counts(cx, &ids, State::Accepted).await?;
    let count = |of: &HashMap<Uuid, u64>, id: Uuid| of.get(&id).copied().unwrap_or_default();
    let line = |found| {
        let (row, account) = row::with_account(found)?;
        Ok(PartnerRow {
            id: PartnerId(row.id),
            name: account.name,
            status: row::status(&row)?,
            tier: row::tier(&row)?,
            city: account.city,
            offered_count: count(&offered, row.id),
            managed_count: count(&managed, row.id),
        })
    };
    Ok(Listing {
        rows: page.rows.into_iter().map(line).collect::<Result<_, Error>>()?,
        total: page.total,
        next: page.next,
        previous: page.previous,
    })
}

fn matching(q: &str) -> Condition {
    let words = all_words(q, |word| {
        Condition::any()
            .add(contains(account::Column::NameFolded, word))
            .add(contains(account::Column::Domain, word))
    });
    match number(q) {
        Some(digits) => {
            Condition::any().add(words).add(begins(account::Column::RegistrationNumber, &digits))
        }
        None => words,
    }
}

async fn counts(
    cx: &Context,
    partners: &[Uuid],
    state: State,
) -> Result<HashMap<Uuid, u64>, Error> {
    let counts: Vec<(Uuid, i64)> = assignment::Entity::visible_to(&cx.actor)
        .select_only()
        .column(assignment::Column::PartnerId)
        .column_as(assignment::Column::Id.count(), "assignment_count")
        .filter(assignment::Column::PartnerId.is_in(partners.iter().copied()))
        .filter(assignment::Column::State.eq(state.to_string()))
        .group_by(assignment::Column::PartnerId)
        .into_tuple()
        .all(cx.db.read())
        .await?;
    Ok(counts.into_iter().map(|(id, n)| (id, u64::try_from(n).unwrap_or_default())).collect())
}
