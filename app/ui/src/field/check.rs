//! Yes or no, and one of two or three.

use leptos::{html::Input, prelude::*};

use super::{described_by, error_line, invalid};
use crate::{
    Text,
    hydration::is_hydrating,
    icon::{Glyph, Icon},
};

/// A check box with its word beside it.
#[component]
pub fn CheckboxField(
    /// Its label.
    #[prop(into)]
    label: Text,
    /// Name under which it is sent, when checked.
    #[prop(into)]
    name: Text,
    /// Id, when not the name.
    #[prop(optional, into)]
    id: Option<Text>,
    /// What is sent when checked.
    #[prop(default = Text::Borrowed("true"), into)]
    value: Text,
    /// What it means, under the label; stays outside the accessible name.
    #[prop(optional, into)]
    hint: Option<Text>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Whether it starts checked.
    #[prop(optional)]
    initial: bool,
    /// Follows the box and leads it.
    #[prop(optional)]
    checked: Option<RwSignal<bool>>,
    /// Cannot be changed and is not sent.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Place in a `form-grid`.
    #[prop(optional)]
    class: &'static str,
) -> AnyView {
    let id = id.unwrap_or_else(|| name.clone());
    let initial = checked.map_or(initial, |checked| checked.get_untracked());
    let node = NodeRef::<Input>::new();
    if let Some(checked) = checked {
        follow(node, checked);
    }
    view! {
        <div class=format!("field {class}")>
            <div class="check">
                <input
                    node_ref=node
                    type="checkbox"
                    id=id.clone()
                    name=name
                    value=value
                    checked=initial
                    disabled=disabled
                    aria-invalid=invalid(error)
                    aria-describedby=described_by(&id, hint.is_some(), error)
                    on:change=move |event| {
                        if let Some(checked) = checked {
                            checked.set(event_target_checked(&event));
                        }
                    }
                />
                <span>
                    <label for=id.clone()>{label}</label>
                    {hint.map(|hint| view! { <small id=format!("{id}-hint")>{hint}</small> })}
                </span>
            </div>
            {error_line(&id, error)}
        </div>
    }
    .into_any()
}

/// Box and signal follow each other; what was clicked before the program was there wins.
fn follow(node: NodeRef<Input>, checked: RwSignal<bool>) {
    let hydrating = is_hydrating();
    Effect::new(move |ran: Option<()>| {
        let wanted = checked.get();
        let Some(input) = node.get() else { return };
        if input.checked() == wanted {
            return;
        }
        if ran.is_none() && hydrating {
            checked.set(input.checked());
        } else {
            input.set_checked(wanted);
        }
    });
}

/// One choice of a segmented control.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// What is sent.
    pub value: Text,
    /// Its word.
    pub label: Text,
    /// Its picture.
    pub glyph: Option<Glyph>,
}

/// One of two or three, all in sight: radio buttons that look like one control.
#[component]
pub fn SegmentedRadio(
    /// The question; only for screen readers.
    #[prop(into)]
    legend: Text,
    /// Name under which the choice is sent.
    #[prop(into)]
    name: Text,
    /// The choices.
    segments: Vec<Segment>,
    /// The value that starts chosen.
    #[prop(into)]
    initial: Text,
    /// Follows the choice.
    #[prop(optional)]
    value: Option<RwSignal<String>>,
) -> AnyView {
    let radios = segments
        .into_iter()
        .map(|segment| {
            let checked = segment.value == initial;
            view! {
                <label>
                    {segment.glyph.map(|glyph| view! { <Icon glyph /> })}
                    <input
                        type="radio"
                        name=name.clone()
                        value=segment.value
                        checked=checked
                        on:change=move |event| {
                            if let Some(value) = value {
                                value.set(event_target_value(&event));
                            }
                        }
                    />
                    {segment.label}
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class="seg">
            <legend class="vh">{legend}</legend>
            {radios}
        </fieldset>
    }
    .into_any()
}
