//! Content Security Policy: a fresh nonce for each request, and nothing inline without it.

use axum::{
    extract::Request,
    http::{HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};
use leptos::nonce::Nonce;

const REPORTING_ENDPOINTS: HeaderName = HeaderName::from_static("reporting-endpoints");
/// Where `report-to` of the policy leads.
const ENDPOINTS: &str = "csp=\"/csp-report\"";

/// Puts a [`Nonce`] into the request's extensions and the policy that names it on the answer.
pub async fn content_policy(mut request: Request, next: Next) -> Response {
    let nonce = Nonce::new();
    request.extensions_mut().insert(nonce.clone());

    let mut response = next.run(request).await;
    if let Ok(policy) = HeaderValue::from_str(&policy(&nonce)) {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response.headers_mut().insert(REPORTING_ENDPOINTS, HeaderValue::from_static(ENDPOINTS));
    response
}

/// `strict-dynamic` lets the nonce'd module load what it imports; `wasm-unsafe-eval` lets it compile. Violations are
/// reported both ways: Firefox knows only the old one.
fn policy(nonce: &str) -> String {
    format!(
        "default-src 'none'; \
         script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; \
         style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; \
         manifest-src 'self'; worker-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; \
         report-uri /csp-report; report-to csp"
    )
}
