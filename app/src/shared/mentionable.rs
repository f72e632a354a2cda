//! Who can be named in a note, where the page cannot offer names while it is typed.

use domain::opportunity::Mentionable;
use leptos::prelude::*;

use crate::text::RecordText;

/// All of them, behind a button; nothing where nobody can be named.
pub(crate) fn can_be_named(people: Vec<Mentionable>) -> Option<AnyView> {
    if people.is_empty() {
        return None;
    }
    let lines: Vec<_> = people.into_iter().map(line).collect();
    let list = view! {
        <details>
            <summary class="btn btn--sm">{RecordText::get().can_be_named}</summary>
            <ul class="plain">{lines}</ul>
        </details>
    };
    Some(list.into_any())
}

fn line(person: Mentionable) -> AnyView {
    let company = person.partner.map(|partner| [" (", &partner.name, ")"].concat());
    view! {
        <li>
            "@" {person.name} {company}
        </li>
    }
    .into_any()
}
