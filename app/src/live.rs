//! Others' changes without reload: the server says that something changed, pages fetch again through the policy.

use leptos::prelude::*;

/// Counts what the server said. Resources that depend on it are fetched again.
#[derive(Clone, Copy)]
struct Live(RwSignal<u32>);

/// Opens the stream in the browser, once for the page; on the server nothing ever changes.
pub fn provide_live() {
    let changes = RwSignal::new(0);
    provide_context(Live(changes));
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| leptos::task::spawn_local_scoped(listen(changes)));
}

/// How many changes were heard of so far; read it in a resource's source.
pub fn live() -> Signal<u32> {
    use_context::<Live>().map_or_else(|| Signal::stored(0), |live| live.0.into())
}

/// Counts every `changed`, and every `hello` but the first: the browser reconnects by itself, and what was missed
/// meanwhile is caught up by fetching again.
#[cfg(feature = "hydrate")]
async fn listen(changes: RwSignal<u32>) {
    use futures_util::{StreamExt as _, stream};
    use gloo_net::eventsource::futures::EventSource;

    let Ok(mut source) = EventSource::new("/events") else { return };
    let (Ok(greetings), Ok(news)) = (source.subscribe("hello"), source.subscribe("changed")) else {
        return;
    };
    let mut heard = stream::select(greetings.skip(1), news);
    while let Some(Ok(_)) = heard.next().await {
        changes.try_update(|count| *count = count.wrapping_add(1));
    }
}
