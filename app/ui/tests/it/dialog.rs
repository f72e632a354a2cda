//! A dialog can be opened and left without script.

use leptos::prelude::*;
use ui::{Dialog, DialogButton, DialogClose, DialogState};

use crate::{html, tag};

fn rendered(open: bool) -> String {
    html(move || {
        let dialog = DialogState::new("decline", open);
        view! {
            <DialogButton dialog=dialog.clone()>"Decline"</DialogButton>
            <Dialog dialog=dialog.clone() title="Decline Cold store?">
                <form method="post">
                    <DialogClose dialog word="Back" />
                </form>
            </Dialog>
        }
        .into_any()
    })
}

#[test]
fn the_browser_itself_opens_and_closes_it() {
    let page = rendered(false);
    let element = tag(&page, "<dialog");
    assert!(element.contains("id=\"decline\"") && element.contains("popover"), "{element}");
    assert!(!element.contains(" open"), "{element}");
    assert!(element.contains("aria-labelledby=\"decline-h\""), "{element}");
    assert!(tag(&page, "aria-haspopup").contains("popovertarget=\"decline\""), "{page}");
    assert!(tag(&page, "popovertargetaction=\"hide\"").contains("type=\"button\""), "{page}");
}

#[test]
fn one_that_was_refused_comes_back_open() {
    let page = rendered(true);
    assert!(tag(&page, "<dialog").contains(" open"), "{page}");
    let back = tag(&page, "formmethod=\"dialog\"");
    assert!(back.contains("type=\"submit\"") && back.contains("formnovalidate"), "{back}");
}
