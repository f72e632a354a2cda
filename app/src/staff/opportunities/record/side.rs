//! The column beside the form: timeline and the box to write on it.

use domain::{
    assignment::State, ids::PartnerId, opportunity::StaffOpportunity, timeline::AudienceChoice,
};
use leptos::prelude::*;

use super::{
    super::done::managers,
    mentions::{Mentions, Names},
};
use crate::{
    shared::{
        NoteBox, NoteDraft, NoteReader, RecordTimeline, Side, file_label,
        form_summary::FormSummary,
        note_label,
        post_form::{Post, PostForm},
    },
    text::{self, RecordText},
};

/// The column.
#[component]
pub(super) fn TimelineColumn(
    data: Signal<StaffOpportunity>,
    post: Post,
    draft: NoteDraft,
    on_done: Callback<()>,
) -> impl IntoView {
    let t = RecordText::get();
    let items = Signal::derive(move || data.with(|record| record.timeline.clone()));
    let audience = Memo::new(move |_| data.with(Audience::of));
    let id = data.with_untracked(|record| record.id);
    let mentions = Mentions::new(data);
    let labels = vec![("body", note_label()), ("file", file_label())];
    view! {
        <aside class="record-side" aria-labelledby="timeline-h">
            <h2 id="timeline-h">{t.timeline}</h2>
            <PostForm post files=true on_done class="stack-sm">
                <FormSummary state=post.state() prefix="note-" labels />
                {move || {
                    let Audience { readers, partners } = audience.get();
                    view! {
                        <div
                            class="contents"
                            on:input=move |event| mentions.typed(&event)
                            on:keydown=move |event| mentions.key(&event)
                            on:focusout=move |_| mentions.hide()
                        >
                            <NoteBox
                                opportunity=id
                                state=post.state()
                                draft
                                readers
                                partners
                                side=Side::Staff
                                below=move || view! { <Names mentions /> }
                                pending=post.pending()
                            />
                        </div>
                    }
                }}
            </PostForm>
            <RecordTimeline items side=Side::Staff />
        </aside>
    }
}

/// Who can be written to now.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Audience {
    readers: Vec<NoteReader>,
    partners: Vec<(PartnerId, String)>,
}

impl Audience {
    fn of(record: &StaffOpportunity) -> Self {
        let t = RecordText::get();
        let mut partners: Vec<_> = record
            .assignments
            .iter()
            .filter(|assignment| assignment.state == State::Accepted)
            .map(|assignment| (assignment.partner, assignment.partner_name.clone()))
            .collect();
        partners.extend(record.bringer.clone().map(|bringer| (bringer.id, bringer.name)));
        let reader = |audience, sentence: String| NoteReader { audience, sentence };
        let mut readers = vec![reader(AudienceChoice::Internal, t.seen_by_nobody.to_owned())];
        let one = match partners.as_slice() {
            [] => None,
            [(_, only)] => Some(text::seen_by(text::lang(), only)),
            _ => Some(t.seen_by_chosen.to_owned()),
        };
        readers.extend(one.map(|sentence| reader(AudienceChoice::One, sentence)));
        let all = match managers(record) {
            nobody if nobody.is_empty() => t.seen_by_managers.to_owned(),
            names => text::seen_by(text::lang(), &names),
        };
        readers.push(reader(AudienceChoice::All, all));
        Self { readers, partners }
    }
}
