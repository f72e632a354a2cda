//! A picker that asks the server: accounts, contacts, partners.

use domain::{
    ids::AccountId,
    lang::{Lang, plural},
    lookup::Choice,
};
use leptos::prelude::*;
use ui::{Picked, Picker, PickerOption, PickerWords, Text};

use super::api::{lookup_accounts, lookup_contacts, lookup_partners};
use crate::text;

/// What is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lookup {
    /// End customers.
    Accounts,
    /// People, of one account when one is chosen.
    Contacts(Signal<Option<AccountId>>),
    /// Reselling companies.
    Partners,
}

impl Lookup {
    async fn find(self, q: String) -> Vec<Choice> {
        let found = match self {
            Self::Accounts => lookup_accounts(q).await,
            Self::Contacts(account) => {
                lookup_contacts(q, account.try_get_untracked().flatten()).await
            }
            Self::Partners => lookup_partners(q).await,
        };
        // Without an answer the field stays a text field; saving then says what is wrong.
        found.unwrap_or_default()
    }
}

/// The texts of a picker, in the reader's language.
/// What a list of suggestions says of itself.
pub(crate) fn words(lang: Lang) -> PickerWords {
    let say =
        |cs: &'static str, en: &'static str| Text::from(if lang == Lang::Cs { cs } else { en });
    PickerWords {
        list: say("Nabídka", "Suggestions"),
        empty: say("Nic takového není.", "Nothing of that name."),
        loading: say("Hledá se…", "Searching…"),
        count: Callback::new(move |count: usize| {
            let count = u64::try_from(count).unwrap_or_default();
            match lang {
                Lang::Cs => {
                    let word = plural(lang, count, ("výsledek", "výsledky", "výsledků"));
                    format!("{count} {word}")
                }
                Lang::En => {
                    format!("{count} {}", plural(lang, count, ("result", "results", "results")))
                }
            }
        }),
    }
}

/// A text field that finds records. With `create` the list ends with *Create “X”*.
#[component]
pub(crate) fn RecordPicker(
    /// What is looked for.
    lookup: Lookup,
    /// Its label.
    #[prop(into)]
    label: Text,
    /// Name under which the text is sent.
    #[prop(into)]
    name: Text,
    /// Name under which the id is sent.
    #[prop(into)]
    id_name: Text,
    /// Id of the element.
    #[prop(into)]
    id: Text,
    /// What is chosen.
    picked: RwSignal<Picked>,
    /// Follows the text.
    value: RwSignal<String>,
    /// Set while the typed text is to become a new record.
    #[prop(optional)]
    create: Option<RwSignal<bool>>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Differs from what is stored.
    #[prop(optional, into)]
    changed: Signal<bool>,
    /// Cannot be changed and is not sent.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Only for screen readers.
    #[prop(optional)]
    hide_label: bool,
    /// Place in a `form-grid`.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    let lang = text::lang();
    let find = Action::new_local(move |q: &String| {
        let q = q.clone();
        async move { options(lang, &q, lookup.find(q.clone()).await, create.is_some()) }
    });
    let found = find.value();
    let options = Signal::derive(move || found.get().unwrap_or_default());
    if let Some(create) = create {
        forget_creation(value, picked, create);
    }
    let on_choose = Callback::new(move |option: PickerOption| {
        if let Some(create) = create {
            create.set(option.create);
        }
    });
    view! {
        <Picker
            label
            name
            id_name
            id
            picked
            value
            options
            on_query=move |q| {
                find.dispatch_local(q);
            }
            on_choose
            words=words(lang)
            loading=find.pending()
            error
            changed
            disabled
            hide_label
            class
        />
    }
}

/// What was found, and the offer to create it when nothing has exactly that name.
fn options(lang: Lang, q: &str, found: Vec<Choice>, create: bool) -> Vec<PickerOption> {
    let q = q.trim();
    let known = found.iter().any(|choice| choice.name.to_lowercase() == q.to_lowercase());
    let mut options: Vec<PickerOption> = found
        .into_iter()
        .map(|Choice { id, name, detail }| PickerOption {
            id: id.to_string(),
            label: name,
            detail,
            create: false,
        })
        .collect();
    if create && !known && !q.is_empty() {
        let label = match lang {
            Lang::Cs => format!("Založit „{q}“"),
            Lang::En => format!("Create “{q}”"),
        };
        options.push(PickerOption { label, create: true, ..PickerOption::default() });
    }
    options
}

/// What was to be created was that name, not the next one that is typed.
fn forget_creation(value: RwSignal<String>, picked: RwSignal<Picked>, create: RwSignal<bool>) {
    Effect::new(move |before: Option<String>| {
        let typed = value.get();
        let other = picked.with_untracked(|picked| picked.text != typed);
        if before.is_some_and(|before| before != typed) && other {
            create.set(false);
        }
        typed
    });
}
