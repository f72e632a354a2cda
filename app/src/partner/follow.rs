//! Pages that follow their data: drawn once, then kept equal to what the server says.

use leptos::{prelude::*, reactive::computed::ScopedFuture};

use crate::{
    error::AppError,
    forms::{Echo, echo},
    live::live,
    shared::failure::Failure,
};

/// Counts the reader's own changes; each asks the server again.
#[derive(Clone, Copy)]
pub(super) struct Refresh(RwSignal<u32>);

impl Refresh {
    pub(super) fn new() -> Self {
        Self(RwSignal::new(0))
    }

    /// For the source of a resource: changes with everything that the reader or somebody else does.
    pub(super) fn track(self) -> (u32, u32) {
        (self.0.get(), live().get())
    }

    /// Asks again.
    pub(super) fn now(self) {
        self.0.update(|count| *count = count.wrapping_add(1));
    }

    /// Asks again, as a callback.
    pub(super) fn callback(self) -> Callback<()> {
        Callback::new(move |()| self.now())
    }
}

/// Draws a page as soon as its data are there. Later answers only change the signal, so that forms and open dialogs
/// outlive them. An answer that does not arrive changes nothing; one that takes the page away does.
pub(super) fn follow<T>(
    data: Resource<Result<T, AppError>>,
    refresh: Refresh,
    page: fn(Signal<T>, Option<Echo>, Refresh) -> AnyView,
) -> AnyView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let echo = echo();
    let lost = Memo::new(move |_| match data.get() {
        Some(Err(AppError::Offline | AppError::Busy)) | Some(Ok(_)) | None => None,
        Some(Err(error)) => Some(error),
    });
    let draw = move || {
        let lost = lost.get();
        Suspend::new(async move {
            let echo = echo.await;
            let first = ScopedFuture::new_untracked(async move { data.await }).await;
            match (first, lost) {
                (Ok(first), None) => page(latest(data, first), echo, refresh),
                (Err(error), _) | (Ok(_), Some(error)) => {
                    view! { <Failure error retry=refresh.callback() /> }.into_any()
                }
            }
        })
    };
    view! { <Transition>{draw}</Transition> }.into_any()
}

/// The last good answer.
fn latest<T>(data: Resource<Result<T, AppError>>, first: T) -> Signal<T>
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    Memo::new(move |before: Option<&T>| match data.get() {
        Some(Ok(now)) => now,
        _ => before.unwrap_or(&first).clone(),
    })
    .into()
}
