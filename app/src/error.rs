//! What may leave the server when something fails: a case that the screen can act on, no detail.

use std::marker::PhantomData;

use domain::{invalid::FieldError, lookup::Similar, opportunity::Conflict, refusal::Refusal};
use leptos::server_fn::{
    codec::JsonEncoding,
    error::{FromServerFnError, ServerFnErrorErr},
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// The failure of a server function.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "error", content = "detail", rename_all = "snake_case")]
pub enum AppError {
    /// Nobody is signed in (any more).
    #[error("sign in to go on")]
    SignedOut,
    /// It does not exist, or it is not the reader's to see.
    #[error("not found")]
    NotFound,
    /// The record may be seen, the deed is not allowed.
    #[error("not allowed")]
    Forbidden,
    /// The business says no, and the screen can say why.
    #[error(transparent)]
    Refused(Refusal),
    /// Fields of the form are wrong.
    #[error("some fields are wrong")]
    Invalid(Vec<FieldError>),
    /// Somebody saved the record meanwhile: both values per field.
    #[error("changed meanwhile")]
    Conflict(Packed<Conflict>),
    /// Records that may be the same; ticking *not a duplicate* goes on.
    #[error("similar records exist")]
    Similar(Vec<Similar>),
    /// The record changed meanwhile and there is nothing to merge.
    #[error("changed meanwhile")]
    Stale,
    /// Not a failure: a button without script asks for the form again, with one more row or another tab.
    #[error("go on")]
    Continue,
    /// Too many requests; or the database does not answer.
    #[error("try again in a moment")]
    Busy,
    /// The request is none that a page of ours makes: an id that is none, a field that nobody knows, bytes that are no text.
    #[error("the request cannot be read")]
    Malformed,
    /// The server could not be reached.
    #[error("no connection")]
    Offline,
    /// Our mistake.
    #[error("something went wrong; it is not your fault")]
    Internal,
}

/// A value that travels as text and is only unpacked where it is shown: its type is then not in every bundle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Packed<T> {
    json: String,
    #[serde(skip)]
    value: PhantomData<fn() -> T>,
}

impl<T: Serialize + DeserializeOwned> Packed<T> {
    /// Packs a value.
    pub fn new(value: &T) -> Self {
        Self { json: serde_json::to_string(value).unwrap_or_default(), value: PhantomData }
    }

    /// Unpacks it.
    #[must_use]
    pub fn open(&self) -> Option<T> {
        serde_json::from_str(&self.json).ok()
    }
}

impl AppError {
    /// The wrong fields, if that is what failed.
    #[must_use]
    pub fn fields(&self) -> &[FieldError] {
        match self {
            Self::Invalid(fields) => fields,
            _ => &[],
        }
    }
}

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(failure: ServerFnErrorErr) -> Self {
        match failure {
            ServerFnErrorErr::Request(_) => Self::Offline,
            // What was asked; in the browser it would be what was answered.
            #[cfg(feature = "ssr")]
            ServerFnErrorErr::Args(_)
            | ServerFnErrorErr::MissingArg(_)
            | ServerFnErrorErr::Deserialization(_) => crate::request::fail(Self::Malformed),
            _ => Self::Internal,
        }
    }
}

#[cfg(feature = "ssr")]
impl From<backend::Error> for AppError {
    fn from(failure: backend::Error) -> Self {
        use backend::Error as E;
        use domain::policy::Denied;
        match failure {
            E::Denied(Denied::SignedOut) => Self::SignedOut,
            E::Denied(Denied::Hidden) => Self::NotFound,
            E::Denied(Denied::Forbidden) => Self::Forbidden,
            E::Refused(why) => Self::Refused(why),
            E::Invalid(fields) => Self::Invalid(fields),
            E::Conflict(conflict) => Self::Conflict(Packed::new(&conflict)),
            E::Similar(similar) => Self::Similar(similar),
            E::Stale => Self::Stale,
            E::Busy | E::Unavailable => Self::Busy,
            E::Inconsistent { .. } | E::Setup(_) | E::Io { .. } | E::Database(_) => Self::Internal,
        }
    }
}
