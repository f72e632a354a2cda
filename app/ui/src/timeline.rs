//! What happened, in order: events and notes.

use leptos::prelude::*;

use crate::{
    Text,
    badge::Tone,
    frame::Avatar,
    icon::{Glyph, Icon},
};

/// The list of what happened, the newest first.
#[component]
pub fn Timeline(
    /// [`TimelineEvent`] and [`NoteCard`].
    children: Children,
) -> AnyView {
    view! { <ol class="timeline">{children()}</ol> }.into_any()
}

/// A moment: the machine's form for programs, words for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// RFC 3339.
    pub machine: Text,
    /// "today 8.42".
    pub words: Text,
}

impl Moment {
    fn view(self) -> AnyView {
        view! { <time datetime=self.machine>{self.words}</time> }.into_any()
    }
}

/// Something that happened: one sentence.
#[component]
pub fn TimelineEvent(
    /// Colour of its picture.
    #[prop(optional)]
    tone: Tone,
    /// Its picture.
    glyph: Glyph,
    /// When.
    at: Moment,
    /// The reason that was given.
    #[prop(optional_no_strip)]
    why: Option<Text>,
    /// The sentence.
    children: Children,
) -> AnyView {
    view! {
        <li>
            <span class=format!("node node--{}", tone.name())>
                <Icon glyph />
            </span>
            <div class="event">
                {children()}
                " "
                {at.view()}
                {why.map(|why| view! { <p class="why">{why}</p> })}
            </div>
        </li>
    }
    .into_any()
}

/// Who may read a note: picture and words.
#[component]
pub fn AudienceMark(
    /// Its picture.
    glyph: Glyph,
    /// Its word.
    #[prop(into)]
    word: Text,
    /// Nobody outside may.
    #[prop(optional)]
    private: bool,
) -> AnyView {
    view! {
        <span class=if private { "audience audience--internal" } else { "audience" }>
            <Icon glyph />
            {word}
        </span>
    }
    .into_any()
}

/// A note that somebody wrote.
#[component]
pub fn NoteCard(
    /// Who wrote it.
    #[prop(into)]
    author: Text,
    /// For whom the author works.
    #[prop(optional_no_strip)]
    from: Option<Text>,
    /// When.
    at: Moment,
    /// Nobody outside may read it.
    #[prop(optional)]
    private: bool,
    /// An [`AudienceMark`].
    #[prop(into)]
    audience: ViewFnOnce,
    /// The text and its files.
    children: Children,
) -> AnyView {
    view! {
        <li>
            <Avatar name=author.clone() />
            <article class=if private { "note note--internal" } else { "note" }>
                <header class="note-head">
                    <b>{author}</b>
                    <span class="push">{audience.run()}</span>
                    <span class="from">{from.map(|from| view! { {from} " · " })} {at.view()}</span>
                </header>
                <div class="note-body">{children()}</div>
            </article>
        </li>
    }
    .into_any()
}
