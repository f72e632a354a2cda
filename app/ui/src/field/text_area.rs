//! A field of many lines: the only place of the program that may emit `<textarea>`.
//!
//! Leptos 0.8.23 does not escape what stands between the tags of a `<textarea>` on the server, so
//! that a stored `</textarea><script>` would run. Here the server writes escaped text itself.

use leptos::prelude::*;

use super::{Frame, Seed, described_by, invalid, seed};
use crate::Text;

/// A field of many lines. It grows with its text.
#[component]
pub fn TextArea(
    /// Its label.
    #[prop(into)]
    label: Text,
    /// Name under which it is sent.
    #[prop(into)]
    name: Text,
    /// Id, when not the name.
    #[prop(optional, into)]
    id: Option<Text>,
    /// Only for screen readers, as in a composer.
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
    /// What it starts with.
    #[prop(optional, into)]
    initial: Text,
    /// Follows the field and leads it.
    #[prop(optional)]
    value: Option<RwSignal<String>>,
    /// Example, never instead of a label.
    #[prop(optional, into)]
    placeholder: Option<Text>,
    /// Lines to start with.
    #[prop(default = 3)]
    rows: u32,
    /// Id of the form it belongs to, when it stands outside.
    #[prop(optional, into)]
    form: Option<Text>,
    /// Cannot be changed and is not sent.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Place in a `form-grid`.
    #[prop(optional)]
    class: &'static str,
) -> AnyView {
    let id = id.unwrap_or_else(|| name.clone());
    let start = Seed::new(initial, value);
    let text = start.initial();
    // In the browser the same text is set as a property, which needs no escaping. `defaultValue`
    // leaves alone what somebody already typed.
    let for_server = cfg!(feature = "ssr").then(|| escape(&text));
    let for_browser = text.to_string();
    let control = view! {
        <textarea
            use:seed=start
            class="textarea"
            id=id.clone()
            name=name
            rows=rows
            placeholder=placeholder
            form=form
            required=required
            disabled=disabled
            aria-invalid=invalid(error)
            aria-describedby=described_by(&id, hint.is_some(), error)
            prop:defaultValue=for_browser
            inner_html=for_server
            on:input=move |event| {
                if let Some(value) = value {
                    value.set(event_target_value(&event));
                }
            }
        ></textarea>
    };
    let aside = ().into_any();
    Frame { id, label, hide_label, hint, optional, required, error, changed, aside, class }
        .around(control.into_any())
}

/// Text as it may stand between the tags. The parser drops one line break right after the opening
/// tag, so that a text which begins with one needs another before it.
fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 1);
    if text.starts_with(['\n', '\r']) {
        html.push('\n');
    }
    for letter in text.chars() {
        match letter {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            other => html.push(other),
        }
    }
    html
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn no_tag_survives() {
        assert_eq!(
            escape("</textarea><script>alert(1)</script>"),
            "&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt;"
        );
    }

    #[test]
    fn an_entity_stays_what_was_typed() {
        assert_eq!(escape("&lt;b&gt;"), "&amp;lt;b&amp;gt;");
    }

    #[test]
    fn the_first_line_break_is_doubled_because_the_parser_drops_one() {
        assert_eq!(escape("\nsecond line"), "\n\nsecond line");
    }
}
