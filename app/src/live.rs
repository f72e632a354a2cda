//! Others' changes without reload: the server says that something changed, pages fetch again through the policy.

use leptos::prelude::*;

/// Counts what the server said. Resources that depend on it are fetched again.
#[derive(Clone, Copy)]
struct Live(RwSignal<u32>);

/// Opens the stream in the browser, once for the page; on the server nothing ever changes.
pub fn provide_live() {
    let changes = RwSignal::new(0);
    provide_context(Live(changes));
    // Before anything of the page is read.
    let made_at = SharedValue::new(mark).into_inner();
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        leptos::task::spawn_local_scoped(listen(changes, Some(made_at.clone())));
    });
    #[cfg(not(feature = "hydrate"))]
    drop(made_at);
}

#[cfg(feature = "ssr")]
fn mark() -> String {
    crate::request::known().map(|cx| cx.db.changes().mark()).unwrap_or_default()
}

/// Only for pages that the browser opened itself.
#[cfg(not(feature = "ssr"))]
fn mark() -> String {
    String::new()
}

/// How many changes were heard of so far; read it in a resource's source.
pub fn live() -> Signal<u32> {
    use_context::<Live>().map_or_else(|| Signal::stored(0), |live| live.0.into())
}

/// How long the page waits before it opens a stream anew that the browser has given up.
#[cfg(feature = "hydrate")]
const PAUSE: std::time::Duration = std::time::Duration::from_secs(5);

/// Listens until the session ends. A lost connection is opened again by the browser itself; after an answer that is no
/// stream (a server that starts, a proxy without one) it gives up, and we do not.
#[cfg(feature = "hydrate")]
async fn listen(changes: RwSignal<u32>, made_at: Option<String>) {
    use crate::{error::AppError, shared::ask::send};

    hear(changes, made_at).await;
    let again = move || {
        leptos::task::spawn_local(async move {
            let Ok(nothing) = leptos::web_sys::UrlSearchParams::new() else { return };
            if !matches!(send("/api/session/me", nothing).await, Err(AppError::SignedOut)) {
                // What was missed meanwhile is caught up by fetching again.
                Box::pin(listen(changes, None)).await;
            }
        });
    };
    set_timeout(again, PAUSE);
}

/// Counts every `changed`, and every `hello` but one that says that nothing was written since the page was made: what was
/// missed before, or while the stream was away, is caught up by fetching again.
#[cfg(feature = "hydrate")]
async fn hear(changes: RwSignal<u32>, mut made_at: Option<String>) {
    use futures_util::{StreamExt as _, stream};
    use gloo_net::eventsource::futures::EventSource;

    let Ok(mut source) = EventSource::new("/events") else { return };
    let (Ok(greetings), Ok(news)) = (source.subscribe("hello"), source.subscribe("changed")) else {
        return;
    };
    let mut heard = stream::select(greetings, news);
    while let Some(Ok((_, message))) = heard.next().await {
        let is_as_made =
            made_at.take().is_some_and(|mark| message.data().as_string() == Some(mark));
        if !is_as_made {
            changes.try_update(|count| *count = count.wrapping_add(1));
        }
    }
}
