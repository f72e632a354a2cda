//! Calls of server functions as a form would make them. Nothing about the function but its path is in the WebAssembly.

use gloo_net::http::Request;
use leptos::web_sys::UrlSearchParams;
#[cfg(not(feature = "ssr"))]
use serde::de::DeserializeOwned;

use crate::error::AppError;

/// What a server function answered.
pub(crate) struct Answer {
    /// JSON.
    #[cfg(not(feature = "ssr"))]
    pub text: String,
    /// Where the server wants the reader to go on, if anywhere.
    pub location: Option<String>,
}

/// Sends fields to a path.
pub(crate) async fn send(path: &str, fields: UrlSearchParams) -> Result<Answer, AppError> {
    let request = Request::post(path).header("accept", "application/json").body(fields);
    let request = request.map_err(|_| AppError::Internal)?;
    let answer = request.send().await.map_err(|_| AppError::Offline)?;
    let text = answer.text().await.map_err(|_| AppError::Offline)?;
    if answer.ok() {
        return Ok(Answer {
            #[cfg(not(feature = "ssr"))]
            text,
            location: answer.headers().get("location"),
        });
    }
    Err(serde_json::from_str(&text).unwrap_or(AppError::Internal))
}

/// Asks with named arguments.
#[cfg(not(feature = "ssr"))]
pub(crate) async fn ask<T: DeserializeOwned>(
    path: &str,
    arguments: &[(&str, &str)],
) -> Result<T, AppError> {
    let fields = UrlSearchParams::new().map_err(|_| AppError::Internal)?;
    for (name, value) in arguments {
        fields.append(name, value);
    }
    let answer = send(path, fields).await?;
    serde_json::from_str(&answer.text).map_err(|_| AppError::Internal)
}
