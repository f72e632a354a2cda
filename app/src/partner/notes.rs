//! The timeline, and the box to write on it. Who will read a note is said before it is written.

use domain::timeline::AudienceChoice;
use leptos::prelude::*;
use ui::{Drawn, DrawnHtml};

use super::{api::WriteNote, follow::Refresh, screen::Work};
use crate::{
    forms::Echo,
    shared::{
        NoteBox, NoteDraft, NoteReader, Side,
        form_summary::FormSummary,
        post_form::{Post, PostForm},
    },
    text::PartnerText,
};

/// The card.
pub(super) fn notes(work: Signal<Work>, echo: Option<&Echo>, refresh: Refresh) -> AnyView {
    let t = PartnerText::get();
    let post = Post::new::<WriteNote>(echo);
    let draft = NoteDraft::new(post.state());
    draft.clear_after(post.done());
    let readers = Memo::new(move |_| work.with(|work| work.may_note.then(|| work.others.clone())));
    let composer = move || {
        readers.get().map(|others| {
            let id = work.with_untracked(|work| work.id.parse().ok());
            id.map(|id| composer(id, &others, post, draft, refresh))
        })
    };
    let html =
        Signal::derive(move || DrawnHtml::from_server(work.with(|work| work.timeline.clone())));
    view! {
        <section class="card block" aria-labelledby="timeline-h">
            <h2 id="timeline-h">{t.timeline}</h2>
            {composer}
            <Drawn html />
        </section>
    }
    .into_any()
}

fn composer(
    id: domain::ids::OpportunityId,
    others: &str,
    post: Post,
    draft: NoteDraft,
    refresh: Refresh,
) -> AnyView {
    let (t, state) = (PartnerText::get(), post.state());
    let (readers, side, pending) = (note_readers(others), Side::Partner, post.pending());
    view! {
        <PostForm post files=true on_done=refresh.callback()>
            <FormSummary state prefix="note-" labels=vec![("body", t.note), ("file", t.file)] />
            <NoteBox opportunity=id state draft readers side pending />
        </PostForm>
    }
    .into_any()
}

/// While partners collaborate a note is for all of them unless its author says otherwise.
fn note_readers(others: &str) -> Vec<NoteReader> {
    let t = PartnerText::get();
    let internal =
        NoteReader { audience: AudienceChoice::Internal, sentence: t.read_by_us.to_owned() };
    if others.is_empty() {
        return vec![internal];
    }
    let sentence = [t.read_by_all, " ", others].concat();
    vec![NoteReader { audience: AudienceChoice::All, sentence }, internal]
}
