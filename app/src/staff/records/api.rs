//! Server functions of what all records have.

use domain::{
    ids::EntryId,
    timeline::{RelatedTimeline, Subject},
};
use leptos::prelude::*;

use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::request::{Answer, context};

/// What happened on the opportunities of a record: the newest entries, or those before the one that is named.
#[server(endpoint = "record/timeline")]
pub async fn record_timeline(
    of: Subject,
    #[server(default)] before: Option<EntryId>,
) -> Result<RelatedTimeline, AppError> {
    let cx = context().await?;
    backend::timeline_read::related(&cx, of, before).await.answer()
}
