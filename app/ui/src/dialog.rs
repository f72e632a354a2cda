//! A dialog that also works without script.
//!
//! The trigger is a real button with `popovertarget`, the content a `<dialog popover>` that the
//! server writes into the page. Without script the browser itself opens it as a popover: focus moves
//! in, Esc and a click outside close it, focus returns. With script the same button opens the same
//! element by `showModal()`, so that the page behind is inert. When a form inside was refused, the
//! server renders it already open, in the flow of the page, with the messages.

use leptos::{ev::MouseEvent, html::Dialog as DialogElement, prelude::*};

use crate::{
    Text,
    button::{Button, ButtonKind, ButtonSize},
    icon::{Glyph, Icon},
};

/// One dialog and whether it is open. The page makes it and gives it to trigger, dialog and closer.
#[derive(Debug, Clone)]
pub struct DialogState {
    id: Text,
    open: RwSignal<bool>,
    server_opened: bool,
}

impl DialogState {
    /// `open` from the start: the server shows it in the flow of the page, the browser as a modal.
    pub fn new(id: impl Into<Text>, open: bool) -> Self {
        Self { id: id.into(), open: RwSignal::new(open), server_opened: open }
    }

    /// Opens it, in the browser.
    pub fn open(&self) {
        self.open.set(true);
    }

    /// Closes it, in the browser.
    pub fn close(&self) {
        self.open.set(false);
    }

    /// Whether it is open.
    #[must_use]
    pub fn is_open(&self) -> Signal<bool> {
        self.open.into()
    }
}

/// The button that opens a dialog.
#[component]
pub fn DialogButton(
    /// Which dialog.
    dialog: DialogState,
    /// What it stands for.
    #[prop(optional)]
    kind: ButtonKind,
    /// How large it is.
    #[prop(optional)]
    size: ButtonSize,
    /// A picture before the word.
    #[prop(optional_no_strip)]
    glyph: Option<Glyph>,
    /// Further classes.
    #[prop(optional)]
    class: &'static str,
    /// Id of what it is about, when several have the same word.
    #[prop(optional_no_strip)]
    describedby: Option<Text>,
    /// The word.
    children: Children,
) -> AnyView {
    let id = dialog.id.clone();
    let opened = move |event: MouseEvent| {
        event.prevent_default();
        dialog.open();
    };
    let pictured = glyph.map(|glyph| view! { <Icon glyph /> });
    view! {
        <Button
            kind
            size
            class
            on_click=opened
            attr:popovertarget=id.clone()
            attr:aria-haspopup="dialog"
            attr:aria-describedby=describedby
        >
            {pictured}
            {children()}
        </Button>
    }
    .into_any()
}

/// The button that leaves a dialog without doing anything.
#[component]
pub fn DialogClose(
    /// Which dialog.
    dialog: DialogState,
    /// The word.
    #[prop(into)]
    word: Text,
) -> AnyView {
    let id = dialog.id.clone();
    // One that the server opened is no popover: there `method=dialog` is what closes without script.
    let in_flow = dialog.server_opened;
    view! {
        <button
            class="btn"
            type=if in_flow { "submit" } else { "button" }
            formmethod=in_flow.then_some("dialog")
            formnovalidate=in_flow
            popovertarget=(!in_flow).then_some(id)
            popovertargetaction=(!in_flow).then_some("hide")
            on:click=move |event| {
                event.prevent_default();
                dialog.close();
            }
        >
            {word}
        </button>
    }
    .into_any()
}

/// The dialog. Its children are usually one form with `<div class="dialog-body stack">` and a
/// `<footer>` of a [`DialogClose`] and the one button that does it.
#[component]
pub fn Dialog(
    /// Which dialog.
    dialog: DialogState,
    /// Names the object and the deed: "Decline Cold store control?".
    #[prop(into)]
    title: Text,
    /// What is in it.
    children: Children,
) -> AnyView {
    let DialogState { id, open, server_opened } = dialog;
    let node = NodeRef::<DialogElement>::new();
    show(node, open);
    let heading = format!("{id}-h");
    // The event comes late: by then the element may already be open again, as a modal.
    let closed = move |_| {
        if node.get_untracked().is_some_and(|dialog| !dialog.open()) {
            open.set(false);
        }
    };
    let clicked = move |event: MouseEvent| {
        // Only the element itself is hit outside its content: that is the backdrop.
        let backdrop = event.target() == event.current_target();
        if backdrop && node.get_untracked().is_some_and(|dialog| is_outside(&dialog, &event)) {
            open.set(false);
        }
    };
    view! {
        <dialog
            node_ref=node
            class="dialog"
            id=id
            popover="auto"
            open=server_opened
            aria-labelledby=heading
            on:close=closed
            on:click=clicked
        >
            <header class="dialog-head">
                <h2 id=heading.clone()>{title}</h2>
            </header>
            {children()}
        </dialog>
    }
    .into_any()
}

/// Keeps the element and the signal equal, in the browser.
fn show(node: NodeRef<DialogElement>, open: RwSignal<bool>) {
    Effect::new(move |ran: Option<()>| {
        let wanted = open.get();
        let Some(dialog) = node.get() else { return };
        // Somebody opened it before the program was there: it stays open, from now on as a modal.
        if ran.is_none() && dialog.matches(":popover-open").unwrap_or_default() {
            open.set(true);
            return;
        }
        // Neither call can fail in a way that matters: what is closed stays closed.
        let _ = dialog.hide_popover();
        dialog.close();
        if wanted && dialog.show_modal().is_err() {
            // In the flow instead: what can be done in it stays within reach.
            dialog.set_open(true);
        }
    });
}

fn is_outside(dialog: &web_sys::HtmlDialogElement, event: &MouseEvent) -> bool {
    let edges = dialog.get_bounding_client_rect();
    let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
    x < edges.left() || x > edges.right() || y < edges.top() || y > edges.bottom()
}
