//! Answers for one static file: the best encoding the client takes, or "you have it already".

use axum::{
    body::Bytes,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
    routing::{MethodRouter, get},
};

use super::file::File;

/// The route of one file; `get` answers `HEAD` too.
pub fn of(file: File) -> MethodRouter {
    get(async move |headers: HeaderMap| answer(&file, &headers))
}

fn answer(file: &File, request: &HeaderMap) -> Response {
    let (encoding, body) = choose(file, request);
    let tag = format!("\"{}-{}\"", file.hash, encoding.unwrap_or("plain"));

    let mut response = if has(request, &tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let mut response = body.into_response();
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(file.mime));
        if let Some(encoding) = encoding {
            response
                .headers_mut()
                .insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        response
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, file.cache.clone());
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    response
}

fn choose(file: &File, request: &HeaderMap) -> (Option<&'static str>, Bytes) {
    let variants = [("br", &file.brotli), ("gzip", &file.gzip)];
    for (encoding, bytes) in variants {
        if let Some(bytes) = bytes
            && accepts(request, encoding)
        {
            return (Some(encoding), bytes.clone());
        }
    }
    (None, file.plain.clone())
}

/// Whether `Accept-Encoding` names `encoding` without refusing it by `q=0`.
fn accepts(request: &HeaderMap, encoding: &str) -> bool {
    tokens(request, header::ACCEPT_ENCODING).any(|token| {
        let (name, weight) = token.split_once(';').unwrap_or((token, ""));
        let weight = weight.trim().strip_prefix("q=").unwrap_or("1");
        name.trim().eq_ignore_ascii_case(encoding)
            && weight.parse::<f32>().is_ok_and(|weight| weight > 0.0)
    })
}

/// Whether `If-None-Match` names the tag, also in its weak form.
fn has(request: &HeaderMap, tag: &str) -> bool {
    tokens(request, header::IF_NONE_MATCH)
        .any(|known| known == "*" || known.trim_start_matches("W/") == tag)
}

fn tokens(request: &HeaderMap, name: header::HeaderName) -> impl Iterator<Item = &str> {
    request
        .get_all(name)
        .into_iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
}
