//! Somebody saved meanwhile: what they have, what was typed here, and which of the two was meant.

use domain::opportunity::{Conflict, FieldConflict, OpportunityForm, Saved, SavedNotice};

use super::{
    form::{self, Names},
    holders::Holders,
    people,
};
use crate::{Context, Error, db::WriteTxn, entity::opportunity::Model};

/// The answer to a save that was made from an older version. When both say the same nothing is in
/// conflict: most often it is one press of the button that arrived twice.
pub(super) async fn answer(
    txn: &WriteTxn,
    cx: &Context,
    row: &Model,
    seen: Option<&OpportunityForm>,
    typed: &OpportunityForm,
) -> Result<Saved, Error> {
    let holders = Holders::of(txn, cx, row).await?;
    let names = Names::of(txn, cx, row).await?;
    let current = form::stored(cx, row, &names, &holders)?;
    let fields = differences(cx, &current, typed, seen);
    if fields.is_empty() {
        let reference = row.reference.clone();
        return Ok(Saved { reference, version: row.version, notice: SavedNotice::Stored });
    }
    Err(Error::Conflict(Box::new(Conflict {
        version: row.version,
        by: people::names(txn, cx, row.updated_by).await?.into_values().next(),
        at: cx.local(row.updated_at),
        fields,
        current: Box::new(current),
    })))
}

fn differences(
    cx: &Context,
    theirs: &OpportunityForm,
    mine: &OpportunityForm,
    seen: Option<&OpportunityForm>,
) -> Vec<FieldConflict> {
    let mine = form::spelled_alike(mine, cx);
    let theirs = form::spelled_alike(theirs, cx).values();
    let seen = seen.map(|seen| form::spelled_alike(seen, cx).values());
    // A deadline that nobody typed is the partner's usual one, whatever that came to.
    let untyped = mine.accept_by.trim().is_empty();
    let mut fields = Vec::new();
    for (at, (field, mine)) in mine.values().into_iter().enumerate() {
        let theirs = theirs[at].1.clone();
        if mine == theirs || field == "accept_by" && untyped {
            continue;
        }
        let changed_here = seen.as_ref().is_none_or(|seen| seen[at].1 != mine);
        fields.push(FieldConflict { field: field.to_owned(), theirs, mine, changed_here });
    }
    fields
}
