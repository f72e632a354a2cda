//! The timeline of a record: what happened on its opportunities, each entry with the one it stands on.

use domain::timeline::{Made, RelatedItem, RelatedTimeline};
use leptos::prelude::*;
use ui::{Glyph, Moment, Timeline, TimelineEvent};

use super::{Side, entry};
use crate::{
    shared::{moment, now::machine},
    text::texts,
};

texts! {
    /// Words around the entries.
    RelatedText {
        nothing: "Na příležitostech se zatím nic nestalo." | "Nothing has happened on the opportunities yet.";
        earlier: "Zobrazit dřívější" | "Show earlier";
        newest: "Zpět na nejnovější" | "Back to the newest";
        made: "Záznam založen" | "Record created";
    }
}

/// Name of the place in the URL.
pub(crate) const BEFORE: &str = "before";

/// One page of it, with links to the page of earlier entries and back to the newest.
pub(crate) fn related(
    timeline: RelatedTimeline,
    side: Side,
    // Where the page of the record is, and where one of an opportunity is.
    (path, opportunity): (&str, fn(&str) -> String),
    // The newest entries are on another page.
    is_later: bool,
) -> AnyView {
    let t = RelatedText::get();
    let RelatedTimeline { items, earlier, made } = timeline;
    let nothing =
        (items.is_empty() && !is_later).then(|| view! { <p class="muted">{t.nothing}</p> });
    let made = made.filter(|_| earlier.is_none()).map(beginning);
    let is_there = !items.is_empty() || made.is_some();
    let entries = items.into_iter().map(|each| line(each, side, opportunity)).collect_view();
    let list = is_there.then(|| view! { <Timeline>{entries} {made}</Timeline> });
    let newest = is_later.then(|| turn([path, "#timeline"].concat(), t.newest));
    let earlier = earlier.map(|last| {
        let href = [path, "?", BEFORE, "=", &last.to_string(), "#timeline"].concat();
        turn(href, t.earlier)
    });
    let turns = (newest.is_some() || earlier.is_some())
        .then(|| view! { <p class="cluster">{newest} {earlier}</p> });
    view! {
        {nothing}
        {list}
        {turns}
    }
    .into_any()
}

fn line(each: RelatedItem, side: Side, opportunity: fn(&str) -> String) -> AnyView {
    let RelatedItem { reference, topic, item } = each;
    let about = view! {
        <p class="about">
            <a href=opportunity(&reference)>{topic}</a>
            " "
            <span class="ref">{reference}</span>
        </p>
    };
    entry(item, side, Some(about.into_any()))
}

/// The first thing that ever happened to the record.
fn beginning(made: Made) -> AnyView {
    let at = Moment { machine: machine(made.at).into(), words: moment(made.at).into() };
    let author = made.author.map(|author| view! { " · " {author} });
    view! {
        <TimelineEvent glyph=Glyph::Plus at why=None>
            {RelatedText::get().made}
            {author}
        </TimelineEvent>
    }
    .into_any()
}

/// A way to what stands before or behind, as a plain link.
pub(crate) fn turn(href: String, word: &'static str) -> AnyView {
    view! {
        <a class="btn" href=href>
            {word}
        </a>
    }
    .into_any()
}
