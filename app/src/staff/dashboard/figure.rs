//! A number that leads to the rows behind it.

use domain::dashboard::Figure;
use leptos::prelude::*;

use crate::{staff::places::OPPORTUNITIES, text};

/// The list behind a number.
pub(super) fn href(figure: &Figure) -> String {
    [OPPORTUNITIES, "?", &figure.query].concat()
}

/// The number as a link; `what` says to those who do not see the page what is counted.
pub(super) fn number(figure: &Figure, what: impl Into<Oco<'static, str>>) -> AnyView {
    let count = text::count(text::lang(), figure.count);
    let what = what.into();
    view! {
        <a class="figure" href=href(figure)>
            {count}
            <span class="vh">" " {what}</span>
        </a>
    }
    .into_any()
}
