//! Every URL of the server and every layer before it, in one list.

use app::{
    partner::PartnerApp,
    shell::{Document, Side, shell},
    staff::StaffApp,
};
use axum::{
    Router,
    extract::Request,
    http::{StatusCode, request::Parts},
    middleware,
    response::IntoResponse,
    routing::{any, get},
};
use leptos::{config::LeptosOptions, nonce::Nonce, prelude::*};
use leptos_axum::{
    LeptosRoutes as _, generate_route_list, handle_server_fns_with_context,
    render_app_async_with_context, render_route_with_context,
};

use crate::{assets::Site, layers::content_policy::content_policy};

/// Builds the complete router: tests drive it in process.
pub fn router(site: Site) -> Router {
    let document = Document { assets: site.pages(), lang: "cs", theme: None };
    let context = move || provide(&document);
    let server_function = {
        let context = context.clone();
        move |request: Request| handle_server_fns_with_context(context.clone(), request)
    };
    let unknown = {
        let context = context.clone();
        move |request: Request| not_found(context.clone(), request)
    };

    Router::new()
        .merge(pages(context))
        .route("/api/{*function}", any(server_function))
        .fallback(get(unknown))
        .merge(site.into_router())
        .layer(middleware::from_fn(content_policy))
}

/// What screens and server functions find in their context.
fn provide(document: &Document) {
    provide_context(document.clone());
    let nonce = use_context::<Parts>().and_then(|parts| parts.extensions.get::<Nonce>().cloned());
    if let Some(nonce) = nonce {
        provide_context(nonce);
    }
}

/// Every screen of both roots. A route of the app is a route of the server: there is no second list.
fn pages(context: impl Context) -> Router {
    let partner = generate_route_list(PartnerApp);
    let staff = generate_route_list(StaffApp);
    let render_partner =
        render_route_with_context(partner.clone(), context.clone(), partner_document);
    let render_staff = render_route_with_context(staff.clone(), context, staff_document);

    Router::new()
        .leptos_routes_with_handler(partner, render_partner)
        .leptos_routes_with_handler(staff, render_staff)
        // Only pages that are rendered to files would read the options, and there are none.
        .with_state(LeptosOptions::builder().output_name("stafeta").build())
}

/// An unknown URL still gets a page of the side it asked for: its root shows what it has for that.
async fn not_found(context: impl Context, request: Request) -> impl IntoResponse {
    let response = match Side::of_path(request.uri().path()) {
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
trait Context: Fn() + Clone + Send + Sync + 'static {}
impl<F: Fn() + Clone + Send + Sync + 'static> Context for F {}
