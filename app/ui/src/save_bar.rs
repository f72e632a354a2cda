//! The bar at the end of a record: the one button that saves it.

use leptos::{ev, prelude::*, wasm_bindgen::JsCast};

use crate::{
    Text,
    button::{Button, ButtonKind},
};

/// The one Save of a record. Quiet while nothing changed, dark with what changed otherwise. Ctrl+S
/// presses it.
#[component]
pub fn SaveBar(
    /// Name of the region.
    #[prop(into)]
    label: Text,
    /// Id of the form.
    #[prop(into)]
    form: Text,
    /// Something changed.
    #[prop(into)]
    dirty: Signal<bool>,
    /// What is said: "No changes since 10.18" or "Unsaved changes".
    #[prop(into)]
    state: Signal<String>,
    /// The changes in words, while there are any.
    #[prop(optional, into)]
    changes: ViewFnOnce,
    /// Before the save button, such as "discard".
    #[prop(optional, into)]
    actions: ViewFnOnce,
    /// Word of the button.
    #[prop(into)]
    save: Text,
    /// The form is on its way.
    #[prop(optional, into)]
    pending: Signal<bool>,
) -> AnyView {
    on_ctrl_s(form.clone(), pending);
    view! {
        <div class="savebar" class:is-dirty=dirty role="region" aria-label=label>
            <span class="strong">{move || state.get()}</span>
            <span class="what only-wide">{changes.run()}</span>
            <span class="actions push">
                {actions.run()}
                <Button
                    kind=ButtonKind::Primary
                    submit=true
                    form=form
                    pending=pending
                    attr:aria-keyshortcuts="Control+S"
                >
                    {save}
                    <kbd class="needs-script" aria-hidden="true">
                        "Ctrl S"
                    </kbd>
                </Button>
            </span>
        </div>
    }
    .into_any()
}

fn on_ctrl_s(form: Text, pending: Signal<bool>) {
    Effect::new(move |_| {
        let form = form.clone();
        let listener = window_event_listener(ev::keydown, move |event| {
            if !(event.ctrl_key() || event.meta_key()) || event.key() != "s" {
                return;
            }
            event.prevent_default();
            let element = document().get_element_by_id(&form);
            if let Some(form) =
                element.and_then(|form| form.dyn_into::<web_sys::HtmlFormElement>().ok())
                && !pending.get_untracked()
            {
                // Refused only when a field is invalid, and then the browser shows which.
                let _ = form.request_submit();
            }
        });
        on_cleanup(move || listener.remove());
    });
}
