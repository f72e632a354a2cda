//! The textarea: the one element whose text Leptos does not escape.

use leptos::prelude::*;
use ui::TextArea;

use crate::html;

fn rendered(text: &'static str) -> String {
    html(|| view! { <TextArea label="Needs" name="needs" initial=text /> })
}

#[test]
fn a_closing_tag_in_the_text_stays_text() {
    let page = rendered("</textarea><script>alert(1)</script>");
    assert!(
        page.contains("&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt;</textarea>"),
        "{page}"
    );
    assert!(!page.contains("<script"), "{page}");
    assert_eq!(page.matches("</textarea>").count(), 1, "{page}");
}

#[test]
fn a_leading_line_break_survives_the_parser() {
    // The parser drops the first line break after the tag, so two are sent for one.
    assert!(rendered("\nsecond").contains(">\n\nsecond</textarea>"));
}

#[test]
fn the_signal_is_what_it_starts_with() {
    let page = html(|| {
        let value = RwSignal::new("typed <b>".to_owned());
        view! { <TextArea label="Needs" name="needs" initial="stored" value=value /> }
    });
    assert!(page.contains(">typed &lt;b&gt;</textarea>"), "{page}");
}
