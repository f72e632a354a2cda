//! The timeline: what happened and what was written, told to staff and to partners.

mod note_box;
mod registration;
mod related;
mod routing;
mod story;
mod upload;

use domain::{
    format,
    timeline::{Audience, Event, FileView, TimelineItem},
};
use leptos::prelude::*;
use ui::{
    AudienceMark, FileLink, Glyph, Moment, NoteCard, RichText, SafeHtml, Timeline, TimelineEvent,
};

pub(crate) use note_box::{NoteBox, NoteDraft, NoteReader, file_label, note_label};
pub(crate) use related::{BEFORE, related, turn};
use story::{Story, TimelineText};

use super::receipt;
use crate::{shared::now::machine, text};

/// Whose eyes read it: *only us* means different people on either side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// The vendor's people.
    Staff,
    /// A partner's people.
    Partner,
}

/// What happened, newest first. Entries never change, so that only new ones are rendered.
#[component]
pub(crate) fn RecordTimeline(
    /// The entries that the reader may see.
    #[prop(into)]
    items: Signal<Vec<TimelineItem>>,
    /// Who reads.
    side: Side,
) -> impl IntoView {
    view! {
        <Timeline>
            <For
                each=move || items.get()
                key=|item| item.id
                children=move |item| entry(item, side, None)
            />
        </Timeline>
    }
}

/// `about` says on what it stands, where that is not the page itself.
fn entry(item: TimelineItem, side: Side, about: Option<AnyView>) -> AnyView {
    if item.event == Event::Note { note(item, side, about) } else { event(item, side, about) }
}

fn event(item: TimelineItem, side: Side, about: Option<AnyView>) -> AnyView {
    let Story { tone, glyph, sentence, why } =
        Story::tell(text::lang(), &item.event, item.label.as_deref());
    let at = moment(&item);
    let author = item.author.map(|author| view! { " · " {author} });
    let receipt = item.receipt.map(|id| {
        let base = match side {
            Side::Staff => receipt::OF_STAFF,
            Side::Partner => receipt::OF_PARTNERS,
        };
        let href = [base, "/", &id.to_string()].concat();
        view! {
            " · "
            <a href=href rel="external">
                {TimelineText::get().receipt}
            </a>
        }
    });
    view! {
        <TimelineEvent tone glyph at why=why.map(Into::into)>
            {about}
            {story::marked(&sentence)}
            {author}
            {receipt}
        </TimelineEvent>
    }
    .into_any()
}

fn note(item: TimelineItem, side: Side, about: Option<AnyView>) -> AnyView {
    let t = TimelineText::get();
    let at = moment(&item);
    let (glyph, word, private) = match (&item.audience, side) {
        (Audience::Staff, _) => (Glyph::Lock, t.only_us.to_owned(), true),
        (Audience::Partner(_), Side::Partner) => (Glyph::Lock, t.us_and_vendor.to_owned(), true),
        (Audience::Partner(_), Side::Staff) => {
            (Glyph::User, item.audience_name.unwrap_or_default(), false)
        }
        (Audience::AllPartners, _) => (Glyph::Users, t.all_partners.to_owned(), false),
    };
    // What left the server's sanitiser: see `domain::timeline::SafeHtml`.
    let body = item.body.map(|body| SafeHtml::from_sanitizer(body.as_str().to_owned()));
    view! {
        <NoteCard
            author=item.author.unwrap_or_else(|| t.system.to_owned())
            from=item.company.map(Into::into)
            at
            private
            audience=move || view! { <AudienceMark glyph word=word.clone() private /> }
        >
            {about}
            {body.map(|html| view! { <RichText html /> })}
            {item.files.into_iter().map(file).collect_view()}
        </NoteCard>
    }
    .into_any()
}

/// A file to fetch.
fn file(file: FileView) -> AnyView {
    let size = format::file_size(text::lang(), file.size);
    view! { <FileLink href=format!("/files/{}", file.id) name=file.name size /> }.into_any()
}

fn moment(item: &TimelineItem) -> Moment {
    Moment { machine: machine(item.at).into(), words: super::moment(item.at).into() }
}
