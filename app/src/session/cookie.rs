//! The cookies of a browser: its session, and language and colours before anybody is signed in.

use axum::http::{HeaderMap, HeaderValue, header, request::Parts};
use backend::session::{ClientInfo, Who};
use chrono::TimeDelta;
use domain::{lang::Lang, person::Theme};
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;

use crate::{error::AppError, request::fail};

/// Cookie of the language that was chosen in this browser: `cs` or `en`.
pub const LANGUAGE: &str = "lang";
/// Cookie of the colours that were chosen in this browser: `system`, `light` or `dark`.
pub const THEME: &str = "theme";

/// Cookies as this installation sets them. The server provides it as context for each request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionCookie {
    /// Reached by https: then the cookie never travels without it and belongs to this host alone.
    pub secure: bool,
}

impl SessionCookie {
    /// Name of the session cookie.
    #[must_use]
    pub fn name(self) -> &'static str {
        if self.secure { "__Host-sid" } else { "sid" }
    }

    /// The session token that a request brought.
    #[must_use]
    pub fn token(self, headers: &HeaderMap) -> Option<String> {
        read(headers, self.name())
    }

    /// The secret of a browser without a session, if it was given one.
    #[must_use]
    pub fn visitor(self, headers: &HeaderMap) -> Option<String> {
        read(headers, self.visitor_name()).filter(|secret| !secret.is_empty())
    }

    /// Gives a browser without a session a secret, so that what it typed comes back to it alone.
    #[must_use]
    pub fn for_visitor(self, secret: &str, max_age: TimeDelta) -> Option<HeaderValue> {
        self.line(self.visitor_name(), secret, max_age, "; HttpOnly")
    }

    fn visitor_name(self) -> &'static str {
        if self.secure { "__Host-visitor" } else { "visitor" }
    }

    /// Starts a session in the browser that waits for the present answer.
    pub fn set(self, token: &str, max_age: TimeDelta) {
        self.send(self.name(), token, max_age, "; HttpOnly");
    }

    /// Ends it.
    pub fn clear(self) {
        self.send(self.name(), "", TimeDelta::zero(), "; HttpOnly");
    }

    /// Remembers language and colours in the browser, for pages before the sign-in.
    pub fn prefer(self, language: Option<Lang>, theme: Option<Theme>) {
        const YEAR: TimeDelta = TimeDelta::days(365);
        if let Some(language) = language {
            self.send(LANGUAGE, language.as_ref(), YEAR, "");
        }
        if let Some(theme) = theme {
            self.send(THEME, theme.as_ref(), YEAR, "");
        }
    }

    fn send(self, name: &str, value: &str, max_age: TimeDelta, hidden: &str) {
        let cookie = self.line(name, value, max_age, hidden);
        if let (Some(cookie), Some(response)) = (cookie, use_context::<ResponseOptions>()) {
            response.append_header(header::SET_COOKIE, cookie);
        }
    }

    fn line(
        self,
        name: &str,
        value: &str,
        max_age: TimeDelta,
        hidden: &str,
    ) -> Option<HeaderValue> {
        let secure = if self.secure { "; Secure" } else { "" };
        let age = max_age.num_seconds();
        let cookie = format!("{name}={value}; Path=/; SameSite=Lax; Max-Age={age}{secure}{hidden}");
        HeaderValue::from_str(&cookie).ok()
    }
}

/// The cookies of this installation, as the server's session layer provides them.
pub(super) fn cookie() -> Result<SessionCookie, AppError> {
    use_context().ok_or(AppError::Internal)
}

/// The session token of this request.
pub(super) fn token() -> Result<String, AppError> {
    let cookie = cookie()?;
    let parts = use_context::<Parts>().ok_or(AppError::Internal)?;
    cookie.token(&parts.headers).ok_or_else(|| fail(AppError::SignedOut))
}

/// Who is signed in, and by which session; put into the request by the server's session layer.
pub(super) fn who() -> Result<Who, AppError> {
    signed_in().ok_or_else(|| fail(AppError::SignedOut))
}

/// The same where nobody needs to be signed in.
pub(super) fn signed_in() -> Option<Who> {
    use_context::<Parts>()?.extensions.get().cloned()
}

/// Where this request came from; put into the request by the server's session layer.
pub(super) fn client() -> Result<ClientInfo, AppError> {
    let parts = use_context::<Parts>().ok_or(AppError::Internal)?;
    parts.extensions.get().cloned().ok_or(AppError::Internal)
}

/// The value of one cookie of a request.
#[must_use]
pub fn read(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then(|| value.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_session_is_found_among_other_cookies() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, HeaderValue::from_static("lang=cs; xsid=no; sid=abc"));
        let plain = SessionCookie { secure: false };
        assert_eq!(plain.token(&headers).as_deref(), Some("abc"));
        assert_eq!(SessionCookie { secure: true }.token(&headers), None);
        assert_eq!(read(&headers, LANGUAGE).as_deref(), Some("cs"));
    }
}
