//! Puts uploaded files under a note; from then on they are its readers'.

use domain::{
    ids::{AttachmentId, EntryId, OpportunityId},
    invalid::Problem,
    timeline::Audience,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use crate::{
    Context, Error,
    db::WriteTxn,
    entity::attachment::{Column, Entity},
};

/// Only files that the author uploaded for this opportunity and that stand under no other note.
pub(crate) async fn attach(
    txn: &WriteTxn,
    cx: &Context,
    opportunity: OpportunityId,
    entry: EntryId,
    audience: Audience,
    files: &[AttachmentId],
) -> Result<(), Error> {
    if files.is_empty() {
        return Ok(());
    }
    let (word, partner) = match audience {
        Audience::Staff => ("staff", None),
        Audience::Partner(partner) => ("partner", Some(partner.0)),
        Audience::AllPartners => ("all_partners", None),
    };
    let written = Entity::update_many()
        .col_expr(Column::EntryId, Expr::value(entry.0))
        .col_expr(Column::Audience, Expr::value(word))
        .col_expr(Column::AudiencePartnerId, Expr::value(partner))
        .filter(Column::Id.is_in(files.iter().map(|file| file.0)))
        .filter(Column::OpportunityId.eq(opportunity.0))
        .filter(Column::UploaderId.eq(cx.user_id()))
        .filter(Column::EntryId.is_null())
        .exec(txn)
        .await?;
    let all = u64::try_from(files.len()).is_ok_and(|count| count == written.rows_affected);
    if all { Ok(()) } else { Err(Error::field("files", Problem::NotFound)) }
}
