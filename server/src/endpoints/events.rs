//! `GET /events`: tells an open page that something it may see has changed. Never what: the page asks again, and the policy answers.

use std::{convert::Infallible, time::Duration};

use axum::{
    Extension,
    extract::State,
    http::StatusCode,
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use backend::{Backend, Context, changes::Change};
use domain::policy::Actor;
use futures_util::{Stream, stream};
use tokio::sync::broadcast::{Receiver, error::RecvError};
use tokio_util::sync::CancellationToken;

use crate::layers::session::Ticket;

/// Proxies close silent connections after a minute or less.
const SIGN_OF_LIFE: Duration = Duration::from_secs(20);

/// What the stream needs of the server.
#[derive(Clone)]
pub struct EventSources {
    /// To listen and to look at the session again.
    pub backend: Backend,
    /// Ends all streams when the server stops: they would never end by themselves.
    pub stopping: CancellationToken,
}

struct Listener {
    sources: EventSources,
    ticket: Ticket,
    /// Who opened it. Somebody with other rights opens another one.
    actor: Actor,
    changes: Receiver<Change>,
    greeted: bool,
}

/// Opens the stream for whoever is signed in.
pub async fn events(
    State(sources): State<EventSources>,
    Extension(cx): Extension<Context>,
    Extension(ticket): Extension<Ticket>,
) -> Response {
    if cx.actor.user().is_none() {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let changes = sources.backend.db.changes().subscribe();
    let listener = Listener { sources, ticket, actor: cx.actor, changes, greeted: false };
    Sse::new(stream(listener)).keep_alive(KeepAlive::new().interval(SIGN_OF_LIFE)).into_response()
}

fn stream(listener: Listener) -> impl Stream<Item = Result<Event, Infallible>> {
    stream::unfold(listener, |mut listener| async move {
        let (name, data) = listener.next().await?;
        Some((Ok(Event::default().event(name).data(data)), listener))
    })
}

impl Listener {
    /// The next thing to say; `None` ends the stream.
    async fn next(&mut self) -> Option<(&'static str, String)> {
        // The greeting lets a page that was cut off know that it is listening again, and one that has just loaded whether
        // anything was written since it was made.
        if !std::mem::replace(&mut self.greeted, true) {
            return Some(("hello", self.sources.backend.db.changes().mark()));
        }
        loop {
            let change = tokio::select! {
                () = self.sources.stopping.cancelled() => return None,
                change = self.changes.recv() => match change {
                    Ok(change) => change,
                    Err(RecvError::Lagged(_)) => Change::Everything,
                    Err(RecvError::Closed) => return None,
                },
            };
            if matches!(change, Change::Sessions { user } if Some(user) != self.actor.user()) {
                continue;
            }
            // Signed out, deactivated or given another role: that is told, too, and ends the stream at once.
            let actor = self.ticket.actor(&self.sources.backend).await?;
            if actor != self.actor {
                return None;
            }
            if change.concerns(&actor) {
                return Some(("changed", "{}".to_owned()));
            }
        }
    }
}
