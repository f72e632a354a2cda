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

/// How rows are come by.
#[derive(Debug, Clone, Copy)]
enum Way {
    /// By the indexes of what they are asked for.
    Found,
    /// In the order of the list, each asked whether it is one of them.
    Passed,
}

impl Way {
    /// A column in a condition.
    fn reads(self, column: Column) -> SimpleExpr {
        let column = Expr::col((Entity, column));
        match self {
            Self::Found => column,
            // <https://sqlite.org/optoverview.html#disqualifying_where_clause_terms_using_unary_>
            Self::Passed => Expr::cust_with_expr("+?", column),
        }
    }

    /// Rows that hold all words, each as the beginning of one of theirs.
    fn finds(self, backend: DbBackend, words: &[String]) -> Condition {
        match self {
            Self::Found => found(backend, words),
            Self::Passed => words.iter().fold(Condition::all(), |all, word| {
                let begun = "instr(' ' || opportunity.search_text, ?) > 0";
                all.add(Expr::cust_with_values(begun, [format!(" {word}")]))
            }),
        }
    }
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
        match &self.asked {
            Some(asked) => asked.rows(cx).filter(self.chosen(cx, Way::Found)),
            None => view(cx, self.view).filter(self.chosen(cx, Way::Found)),
        }
    }

    /// The same in words that leave SQLite no index but the one of the view in its order. None where all rows of a view match,
    /// and where its order is that of what is asked for, so that they lie together in it.
    pub fn rows_along(&self, cx: &Context) -> Option<Select<Entity>> {
        let lie_together = match self.sort {
            Sort::Value => self.currency.is_some() || self.min_value.is_some(),
            Sort::Close => self.close_to.is_some(),
            Sort::Activity | Sort::Topic | Sort::Reference => false,
        };
        let scattered = self.narrows_a_view() && !lie_together;
        scattered.then(|| view(cx, self.view).filter(self.chosen(cx, Way::Passed)))
    }

    /// What chooses rows of the view.
    fn chosen(&self, cx: &Context, way: Way) -> Condition {
        let of = |column: Column| way.reads(column);
        // Where it is asked what happened with a partner, it is asked about the partner already.
        let told = self.asked.as_ref().is_some_and(Asked::is_of_partners);
        let partners = self.partners.as_ref().filter(|_| !told);
        let currency = self.currency.or(self.min_value.map(|money| money.currency));
        let searched = self.search.as_ref().map(|search| match search {
            Search::Reference(reference) => {
                Condition::all().add(of(Column::Reference).eq(reference))
            }
            Search::Words(words) => way.finds(cx.db.backend(), words),
        });
        Condition::all()
            .add_option(self.status.map(|status| of(Column::Status).eq(status.as_ref())))
            .add_option(self.owner.map(|owner| of(Column::OwnerId).eq(owner.0)))
            .add_option(self.accounts.as_ref().map(|known| known.among(cx, of(Column::AccountId))))
            .add_option(partners.map(|known| of(Column::Id).in_subquery(with_one_of(cx, known))))
            .add_option(currency.map(|currency| of(Column::Currency).eq(currency.as_ref())))
            .add_option(self.min_value.map(|least| of(Column::ValueSort).gte(least.minor)))
            .add_option(self.close_to.map(|day| of(Column::CloseSort).lte(day)))
            .add_option(searched)
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
        .filter(partners.among(cx, A::PartnerId.into_expr()))
        .into_query();
    let by_anybody = having()
        .select_only()
        .expr(Expr::val(1))
        .filter(Expr::col((assignment::Entity, A::OpportunityId)).equals((Entity, Column::Id)))
        .into_query();
    let brought = Entity::visible_to(&cx.actor)
        .select_only()
        .column(Column::Id)
        .filter(partners.among(cx, Column::OriginPartnerId.into_expr()))
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

/// The same by the index of words. They are letters and digits only, so they need no quoting beyond the quotation marks.
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
