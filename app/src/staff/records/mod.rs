//! What the pages of accounts, contacts and partners have in common: a list with a search, a form, and what belongs to it.

pub mod api;
mod fields;
mod list;
mod opportunities;
mod people;
mod registrations;
mod timeline;

pub(super) use fields::{Field, Fields, RecordForm, Write};
pub(super) use list::{Found, RecordList, listing_query};
pub(super) use opportunities::Opportunities;
pub(super) use people::{Invite, Manage, People};
pub(super) use registrations::Registrations;
pub(super) use timeline::RecordsTimeline;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use ui::{Notice, NoticeKind};

use crate::text::DirectoryText;

/// Says that what was asked for was done: the page came back with `?done=…`.
#[component]
pub(super) fn Done() -> impl IntoView {
    let query = use_query_map();
    move || {
        let t = DirectoryText::get();
        let text = match query.with(|query| query.get("done")).as_deref()? {
            "invited" => t.invited,
            "changed" => t.changed,
            _ => t.saved,
        };
        Some(view! { <Notice kind=NoticeKind::Ok>{text}</Notice> })
    }
}
