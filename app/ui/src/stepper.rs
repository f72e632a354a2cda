//! A process as relay legs: wide with words, and small as four bars.

use leptos::prelude::*;

use crate::{
    Text,
    icon::{Glyph, Icon},
    settled,
};

/// One step of a process.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Its word.
    pub word: Text,
    /// A side note, such as how long it took.
    pub note: Option<Text>,
}

/// A process: what is done, where it stands, what comes.
#[component]
pub fn Stepper(
    /// Name of the process.
    #[prop(into)]
    label: Text,
    /// Its steps.
    steps: Vec<Step>,
    /// Index of the step it stands at; the number of steps when all are done.
    current: usize,
    /// The word for "done", for screen readers.
    #[prop(into)]
    done: Text,
) -> AnyView {
    let items = steps
        .into_iter()
        .enumerate()
        .map(|(at, step)| {
            let Step { word, note } = step;
            let is_done = at < current;
            let said = is_done.then(|| {
                view! {
                    <Icon glyph=Glyph::Check />
                    <span class="vh">{done.clone()}": "</span>
                }
            });
            view! {
                <li
                    class=is_done.then_some("done")
                    aria-current=(at == current).then_some("step")
                >
                    <span class="step">
                        {said}
                        <span class="step-word">{word}</span>
                        {note.map(|note| view! { <small>{note}</small> })}
                    </span>
                </li>
            }
        })
        .collect_view();
    view! {
        <ol class="stepper" aria-label=label>
            {items}
        </ol>
    }
    .into_any()
}

/// More legs than this are drawn as so many: the style sheet knows no more.
const MOST_LEGS: usize = 8;

/// Legs, of which the first `at` are run.
#[component]
pub fn StageLegs(
    /// From one.
    at: u8,
    /// How many there are.
    #[prop(default = 4)]
    of: u8,
    /// What it says: "Stage 2 of 4: Develop".
    #[prop(into)]
    label: Text,
) -> AnyView {
    let (at, of) = (usize::from(at), usize::from(of).max(1));
    let drawn = of.min(MOST_LEGS);
    let run = (at * drawn).div_ceil(of).min(drawn);
    settled(view! {
        <span class="legs" role="img" data-run=run data-of=drawn aria-label=label></span>
    })
}
