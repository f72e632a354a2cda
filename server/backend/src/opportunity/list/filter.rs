//! The conditions of a list, read from the URL. What is unknown there falls back to the default.

use chrono::NaiveDate;
use domain::{
    choice::Code,
    ids::{AccountId, PartnerId, UserId},
    money::{Currency, Money},
    opportunity::{Direction, ListQuery, Sort, Status, View},
    reference,
};
use sea_orm::{
    ColumnTrait, Condition, DbBackend, ExprTrait, PaginatorTrait, QueryFilter, QuerySelect,
    QueryTrait, Select,
    sea_query::{Expr, SelectStatement, SimpleExpr, UnionType},
};

use super::{
    chosen::{self, Meant},
    cursor::Cursor,
    occasion::Asked,
};
use crate::{
    Context, Error,
    entity::{
        assignment,
        opportunity::{self, Column, Entity},
    },
    fold,
};

/// The most words of a search; more narrow nothing.
const WORDS: usize = 8;

/// States of the partners that a row names: they have it, or had it when it was closed.
pub(super) const HAVING: [&str; 3] = ["offered", "accepted", "completed"];

/// What a search means.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Search {
    /// The one of this reference.
    Reference(String),
    /// Those with words that begin so, all of them.
    Words(Vec<String>),
}

/// Where the page begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    First,
    After(Cursor),
    Before(Cursor),
}

/// Everything that the URL says.
#[derive(Debug, Clone)]
pub(super) struct Filter {
    pub view: View,
    pub sort: Sort,
    pub direction: Direction,
    pub place: Place,
    pub owner: Option<UserId>,
    /// Several, where a name is that of several.
    pub partners: Option<Meant<PartnerId>>,
    /// The same.
    pub accounts: Option<Meant<AccountId>>,
    search: Option<Search>,
    status: Option<Status>,
    currency: Option<Currency>,
    min_value: Option<Money>,
    close_to: Option<NaiveDate>,
    asked: Option<Asked>,
}

impl Filter {
    /// Reads the URL. A reference is looked up first, because it can be a word as well.
    pub async fn read(cx: &Context, query: &ListQuery) -> Result<Self, Error> {
        let sort: Sort = query.sort.parse().unwrap_or_default();
        let currency: Option<Currency> = query.currency.parse().ok();
        let place = |text: &str| Cursor::read(text, sort);
        let partners = chosen::partners(cx, query).await?;
        Ok(Self {
            view: query.view.parse().unwrap_or_default(),
            sort,
            direction: query.dir.parse().unwrap_or_default(),
            place: match (place(&query.after), place(&query.before)) {
                (Some(cursor), _) => Place::After(cursor),
                (None, Some(cursor)) => Place::Before(cursor),
                (None, None) => Place::First,
            },
            owner: query.owner.parse().ok(),
            accounts: chosen::accounts(cx, query).await?,
            search: search(cx, &query.q).await?,
            status: query.status.parse().ok(),
            currency,
            min_value: Money::parse(&query.min_value, currency.unwrap_or_default()).ok().flatten(),
            close_to: query.close_to.parse().ok(),
            asked: query.event.parse().ok().map(|occasion| Asked {
                occasion,
                since: query.since.parse().ok(),
                reason: query.reason.parse().ok(),
                partners: partners.clone(),
            }),
            partners,
        })
    }

    /// Whether nothing but the view, and a currency perhaps, chooses the rows.
    pub fn is_whole_view(&self) -> bool {
        let chosen = (self.owner, self.status, self.close_to);
        chosen == (None, None, None)
            && self.partners.is_none()
            && self.accounts.is_none()
            && self.search.is_none()
            && self.asked.is_none()
    }

    /// Whether the same conditions could choose other rows in another view.
    pub fn narrows_a_view(&self) -> bool {
        let of_value = self.currency.is_some() || self.min_value.is_some();
        self.asked.is_none() && (of_value || !self.is_whole_view())
    }

    /// The same conditions in another view.
    pub fn in_view(&self, view: View) -> Self {
        Self { view, ..self.clone() }
    }

    /// The reference that is searched for; it exists.
    pub fn reference(&self) -> Option<&str> {
        match &self.search {
            Some(Search::Reference(reference)) => Some(reference),
            Some(Search::Words(_)) | None => None,
        }
    }

    /// What it chooses, for whom: two filters with the same words choose the same rows.
    pub fn question(&self, cx: &Context) -> String {
        let who = cx.user_id();
        let Self {
            view,
            owner,
            partners,
            accounts,
            search,
            status,
            currency,
            min_value,
            close_to,
            asked,
            ..
        } = self;
        format!(
            "{who:?} {view:?} {owner:?} {partners:?} {accounts:?} {search:?} {status:?} {currency:?} {min_value:?} \
             {close_to:?} {asked:?}"
        )
    }

    /// Why partners declined what it chooses, if it says so.
    pub fn reason(&self) -> Option<&Code> {
        self.asked.as_ref().and_then(|asked| asked.reason.as_ref())
    }

    /// All rows that match, in no order.
    pub fn rows(&self, cx: &Context) -> Select<Entity> {
        let mut rows = match &self.asked {
            Some(asked) => asked.rows(cx),
            None => view(cx, self.view),
        };
        if let Some(status) = self.status {
            rows = rows.filter(Column::Status.eq(status.as_ref()));
        }
        if let Some(owner) = self.owner {
            rows = rows.filter(Column::OwnerId.eq(owner.0));
        }
        if let Some(accounts) = &self.accounts {
            rows = rows.filter(accounts.among(cx, Column::AccountId));
        }
        // Where it is asked what happened with a partner, it is asked about the partner already.
        let told = self.asked.as_ref().is_some_and(Asked::is_of_partners);
        if let Some(partners) = self.partners.as_ref().filter(|_| !told) {
            rows = rows.filter(Column::Id.in_subquery(with_one_of(cx, partners)));
        }
        if let Some(currency) = self.currency.or(self.min_value.map(|money| money.currency)) {
            rows = rows.filter(Column::Currency.eq(currency.as_ref()));
        }
        if let Some(least) = self.min_value {
            rows = rows.filter(Column::ValueSort.gte(least.minor));
        }
        if let Some(day) = self.close_to {
            rows = rows.filter(Column::CloseSort.lte(day));
        }
        match &self.search {
            Some(Search::Reference(reference)) => rows.filter(Column::Reference.eq(reference)),
            Some(Search::Words(words)) => rows.filter(found(cx.db.backend(), words)),
            None => rows,
        }
    }
}

/// The rows of a view, under the very condition of its partial indexes.
pub(super) fn view(cx: &Context, view: View) -> Select<Entity> {
    let all = Entity::visible_to(&cx.actor);
    match view {
        View::Open => all.filter(opportunity::is_open()),
        View::Mine => {
            let mine = match cx.user_id() {
                Some(user) => Column::OwnerId.eq(user),
                None => Expr::cust("1 = 0"),
            };
            all.filter(opportunity::is_open()).filter(mine)
        }
        View::Decision => all.filter(opportunity::needs_decision()),
        View::Delivered => all.filter(opportunity::is_delivered()),
        View::Closed => all.filter(opportunity::is_closed()),
    }
}

/// Ids of the rows that name one of the partners: of what it was offered, manages, or managed when it was closed, and of what
/// it brought and nobody has.
fn with_one_of(cx: &Context, partners: &Meant<PartnerId>) -> SelectStatement {
    use assignment::Column as A;

    let having = || assignment::Entity::visible_to(&cx.actor).filter(A::State.is_in(HAVING));
    let mut with = having()
        .select_only()
        .column(A::OpportunityId)
        .filter(partners.among(cx, A::PartnerId))
        .into_query();
    let by_anybody = having()
        .select_only()
        .expr(Expr::val(1))
        .filter(Expr::col((assignment::Entity, A::OpportunityId)).equals((Entity, Column::Id)))
        .into_query();
    let brought = Entity::visible_to(&cx.actor)
        .select_only()
        .column(Column::Id)
        .filter(partners.among(cx, Column::OriginPartnerId))
        .filter(Expr::exists(by_anybody).not())
        .into_query();
    with.union(UnionType::Distinct, brought).take()
}

async fn search(cx: &Context, typed: &str) -> Result<Option<Search>, Error> {
    if let Some(reference) = reference::typed(typed) {
        let known = Entity::visible_to(&cx.actor)
            .filter(Column::Reference.eq(reference.as_str()))
            .count(cx.db.read())
            .await?;
        if known > 0 {
            return Ok(Some(Search::Reference(reference)));
        }
    }
    let folded = fold::words([typed]);
    let words: Vec<String> = folded.split_whitespace().take(WORDS).map(str::to_owned).collect();
    Ok((!words.is_empty()).then_some(Search::Words(words)))
}

/// Rows that hold all words, each as the beginning of one of theirs. The words are letters and
/// digits only, so they need no quoting beyond the quotation marks.
fn found(backend: DbBackend, words: &[String]) -> Condition {
    let condition: SimpleExpr = if backend == DbBackend::Sqlite {
        let wanted: Vec<String> = words.iter().map(|word| format!("\"{word}\"*")).collect();
        Expr::cust_with_values(
            "opportunity.id IN (SELECT opportunity_id FROM opportunity_search_row WHERE number IN \
             (SELECT rowid FROM opportunity_search WHERE opportunity_search MATCH ?))",
            [wanted.join(" AND ")],
        )
    } else {
        let wanted: Vec<String> = words.iter().map(|word| format!("'{word}':*")).collect();
        Expr::cust_with_values(
            "opportunity.search_words @@ CAST($1 AS tsquery)",
            [wanted.join(" & ")],
        )
    };
    Condition::all().add(condition)
}
