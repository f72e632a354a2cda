//! Who asks: from the cookie to a [`Context`] that every handler finds in the request.

use app::{
    error::AppError,
    session::cookie::{self, SessionCookie},
    shell::{Assets, Document, Side},
};
use axum::{
    extract::{ConnectInfo, Request, State},
    http::{HeaderMap, HeaderValue, Method, Uri, header},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use backend::{
    Backend, Context, echo,
    session::{self, ClientInfo, Who},
};
use domain::{lang::Lang, person::Theme, policy::Actor};
use std::{net::SocketAddr, sync::Arc};
use uuid::Uuid;

use crate::endpoints::{problem::problem, trouble};

/// What the layer needs of the server.
#[derive(Clone)]
pub struct Sessions {
    /// To look the session up.
    pub backend: Backend,
    /// Asset URLs of the document.
    pub assets: Arc<Assets>,
    /// How this installation names its cookie.
    pub cookie: SessionCookie,
    /// Whether `X-Forwarded-For` is believed.
    pub trust_forwarded: bool,
}

/// The session of a request, so that a stream can look at it again and a form knows its author.
#[derive(Debug, Clone)]
pub struct Ticket {
    token: Option<String>,
    session: Option<Uuid>,
    /// The secret of a browser without a session.
    visitor: Option<String>,
    cookie: SessionCookie,
}

impl Ticket {
    /// Names the holder without giving the token away; `None` for a browser that has been given nothing yet.
    pub fn owner_key(&self) -> Option<String> {
        match self.session {
            Some(session) => Some(session.to_string()),
            None => self.visitor.as_deref().map(echo::visitor),
        }
    }

    /// The same for whoever leaves something here; a browser without a session gets the cookie by which it is known again.
    pub fn owner(&self, cx: &Context) -> (String, Option<HeaderValue>) {
        if let Some(session) = self.session {
            return (session.to_string(), None);
        }
        let secret = self.visitor.clone().unwrap_or_else(|| cx.new_token());
        (echo::visitor(&secret), self.cookie.for_visitor(&secret, echo::KEPT))
    }

    /// Who holds it now; `None` when the session has ended.
    pub async fn actor(&self, backend: &Backend) -> Option<Actor> {
        let who = session::resolve(backend, self.token.as_deref()?).await.ok()??;
        Some(who.actor)
    }
}

/// Puts [`backend::Context`], [`Document`], [`Ticket`] and [`ClientInfo`] into the request, and sends people to where they belong.
pub async fn session(State(state): State<Sessions>, mut request: Request, next: Next) -> Response {
    let token = state.cookie.token(request.headers());
    let who = match &token {
        None => None,
        Some(token) => match session::resolve(&state.backend, token).await {
            Ok(who) => who,
            Err(error) => return unavailable(&error, request.uri().path()),
        },
    };
    let actor = who.as_ref().map_or(Actor::Anonymous, |who| who.actor);
    if let Some(elsewhere) = belongs_elsewhere(&request, &actor) {
        return elsewhere;
    }

    let path = request.uri().path().to_owned();
    let lang = language(who.as_ref(), request.headers());
    let mut context = state.backend.context(actor, lang);
    if let Some(who) = &who {
        context = context.in_zone(who.zone.clone());
    }
    let document = Document {
        assets: Arc::clone(&state.assets),
        lang: lang_tag(lang),
        theme: theme(who.as_ref(), request.headers()),
    };
    let client = ClientInfo { previous: token.clone(), ..client(&request, state.trust_forwarded) };
    let session = who.as_ref().map(|who| who.session);
    let visitor = state.cookie.visitor(request.headers());
    let ticket = Ticket {
        token: token.filter(|_| session.is_some()),
        session,
        visitor,
        cookie: state.cookie,
    };
    let extensions = request.extensions_mut();
    extensions.insert(context);
    extensions.insert(document);
    extensions.insert(client);
    extensions.insert(ticket);
    if let Some(who) = who {
        extensions.insert(who);
    }
    if matches!(actor, Actor::Partner { .. }) && Side::of_path(&path) == Side::Staff {
        // Staff pages do not exist for partner people: no route may match.
        *request.uri_mut() = Uri::from_static("/not-found");
    }
    next.run(request).await
}

fn unavailable(error: &backend::Error, path: &str) -> Response {
    tracing::error!(%error, "cannot look a session up");
    if is_page(path) { trouble::unavailable() } else { problem(&AppError::Busy) }
}

/// Pages only: data are guarded by the policy, this saves people a page that could only say no.
fn belongs_elsewhere(request: &Request, actor: &Actor) -> Option<Response> {
    let uri = request.uri();
    let path = uri.path();
    if *request.method() != Method::GET || !is_page(path) {
        return None;
    }
    let to = match actor {
        Actor::Anonymous if is_public(path) => return None,
        Actor::Anonymous if path == "/" => "/sign-in".to_owned(),
        Actor::Anonymous => {
            let wanted = uri.path_and_query().map_or(path, |p| p.as_str());
            let next: String = url::form_urlencoded::byte_serialize(wanted.as_bytes()).collect();
            format!("/sign-in?next={next}")
        }
        Actor::Staff { .. } => staff_place(path)?,
        Actor::Partner { .. } => {
            matches!(path, "/" | "/sign-in").then(|| "/dashboard".to_owned())?
        }
        Actor::System => return None,
    };
    Some(Redirect::to(&to).into_response())
}

fn is_page(path: &str) -> bool {
    let first = path.split('/').nth(1).unwrap_or_default();
    !matches!(first, "api" | "pkg" | "events" | "files" | "livez" | "readyz" | "csp-report")
        && !first.contains('.')
}

fn is_public(path: &str) -> bool {
    const LINKS: [&str; 4] = ["/setup/", "/invitation/", "/reset/", "/answer/"];
    matches!(path, "/sign-in" | "/forgotten" | "/verify" | "/receipts/key")
        || LINKS.iter().any(|link| path.starts_with(link))
}

/// A colleague may well be sent the address that a partner sees: staff have the same record on their side.
fn staff_place(path: &str) -> Option<String> {
    match path {
        "/" | "/sign-in" | "/dashboard" | "/opportunities" | "/staff" => {
            Some("/staff/opportunities".to_owned())
        }
        "/me" => Some("/staff/me".to_owned()),
        "/company" => Some("/staff/partners".to_owned()),
        "/registrations" | "/conflict-check" => Some("/staff/registrations".to_owned()),
        "/customers" => Some("/staff/accounts".to_owned()),
        _ if path.starts_with("/receipts/") => {
            // The key and the files are the same for everybody.
            let id = path.strip_prefix("/receipts/").filter(|id| *id != "key")?;
            (!id.contains('/')).then(|| format!("/staff/receipts/{id}"))
        }
        _ => {
            let record = path.strip_prefix("/opportunities/").map(|r| ("opportunities", r));
            let record =
                record.or_else(|| path.strip_prefix("/customers/").map(|r| ("accounts", r)));
            // Pages below a record are the partner's own; staff have it all on one page.
            let (list, rest) = record?;
            let record = rest.split('/').next().unwrap_or_default();
            Some(format!("/staff/{list}/{record}"))
        }
    }
}

/// The account's choice, then the browser's on this site, then what the browser asks for.
fn language(who: Option<&Who>, headers: &HeaderMap) -> Lang {
    let accepted = || Lang::from_header(headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?);
    who.and_then(|who| who.lang)
        .or_else(|| cookie::read(headers, cookie::LANGUAGE)?.parse().ok())
        .or_else(accepted)
        .unwrap_or_default()
}

fn lang_tag(lang: Lang) -> &'static str {
    match lang {
        Lang::Cs => "cs",
        Lang::En => "en",
    }
}

fn theme(who: Option<&Who>, headers: &HeaderMap) -> Option<&'static str> {
    let chosen =
        who.map(|who| who.theme).or_else(|| cookie::read(headers, cookie::THEME)?.parse().ok());
    match chosen.unwrap_or_default() {
        Theme::System => None,
        Theme::Light => Some("light"),
        Theme::Dark => Some("dark"),
    }
}

fn client(request: &Request, trust_forwarded: bool) -> ClientInfo {
    let headers = request.headers();
    let text = |name| headers.get(name).and_then(|value: &header::HeaderValue| value.to_str().ok());
    // The last one is what our own proxy saw; those before it are whatever the client wrote.
    let forwarded = text(header::HeaderName::from_static("x-forwarded-for"))
        .filter(|_| trust_forwarded)
        .and_then(|list| list.rsplit(',').next())
        .and_then(|address| address.trim().parse().ok());
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    ClientInfo {
        user_agent: text(header::USER_AGENT).map(|agent| agent.chars().take(200).collect()),
        address: forwarded.or(peer),
        previous: None,
    }
}

/// Which root renders a page that nobody knows.
pub fn side_of(request: &Request) -> Side {
    let is_staff = request
        .extensions()
        .get::<backend::Context>()
        .is_some_and(|cx| matches!(cx.actor, Actor::Staff { .. }));
    if is_staff { Side::of_path(request.uri().path()) } else { Side::Partner }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_sign_in_and_links_are_public() {
        for path in [
            "/verify",
            "/receipts/key",
            "/sign-in",
            "/forgotten",
            "/setup/abc",
            "/invitation/abc",
            "/reset/abc",
            "/answer/abc",
        ] {
            assert!(is_public(path), "{path}");
        }
        for path in ["/", "/dashboard", "/staff/opportunities", "/sign-in/x", "/setup"] {
            assert!(!is_public(path), "{path}");
        }
    }

    #[test]
    fn files_streams_and_functions_are_no_pages() {
        for path in
            ["/api/session/me", "/events", "/files/1", "/pkg/x.js", "/favicon.svg", "/livez"]
        {
            assert!(!is_page(path), "{path}");
        }
        assert!(is_page("/opportunities/OPP-7K3Q-9F2M") && is_page("/"));
    }

    #[test]
    fn staff_land_on_their_side_of_a_shared_address() {
        assert_eq!(
            staff_place("/opportunities/OPP-1").as_deref(),
            Some("/staff/opportunities/OPP-1")
        );
        assert_eq!(staff_place("/staff/partners"), None);
        assert_eq!(staff_place("/receipts/1").as_deref(), Some("/staff/receipts/1"));
        assert_eq!(staff_place("/receipts/key"), None);
        assert_eq!(staff_place("/receipts/1/receipt.json"), None);
    }
}
