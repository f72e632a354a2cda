//! The timeline, and the box to write on it. Who will read a note is said before it is written.

use domain::{opportunity::ManagedDetail, timeline::AudienceChoice};
use leptos::prelude::*;

use super::{api::WriteNote, follow::Refresh};
use crate::{
    forms::Echo,
    shared::{
        NoteBox, NoteDraft, NoteReader, RecordTimeline, Side,
        form_summary::FormSummary,
        post_form::{Post, PostForm},
    },
    text::{self, PartnerText},
};

/// The card.
pub(super) fn notes(
    detail: Signal<ManagedDetail>,
    echo: Option<&Echo>,
    refresh: Refresh,
) -> AnyView {
    let t = PartnerText::get();
    let post = Post::new::<WriteNote>(echo);
    let draft = NoteDraft::new(post.state());
    draft.clear_after(post.done());
    let id = detail.with_untracked(|detail| detail.id);
    let items = Memo::new(move |_| detail.with(|detail| detail.timeline.clone()));
    let readers = Memo::new(move |_| {
        detail.with(|d| d.may_note.then(|| (d.collaboration, d.shared_with.clone())))
    });
    let composer = move || {
        readers.get().map(|(collaboration, others)| {
            let readers = note_readers(collaboration, &others);
            let state = post.state();
            view! {
                <PostForm post on_done=refresh.callback()>
                    <FormSummary state labels=vec![("body", t.note)] />
                    <NoteBox
                        opportunity=id
                        state
                        draft
                        readers
                        side=Side::Partner
                        pending=post.pending()
                    />
                </PostForm>
            }
        })
    };
    view! {
        <section class="card block" aria-labelledby="timeline-h">
            <h2 id="timeline-h">{t.timeline}</h2>
            {composer}
            <RecordTimeline items side=Side::Partner />
        </section>
    }
    .into_any()
}

/// While partners collaborate a note is for all of them unless its author says otherwise.
fn note_readers(collaboration: bool, others: &[String]) -> Vec<NoteReader> {
    let t = PartnerText::get();
    let internal =
        NoteReader { audience: AudienceChoice::Internal, sentence: t.read_by_us.to_owned() };
    if !collaboration {
        return vec![internal];
    }
    let others = domain::format::list(text::lang(), others);
    let all = NoteReader {
        audience: AudienceChoice::All,
        sentence: [t.read_by_all, " ", &others, "."].concat(),
    };
    vec![all, internal]
}
