//! Whether the browser is taking over a page that the server made.

use leptos::prelude::Owner;

/// True while server-made elements are being taken over: what stands in them may be newer than what
/// the program starts with, because people type and browsers fill in before the program is there.
pub(crate) fn is_hydrating() -> bool {
    Owner::current_shared_context().is_some_and(|context| context.during_hydration())
}
