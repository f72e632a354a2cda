//! Asks before typed text is lost: closing the page, following a link, going back.

use leptos::prelude::*;

/// What is being typed somewhere, if anything is.
#[derive(Clone, Copy)]
struct Unsaved(StoredValue<Option<Signal<bool>>>);

/// Makes [`guard_unsaved`] work below; called once in a root, inside its router.
pub(crate) fn provide_unsaved(question: &'static str) {
    let unsaved = Unsaved(StoredValue::new(None));
    provide_context(unsaved);
    #[cfg(not(feature = "hydrate"))]
    let _ = question;
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| browser::listen(unsaved, question));
}

/// Guards while `dirty` is true and the page that it belongs to is there.
pub(crate) fn guard_unsaved(dirty: Signal<bool>) {
    if let Some(unsaved) = use_context::<Unsaved>() {
        unsaved.0.set_value(Some(dirty));
    }
}

#[cfg(feature = "hydrate")]
mod browser {
    use leptos::{
        ev,
        prelude::*,
        wasm_bindgen::{JsCast, JsValue, closure::Closure},
        web_sys::{Element, Event, HtmlAnchorElement, MouseEvent, js_sys::Function},
    };
    use leptos_router::hooks::use_url;

    use super::Unsaved;

    impl Unsaved {
        fn would_be_lost(self) -> bool {
            let dirty = self.0.try_get_value().flatten();
            dirty.and_then(|dirty| dirty.try_get_untracked()).unwrap_or_default()
        }
    }

    /// For good, and before the router: its own listeners run in the bubbling phase.
    fn before_router(name: &'static str, listener: impl Fn(Event) + 'static) {
        let closure = Closure::<dyn Fn(Event)>::new(listener).into_js_value();
        let function = closure.unchecked_into::<Function>();
        // Adding a function under a name cannot fail.
        let _ = window().add_event_listener_with_callback_and_bool(name, &function, true);
    }

    pub(super) fn listen(unsaved: Unsaved, question: &'static str) {
        let handle = window_event_listener(ev::beforeunload, move |event| {
            if unsaved.would_be_lost() {
                event.prevent_default();
            }
        });
        on_cleanup(move || handle.remove());
        before_router("click", move |event| {
            if unsaved.would_be_lost() && leaves(&event) && !agreed(question) {
                event.prevent_default();
                event.stop_immediate_propagation();
            }
        });
        let here = use_url();
        before_router("popstate", move |event| {
            let stays = here
                .with_untracked(|url| location().pathname().is_ok_and(|path| path == url.path()));
            if stays || !unsaved.would_be_lost() || agreed(question) {
                return;
            }
            event.stop_immediate_propagation();
            let back = here.with_untracked(|url| match url.search() {
                "" => url.path().to_owned(),
                search => [url.path(), "?", search].concat(),
            });
            if let Ok(history) = window().history() {
                // Should the browser refuse, only the address bar is wrong.
                let _ = history.push_state_with_url(&JsValue::NULL, "", Some(&back));
            }
        });
    }

    fn agreed(question: &str) -> bool {
        window().confirm_with_message(question).unwrap_or(true)
    }

    /// A plain click on a link to another page of this site, in this tab.
    fn leaves(event: &Event) -> bool {
        let Some(click) = event.dyn_ref::<MouseEvent>() else { return false };
        let plain = !(click.ctrl_key() || click.meta_key() || click.shift_key() || click.alt_key());
        let link = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok())
            .and_then(|element| element.closest("a[href]").ok().flatten())
            .and_then(|element| element.dyn_into::<HtmlAnchorElement>().ok());
        plain
            && click.button() == 0
            && link.is_some_and(|link| {
                link.target() != "_blank"
                    && !link.has_attribute("download")
                    && link.origin() == location().origin().unwrap_or_default()
                    && link.pathname() != location().pathname().unwrap_or_default()
            })
    }
}
