//! Partners under a picker.

use domain::{
    lang::Lang,
    lookup::Choice,
    partner::PartnerStatus,
    policy::{Action, Relation, authorize},
};
use sea_orm::{
    ColumnTrait, Condition, JoinType, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    RelationTrait, sea_query::SelectStatement,
};

use super::row;
use crate::{
    Context, Error,
    entity::{
        account::{self, Column},
        partner::{self, Entity},
    },
    listing::{CHOICES, all_words, begins, has_word, number},
    picked,
};

/// Partners whose name has words that begin like the typed ones; those that can be offered something
/// first, and of them those that begin with it.
pub async fn lookup(cx: &Context, q: &str) -> Result<Vec<Choice>, Error> {
    authorize(&cx.actor, Action::ReadPartners, Relation::Own)?;
    let rows = Entity::visible_to(&cx.actor)
        .find_also_related(account::Entity)
        .filter(matching(q))
        .order_by_desc(partner::Column::Status.eq(PartnerStatus::Active.to_string()))
        .order_by_desc(begins(Column::NameFolded, &picked::key(q)))
        .order_by_asc(Column::NameSort)
        .order_by_asc(partner::Column::Id)
        .limit(CHOICES)
        .all(cx.db.read())
        .await?;
    rows.into_iter()
        .map(|found| {
            let (row, account) = row::with_account(found)?;
            let active = row::status(&row)? == PartnerStatus::Active;
            let number = account.registration_number.map(|number| format!("IČO {number}"));
            let detail: Vec<String> = number
                .into_iter()
                .chain(account.city)
                .chain((!active).then(|| inactive(cx.lang).to_owned()))
                .collect();
            Ok(Choice { id: row.id, name: account.name, detail: detail.join(" · ") })
        })
        .collect()
}

/// Ids of all partners that are suggested for a text, however many and whatever their status.
pub(crate) fn suggested(cx: &Context, q: &str) -> SelectStatement {
    Entity::visible_to(&cx.actor)
        .select_only()
        .column(partner::Column::Id)
        .join(JoinType::InnerJoin, partner::Relation::Account.def())
        .filter(matching(q))
        .into_query()
}

fn inactive(lang: Lang) -> &'static str {
    match lang {
        Lang::Cs => "neaktivní",
        Lang::En => "not active",
    }
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
