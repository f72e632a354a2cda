//! Takes a file in. Until a note is written with it, only whoever uploaded it has it.

use std::fmt::Write as _;

use domain::{
    ids::OpportunityId,
    policy::{Action, Denied},
    timeline::FileView,
};
use sea_orm::{ActiveValue::Set, EntityTrait};
use sha2::{Digest, Sha256};

use super::{Folder, kind};
use crate::{
    Context, Error,
    entity::attachment,
    fold::nfc,
    timeline_read::{standing_of, view},
};

/// A file as it arrives.
#[derive(Debug, Clone)]
pub struct Upload {
    /// Its name at the sender, possibly with a path.
    pub name: String,
    /// Its content. What the sender says about its type does not count.
    pub bytes: Vec<u8>,
}

/// Checks and stores a file for a note on this opportunity that is being written.
pub async fn upload(
    cx: &Context,
    folder: &Folder,
    id: OpportunityId,
    file: Upload,
) -> Result<FileView, Error> {
    let refused = |problem| Error::field("file", problem);
    standing_of(cx.db.read(), cx, id, Action::WriteNote).await?;
    let uploader = cx.user_id().ok_or(Denied::SignedOut)?;
    let name = kind::file_name(&nfc(&file.name)).map_err(refused)?;
    let media_type = kind::media_type(&name, &file.bytes).map_err(refused)?;

    let partner = cx.actor.partner().map(|partner| partner.0);
    let row = attachment::Model {
        id: cx.new_id(),
        opportunity_id: id.0,
        entry_id: None,
        uploader_id: uploader,
        uploader_partner_id: partner,
        audience: if partner.is_some() { "partner" } else { "staff" }.to_owned(),
        audience_partner_id: partner,
        file_name: name,
        media_type: media_type.to_owned(),
        size: i64::try_from(file.bytes.len()).unwrap_or(i64::MAX),
        sha256: digest(&file.bytes),
        storage_key: cx.new_token(),
        at: cx.now,
    };
    // First the content, then the row: what a row names is there. Content without a row is cleaned up.
    folder.put(&row.storage_key, file.bytes).await?;

    let txn = cx.db.begin_write().await?;
    let shown = view(&row);
    attachment::Entity::insert(into_active(row)).exec_without_returning(&txn).await?;
    txn.commit().await?;
    Ok(shown)
}

/// SHA-256 in hexadecimal.
pub(crate) fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _infallible = write!(hex, "{byte:02x}");
        hex
    })
}

fn into_active(row: attachment::Model) -> attachment::ActiveModel {
    attachment::ActiveModel {
        id: Set(row.id),
        opportunity_id: Set(row.opportunity_id),
        entry_id: Set(row.entry_id),
        uploader_id: Set(row.uploader_id),
        uploader_partner_id: Set(row.uploader_partner_id),
        audience: Set(row.audience),
        audience_partner_id: Set(row.audience_partner_id),
        file_name: Set(row.file_name),
        media_type: Set(row.media_type),
        size: Set(row.size),
        sha256: Set(row.sha256),
        storage_key: Set(row.storage_key),
        at: Set(row.at),
    }
}
