//! What staff have to know of a partner's own opportunity before they decide about it.

use domain::{
    account::AccountInput,
    ids::{OpportunityId, PartnerId},
    opportunity::Brought,
};

use super::decide_by;
use crate::{Context, Error, account, assignment::names, entity::opportunity::Model, info};

/// Who brought it, what was asked, and which accounts may be its customer. Nothing for all others.
pub(super) async fn of(cx: &Context, row: &Model) -> Result<Option<Brought>, Error> {
    let Some(partner) = row.origin_partner_id.filter(|_| row.awaiting_approval) else {
        return Ok(None);
    };
    let db = cx.db.read();
    let question = match info::open(db, cx, OpportunityId(row.id)).await? {
        Some(asked) => Some(info::question(db, cx, &asked).await?),
        None => None,
    };
    let similar = match (&row.account_id, &row.lead_company) {
        (None, Some(company)) => {
            let typed = AccountInput {
                name: company.clone(),
                registration_number: row.lead_number.clone(),
                domain: row.lead_domain.clone(),
                ..AccountInput::default()
            };
            account::similar_to(db, cx, &typed, None).await?
        }
        _ => Vec::new(),
    };
    let person = names::people(db, &cx.actor, row.created_by).await?.into_values().next();
    Ok(Some(Brought {
        partner: names::partner(db, PartnerId(partner)).await?,
        person,
        question,
        decide_by: decide_by::of(db, cx, row).await?,
        similar,
    }))
}
