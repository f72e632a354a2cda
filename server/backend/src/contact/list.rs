//! The list of contacts, by family name.

use domain::{
    account::{Listing, ListingQuery},
    contact::ContactRow,
    ids::{AccountId, ContactId},
    policy::{Action, Relation, authorize},
};
use sea_orm::{Condition, PaginatorTrait, QueryFilter};

use super::row::full_name;
use crate::{
    Context, Error,
    entity::{
        account,
        contact::{Column, Entity},
    },
    listing::{Edge, all_words, contains},
};

/// One page of the contacts of whom name, e-mail or company match.
pub async fn list(cx: &Context, query: &ListingQuery) -> Result<Listing<ContactRow>, Error> {
    authorize(&cx.actor, Action::ReadCustomers, Relation::Own)?;
    let db = cx.db.read();
    let all = || {
        Entity::visible_to(&cx.actor).find_also_related(account::Entity).filter(matching(&query.q))
    };
    let total = all().count(db).await?;
    let keys = (Column::NameSort, Column::Id);
    let edge = Edge::of(db, query, Entity::visible_to(&cx.actor), keys).await?;
    let rows = edge.cut(all(), keys).all(db).await?;
    let page = edge.page(rows, total, |(row, _)| row.id);
    Ok(Listing {
        rows: page
            .rows
            .into_iter()
            .map(|(row, account)| ContactRow {
                id: ContactId(row.id),
                name: full_name(&row),
                job_title: row.job_title,
                account: account.map(|account| (AccountId(account.id), account.name)),
                email: row.email,
                phone: row.phone,
            })
            .collect(),
        total: page.total,
        next: page.next,
        previous: page.previous,
    })
}

fn matching(q: &str) -> Condition {
    all_words(q, |word| {
        Condition::any()
            .add(contains(Column::NameFolded, word))
            .add(contains(Column::EmailFolded, word))
            .add(contains(account::Column::NameFolded, word))
    })
}
