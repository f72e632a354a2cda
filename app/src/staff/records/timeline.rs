//! The timeline of a record.

use domain::timeline::Subject;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use ui::Card;

use super::api::record_timeline;
use crate::{
    live::live,
    shared::{BEFORE, Side, related},
    staff::places,
    text::RecordText,
};

/// What happened on its opportunities, the newest first. Turning its pages leaves the form beside it as it is.
#[component]
pub(in crate::staff) fn RecordsTimeline(of: Subject) -> impl IntoView {
    let query = use_query_map();
    let before =
        Memo::new(move |_| query.with(|query| query.get(BEFORE)).and_then(|id| id.parse().ok()));
    let heard = live();
    let page = Resource::new_blocking(
        move || (heard.get(), before.get()),
        move |(_, before)| async move { (record_timeline(of, before).await, before.is_some()) },
    );
    let path = match of {
        Subject::Account(id) => [places::ACCOUNTS, "/", &id.to_string()].concat(),
        Subject::Contact(id) => [places::CONTACTS, "/", &id.to_string()].concat(),
        Subject::Partner(id) => [places::PARTNERS, "/", &id.to_string()].concat(),
    };
    view! {
        <Card id="timeline" title=RecordText::get().timeline>
            <Transition>
                {move || {
                    let path = path.clone();
                    Suspend::new(async move {
                        // Who may not see the record is told so by its page.
                        let (found, is_later) = page.await;
                        let to = (path.as_str(), places::opportunity as fn(&str) -> String);
                        found.ok().map(|timeline| related(timeline, Side::Staff, to, is_later))
                    })
                }}
            </Transition>
        </Card>
    }
}
