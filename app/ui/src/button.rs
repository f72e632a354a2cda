//! Buttons, and links that look like buttons.

use leptos::{ev::MouseEvent, prelude::*};

use crate::{
    Text,
    icon::{Glyph, Icon},
};

/// What a button stands for. One `Primary` on a view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ButtonKind {
    /// One choice among several.
    #[default]
    Plain,
    /// The way forward.
    Primary,
    /// Forward, beside a primary one.
    Accent,
    /// No frame, for what stands at the edge.
    Quiet,
    /// Destroys or refuses something.
    Danger,
}

/// How large a button is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ButtonSize {
    /// 32 px at a desk, 44 px on touch.
    #[default]
    Normal,
    /// 28 px at a desk, 44 px on touch.
    Small,
    /// 40 px at a desk, 48 px on touch: the answers a phone is for.
    Touch,
}

/// The class list of a button.
fn classes(kind: ButtonKind, size: ButtonSize, extra: &str) -> String {
    let mut class = "btn".to_owned();
    class.push_str(match kind {
        ButtonKind::Plain => "",
        ButtonKind::Primary => " btn--primary",
        ButtonKind::Accent => " btn--accent",
        ButtonKind::Quiet => " btn--quiet",
        ButtonKind::Danger => " btn--danger",
    });
    class.push_str(match size {
        ButtonSize::Normal => "",
        ButtonSize::Small => " btn--sm",
        ButtonSize::Touch => " btn--touch",
    });
    if !extra.is_empty() {
        class.push(' ');
        class.push_str(extra);
    }
    class
}

/// A button. `pending` keeps the focus and swallows further clicks, so that nothing is sent twice.
#[component]
pub fn Button(
    /// What it stands for.
    #[prop(optional)]
    kind: ButtonKind,
    /// How large it is.
    #[prop(optional)]
    size: ButtonSize,
    /// A picture before the word.
    #[prop(optional)]
    glyph: Option<Glyph>,
    /// Sends the form it stands in, or the one named by `form`.
    #[prop(optional)]
    submit: bool,
    /// Id of the form it belongs to, when it stands outside.
    #[prop(optional, into)]
    form: Option<Text>,
    /// Name sent with the form, such as `intent`.
    #[prop(optional, into)]
    name: Option<Text>,
    /// Value sent under `name`.
    #[prop(optional, into)]
    value: Option<Text>,
    /// The form is on its way.
    #[prop(optional, into)]
    pending: Signal<bool>,
    /// Cannot be used now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Further classes, such as `btn--block`.
    #[prop(optional)]
    class: &'static str,
    /// Id of what the button is about, when several have the same word.
    #[prop(optional, into)]
    describedby: Option<Text>,
    /// What happens in the browser.
    #[prop(optional, into)]
    on_click: Option<Callback<MouseEvent>>,
    /// The word.
    children: Children,
) -> impl IntoView {
    let clicked = move |event: MouseEvent| {
        if pending.get_untracked() {
            event.prevent_default();
        } else if let Some(on_click) = on_click {
            on_click.run(event);
        }
    };
    view! {
        <button
            class=classes(kind, size, class)
            type=if submit { "submit" } else { "button" }
            form=form
            name=name
            value=value
            disabled=disabled
            aria-disabled=move || pending.get().then_some("true")
            aria-describedby=describedby
            on:click=clicked
        >
            {glyph.map(|glyph| view! { <Icon glyph /> })}
            {children()}
        </button>
    }
}

/// A link that looks like a button.
#[component]
pub fn ButtonLink(
    /// Where it leads.
    #[prop(into)]
    href: Text,
    /// What it stands for.
    #[prop(optional)]
    kind: ButtonKind,
    /// How large it is.
    #[prop(optional)]
    size: ButtonSize,
    /// A picture before the word.
    #[prop(optional)]
    glyph: Option<Glyph>,
    /// Further classes.
    #[prop(optional)]
    class: &'static str,
    /// The word.
    children: Children,
) -> impl IntoView {
    view! {
        <a class=classes(kind, size, class) href=href>
            {glyph.map(|glyph| view! { <Icon glyph /> })}
            {children()}
        </a>
    }
}

/// A button that is only a picture; its word is the accessible name and the tooltip.
#[component]
pub fn IconButton(
    /// The picture.
    glyph: Glyph,
    /// The word.
    #[prop(into)]
    label: Text,
    /// Sends the form it stands in.
    #[prop(optional)]
    submit: bool,
    /// Name sent with the form.
    #[prop(optional, into)]
    name: Option<Text>,
    /// Value sent under `name`.
    #[prop(optional, into)]
    value: Option<Text>,
    /// With a frame, as beside a heading.
    #[prop(optional)]
    framed: bool,
    /// Further classes.
    #[prop(optional)]
    class: &'static str,
    /// Cannot be used now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// What happens in the browser.
    #[prop(optional, into)]
    on_click: Option<Callback<MouseEvent>>,
) -> impl IntoView {
    view! {
        <button
            class=icon_classes(framed, class)
            type=if submit { "submit" } else { "button" }
            name=name
            value=value
            disabled=disabled
            title=label.clone()
            aria-label=label
            on:click=move |event| {
                if let Some(on_click) = on_click {
                    on_click.run(event);
                }
            }
        >
            <Icon glyph />
        </button>
    }
}

/// A link that is only a picture.
#[component]
pub fn IconLink(
    /// The picture.
    glyph: Glyph,
    /// The word.
    #[prop(into)]
    label: Text,
    /// Where it leads.
    #[prop(into)]
    href: Text,
    /// With a frame.
    #[prop(optional)]
    framed: bool,
    /// Further classes.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    view! {
        <a class=icon_classes(framed, class) href=href title=label.clone() aria-label=label>
            <Icon glyph />
        </a>
    }
}

fn icon_classes(framed: bool, extra: &str) -> String {
    let base = if framed { "icon-btn icon-btn--line" } else { "icon-btn" };
    format!("{base} {extra}").trim_end().to_owned()
}
