//! Refuses unsafe requests that another site made a browser send (cross-site request forgery).

use axum::{
    extract::Request,
    http::{HeaderMap, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

/// What a page of ours posts; `text/plain` is what a foreign form can send without asking.
const FORM_TYPES: [&str; 3] =
    ["application/x-www-form-urlencoded", "multipart/form-data", "application/json"];

/// Lets safe methods pass; everything else has to come from a page of this very origin.
pub async fn same_origin(request: Request, next: Next) -> Response {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    // Browsers report violations of the policy without an origin of their own; the report changes nothing.
    if safe || request.uri().path() == "/csp-report" {
        return next.run(request).await;
    }
    if !is_own(request.headers()) {
        return (StatusCode::FORBIDDEN, "cross-site request refused").into_response();
    }
    if !has_form_type(request.headers()) {
        return StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response();
    }
    next.run(request).await
}

/// `Sec-Fetch-Site` cannot be set by a page; where it is missing, `Origin` has to name the host that was asked.
fn is_own(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).and_then(|value: &header::HeaderValue| value.to_str().ok());
    match text(header::HeaderName::from_static("sec-fetch-site")) {
        Some(site) => site == "same-origin",
        None => match (text(header::ORIGIN), text(header::HOST)) {
            (Some(origin), Some(host)) => {
                origin.split_once("://").is_some_and(|(_, authority)| authority == host)
            }
            _ => false,
        },
    }
}

fn has_form_type(headers: &HeaderMap) -> bool {
    let Some(value) = headers.get(header::CONTENT_TYPE) else {
        return headers.get(header::CONTENT_LENGTH).is_none_or(|length| length == "0");
    };
    let essence = value.to_str().unwrap_or_default().split(';').next().unwrap_or_default().trim();
    FORM_TYPES.iter().any(|known| essence.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(k, v)| (k.parse().unwrap(), v.parse().unwrap())).collect()
    }

    #[test]
    fn only_the_own_origin_may_change_anything() {
        let host = ("host", "portal.example:3000");
        for (extra, own) in [
            (vec![("sec-fetch-site", "same-origin")], true),
            (vec![("sec-fetch-site", "same-site")], false),
            (
                vec![("sec-fetch-site", "cross-site"), ("origin", "http://portal.example:3000")],
                false,
            ),
            (vec![("sec-fetch-site", "none")], false),
            (vec![("origin", "http://portal.example:3000")], true),
            (vec![("origin", "http://evil.example")], false),
            (vec![("origin", "null")], false),
            (vec![], false),
        ] {
            let all: Vec<_> = extra.iter().copied().chain([host]).collect();
            assert_eq!(is_own(&headers(&all)), own, "{extra:?}");
        }
    }

    #[test]
    fn a_foreign_forms_plain_text_is_no_form() {
        assert!(has_form_type(&headers(&[("content-type", "application/json; charset=utf-8")])));
        assert!(!has_form_type(&headers(&[("content-type", "text/plain")])));
        assert!(has_form_type(&headers(&[("content-length", "0")])));
        assert!(!has_form_type(&headers(&[("content-length", "5")])));
    }
}
