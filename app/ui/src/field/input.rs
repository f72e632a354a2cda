//! Fields of one line.

use leptos::prelude::*;

use super::{Frame, Seed, described_by, invalid, seed};
use crate::Text;

/// What is typed into a field; decides keyboard, picker and completion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum InputKind {
    /// Any text.
    #[default]
    Text,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Tel,
    /// A web address.
    Url,
    /// Words to look for.
    Search,
    /// A number with decimals, such as an amount of money. Stays text: `1 234,50` must be possible.
    Decimal,
    /// Digits only.
    Digits,
    /// A day; the value is `2026-11-23`.
    Date,
    /// A day and a time without zone; the value is `2026-11-23T16:00`.
    DateTime,
    /// A file. It has no value and its form must be `multipart/form-data`.
    File,
}

impl InputKind {
    const fn html(self) -> &'static str {
        match self {
            Self::Text | Self::Decimal | Self::Digits => "text",
            Self::Email => "email",
            Self::Tel => "tel",
            Self::Url => "url",
            Self::Search => "search",
            Self::Date => "date",
            Self::DateTime => "datetime-local",
            Self::File => "file",
        }
    }

    const fn keyboard(self) -> Option<&'static str> {
        match self {
            Self::Email => Some("email"),
            Self::Decimal => Some("decimal"),
            Self::Digits => Some("numeric"),
            _ => None,
        }
    }

    /// Addresses are not words: no capital letter at the start, no red line under them.
    const fn is_address(self) -> bool {
        matches!(self, Self::Email | Self::Url)
    }
}

/// A field of one line.
#[component]
pub fn TextField(
    /// What is typed into it.
    #[prop(optional)]
    kind: InputKind,
    /// Its label, which is its accessible name.
    #[prop(into)]
    label: Text,
    /// Name under which it is sent.
    #[prop(into)]
    name: Text,
    /// Id, when not the name.
    #[prop(optional, into)]
    id: Option<Text>,
    /// Only for screen readers, as in a search row.
    #[prop(optional)]
    hide_label: bool,
    /// What belongs into it.
    #[prop(optional, into)]
    hint: Option<Text>,
    /// The word for "optional", or another short note at the end of the label's line.
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
    /// What it starts with.
    #[prop(optional, into)]
    initial: Text,
    /// Follows the field and leads it.
    #[prop(optional)]
    value: Option<RwSignal<String>>,
    /// For the browser's memory: `email`, `organization`, `off` …
    #[prop(optional)]
    autocomplete: Option<&'static str>,
    /// Example, never instead of a label.
    #[prop(optional, into)]
    placeholder: Option<Text>,
    /// A unit at the end, such as a currency.
    #[prop(optional, into)]
    affix: Signal<Option<String>>,
    /// File types that are offered.
    #[prop(optional)]
    accept: Option<&'static str>,
    /// Id of a `<datalist>` with suggestions.
    #[prop(optional)]
    list: Option<&'static str>,
    /// Several files at once.
    #[prop(optional)]
    multiple: bool,
    /// Id of the form it belongs to, when it stands outside.
    #[prop(optional, into)]
    form: Option<Text>,
    /// Cannot be changed and is not sent.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Place in a `form-grid`: `c3` to `c8` of twelve.
    #[prop(optional)]
    class: &'static str,
    /// A link at the end of the label's line.
    #[prop(optional, into)]
    aside: ViewFnOnce,
) -> AnyView {
    let id = id.unwrap_or_else(|| name.clone());
    let start = Seed::new(initial, value);
    let address = kind.is_address();
    let control = view! {
        <div class="input-affix">
            <input
                use:seed=start.clone()
                class="input"
                id=id.clone()
                name=name
                type=kind.html()
                value=start.initial()
                inputmode=kind.keyboard()
                autocomplete=autocomplete
                autocapitalize=address.then_some("none")
                spellcheck=address.then_some("false")
                placeholder=placeholder
                accept=accept
                list=list
                multiple=multiple
                form=form
                required=required
                disabled=disabled
                aria-invalid=invalid(error)
                aria-describedby=described_by(&id, hint.is_some(), error)
                on:input=move |event| {
                    if let Some(value) = value {
                        value.set(event_target_value(&event));
                    }
                }
            />
            {move || affix.get().map(|unit| view! { <span class="affix">{unit}</span> })}
        </div>
    };
    let aside = aside.run();
    Frame { id, label, hide_label, hint, optional, required, error, changed, aside, class }
        .around(control.into_any())
}
