//! A text field that finds records: an ARIA 1.2 combobox with a list under it.
//!
//! Two values are sent: the text under `name` and, under `id_name`, the id of the record that was
//! chosen, empty as soon as the text is no longer that record's. Without script it is a plain text
//! field: text and id may then disagree, so the server takes the id only when the record it names
//! still reads like the text.

mod combo;

use leptos::prelude::*;

use self::combo::Combo;
use crate::{
    Text,
    field::{Frame, Seed, described_by, invalid, seed},
    icon::{Glyph, Icon},
};

/// One record to choose.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PickerOption {
    /// What is sent as the id.
    pub id: String,
    /// What is read, and what the field shows once it is chosen.
    pub label: String,
    /// What tells it from others of the same name.
    pub detail: String,
    /// Not a record yet: it will be made from the text as typed, which stays in the field.
    pub create: bool,
}

/// What was chosen: an id and the text that stands for it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Picked {
    /// The record's id; empty: none.
    pub id: String,
    /// What the field showed when it was chosen.
    pub text: String,
}

/// The words a picker needs.
#[derive(Clone)]
pub struct PickerWords {
    /// Name of the list, read out when it opens: "Suggestions".
    pub list: Text,
    /// Nothing was found.
    pub empty: Text,
    /// Looking for it.
    pub loading: Text,
    /// How many were found, read out: "3 results".
    pub count: Callback<usize, String>,
}

/// A text field that finds records.
#[component]
pub fn Picker(
    /// Its label.
    #[prop(into)]
    label: Text,
    /// Name under which the text is sent.
    #[prop(into)]
    name: Text,
    /// Name under which the id is sent.
    #[prop(into)]
    id_name: Text,
    /// What is chosen. Setting it from outside changes the text too.
    picked: RwSignal<Picked>,
    /// What can be chosen for the text as it is.
    #[prop(into)]
    options: Signal<Vec<PickerOption>>,
    /// Asks for other options; called when typing rests for 150 ms, and when the list opens.
    #[prop(into)]
    on_query: Callback<String>,
    /// Words.
    words: PickerWords,
    /// Options are on their way.
    #[prop(optional, into)]
    loading: Signal<bool>,
    /// Called when a record was chosen.
    #[prop(optional, into)]
    on_choose: Option<Callback<PickerOption>>,
    /// Follows the text.
    #[prop(optional)]
    value: Option<RwSignal<String>>,
    /// Id, when not the name.
    #[prop(optional, into)]
    id: Option<Text>,
    /// Only for screen readers, as in a table.
    #[prop(optional)]
    hide_label: bool,
    /// What belongs into it.
    #[prop(optional, into)]
    hint: Option<Text>,
    /// A short note at the end of the label's line.
    #[prop(optional, into)]
    optional: Option<Text>,
    /// Must not be empty.
    #[prop(optional)]
    required: bool,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Differs from what is stored.
    #[prop(optional, into)]
    changed: Signal<bool>,
    /// Cannot be changed and is not sent.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Place in a `form-grid`.
    #[prop(optional)]
    class: &'static str,
) -> AnyView {
    let id = id.unwrap_or_else(|| name.clone());
    let start = picked.with_untracked(|picked| picked.text.clone());
    let text = value.unwrap_or_else(|| RwSignal::new(start.clone()));
    let combo = Combo::new(text, picked, options, on_query, on_choose);
    let start = Seed::new(start.into(), Some(text));
    let list = format!("{id}-list");
    let active_id = {
        let id = id.clone();
        move || combo.active.try_get().flatten().map(|index| option_id(&id, index))
    };
    let chosen_id = move || {
        picked.with(|picked| text.with(|text| (*text == picked.text).then(|| picked.id.clone())))
    };
    let control = view! {
        <div class="picker input-affix">
            <input
                use:seed=start.clone()
                class="input"
                id=id.clone()
                name=name
                type="text"
                value=start.initial()
                autocomplete="off"
                spellcheck="false"
                required=required
                disabled=disabled
                role="combobox"
                aria-autocomplete="list"
                aria-expanded=move || if combo.is_open() { "true" } else { "false" }
                aria-controls=list.clone()
                aria-activedescendant=active_id
                aria-invalid=invalid(error)
                aria-describedby=described_by(&id, hint.is_some(), error)
                on:input=move |event| combo.typed(event_target_value(&event))
                on:keydown=move |event| combo.key(&event)
                on:click=move |_| combo.show()
                on:blur=move |_| combo.hide()
            />
            <span class="affix">
                <Icon glyph=Glyph::Search />
            </span>
            <input type="hidden" name=id_name value=move || chosen_id().unwrap_or_default() />
            {popup(combo, &id, list, loading, words)}
        </div>
    };
    let aside = ().into_any();
    Frame { id, label, hide_label, hint, optional, required, error, changed, aside, class }
        .around(control.into_any())
}

fn option_id(id: &Text, index: usize) -> String {
    format!("{id}-o{index}")
}

/// The list, and what is said when it is empty. Pressing the mouse in it must not take the focus
/// from the field, or the list would close before the click arrives.
fn popup(
    combo: Combo,
    id: &Text,
    list: String,
    loading: Signal<bool>,
    words: PickerWords,
) -> AnyView {
    let PickerWords { list: name, empty, loading: looking, count } = words;
    let id = id.clone();
    let found = move || combo.options.try_with(Vec::len).unwrap_or_default();
    let rows = move || {
        combo.is_open().then(|| {
            let options = combo.options.get();
            options
                .into_iter()
                .enumerate()
                .map(|(at, option)| row(combo, &id, at, option))
                .collect_view()
        })
    };
    let note = move || {
        (combo.is_open() && found() == 0)
            .then(|| if loading.get() { looking.clone() } else { empty.clone() })
            .map(|words| view! { <p class="picker-note">{words}</p> })
    };
    let announced = move || (combo.is_open() && !loading.get()).then(|| count.run(found()));
    view! {
        <div
            class="picker-list"
            hidden=move || !combo.is_open()
            on:mousedown=move |event| event.prevent_default()
        >
            <ul role="listbox" id=list aria-label=name>
                {rows}
            </ul>
            {note}
        </div>
        <p class="vh" role="status">
            {announced}
        </p>
    }
    .into_any()
}

fn row(combo: Combo, id: &Text, at: usize, option: PickerOption) -> AnyView {
    let glyph = option.create.then_some(Glyph::Plus);
    let label = option.label.clone();
    let detail = (!option.detail.is_empty()).then(|| option.detail.clone());
    view! {
        <li
            role="option"
            id=option_id(id, at)
            aria-selected=move || if combo.active.try_get().flatten() == Some(at) { "true" } else { "false" }
            on:click=move |_| combo.choose(option.clone())
        >
            {glyph.map(|glyph| view! { <Icon glyph /> })}
            <span>{label}</span>
            {detail.map(|detail| view! { <small>{detail}</small> })}
        </li>
    }
    .into_any()
}
