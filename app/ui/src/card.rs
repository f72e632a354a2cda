//! Cards and sections: regions named by their heading.

use leptos::prelude::*;

use crate::Text;

/// A framed section of a page. Its heading names the region.
#[component]
pub fn Card(
    /// Unique on the page; the heading gets `{id}-h`.
    #[prop(into)]
    id: Text,
    /// The heading.
    #[prop(into)]
    title: Text,
    /// A side note beside the heading.
    #[prop(optional, into)]
    note: Option<Text>,
    /// Buttons at the end of the heading's line.
    #[prop(optional, into)]
    actions: ViewFnOnce,
    /// A form grid as body: `form-grid`; several things under each other: `stack`; empty: no body.
    #[prop(default = "stack")]
    body: &'static str,
    /// What is in it.
    children: Children,
) -> impl IntoView {
    let heading = format!("{id}-h");
    view! {
        <section class="card form-box" id=id aria-labelledby=heading>
            <div class="card-head">
                <h2 id=heading.clone()>{title}</h2>
                {note.map(|note| view! { <span class="sub">{note}</span> })}
                <span class="push actions">{actions.run()}</span>
            </div>
            {if body.is_empty() {
                children()
            } else {
                view! { <div class=format!("card-body {body}")>{children()}</div> }.into_any()
            }}
        </section>
    }
}

/// A section without a frame: heading, count, side note.
#[component]
pub fn Section(
    /// Unique on the page; the heading gets `{id}-h`.
    #[prop(into)]
    id: Text,
    /// The heading.
    #[prop(into)]
    title: Text,
    /// How many there are; stays outside the region's name.
    #[prop(optional, into)]
    count: Option<Text>,
    /// A side note at the end of the line.
    #[prop(optional, into)]
    note: Option<Text>,
    /// What is in it.
    children: Children,
) -> impl IntoView {
    let heading = format!("{id}-h");
    view! {
        <section class="stack" id=id aria-labelledby=heading>
            <div class="section-title">
                <h2 id=heading.clone()>{title}</h2>
                {count.map(|count| view! { <span class="n">{count}</span> })}
                {note.map(|note| view! { <span class="push sm muted nowrap">{note}</span> })}
            </div>
            {children()}
        </section>
    }
}

/// One pair of a list of facts (`<dl class="kv">`).
#[component]
pub fn Fact(
    /// What it is.
    #[prop(into)]
    term: Text,
    /// Its value.
    children: Children,
) -> impl IntoView {
    view! {
        <div>
            <dt>{term}</dt>
            <dd>{children()}</dd>
        </div>
    }
}
