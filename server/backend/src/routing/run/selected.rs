//! The opportunities that a selection means.

use std::collections::HashMap;

use domain::{
    reference,
    routing::{SELECTION_MAX, Selection},
};
use sea_orm::{ColumnTrait, QueryFilter};

use crate::{
    Context, Error,
    entity::opportunity::{Column, Entity, Model},
    opportunity::list,
};

/// In the order of the selection, as many as one run takes; and how many were chosen.
pub(super) async fn selected(cx: &Context, of: &Selection) -> Result<(Vec<Model>, u64), Error> {
    if let Some(query) = &of.all {
        return list::waiting(cx, query, SELECTION_MAX as u64).await;
    }
    let mut wanted: Vec<String> = Vec::new();
    for reference in of.picks.iter().filter_map(|typed| reference::parse(typed)) {
        if !wanted.contains(&reference) {
            wanted.push(reference);
        }
    }
    let chosen = wanted.len() as u64;
    wanted.truncate(SELECTION_MAX);
    let rows = Entity::visible_to(&cx.actor)
        .filter(Column::Reference.is_in(wanted.iter().cloned()))
        .all(cx.db.read())
        .await?;
    let mut rows: HashMap<String, Model> =
        rows.into_iter().map(|row| (row.reference.clone(), row)).collect();
    Ok((wanted.iter().filter_map(|reference| rows.remove(reference)).collect(), chosen))
}
