//! The list of accounts, by name.

use std::collections::HashMap;

use domain::{
    account::{AccountRow, Listing, ListingQuery},
    ids::AccountId,
    opportunity::Status,
    policy::{Action, Relation, authorize},
};
use sea_orm::{ColumnTrait, Condition, PaginatorTrait, QueryFilter, QuerySelect};
use strum::IntoEnumIterator;
use uuid::Uuid;

use crate::{
    Context, Error,
    entity::{
        account::{Column, Entity, Model},
        opportunity,
    },
    listing::{Edge, all_words, begins, contains, number},
};

/// One page of the accounts whose name, domain or registration number matches.
pub async fn list(cx: &Context, query: &ListingQuery) -> Result<Listing<AccountRow>, Error> {
    authorize(&cx.actor, Action::ReadCustomers, Relation::Own)?;
    let db = cx.db.read();
    let all = || Entity::visible_to(&cx.actor).filter(matching(&query.q));
    let total = all().count(db).await?;
    let keys = (Column::NameSort, Column::Id);
    let edge = Edge::of(db, query, Entity::visible_to(&cx.actor), keys).await?;
    let rows = edge.cut(all(), keys).all(db).await?;
    let page = edge.page(rows, total, |row| row.id);

    let open = open_counts(cx, page.rows.iter().map(|row| row.id).collect()).await?;
    let line = |row: Model| AccountRow {
        id: AccountId(row.id),
        open_count: open.get(&row.id).copied().unwrap_or_default(),
        updated_at: cx.local(row.updated_at),
        name: row.name,
        registration_number: row.registration_number,
        city: row.city,
        domain: row.domain,
    };
    Ok(Listing {
        rows: page.rows.into_iter().map(line).collect(),
        total: page.total,
        next: page.next,
        previous: page.previous,
    })
}

/// What a search finds. A number is looked for as a registration number too.
pub(super) fn matching(q: &str) -> Condition {
    let words = all_words(q, |word| {
        Condition::any().add(contains(Column::NameFolded, word)).add(contains(Column::Domain, word))
    });
    match number(q) {
        Some(digits) => {
            Condition::any().add(words).add(begins(Column::RegistrationNumber, &digits))
        }
        None => words,
    }
}

async fn open_counts(cx: &Context, accounts: Vec<Uuid>) -> Result<HashMap<Uuid, u64>, Error> {
    let open = Status::iter().filter(|status| status.is_open()).map(|status| status.to_string());
    let counts: Vec<(Uuid, i64)> = opportunity::Entity::visible_to(&cx.actor)
        .select_only()
        .column(opportunity::Column::AccountId)
        .column_as(opportunity::Column::Id.count(), "open_count")
        .filter(opportunity::Column::AccountId.is_in(accounts))
        .filter(opportunity::Column::Status.is_in(open))
        .group_by(opportunity::Column::AccountId)
        .into_tuple()
        .all(cx.db.read())
        .await?;
    Ok(counts.into_iter().map(|(id, n)| (id, u64::try_from(n).unwrap_or_default())).collect())
}
