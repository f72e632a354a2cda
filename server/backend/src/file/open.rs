//! Gives a file to those who may read the note that it stands under.

use domain::{
    ids::{AttachmentId, OpportunityId},
    policy::Denied,
    timeline::FileView,
};
use sea_orm::{ColumnTrait, PaginatorTrait, QueryFilter};

use super::{Folder, upload::digest};
use crate::{
    Context, Error,
    entity::{attachment, timeline_entry},
    timeline_read::{meant_for, reader, view},
};

/// A file with its content.
#[derive(Debug, Clone)]
pub struct Opened {
    /// Name and size.
    pub file: FileView,
    /// What it is, as found in its content when it was uploaded.
    pub media_type: String,
    /// The content.
    pub bytes: Vec<u8>,
}

/// Reads a file. What is not for the reader does not exist.
pub async fn open(cx: &Context, folder: &Folder, id: AttachmentId) -> Result<Opened, Error> {
    let row = attachment::Entity::visible_to(&cx.actor)
        .filter(attachment::Column::Id.eq(id.0))
        .one(cx.db.read())
        .await?
        .ok_or(Denied::Hidden)?;
    let opportunity = OpportunityId(row.opportunity_id);
    let standing = reader(cx.db.read(), cx, opportunity).await?;
    let may_read = match row.entry_id {
        None => Some(row.uploader_id) == cx.user_id(),
        Some(entry) => {
            timeline_entry::Entity::visible_to(&cx.actor)
                .filter(timeline_entry::Column::Id.eq(entry))
                .filter(meant_for(&cx.actor, &standing))
                .count(cx.db.read())
                .await?
                == 1
        }
    };
    if !may_read {
        return Err(Denied::Hidden.into());
    }
    let bytes = folder.get(&row.storage_key).await?;
    if digest(&bytes) != row.sha256 {
        return Err(Error::Inconsistent {
            table: "attachment",
            id: row.id,
            what: "the content is not what was uploaded".to_owned(),
        });
    }
    Ok(Opened { file: view(&row), media_type: row.media_type, bytes })
}
