//! Both values of every difference, with a choice. Saving again means that the choice was made.

use domain::{
    ids::UserId,
    opportunity::{Conflict, FieldConflict, Named},
};
use leptos::prelude::*;
use ui::{Button, ButtonSize, Card};

use super::{
    fields::Fields,
    parts::{label, name},
    values::Values,
    words::in_words,
};
use crate::{
    shared::{field_label, moment},
    text::{self, RecordText},
};

/// The card, while there is a choice to make.
#[component]
pub(super) fn ConflictChoice(f: Fields, owners: StoredValue<Vec<Named<UserId>>>) -> impl IntoView {
    move || f.conflict.get().map(|conflict| choice(f, conflict, owners))
}

fn choice(f: Fields, conflict: Conflict, owners: StoredValue<Vec<Named<UserId>>>) -> AnyView {
    let t = RecordText::get();
    let values = StoredValue::new(Values::of(&conflict.current));
    let by = conflict.by.clone().unwrap_or_default();
    let note = format!("{by} · {}", moment(conflict.at));
    let rows = conflict.fields.into_iter().map(move |difference| {
        if difference.field == "collaborators" {
            partners(f, difference, values)
        } else {
            one(f, difference, values, owners)
        }
    });
    view! {
        <Card id="conflict" title=t.conflict_title note>
            <p>{t.conflict_text}</p>
            <div class="two-values">{rows.collect_view()}</div>
        </Card>
    }
    .into_any()
}

/// Two radio buttons under the field's own name; the field itself rests meanwhile.
fn one(
    f: Fields,
    difference: FieldConflict,
    values: StoredValue<Values>,
    owners: StoredValue<Vec<Named<UserId>>>,
) -> AnyView {
    let t = RecordText::get();
    let FieldConflict { field, theirs, mine, changed_here } = difference;
    let legend = field_label(text::lang(), &field).to_owned();
    let radio = |word: &'static str, value: String, checked: bool| {
        let shown =
            owners.with_value(|owners| f.choices(|lists| in_words(&field, &value, owners, lists)));
        let shown = if shown.is_empty() { t.empty.to_owned() } else { shown };
        let (field, sent) = (field.clone(), value.clone());
        view! {
            <label class="check">
                <input
                    type="radio"
                    name=name(&field)
                    value=sent
                    checked=checked
                    on:change=move |_| values.with_value(|values| f.put(&field, &value, values))
                />
                <span>
                    <small>{word}</small>
                    <span class="lines">{shown}</span>
                </span>
            </label>
        }
    };
    let theirs = radio(t.theirs, theirs, !changed_here);
    let mine = radio(t.mine, mine, changed_here);
    view! {
        <fieldset>
            <legend>{legend}</legend>
            {theirs}
            {mine}
        </fieldset>
    }
    .into_any()
}

/// Lists of partners: theirs can be taken as a whole; without script they are read here and typed above.
fn partners(f: Fields, difference: FieldConflict, values: StoredValue<Values>) -> AnyView {
    let t = RecordText::get();
    let shown = |word: &'static str, names: String| {
        let names = if names.is_empty() { t.empty.to_owned() } else { names };
        view! {
            <p>
                <small class="muted">{word}</small>
                " "
                {names}
            </p>
        }
    };
    let typed = StoredValue::new(untrack(|| f.typed()));
    view! {
        <fieldset>
            <legend>{label("collaborators")}</legend>
            {shown(t.theirs, difference.theirs)}
            {shown(t.mine, difference.mine)}
            <p class="actions needs-script">
                <Button
                    size=ButtonSize::Small
                    on_click=move |_| values.with_value(|values| f.set_rows(&values.partners))
                >
                    {t.take_theirs}
                </Button>
                <Button
                    size=ButtonSize::Small
                    on_click=move |_| typed.with_value(|typed| f.set_rows(&typed.partners))
                >
                    {t.keep_mine}
                </Button>
            </p>
        </fieldset>
    }
    .into_any()
}
