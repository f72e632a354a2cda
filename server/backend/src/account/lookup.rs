//! Accounts under a picker.

use domain::{
    lookup::Choice,
    policy::{Action, Relation, authorize},
};
use sea_orm::{
    Condition, QueryFilter, QueryOrder, QuerySelect, QueryTrait, sea_query::SelectStatement,
};

use crate::{
    Context, Error,
    entity::account::{Column, Entity, Model},
    listing::{CHOICES, all_words, begins, has_word, number},
    picked,
};

/// Accounts whose name has words that begin like the typed ones, those that begin with it first.
pub async fn lookup(cx: &Context, q: &str) -> Result<Vec<Choice>, Error> {
    authorize(&cx.actor, Action::ReadCustomers, Relation::Own)?;
    let rows = Entity::visible_to(&cx.actor)
        .filter(matching(q))
        .order_by_desc(begins(Column::NameFolded, &picked::key(q)))
        .order_by_asc(Column::NameSort)
        .order_by_asc(Column::Id)
        .limit(CHOICES)
        .all(cx.db.read())
        .await?;
    Ok(rows.into_iter().map(choice).collect())
}

/// Ids of all accounts that are suggested for a text, however many.
pub(crate) fn suggested(cx: &Context, q: &str) -> SelectStatement {
    let found = Entity::visible_to(&cx.actor).select_only().column(Column::Id);
    found.filter(matching(q)).into_query()
}

fn matching(q: &str) -> Condition {
    let words = all_words(q, |word| {
        Condition::any().add(has_word(Column::NameFolded, word)).add(begins(Column::Domain, word))
    });
    match number(q) {
        Some(digits) => {
            Condition::any().add(words).add(begins(Column::RegistrationNumber, &digits))
        }
        None => words,
    }
}

fn choice(row: Model) -> Choice {
    let number = row.registration_number.map(|number| format!("IČO {number}"));
    let detail: Vec<String> = number.into_iter().chain(row.city).collect();
    Choice { id: row.id, name: row.name, detail: detail.join(" · ") }
}
