//! Messages under the head of a record: what a save did, what can be undone, what changed meanwhile.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use ui::{Glyph, IconButton, Notice, NoticeKind};

use super::{super::done, fresh::Fresh, recall::Undo};
use crate::{
    shared::post_form::Post,
    text::{self, DoneText, RecordText},
};

/// The messages.
#[component]
pub(super) fn Notices(fresh: Fresh, undo: Post) -> impl IntoView {
    let t = RecordText::get();
    let asked = Memo::new(move |_| fresh.data.with(done::asked));
    let contest = Memo::new(move |_| text::contest(text::lang(), asked.get()));
    view! {
        <Done fresh />
        <Undo data=fresh.data.into() post=undo on_done=fresh.refresh />
        {move || {
            let words = contest.get()?;
            Some(view! { <Notice quiet=true>{words}</Notice> })
        }}
        <Show when=move || fresh.moved.get()>
            <Notice kind=NoticeKind::Warn>{t.moved}</Notice>
        </Show>
    }
}

/// A message, and which save it is of.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Told {
    name: String,
    save: u32,
    /// How often others had changed the record by then.
    others: u32,
    words: Option<String>,
}

/// What the last save did. Told once, in the words of the record as the save left it, and until the record is another one.
#[component]
fn Done(fresh: Fresh) -> impl IntoView {
    let query = use_query_map();
    let told = Memo::new(move |before: Option<&Option<Told>>| {
        // What is posted now failed: what succeeded before is no longer the news.
        let name =
            query.with(|query| query.get(done::QUERY).filter(|_| query.get("echo").is_none()))?;
        let (save, others) = (fresh.saves.get(), fresh.others.get());
        let before = before.cloned().flatten();
        if fresh.fetching.get() {
            return before;
        }
        if let Some(before) = before.filter(|told| told.name == name && told.save == save) {
            let words = before.words.filter(|_| before.others == others);
            return Some(Told { words, ..before });
        }
        let words = fresh.data.with_untracked(|record| done::message(&name, record));
        Some(Told { name, save, others, words })
    });
    let closed = RwSignal::new(None::<Told>);
    let close = move || {
        view! {
            <IconButton
                glyph=Glyph::X
                label=DoneText::get().close
                class="needs-script"
                on_click=move |_| closed.set(told.get_untracked())
            />
        }
    };
    view! {
        <div class="contents" role="status">
            {move || {
                let told = told.get().filter(|told| closed.with(|closed| closed.as_ref() != Some(told)))?;
                let words = told.words?;
                Some(view! {
                    <Notice kind=NoticeKind::Ok quiet=true actions=close>
                        {words}
                    </Notice>
                })
            }}
        </div>
    }
}
