//! Writes what happened: one entry in the transaction of the deed, numbered without gaps.

use domain::{
    ids::{EntryId, OpportunityId, PartnerId},
    timeline::{Audience, Event, SafeHtml},
};
use sea_orm::{
    ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QuerySelect, QueryTrait, UpdateMany,
    sea_query::{Expr, InsertStatement, Query},
};

use crate::{
    Context, Error,
    changes::Change,
    db::WriteTxn,
    entity::{
        assignment, opportunity,
        timeline_entry::{self, Column},
    },
};

/// What is to be recorded. The author is who asks; a timer has none.
#[derive(Debug, Clone)]
pub struct Entry {
    /// What happened.
    pub event: Event,
    /// Who may read it beside staff.
    pub audience: Audience,
    /// The words of a note.
    pub body: Option<Body>,
}

/// A note as it was typed and as it is shown.
#[derive(Debug, Clone)]
pub struct Body {
    /// Markdown.
    pub source: String,
    /// Sanitised.
    pub html: SafeHtml,
}

impl Entry {
    /// An event without words.
    pub fn of(event: Event, audience: Audience) -> Self {
        Self { event, audience, body: None }
    }
}

/// Adds the entry as the newest of its opportunity and moves the last activity. Open pages of its
/// readers are told on commit. The opportunity is locked from its number on.
pub async fn record(
    txn: &WriteTxn,
    cx: &Context,
    opportunity: OpportunityId,
    entry: Entry,
) -> Result<EntryId, Error> {
    let update =
        opportunity::Entity::update_many().filter(opportunity::Column::Id.eq(opportunity.0));
    txn.later(numbered(cx, update).as_query());
    record_numbered(txn, cx, opportunity, entry).await
}

/// The same where [`numbered`] has changed the opportunity already.
pub(crate) async fn record_numbered(
    txn: &WriteTxn,
    cx: &Context,
    opportunity: OpportunityId,
    entry: Entry,
) -> Result<EntryId, Error> {
    let id = EntryId(cx.new_id());
    let facts = serde_json::to_value(&entry.event).unwrap_or_default();
    let kind = facts["event"].as_str().unwrap_or_default().to_owned();
    let (audience, audience_partner) = match entry.audience {
        Audience::Staff => ("staff", None),
        Audience::Partner(partner) => ("partner", Some(partner.0)),
        Audience::AllPartners => ("all_partners", None),
    };
    let (body, body_html) =
        entry.body.map(|body| (body.source, body.html.as_str().to_owned())).unzip();

    txn.later(&insert([
        (Column::Id, id.0.into()),
        (Column::OpportunityId, opportunity.0.into()),
        (Column::Seq, seq_of(opportunity)),
        (Column::Kind, kind.into()),
        (Column::AuthorId, cx.user_id().into()),
        (Column::AuthorPartnerId, cx.actor.partner().map(|partner| partner.0).into()),
        (Column::Audience, audience.into()),
        (Column::AudiencePartnerId, audience_partner.into()),
        (Column::Body, body.into()),
        (Column::BodyHtml, body_html.into()),
        (Column::Facts, facts.to_string().into()),
        (Column::At, cx.now.into()),
    ]));

    let partners = readers(txn, opportunity, entry.audience).await?;
    txn.tell(Change::Opportunity { id: opportunity, partners });
    Ok(id)
}

/// An update of the opportunity that takes the number of its next entry, too: each update of it costs all its indexes.
pub(crate) fn numbered(
    cx: &Context,
    update: UpdateMany<opportunity::Entity>,
) -> UpdateMany<opportunity::Entity> {
    use opportunity::Column::{LastActivityAt, LastEventSeq};

    update
        .col_expr(LastEventSeq, Expr::col(LastEventSeq).add(1))
        .col_expr(LastActivityAt, Expr::value(cx.now))
}

/// The number that was just taken. Without its opportunity there is none, and the entry is refused.
fn seq_of(opportunity: OpportunityId) -> Expr {
    let taken = Query::select()
        .column(opportunity::Column::LastEventSeq)
        .from(opportunity::Entity)
        .and_where(opportunity::Column::Id.eq(opportunity.0))
        .to_owned();
    Expr::SubQuery(None, Box::new(taken.into()))
}

fn insert<const N: usize>(row: [(Column, Expr); N]) -> InsertStatement {
    let (columns, values): (Vec<_>, Vec<_>) = row.into_iter().unzip();
    Query::insert()
        .into_table(timeline_entry::Entity)
        .columns(columns)
        .values_panic(values)
        .to_owned()
}

/// The partners whose pages may look different: those that know of the opportunity, also when it
/// was taken from them just now.
async fn readers(
    txn: &WriteTxn,
    opportunity: OpportunityId,
    audience: Audience,
) -> Result<Vec<PartnerId>, Error> {
    match audience {
        Audience::Staff => Ok(Vec::new()),
        Audience::Partner(partner) => Ok(vec![partner]),
        Audience::AllPartners => {
            let ids = assignment::Entity::visible_to(&domain::policy::Actor::System)
                .select_only()
                .column(assignment::Column::PartnerId)
                .distinct()
                .filter(assignment::Column::OpportunityId.eq(opportunity.0))
                .filter(assignment::Column::State.ne("queued"))
                .into_tuple::<uuid::Uuid>()
                .all(txn)
                .await?;
            Ok(ids.into_iter().map(PartnerId).collect())
        }
    }
}
