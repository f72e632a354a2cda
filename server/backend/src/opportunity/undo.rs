//! Staff undo a distribution within ten minutes, without giving a reason.

use domain::{ids::OpportunityId, opportunity::Move};

use super::recall::withdraw;
use crate::{Context, Error};

/// Takes it back as if it had not been distributed; the partners are told all the same.
pub async fn undo(cx: &Context, id: OpportunityId) -> Result<(), Error> {
    withdraw(cx, id, Move::Undo, Ok(None)).await
}
