//! Writes what happened: one entry in the transaction of the deed, numbered without gaps.

use domain::{
    ids::{EntryId, OpportunityId, PartnerId},
    timeline::{Audience, Event, SafeHtml},
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QuerySelect,
    sea_query::{Expr, Query},
};

use crate::{
    Context, Error,
    changes::Change,
    db::WriteTxn,
    entity::{assignment, opportunity, timeline_entry},
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
/// readers are told on commit. Taking the number locks the opportunity until then.
pub async fn record(
    txn: &WriteTxn,
    cx: &Context,
    opportunity: OpportunityId,
    entry: Entry,
) -> Result<EntryId, Error> {
    let id = EntryId(cx.new_id());
    let seq = next_seq(txn, cx, opportunity).await?;
    let facts = serde_json::to_value(&entry.event).unwrap_or_default();
    let kind = facts["event"].as_str().unwrap_or_default().to_owned();
    let (audience, audience_partner) = match entry.audience {
        Audience::Staff => ("staff", None),
        Audience::Partner(partner) => ("partner", Some(partner.0)),
        Audience::AllPartners => ("all_partners", None),
    };
    let (body, body_html) =
        entry.body.map(|body| (body.source, body.html.as_str().to_owned())).unzip();

    let row = timeline_entry::ActiveModel {
        id: Set(id.0),
        opportunity_id: Set(opportunity.0),
        seq: Set(seq),
        kind: Set(kind),
        author_id: Set(cx.user_id()),
        author_partner_id: Set(cx.actor.partner().map(|partner| partner.0)),
        audience: Set(audience.to_owned()),
        audience_partner_id: Set(audience_partner),
        body: Set(body),
        body_html: Set(body_html),
        facts: Set(facts.to_string()),
        at: Set(cx.now),
    };
    timeline_entry::Entity::insert(row).exec_without_returning(txn).await?;

    let partners = readers(txn, opportunity, entry.audience).await?;
    txn.tell(Change::Opportunity { id: opportunity, partners });
    Ok(id)
}

async fn next_seq(txn: &WriteTxn, cx: &Context, opportunity: OpportunityId) -> Result<i32, Error> {
    let take = Query::update()
        .table(opportunity::Entity)
        .value(
            opportunity::Column::LastEventSeq,
            Expr::col(opportunity::Column::LastEventSeq).add(1),
        )
        .value(opportunity::Column::LastActivityAt, cx.now)
        .and_where(opportunity::Column::Id.eq(opportunity.0))
        .returning_col(opportunity::Column::LastEventSeq)
        .to_owned();
    let row = txn.query_one(&take).await?.ok_or_else(|| Error::Inconsistent {
        table: "opportunity",
        id: opportunity.0,
        what: "a timeline entry without its opportunity".to_owned(),
    })?;
    Ok(row.try_get_by_index(0)?)
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
