//! Pages that follow what the server says: drawn once, then kept equal to it.
//!
//! The server draws a page together with what it shows and puts both into the document; the browser takes that over and
//! asks again whenever something changed. Nothing of Leptos' resources is needed for it, which are a tenth of the
//! WebAssembly.

#[cfg(not(feature = "ssr"))]
mod browser;
#[cfg(feature = "ssr")]
mod server;

use leptos::prelude::*;

#[cfg(not(feature = "ssr"))]
pub(super) use browser::follow;
#[cfg(feature = "ssr")]
pub(super) use server::follow;

use crate::forms::Echo;
#[cfg(not(feature = "ssr"))]
use crate::live::live;

/// Draws a page from what it shows. Forms are made once, so that they outlive every later answer.
type Draw<T> = fn(Signal<T>, Option<Echo>, Refresh) -> AnyView;

/// Where the server puts what the page shows.
const SCREEN: &str = "screen";

/// Counts the reader's own changes; each asks the server again.
#[derive(Clone, Copy)]
pub(super) struct Refresh(RwSignal<u32>);

impl Refresh {
    fn new() -> Self {
        Self(RwSignal::new(0))
    }

    /// Changes with everything that the reader or somebody else does.
    #[cfg(not(feature = "ssr"))]
    fn track(self) {
        self.0.track();
        live().track();
    }

    /// Asks again.
    pub(super) fn now(self) {
        self.0.update(|count| *count = count.wrapping_add(1));
    }

    /// Asks again, as a callback.
    pub(super) fn callback(self) -> Callback<()> {
        Callback::new(move |()| self.now())
    }
}
