//! The state of one form: messages at its fields and the text that was typed, with script and without.
//!
//! With script the server function's answer is at hand. Without script the server keeps what was posted for a few
//! minutes (an *echo*) and sends the browser back to the page with `?echo=…`; the page reads it while it renders.

use domain::invalid::FieldError;
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_query_map;
use serde::{Deserialize, Serialize};

use crate::{error::AppError, text};

/// What was posted without script and what came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Echo {
    /// Path of the server function.
    pub path: String,
    /// Posted names and values, never a password.
    pub fields: Vec<(String, String)>,
    /// Why it was not done.
    pub error: AppError,
}

/// Reads what was posted; only its own author can.
#[server(endpoint = "echo/read")]
pub async fn read_echo(id: String) -> Result<Option<Echo>, AppError> {
    let echo = use_context::<EchoReader>().ok_or(AppError::Internal)?;
    Ok((echo.0)(id).await)
}

/// An echo that is being looked for.
#[cfg(feature = "ssr")]
pub type FindingEcho = std::pin::Pin<Box<dyn Future<Output = Option<Echo>> + Send>>;

/// How the server finds an echo; provided by its router, because the author may have no session yet.
#[cfg(feature = "ssr")]
#[derive(Clone)]
pub struct EchoReader(pub std::sync::Arc<dyn Fn(String) -> FindingEcho + Send + Sync>);

/// The echo of this page. A context, so that it is read once.
#[derive(Clone, Copy)]
struct PageEcho(Resource<Option<Echo>>);

/// Makes [`echo`] available; called once inside the router.
pub fn provide_echo() {
    let query = use_query_map();
    let id = Memo::new(move |_| query.with(|q| q.get("echo")));
    provide_context(PageEcho(Resource::new_blocking(
        move || id.get(),
        |id| async move {
            match id {
                Some(id) => read_echo(id).await.ok().flatten(),
                None => None,
            }
        },
    )));
}

/// What was posted from this page without script: `echo().await` beside the page's own data.
pub fn echo() -> Resource<Option<Echo>> {
    expect_context::<PageEcho>().0
}

/// Values and messages of one form.
#[derive(Clone, Copy)]
pub struct FormState {
    failure: Signal<Option<AppError>>,
    posted: StoredValue<Vec<(String, String)>>,
}

impl FormState {
    /// Ties a form to its server function. `prefix` is the name of the struct argument, such as `form`.
    pub fn new<S>(action: ServerAction<S>, echo: Option<&Echo>) -> Self
    where
        S: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
        S::Output: Clone + Send + Sync + 'static,
    {
        let echo = echo.filter(|echo| echo.path == S::PATH);
        let before = echo.map(|echo| echo.error.clone());
        let posted = echo.map(|echo| echo.fields.clone()).unwrap_or_default();
        let value = action.value();
        let version = action.version();
        let failure = Signal::derive(move || {
            if version.get() == 0 {
                return before.clone();
            }
            value.with(|answer| answer.as_ref().and_then(|a| a.as_ref().err().cloned()))
        });
        Self::from_parts(failure, posted)
    }

    /// A form that always sends the whole page, such as signing in: what there is to tell comes with the next page.
    pub fn of_page<S: ServerFn>(echo: Option<&Echo>) -> Self {
        let echo = echo.filter(|echo| echo.path == S::PATH);
        let failure = Signal::stored(echo.map(|echo| echo.error.clone()));
        Self::from_parts(failure, echo.map(|echo| echo.fields.clone()).unwrap_or_default())
    }

    /// A form whose failure is known in another way.
    pub fn from_parts(failure: Signal<Option<AppError>>, posted: Vec<(String, String)>) -> Self {
        Self { failure, posted: StoredValue::new(posted) }
    }

    /// What failed, if anything.
    pub fn failure(self) -> Signal<Option<AppError>> {
        self.failure
    }

    /// All field messages in the order of the form, for the summary.
    pub fn field_errors(self) -> Signal<Vec<FieldError>> {
        let failure = self.failure;
        Signal::derive(move || {
            failure.with(|f| f.as_ref().map(|f| f.fields().to_vec()).unwrap_or_default())
        })
    }

    /// The message at one field, in the reader's language.
    pub fn error(self, field: impl Into<String>) -> Signal<Option<String>> {
        let (failure, field) = (self.failure, field.into());
        let lang = text::lang();
        Signal::derive(move || {
            failure.with(|failure| {
                let wrong = failure.as_ref()?.fields().iter().find(|e| e.field == field)?;
                Some(text::problem(lang, &wrong.problem))
            })
        })
    }

    /// What was posted under a form name such as `form[topic]`, otherwise the stored value.
    pub fn value(self, name: &str, stored: impl Into<String>) -> String {
        self.posted(name).unwrap_or_else(|| {
            // An unticked box posts nothing: after an echo nothing means nothing.
            if self.is_echo() { String::new() } else { stored.into() }
        })
    }

    /// What was posted under a form name; `None` when nothing was.
    pub fn posted(self, name: &str) -> Option<String> {
        self.posted.with_value(|posted| {
            posted.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone())
        })
    }

    /// Whether the page shows what was posted without script.
    pub fn is_echo(self) -> bool {
        self.posted.with_value(|posted| !posted.is_empty())
    }
}
