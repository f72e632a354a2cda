//! Turns what people type into notes into markup that is safe to show: the one place that makes [`SafeHtml`].
//!
//! Notes are stored as typed and rendered whenever they are read, so that a stricter sanitiser also
//! covers what was written before it.

use std::{collections::HashSet, sync::LazyLock};

use ammonia::{Builder, UrlRelative};
use domain::timeline::SafeHtml;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, html};

/// Longest excerpt of a note in a message, in characters.
const EXCERPT_MAX: usize = 200;

/// Paragraphs, emphasis, lists, quotes, code and links; nothing that loads, runs or looks like the page itself.
static SANITISER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    builder
        .tags(HashSet::from([
            "a",
            "blockquote",
            "br",
            "code",
            "del",
            "em",
            "li",
            "ol",
            "p",
            "pre",
            "strong",
            "ul",
        ]))
        .clean_content_tags(HashSet::from(["script", "style"]))
        .generic_attributes(HashSet::new())
        .add_tag_attributes("a", ["href"])
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
        // A link without a host would lead into this portal and look like a part of it.
        .url_relative(UrlRelative::Deny)
        .link_rel(Some("noopener noreferrer nofollow"));
    builder
});

/// Markdown as markup. HTML that was typed shows as the text that it is.
pub fn render(source: &str) -> SafeHtml {
    let mut raw = String::with_capacity(source.len() * 2);
    html::push_html(&mut raw, events(source).filter_map(plain));
    SafeHtml::from_sanitiser(SANITISER.clean(&raw).to_string())
}

/// The beginning of a note as one line of plain text, for messages.
pub fn excerpt(source: &str) -> String {
    let mut text = String::new();
    for event in events(source) {
        match event {
            Event::Text(part) | Event::Code(part) | Event::Html(part) | Event::InlineHtml(part) => {
                text.push_str(&part);
            }
            Event::SoftBreak | Event::HardBreak | Event::End(_) => text.push(' '),
            _ => {}
        }
    }
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(EXCERPT_MAX) {
        Some((end, _)) => {
            let cut = &line[..end];
            format!("{}…", cut.rsplit_once(' ').map_or(cut, |(words, _)| words))
        }
        None => line,
    }
}

fn events(source: &str) -> Parser<'_> {
    Parser::new_ext(source, Options::ENABLE_STRIKETHROUGH)
}

/// Markdown narrowed to what a note needs: a heading is a bold line, so that it cannot disturb the
/// page's own; a picture is its description, so that reading a note tells nobody; a line break stays one.
fn plain(event: Event<'_>) -> Option<Event<'_>> {
    Some(match event {
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        Event::SoftBreak => Event::HardBreak,
        Event::Start(Tag::Heading { .. }) => Event::Start(Tag::Strong),
        Event::End(TagEnd::Heading(_)) => Event::End(TagEnd::Strong),
        Event::Start(Tag::Image { .. } | Tag::HtmlBlock)
        | Event::End(TagEnd::Image | TagEnd::HtmlBlock) => return None,
        other => other,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(source: &str) -> String {
        render(source).as_str().trim().replace("\n</", "</").replace(">\n<", "><")
    }

    #[test]
    fn what_a_note_needs_is_kept() {
        assert_eq!(
            shown("Volal **jsem** a *píšu*.\nZítra ~~ne~~ ano."),
            "<p>Volal <strong>jsem</strong> a <em>píšu</em>.<br>\nZítra <del>ne</del> ano.</p>"
        );
        assert_eq!(shown("- a\n- b"), "<ul><li>a</li><li>b</li></ul>");
        assert_eq!(shown("> kdy?"), "<blockquote><p>kdy?</p></blockquote>");
        assert_eq!(
            shown("[web](https://stafeta.example/a?b=1)"),
            "<p><a href=\"https://stafeta.example/a?b=1\" rel=\"noopener noreferrer nofollow\">web</a></p>"
        );
    }

    #[test]
    fn typed_markup_shows_as_text() {
        assert_eq!(shown("a < b & <b>c</b>"), "<p>a &lt; b &amp; &lt;b&gt;c&lt;/b&gt;</p>");
        assert!(shown("<script>alert(1)</script>").contains("&lt;script&gt;"));
    }

    #[test]
    fn a_heading_does_not_disturb_the_page() {
        assert_eq!(shown("# Velký\n\ntext"), "<strong>Velký</strong><p>text</p>");
    }

    #[test]
    fn reading_a_note_loads_nothing() {
        assert_eq!(shown("![logo](https://spy.example/p.gif)"), "<p>logo</p>");
    }

    #[test]
    fn a_link_leads_out_or_nowhere() {
        for target in ["/sign-out", "//evil.example/x", "javascript:alert(1)", "data:text/html,x"] {
            assert!(!shown(&format!("[x]({target})")).contains("href"), "{target}");
        }
    }

    #[test]
    fn an_excerpt_is_one_short_line_without_marks() {
        assert_eq!(excerpt("# Ahoj\n\n- **jedna**\n- `dvě`"), "Ahoj jedna dvě");
        let long = excerpt(&"slůvko ".repeat(100));
        assert!(long.ends_with(" slůvko…"), "{long}");
        assert!(long.chars().count() <= EXCERPT_MAX + 1);
    }
}
