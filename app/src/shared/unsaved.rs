//! Asks before typed text is lost: closing the page, following a link, going back.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// What is being typed, and the page that it is typed on.
#[derive(Clone, Copy)]
struct Typing {
    #[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "only browsers leave pages"))]
    dirty: Signal<bool>,
    /// Path and query.
    #[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "only browsers leave pages"))]
    place: Signal<String>,
}

/// What is being typed somewhere, if anything is.
#[derive(Clone, Copy)]
struct Unsaved(StoredValue<Option<Typing>>);

/// Makes [`guard_unsaved`] work below; called once in a root, before its router, so that this module hears of
/// *back* first.
pub(crate) fn provide_unsaved(question: &'static str) {
    let unsaved = Unsaved(StoredValue::new(None));
    provide_context(unsaved);
    #[cfg(not(feature = "hydrate"))]
    let _ = question;
    #[cfg(feature = "hydrate")]
    browser::listen(unsaved, question);
}

/// Guards while `dirty` is true and the page that it belongs to is there.
pub(crate) fn guard_unsaved(dirty: Signal<bool>) {
    let at = use_location();
    let place = Signal::derive(move || match at.search.get() {
        search if search.is_empty() => at.pathname.get(),
        search => [&at.pathname.get(), "?", &search].concat(),
    });
    if let Some(unsaved) = use_context::<Unsaved>() {
        unsaved.0.set_value(Some(Typing { dirty, place }));
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

    use super::Unsaved;

    impl Unsaved {
        /// Where something was typed that is not stored.
        fn place(self) -> Option<String> {
            let typing = self.0.try_get_value().flatten()?;
            let dirty = typing.dirty.try_get_untracked().unwrap_or_default();
            if dirty { typing.place.try_get_untracked() } else { None }
        }

        fn would_be_lost(self) -> bool {
            self.place().is_some()
        }
    }

    /// For good, and before the router: its own listener for clicks runs in the bubbling phase.
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
        before_router("popstate", move |event| {
            let Some(place) = unsaved.place() else { return };
            let path = location().pathname().unwrap_or_default();
            if place.split('?').next() == Some(path.as_str()) || agreed(question) {
                return;
            }
            event.stop_immediate_propagation();
            if let Ok(history) = window().history() {
                // Should the browser refuse, only the address bar is wrong.
                let _ = history.push_state_with_url(&JsValue::NULL, "", Some(&place));
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
