//! Draws each page on one thread, from its first word to its last.
//!
//! Leptos loads the data of a page in tasks of their own, which lock what they share with the page. Where they run on other
//! threads than the page, two of them can wait for each other for ever (leptos issue 4673). On one thread only one runs.

use std::{num::NonZero, sync::LazyLock, thread, time::Duration};

use axum::{
    body::{Body, to_bytes},
    extract::Request,
    middleware::Next,
    response::Response,
};
use tokio::time::timeout;
use tokio_util::task::LocalPoolHandle;

use crate::endpoints::trouble;

/// How long a page may take: longer than any query that the database lets run.
const LONGEST: Duration = Duration::from_secs(30);

/// Two threads for each core, so that a core has work while the pages of one thread wait for the database. They last as long
/// as the process: connections to the database that a page opened live on its thread and are used by the next.
static THREADS: LazyLock<LocalPoolHandle> = LazyLock::new(|| {
    LocalPoolHandle::new(2 * thread::available_parallelism().map_or(1, NonZero::get))
});

/// Sends the request to the thread that has the least to do.
pub async fn draw_on_one_thread(request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let page = THREADS.spawn_pinned(move || whole(next, request));
    match timeout(LONGEST, page).await {
        Ok(Ok(page)) => page,
        Ok(Err(error)) => {
            tracing::error!(%error, path, "a page could not be drawn");
            trouble::failed()
        }
        Err(_) => {
            tracing::error!(path, "a page took too long");
            trouble::unavailable()
        }
    }
}

/// The body as well: its parts are drawn while it is read.
async fn whole(next: Next, request: Request) -> Response {
    let (parts, body) = next.run(request).await.into_parts();
    match to_bytes(body, usize::MAX).await {
        Ok(bytes) => Response::from_parts(parts, Body::from(bytes)),
        Err(error) => {
            tracing::error!(%error, "a page broke off");
            trouble::failed()
        }
    }
}
