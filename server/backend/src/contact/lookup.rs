//! Contacts under a picker.

use domain::{
    ids::AccountId,
    lookup::Choice,
    policy::{Action, Relation, authorize},
};
use sea_orm::{ColumnTrait, Condition, QueryFilter, QueryOrder, QuerySelect};

use super::row::full_name;
use crate::{
    Context, Error,
    entity::{
        account,
        contact::{Column, Entity},
    },
    listing::{CHOICES, all_words, begins, has_word},
    picked,
};

/// People whose name has words that begin like the typed ones. With an account only those who can be
/// named with it: its own people first, then those of no company.
pub async fn lookup(
    cx: &Context,
    q: &str,
    account: Option<AccountId>,
) -> Result<Vec<Choice>, Error> {
    authorize(&cx.actor, Action::ReadCustomers, Relation::Own)?;
    let words = all_words(q, |word| {
        Condition::any()
            .add(has_word(Column::NameFolded, word))
            .add(begins(Column::EmailFolded, word))
    });
    let mut select = Entity::visible_to(&cx.actor).find_also_related(account::Entity).filter(words);
    if let Some(account) = account {
        let own = Column::AccountId.eq(account.0);
        let of_nobody = Column::AccountId.is_null();
        select =
            select.filter(Condition::any().add(own).add(of_nobody.clone())).order_by_asc(of_nobody);
    }
    let rows = select
        .order_by_desc(begins(Column::NameFolded, &picked::key(q)))
        .order_by_asc(Column::NameSort)
        .order_by_asc(Column::Id)
        .limit(CHOICES)
        .all(cx.db.read())
        .await?;
    Ok(rows
        .into_iter()
        .map(|(row, account)| {
            let company = account.map(|account| account.name);
            let detail: Vec<String> = row.job_title.clone().into_iter().chain(company).collect();
            Choice { id: row.id, name: full_name(&row), detail: detail.join(" · ") }
        })
        .collect())
}
