//! Whom the filters of the list mean: the record that was chosen, else all that are called as somebody typed, else all that
//! are suggested for a part of a name; of nobody there are none.

use domain::{
    ids::{AccountId, PartnerId},
    opportunity::ListQuery,
};
use sea_orm::{ExprTrait, sea_query::SimpleExpr};

use crate::{Context, Error, account, partner, picked};

/// Bytes of a typed name. Longer is none, and databases take patterns of a certain length only.
const LONGEST: usize = 1_000;

/// Whom a filter means.
#[derive(Debug, Clone)]
pub(super) enum Meant<T> {
    /// The chosen one, or all of one name.
    These(Vec<T>),
    /// All that a picker suggests for this text: nobody is called just so.
    Like(String),
}

impl<T> Meant<T> {
    /// Those whose whole name is known.
    pub fn named(&self) -> &[T] {
        match self {
            Self::These(ids) => ids,
            Self::Like(_) => &[],
        }
    }
}

impl Meant<PartnerId> {
    /// That `column` names one of the partners.
    pub fn among(&self, cx: &Context, column: SimpleExpr) -> SimpleExpr {
        match self {
            Self::These(ids) => column.is_in(ids.iter().map(|id| id.0)),
            Self::Like(typed) => column.in_subquery(partner::suggested(cx, typed)),
        }
    }
}

impl Meant<AccountId> {
    /// That `column` names one of the accounts.
    pub fn among(&self, cx: &Context, column: SimpleExpr) -> SimpleExpr {
        match self {
            Self::These(ids) => column.is_in(ids.iter().map(|id| id.0)),
            Self::Like(typed) => column.in_subquery(account::suggested(cx, typed)),
        }
    }
}

/// The partners.
pub(super) async fn partners(
    cx: &Context,
    query: &ListQuery,
) -> Result<Option<Meant<PartnerId>>, Error> {
    let (id, name) = (query.partner.parse::<PartnerId>().ok(), query.partner_name.trim());
    if name.is_empty() {
        return Ok(id.map(|id| Meant::These(vec![id])));
    }
    let called = partner::namesakes(cx.db.read(), cx, name).await?;
    Ok(Some(meant(id, called, name)))
}

/// The accounts.
pub(super) async fn accounts(
    cx: &Context,
    query: &ListQuery,
) -> Result<Option<Meant<AccountId>>, Error> {
    let (id, name) = (query.account.parse::<AccountId>().ok(), query.account_name.trim());
    if name.is_empty() {
        return Ok(id.map(|id| Meant::These(vec![id])));
    }
    let called = account::namesakes(cx.db.read(), cx, name).await?;
    Ok(Some(meant(id, called.into_iter().map(|one| one.id).collect(), name)))
}

/// The chosen one, unless its name was typed over after it was chosen.
fn meant<T: PartialEq>(chosen: Option<T>, called: Vec<T>, name: &str) -> Meant<T> {
    match chosen.filter(|id| called.contains(id)) {
        Some(id) => Meant::These(vec![id]),
        None if called.is_empty() && may_be_part_of_a_name(name) => Meant::Like(name.to_owned()),
        None => Meant::These(called),
    }
}

/// Without letters and digits it would be part of every name.
fn may_be_part_of_a_name(typed: &str) -> bool {
    let key = picked::key(typed);
    key.len() <= LONGEST && key.contains(char::is_alphanumeric)
}
