//! Brings the server's page to life in the browser.

use leptos::{mount::hydrate_body, prelude::*, task};

/// Takes over the rendered `<body>` with the root that the server rendered into it.
///
/// `body[data-hydrated]` is set once the listeners are attached, so that tests and styles can tell.
pub fn hydrate<V: IntoView + 'static>(root: fn() -> V) {
    hydrate_body(root);
    task::spawn_local(async {
        task::tick().await;
        if let Some(body) = document().body() {
            // The only way to fail is a bad attribute name.
            let _ = body.set_attribute("data-hydrated", "");
        }
    });
}
