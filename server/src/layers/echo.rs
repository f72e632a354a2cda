//! Forms without script: what was refused comes back to its page with the typed text and the reason.
//!
//! Leptos answers the failed post of a plain form with a redirect that carries the error in the URL, and forgets
//! what was typed. This layer keeps both for the author (`backend::echo`) and puts only an id into the URL.

use app::{error::AppError, forms::Echo};
use axum::{
    Extension,
    body::{Body, to_bytes},
    extract::Request,
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use backend::{Context, echo};
use leptos::server_fn::error::ServerFnUrlError;
use url::{Url, form_urlencoded};

use super::session::Ticket;

/// Largest body of a server function, in bytes; uploads have limits of their own. No form of ours is larger: the
/// longest texts together stay below 100 kB even when percent-encoded.
const LARGEST_FORM: usize = 1 << 20;

/// Wraps the server functions.
pub async fn echo_refused_forms(
    Extension(cx): Extension<Context>,
    Extension(ticket): Extension<Ticket>,
    request: Request,
    next: Next,
) -> Response {
    let is_plain = is_plain_form(&request);
    let path = request.uri().path().to_owned();
    let back = came_from(request.headers());
    let (parts, body) = request.into_parts();
    // Here for scripts, too: Leptos would tell a body beyond a limit as a failure of ours.
    let Ok(posted) = to_bytes(body, LARGEST_FORM).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let response = next.run(Request::from_parts(parts, Body::from(posted.clone()))).await;
    if !is_plain {
        return response;
    }

    match refusal(&response) {
        None => see_other(response, &back),
        Some(AppError::SignedOut) => sign_in_first(&back),
        Some(error) => {
            let fields = without_secrets(&posted);
            keep(&cx, &ticket, &Echo { path, fields, error }, &back).await
        }
    }
}

/// To the sign-in, and from there back to the page with the form.
pub fn sign_in_first(back: &str) -> Response {
    let next: String = form_urlencoded::byte_serialize(back.as_bytes()).collect();
    Redirect::to(&format!("/sign-in?next={next}")).into_response()
}

fn is_plain_form(request: &Request) -> bool {
    let says = |name, what| {
        let value = request.headers().get(name).and_then(|v| v.to_str().ok());
        value.is_some_and(|value| value.contains(what))
    };
    request.method() == Method::POST
        && request.uri().path().starts_with("/api/")
        && says(header::ACCEPT, "text/html")
        && says(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
}

/// Path and query of the page with the form, without an older echo. Only ever a path of this site.
pub fn came_from(headers: &HeaderMap) -> String {
    let referer = headers.get(header::REFERER).and_then(|value| value.to_str().ok());
    let url = referer.and_then(|text| Url::parse(text).ok());
    let Some(mut url) = url.filter(|url| matches!(url.scheme(), "http" | "https")) else {
        return "/".to_owned();
    };
    let kept: Vec<(String, String)> = url
        .query_pairs()
        .filter(|(key, _)| !matches!(key.as_ref(), "echo" | "__path" | "__err"))
        .map(|(key, value)| (key.into_owned(), value.into_owned()))
        .collect();
    url.set_query(None);
    if !kept.is_empty() {
        url.query_pairs_mut().extend_pairs(kept);
    }
    local(&url)
}

fn local(url: &Url) -> String {
    // Browsers read what follows two slashes as the name of a host.
    let path = url.path().trim_start_matches('/');
    match url.query() {
        Some(query) => format!("/{path}?{query}"),
        None => format!("/{path}"),
    }
}

/// The error that Leptos wrote into the URL of the redirect.
fn refusal(response: &Response) -> Option<AppError> {
    let location = response.headers().get(header::LOCATION)?.to_str().ok()?;
    let query = location.split_once('?')?.1;
    let (_, coded) = form_urlencoded::parse(query.as_bytes()).find(|(key, _)| key == "__err")?;
    Some(ServerFnUrlError::<AppError>::decode_err(&coded))
}

/// Done: the browser gets the page by GET, whatever status the use case had set, and an older echo is forgotten.
fn see_other(mut response: Response, back: &str) -> Response {
    let Some(location) = response.headers().get(header::LOCATION).cloned() else { return response };
    *response.status_mut() = StatusCode::SEE_OTHER;
    // A whole address is the one that the browser named as its page: ours are paths.
    let to_the_form = location.to_str().is_ok_and(|text| Url::parse(text).is_ok());
    if to_the_form && let Ok(value) = HeaderValue::from_str(back) {
        response.headers_mut().insert(header::LOCATION, value);
    }
    response
}

fn without_secrets(posted: &[u8]) -> Vec<(String, String)> {
    form_urlencoded::parse(posted)
        .filter(|(name, _)| !name.contains("password") && !name.contains("token"))
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect()
}

/// Keeps a refused form and sends the browser back to its page.
pub async fn keep(cx: &Context, ticket: &Ticket, refused: &Echo, back: &str) -> Response {
    let payload = serde_json::to_string(refused).unwrap_or_default();
    let (owner, cookie) = ticket.owner(cx);
    match echo::keep(cx, &owner, &refused.path, payload).await {
        Ok(id) => {
            let mark = if back.contains('?') { '&' } else { '?' };
            let mut response = Redirect::to(&format!("{back}{mark}echo={id}")).into_response();
            if let Some(cookie) = cookie {
                response.headers_mut().append(header::SET_COOKIE, cookie);
            }
            response
        }
        Err(error) => {
            tracing::error!(%error, "cannot keep a refused form");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(referer: &str) -> String {
        let mut headers = HeaderMap::new();
        headers.insert(header::REFERER, referer.parse().unwrap());
        came_from(&headers)
    }

    #[test]
    fn the_way_back_is_a_path_of_this_site_without_older_echoes() {
        assert_eq!(from("http://portal/staff/new?tab=general&echo=1"), "/staff/new?tab=general");
        assert_eq!(from("http://portal/a?echo=1"), "/a");
        assert_eq!(from("https://evil.example/phish"), "/phish");
        assert_eq!(from("nonsense"), "/");
        assert_eq!(came_from(&HeaderMap::new()), "/");
    }

    #[test]
    fn no_hostile_referer_leads_to_another_site() {
        for (referer, back) in [
            ("http://portal//evil.com/", "/evil.com/"),
            ("http://portal///evil.com/", "/evil.com/"),
            ("http://portal/\\evil.com/", "/evil.com/"),
            ("http://portal\\\\evil.com/", "/evil.com/"),
            ("http://portal/\\/evil.com/?a=//b", "/evil.com/?a=%2F%2Fb"),
            ("http://portal/\t/evil.com/", "/evil.com/"),
            ("http://portal/%2f/evil.com/", "/%2f/evil.com/"),
            ("http://portal/%5cevil.com/", "/%5cevil.com/"),
            ("http://portal/./\t//evil.com/", "/evil.com/"),
            ("//evil.com/", "/"),
            ("/\\evil.com", "/"),
            ("http:evil.com//x", "/x"),
            ("javascript:alert(1)", "/"),
            ("data:text/html,<b>", "/"),
            ("file:////evil.com/x", "/"),
            ("ftp://portal/x", "/"),
        ] {
            assert_eq!(from(referer), back, "{referer:?}");
        }
        let mut headers = HeaderMap::new();
        let odd = HeaderValue::from_bytes(b"http://portal/\xff\x80//evil.com").unwrap();
        headers.insert(header::REFERER, odd);
        assert_eq!(came_from(&headers), "/");
    }

    #[test]
    fn passwords_and_link_tokens_are_never_kept() {
        let kept = without_secrets(b"email=a%40b.cz&password=x&password_again=x&token=secret");
        assert_eq!(kept, [("email".to_owned(), "a@b.cz".to_owned())]);
    }
}
