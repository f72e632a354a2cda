//! The box to write a note in. Who will read it is said in words, picture and colour before posting.

use leptos::prelude::*;

use crate::{
    Text,
    icon::{Glyph, Icon},
};

/// One group of readers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Readers {
    /// What is sent.
    pub value: Text,
    /// Its word.
    pub word: Text,
    /// Its picture.
    pub glyph: Glyph,
    /// Says it in a sentence: "Partners will not see it."
    pub sentence: Text,
    /// Nobody outside: the box turns amber.
    pub private: bool,
}

/// The frame of the box; stands in the caller's form. The readers are radio buttons and the sentence
/// follows them by style sheet alone, so that it is right without script too.
#[component]
pub fn Composer(
    /// "Who will read this", for screen readers.
    #[prop(into)]
    legend: Text,
    /// The word before the choice: "Read by".
    #[prop(into)]
    word: Text,
    /// Name under which the choice is sent.
    #[prop(into)]
    name: Text,
    /// One to three groups. One is said and sent, but is no choice.
    readers: Vec<Readers>,
    /// The value that starts chosen.
    #[prop(into)]
    initial: Text,
    /// Below the text: file, button.
    #[prop(into)]
    actions: ViewFnOnce,
    /// A [`TextArea`](crate::TextArea) with a hidden label.
    children: Children,
) -> AnyView {
    let sentences = readers
        .iter()
        .map(|reader| view! { <span>{reader.sentence.clone()}</span> })
        .collect_view();
    let single = readers.len() < 2;
    let choice =
        if single { fixed(name, readers) } else { radios(legend, word, &name, readers, &initial) };
    view! {
        <div class="composer">
            {choice}
            {children()}
            <div class="composer-foot">
                {(!single).then(|| view! { <span class="who whos">{sentences}</span> })}
                {actions.run()}
            </div>
        </div>
    }
    .into_any()
}

fn fixed(name: Text, readers: Vec<Readers>) -> AnyView {
    readers
        .into_iter()
        .next()
        .map(|reader| {
            view! {
                <div class="composer-to" class:is-private=reader.private>
                    <Icon glyph=reader.glyph />
                    {reader.sentence}
                    <input type="hidden" name=name value=reader.value />
                </div>
            }
        })
        .into_any()
}

fn radios(legend: Text, word: Text, name: &Text, readers: Vec<Readers>, initial: &Text) -> AnyView {
    let choices = readers
        .into_iter()
        .map(|reader| {
            let checked = reader.value == *initial;
            view! {
                <label>
                    <Icon glyph=reader.glyph />
                    <input
                        type="radio"
                        name=name.clone()
                        value=reader.value
                        checked=checked
                        data-private=reader.private
                    />
                    {reader.word}
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class="composer-to">
            <legend class="vh">{legend}</legend>
            <span aria-hidden="true">{word}</span>
            <span class="seg">{choices}</span>
        </fieldset>
    }
    .into_any()
}

/// A file that can be fetched.
#[component]
pub fn FileLink(
    /// Where it is.
    #[prop(into)]
    href: Text,
    /// Its name.
    #[prop(into)]
    name: Text,
    /// Its size in words.
    #[prop(into)]
    size: Text,
) -> AnyView {
    view! {
        <a class="file" href=href download="">
            <Icon glyph=Glyph::Clip />
            {name}
            " "
            <small>{size}</small>
        </a>
    }
    .into_any()
}
