//! From the HTTP request to the backend and back: the only place that knows of both.

use axum::http::{StatusCode, request::Parts};
use backend::Context;
use domain::policy::Actor;
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;

use crate::error::AppError;

/// Who asks, when, in which language. Nobody who is not signed in comes any further.
pub async fn context() -> Result<Context, AppError> {
    let cx = context_of_anybody().await?;
    match cx.actor {
        Actor::Anonymous => Err(fail(AppError::SignedOut)),
        Actor::System | Actor::Staff { .. } | Actor::Partner { .. } => Ok(cx),
    }
}

/// The same for what works without a sign-in; put into the request by the server's session layer.
pub async fn context_of_anybody() -> Result<Context, AppError> {
    known().ok_or(AppError::Internal)
}

/// The same while a page is drawn; `None` where no request is answered.
pub fn known() -> Option<Context> {
    use_context::<Parts>()?.extensions.get::<Context>().cloned()
}

/// Turns the answer of a use case into the answer of a server function.
pub trait Answer<T> {
    /// Maps the failure, logs what is our mistake, and sets the HTTP status.
    fn answer(self) -> Result<T, AppError>;
}

impl<T> Answer<T> for Result<T, backend::Error> {
    fn answer(self) -> Result<T, AppError> {
        self.map_err(|failure| {
            let told = failure.to_string();
            let failure = AppError::from(failure);
            if failure == AppError::Internal {
                tracing::error!(error = told, "use case failed");
            }
            fail(failure)
        })
    }
}

/// Sets the HTTP status that belongs to a failure: Leptos would answer 500 to every one.
pub fn fail(failure: AppError) -> AppError {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(status(&failure));
    }
    failure
}

/// The HTTP status of a failure.
pub fn status(failure: &AppError) -> StatusCode {
    match failure {
        AppError::SignedOut => StatusCode::UNAUTHORIZED,
        AppError::Malformed => StatusCode::BAD_REQUEST,
        AppError::NotFound => StatusCode::NOT_FOUND,
        AppError::Forbidden => StatusCode::FORBIDDEN,
        AppError::Refused(_) | AppError::Conflict(_) | AppError::Similar(_) | AppError::Stale => {
            StatusCode::CONFLICT
        }
        AppError::Invalid(_) | AppError::Continue => StatusCode::UNPROCESSABLE_ENTITY,
        AppError::Busy | AppError::Offline => StatusCode::SERVICE_UNAVAILABLE,
        AppError::Internal => StatusCode::INTERNAL_SERVER_ERROR,
    }
}
