//! Buttons of the form that do not save: they only ask for it again, with one more row or another tab.

use leptos::prelude::*;

use crate::{error::AppError, forms::FormState};

/// One more row for a partner.
pub(super) const ADD_PARTNER: &str = "add_partner";

/// Goes on unless the form is only asked for again.
#[cfg(feature = "ssr")]
pub(super) fn proceed(intent: &str) -> Result<(), AppError> {
    if intent.is_empty() { Ok(()) } else { Err(crate::request::fail(AppError::Continue)) }
}

/// What was pressed on the page without script that this one answers.
pub(super) fn pressed(state: FormState) -> Option<String> {
    let asked = state.failure().with_untracked(|failure| *failure == Some(AppError::Continue));
    asked.then(|| state.posted("intent")).flatten()
}
