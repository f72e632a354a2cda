//! Tabs, countdown and message parts.

use leptos::prelude::*;
use ui::{Countdown, Tab, TabPanel, Tabs};

use crate::{html, tag};

fn tabs() -> Vec<Tab> {
    ["summary", "general"]
        .map(|id| Tab { id: id.into(), word: id.into(), href: format!("?tab={id}").into() })
        .to_vec()
}

#[test]
fn without_script_every_tab_can_be_reached() {
    let page = html(|| {
        let selected = RwSignal::new("summary".to_owned());
        view! { <Tabs label="Parts" tabs=tabs() selected /> }
    });
    assert!(!page.contains("tabindex"), "{page}");
    let other = tag(&page, "tab-general");
    assert!(other.contains("href=\"?tab=general\""), "{other}");
    assert!(other.contains("aria-selected=\"false\""), "{other}");
}

#[test]
fn tabs_of_a_form_send_it_so_that_nothing_typed_is_lost() {
    let page = html(|| {
        let selected = RwSignal::new("summary".to_owned());
        view! { <Tabs label="Parts" tabs=tabs() selected form="record" /> }
    });
    let other = tag(&page, "tab-general");
    for part in ["type=\"submit\"", "form=\"record\"", "name=\"intent\"", "value=\"tab:general\""] {
        assert!(other.contains(part), "{other}");
    }
}

#[test]
fn only_the_open_panel_is_shown() {
    let page = html(|| {
        let selected = RwSignal::new("summary".to_owned());
        view! {
            <TabPanel id="summary" selected>"One"</TabPanel>
            <TabPanel id="general" selected>"Two"</TabPanel>
        }
        .into_any()
    });
    assert!(!tag(&page, "panel-summary").contains("hidden"), "{page}");
    assert!(tag(&page, "panel-general").contains("hidden"), "{page}");
}

fn countdown(seconds_left: i64) -> String {
    html(move || {
        let words = |left: i64| format!("{left} s");
        view! { <Countdown seconds_left total_seconds=1000 words=words deadline="until 16.00" bar=true /> }
    })
}

#[test]
fn a_deadline_is_said_in_words_colour_and_bar() {
    let page = countdown(80);
    assert!(tag(&page, "class=\"countdown\"").contains("data-level=\"urgent\""), "{page}");
    assert!(page.contains("80 s"), "{page}");
    let bar = tag(&page, "<progress");
    assert!(bar.contains("max=\"1000\"") && bar.contains("value=\"80\""), "{bar}");
}

#[test]
fn a_deadline_in_the_past_is_over_and_not_negative() {
    let page = countdown(-30);
    assert!(page.contains("data-level=\"expired\""), "{page}");
    assert!(page.contains("0 s") && !page.contains("-30"), "{page}");
}
