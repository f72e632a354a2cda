//! Every URL of the server and every layer before it, in one list.

use std::{
    future::Future,
    pin::Pin,
    sync::{Arc, LazyLock},
};

use app::{
    forms::{Echo, EchoReader},
    partner::PartnerApp,
    request::status,
    session::cookie::SessionCookie,
    shell::{Document, Side, shell},
    staff::StaffApp,
};
use axum::{
    Extension, Router,
    body::Body,
    extract::{DefaultBodyLimit, Request},
    http::{Method, StatusCode, request::Parts},
    middleware::{from_fn, from_fn_with_state},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use backend::{Backend, Context, echo, file::Folder, session::ClientInfo};
use domain::person;
use leptos::{
    config::LeptosOptions, nonce::Nonce, prelude::*, server_fn::axum::get_server_fn_service,
};
use leptos_axum::{
    AxumRouteListing, LeptosRoutes as _, generate_route_list, handle_server_fns_with_context,
    render_app_async_with_context, render_route_with_context,
};
use tokio_util::sync::CancellationToken;
use tower::Layer as _;
use tower_http::compression::{CompressionLayer, Predicate as _, predicate};

use crate::{
    assets::Site,
    endpoints::{csp_report, events, files, health, import, receipts, registrations},
    layers::{
        content_policy::content_policy,
        echo::echo_refused_forms,
        one_thread::draw_on_one_thread,
        same_origin::same_origin,
        security_headers::{Https, security_headers},
        session::{Sessions, Ticket, session, side_of},
    },
};

/// What the server is made of.
pub struct Portal {
    /// Use cases and storage.
    pub backend: Backend,
    /// Static files.
    pub site: Site,
    /// Content of attachments.
    pub folder: Folder,
    /// What everybody may know of the installation.
    pub public: person::Site,
    /// How the session cookie is named.
    pub cookie: SessionCookie,
    /// Whether `X-Forwarded-For` is believed.
    pub trust_forwarded: bool,
    /// Ends streams when the server stops.
    pub stopping: CancellationToken,
}

/// Builds the complete router: tests drive it in process.
pub fn router(portal: Portal) -> Router {
    let Portal { backend, site, folder, public, cookie, trust_forwarded, stopping } = portal;
    let sessions =
        Sessions { backend: backend.clone(), assets: site.pages(), cookie, trust_forwarded };
    let files = folder.clone();
    let context = move || {
        provide(&public, cookie);
        provide_context(files.clone());
    };

    let people = Router::new()
        .merge(pages(context.clone()))
        .merge(server_functions(context.clone()))
        .merge(files::routes(folder.clone()))
        .merge(import::routes(folder.clone()))
        .merge(registrations::routes(folder))
        .merge(receipts::routes())
        .merge(verification(context.clone()))
        .route(
            "/events",
            get(events::events)
                .with_state(events::EventSources { backend: backend.clone(), stopping }),
        )
        .fallback_service(
            get(move |request: Request| not_found(context.clone(), request))
                .layer(from_fn(draw_on_one_thread)),
        );
    // Around the router and not inside it: the layer may send a request elsewhere before a route is found.
    let people = from_fn_with_state(sessions, session).layer(people);

    let router = Router::new()
        .fallback_service(people)
        .route("/livez", get(health::livez))
        .route("/readyz", get(health::readyz).with_state(backend.clone()))
        // Anybody can send one, as large and as often as they like.
        .route(
            "/csp-report",
            post(csp_report::report)
                .layer(DefaultBodyLimit::max(csp_report::LARGEST))
                .with_state(csp_report::Reports::new(backend)),
        )
        .layer(compression())
        .merge(site.into_router())
        .layer(from_fn(same_origin))
        .layer(from_fn(content_policy))
        .layer(from_fn(security_headers));
    if cookie.secure { router.layer(Extension(Https)) } else { router }
}

/// Pages and answers; streams have to reach the browser at once, and static files are compressed beforehand.
fn compression() -> CompressionLayer<impl predicate::Predicate> {
    let worth_it = predicate::SizeAbove::new(860)
        .and(predicate::NotForContentType::SSE)
        .and(predicate::NotForContentType::IMAGES);
    CompressionLayer::new().quality(tower_http::CompressionLevel::Fastest).compress_when(worth_it)
}

fn server_functions(context: impl Provide) -> Router {
    let call = move |request: Request| call(context.clone(), request);
    // All of them change something or may: nothing is called by a link.
    Router::new().route("/api/{*function}", post(call)).layer(from_fn(echo_refused_forms))
}

/// One that does not exist is answered as such: Leptos would explain to the asker how it is registered.
async fn call(context: impl Provide, request: Request) -> Response {
    if get_server_fn_service(request.uri().path(), Method::POST).is_none() {
        return StatusCode::NOT_FOUND.into_response();
    }
    handle_server_fns_with_context(context, request).await.into_response()
}

/// A receipt is checked and the page of the check is the answer: nothing is kept for a page after it.
fn verification(context: impl Provide) -> Router {
    let check = move |Extension(cx), Extension(client), request| {
        verify(context.clone(), cx, client, request)
    };
    Router::new()
        .route("/verify", post(check))
        .layer(from_fn(draw_on_one_thread))
        .layer(receipts::limit())
}

async fn verify(
    context: impl Provide,
    cx: Context,
    client: ClientInfo,
    request: Request,
) -> impl IntoResponse {
    let (mut parts, body) = request.into_parts();
    let posted = Request::from_parts(parts.clone(), body);
    let found = receipts::verification(&cx, &client, posted).await;
    let status = found.result.as_ref().err().map_or(StatusCode::OK, status);
    parts.method = Method::GET;
    let with_result = move || {
        context();
        provide_context(found.clone());
    };
    let page = Request::from_parts(parts, Body::empty());
    (status, render_app_async_with_context(with_result, partner_document)(page).await)
}

/// What screens and server functions find in their context.
fn provide(public: &person::Site, cookie: SessionCookie) {
    provide_context(public.clone());
    provide_context(cookie);
    let Some(parts) = use_context::<Parts>() else { return };
    if let Some(document) = parts.extensions.get::<Document>() {
        provide_context(document.clone());
    }
    if let Some(nonce) = parts.extensions.get::<Nonce>() {
        provide_context(nonce.clone());
    }
    let asker = (parts.extensions.get::<Context>(), parts.extensions.get::<Ticket>());
    if let (Some(cx), Some(ticket)) = asker {
        provide_context(echo_reader(cx.clone(), ticket.owner_key()));
    }
}

/// Reads what its author had typed; see [`crate::layers::echo`].
fn echo_reader(cx: Context, owner: Option<String>) -> EchoReader {
    EchoReader(Arc::new(move |id| {
        let (cx, owner) = (cx.clone(), owner.clone());
        let reading: Pin<Box<dyn Future<Output = Option<Echo>> + Send>> = Box::pin(async move {
            let (_, payload) = echo::read(&cx, &owner?, id.parse().ok()?).await.ok()??;
            serde_json::from_str(&payload).ok()
        });
        reading
    }))
}

/// The routes of both roots, looked up once in a process: meanwhile Leptos lets no page of any router load its data, and those
/// that ask for some wait for ever (leptos issue 4773).
static ROUTES: LazyLock<[Vec<AxumRouteListing>; 2]> =
    LazyLock::new(|| [generate_route_list(PartnerApp), generate_route_list(StaffApp)]);

/// Every screen of both roots. A route of the app is a route of the server: there is no second list.
fn pages(context: impl Provide) -> Router {
    let [partner, staff] = ROUTES.clone();
    let render_partner =
        render_route_with_context(partner.clone(), context.clone(), partner_document);
    let render_staff = render_route_with_context(staff.clone(), context, staff_document);

    Router::new()
        .leptos_routes_with_handler(partner, render_partner)
        .leptos_routes_with_handler(staff, render_staff)
        // Only pages that are rendered to files would read the options, and there are none.
        .with_state(LeptosOptions::builder().output_name("stafeta").build())
        .layer(from_fn(draw_on_one_thread))
}

/// An unknown URL still gets a page of the side it asked for: its root shows what it has for that.
async fn not_found(context: impl Provide, request: Request) -> impl IntoResponse {
    let response = match side_of(&request) {
        Side::Partner => render_app_async_with_context(context, partner_document)(request).await,
        Side::Staff => render_app_async_with_context(context, staff_document)(request).await,
    };
    (StatusCode::NOT_FOUND, response)
}

fn partner_document() -> impl IntoView {
    shell(Side::Partner, PartnerApp)
}

fn staff_document() -> impl IntoView {
    shell(Side::Staff, StaffApp)
}

/// A closure that fills the reactive context of one request.
trait Provide: Fn() + Clone + Send + Sync + 'static {}
impl<F: Fn() + Clone + Send + Sync + 'static> Provide for F {}
