//! Names to choose from while a note is typed: behind an `@`, those who will read it.
//!
//! The text keeps its own role: a `<textarea>` may not be a combobox. It names the list and the active option itself.

use domain::{
    ids::PartnerId,
    opportunity::{Mentionable, StaffOpportunity},
    timeline::AudienceChoice,
};
use leptos::{
    ev::KeyboardEvent,
    prelude::*,
    wasm_bindgen::{JsCast, JsValue},
    web_sys::{
        Event, HtmlTextAreaElement,
        js_sys::{JsString, Reflect},
    },
};

use crate::{
    shared::{mentionable::can_be_named, picker_words},
    staff::amounts::tell,
    text,
};

/// Id of the text that is typed into.
const TEXT: &str = "note-body";
const LIST: &str = "mention-list";
/// As many names are offered.
const SHOWN: usize = 6;
/// A longer word behind an `@` is no name.
const LONGEST: usize = 40;

/// What is offered at the moment.
#[derive(Clone, Copy)]
pub(super) struct Mentions {
    people: Signal<Vec<Mentionable>>,
    /// Nothing is offered while it is empty.
    found: RwSignal<Vec<Mentionable>>,
    active: RwSignal<usize>,
}

impl Mentions {
    /// Nobody is offered yet.
    pub(super) fn new(data: Signal<StaffOpportunity>) -> Self {
        let people = Memo::new(move |_| data.with(|record| record.mentionable.clone()));
        Self { people: people.into(), found: RwSignal::default(), active: RwSignal::new(0) }
    }

    /// Something was typed somewhere in the box.
    pub(super) fn typed(self, event: &Event) {
        let Some(field) = text_of(event) else { return };
        let found = match begun(&before_caret(&field)) {
            Some(name) => self.fitting(&folded(name), &audience(&field)),
            None => Vec::new(),
        };
        self.active.set(0);
        self.found.set(found);
    }

    fn fitting(
        self,
        name: &str,
        (audience, one): &(AudienceChoice, Option<PartnerId>),
    ) -> Vec<Mentionable> {
        self.people.with_untracked(|people| {
            let readers = people.iter().filter(|person| person.reads(*audience, *one));
            readers
                .filter(|person| fits(&folded(&person.name), name))
                .take(SHOWN)
                .cloned()
                .collect()
        })
    }

    /// A key was pressed in the box.
    pub(super) fn key(self, event: &KeyboardEvent) {
        let count = self.found.with_untracked(Vec::len);
        if count == 0 || text_of(event).is_none() {
            return;
        }
        match event.key().as_str() {
            "ArrowDown" => self.active.update(|at| *at = (*at + 1) % count),
            "ArrowUp" => self.active.update(|at| *at = (*at + count - 1) % count),
            "Enter" | "Tab" => self.choose(self.active.get_untracked()),
            "Escape" => self.hide(),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    }

    /// Offers nobody any more.
    pub(super) fn hide(self) {
        if self.found.try_with_untracked(|found| !found.is_empty()) == Some(true) {
            self.found.set(Vec::new());
        }
    }

    /// Writes the name in place of what was typed of it.
    fn choose(self, at: usize) {
        let person = self.found.with_untracked(|found| found.get(at).cloned());
        let field = document().get_element_by_id(TEXT);
        let field = field.and_then(|field| field.dyn_into::<HtmlTextAreaElement>().ok());
        let (Some(person), Some(field)) = (person, field) else { return };
        let before = before_caret(&field);
        let Some((head, _)) = before.rsplit_once('@') else { return };
        let head = [head, "@", &person.name, " "].concat();
        let rest = after_caret(&field);
        let caret = u32::try_from(head.encode_utf16().count()).unwrap_or(u32::MAX);
        field.set_value(&[head.as_str(), &rest].concat());
        // Without a caret behind it the name stands there all the same.
        let _ = field.set_selection_range(caret, caret);
        self.hide();
        tell(&field);
    }
}

/// The names under the text; without script, all that can be named.
#[component]
pub(super) fn Names(mentions: Mentions) -> impl IntoView {
    let Mentions { people, found, active } = mentions;
    let words = picker_words(text::lang());
    let is_open = move || found.with(|found| !found.is_empty());
    name_the_list(mentions);
    let rows = move || {
        let found = found.get().into_iter().enumerate();
        found.map(|(at, person)| option(mentions, active, at, person)).collect_view()
    };
    let announced = move || is_open().then(|| words.count.run(found.with(Vec::len)));
    let everybody = move || can_be_named(people.get());
    view! {
        <div class="picker">
            <div
                class="picker-list"
                hidden=move || !is_open()
                on:mousedown=|event| event.prevent_default()
            >
                <ul role="listbox" id=LIST aria-label=words.list>
                    {rows}
                </ul>
            </div>
            <p class="vh" role="status">
                {announced}
            </p>
        </div>
        <div class="without-script">{everybody}</div>
    }
}

fn option(mentions: Mentions, active: RwSignal<usize>, at: usize, person: Mentionable) -> AnyView {
    let company = person.partner.map(|partner| view! { <small>{partner.name}</small> });
    view! {
        <li
            role="option"
            id=option_id(at)
            aria-selected=move || if active.get() == at { "true" } else { "false" }
            on:click=move |_| mentions.choose(at)
        >
            <span>{person.name}</span>
            {company}
        </li>
    }
    .into_any()
}

fn option_id(at: usize) -> String {
    format!("mention-{at}")
}

/// Ties the text to the list, for those who do not see it.
fn name_the_list(mentions: Mentions) {
    Effect::new(move |_| {
        let at = mentions.active.get();
        let is_open = mentions.found.with(|found| !found.is_empty());
        let Some(field) = document().get_element_by_id(TEXT) else { return };
        let option = option_id(at);
        let active = if is_open { option.as_str() } else { "" };
        for (name, value) in [
            ("aria-autocomplete", "list"),
            ("aria-haspopup", "listbox"),
            ("aria-controls", LIST),
            ("aria-activedescendant", active),
        ] {
            // It fails for a bad name only.
            let _ = if value.is_empty() {
                field.remove_attribute(name)
            } else {
                field.set_attribute(name, value)
            };
        }
    });
}

fn text_of(event: &Event) -> Option<HtmlTextAreaElement> {
    let field = event.target()?.dyn_into::<HtmlTextAreaElement>().ok()?;
    (field.id() == TEXT).then_some(field)
}

/// Carets are counted in units of UTF-16.
fn caret(field: &HtmlTextAreaElement) -> (Vec<u16>, usize) {
    let units: Vec<u16> = field.value().encode_utf16().collect();
    let at = field.selection_end().ok().flatten().and_then(|at| usize::try_from(at).ok());
    let at = at.unwrap_or(units.len()).min(units.len());
    (units, at)
}

fn before_caret(field: &HtmlTextAreaElement) -> String {
    let (units, at) = caret(field);
    String::from_utf16_lossy(&units[..at])
}

fn after_caret(field: &HtmlTextAreaElement) -> String {
    let (units, at) = caret(field);
    String::from_utf16_lossy(&units[at..])
}

/// Who will read the note, as the form says now.
fn audience(field: &HtmlTextAreaElement) -> (AudienceChoice, Option<PartnerId>) {
    let value = |selector: &str| {
        let control = field.closest("form").ok()??.query_selector(selector).ok()??;
        Reflect::get(&control, &JsValue::from_str("value")).ok()?.as_string()
    };
    let chosen = value("[name='form[audience]']:checked").and_then(|word| word.parse().ok());
    let one = value("[name='form[partner]']").and_then(|id| id.parse().ok());
    (chosen.unwrap_or_default(), one)
}

/// Without case and marks, as the server compares names.
fn folded(text: &str) -> String {
    let apart = String::from(JsString::from(text.to_lowercase()).normalize("NFD"));
    apart.chars().filter(|c| !('\u{300}'..='\u{36f}').contains(c)).collect()
}

/// What is typed of a name before the caret; an address of a mailbox is none.
fn begun(before: &str) -> Option<&str> {
    let (head, name) = before.rsplit_once('@')?;
    let begins = !head.ends_with(|c: char| c.is_alphanumeric() || c == '.' || c == '_');
    let may_be = !name.contains('\n') && !name.starts_with(' ') && name.chars().count() <= LONGEST;
    (begins && may_be).then_some(name)
}

/// Whether the name goes on like this, from any of its words; what is typed to its end needs no help.
fn fits(name: &str, typed: &str) -> bool {
    let from_a_word = |(at, _): (usize, &str)| name[at + 1..].starts_with(typed);
    name != typed && (name.starts_with(typed) || name.match_indices(' ').any(from_a_word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_begins_behind_a_mark_that_stands_alone() {
        assert_eq!(begun("Ahoj @Ja"), Some("Ja"));
        assert_eq!(begun("@"), Some(""));
        assert_eq!(begun("(@Jana Ma"), Some("Jana Ma"));
        for text in ["", "Ahoj", "jana@mala", "@Jana\nmalá", "@ ", &["@", &"x".repeat(41)].concat()]
        {
            assert_eq!(begun(text), None, "{text}");
        }
    }

    #[test]
    fn any_word_of_a_name_finds_it_until_it_is_whole() {
        for typed in ["", "ja", "jana ", "jana ma", "ma", "z a"] {
            assert!(fits("jana mala z alfa", typed), "{typed}");
        }
        for typed in ["ana", "jana mala z alfa", "jana mala z alfa a", "x"] {
            assert!(!fits("jana mala z alfa", typed), "{typed}");
        }
    }
}
