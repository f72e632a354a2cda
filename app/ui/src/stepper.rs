//! A process as relay legs: wide with words, and small as four bars.

use leptos::prelude::*;

use crate::{
    Text,
    icon::{Glyph, Icon},
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
                        {word}
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

/// Four legs, of which the first `at` are run.
#[component]
pub fn StageLegs(
    /// 1 to 4.
    at: u8,
    /// What it says: "Stage 2 of 4: Develop".
    #[prop(into)]
    label: Text,
) -> AnyView {
    view! {
        <span class=format!("legs legs-{at}") role="img" aria-label=label>
            <i></i>
            <i></i>
            <i></i>
            <i></i>
        </span>
    }
    .into_any()
}
