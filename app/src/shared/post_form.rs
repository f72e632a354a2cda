//! A form that posts to a server function without leaving the page, and with a page of its own when there is no script.
//!
//! It sends the fields as the browser would (but not which button was pressed), so that nothing about the server function but its path is in the
//! WebAssembly: the encoding of every argument type would be there with `ActionForm`.

use leptos::{ev::SubmitEvent, prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_navigate;

use crate::{
    error::AppError,
    forms::{Echo, FormState},
    shared::{ask::send, page_title::set_page_failed},
};

/// What is known of a form: whether it is on its way, and how it failed.
#[derive(Clone, Copy)]
pub(crate) struct Post {
    path: &'static str,
    pending: RwSignal<bool>,
    answer: RwSignal<Option<Result<(), AppError>>>,
    listener: StoredValue<Option<Callback<AppError>>>,
    state: FormState,
}

impl Post {
    /// A form for a server function; `echo` is what it said to a page without script.
    pub(crate) fn new<S: ServerFn>(echo: Option<&Echo>) -> Self {
        Self::to(S::PATH, echo)
    }

    /// A form for a path.
    pub(crate) fn to(path: &'static str, echo: Option<&Echo>) -> Self {
        let echo = echo.filter(|echo| echo.path == path);
        let before = echo.map(|echo| echo.error.clone());
        if before.is_some() {
            set_page_failed(true);
        }
        let answer = RwSignal::new(before.map(Err));
        let failure =
            Signal::derive(move || answer.with(|a| a.as_ref().and_then(|a| a.clone().err())));
        let posted = echo.map(|echo| echo.fields.clone()).unwrap_or_default();
        let state = FormState::from_parts(failure, posted);
        let listener = StoredValue::new(None);
        Self { path, pending: RwSignal::new(false), answer, listener, state }
    }

    /// The path of a server function, as an [`Echo`] names it.
    pub(crate) fn path_of<S: ServerFn>() -> &'static str {
        S::PATH
    }

    /// Hears of failures beside the form itself.
    pub(crate) fn on_failure(self, listener: Callback<AppError>) {
        self.listener.set_value(Some(listener));
    }

    /// The server has done it.
    pub(crate) fn done(self) -> Signal<bool> {
        let answer = self.answer;
        Signal::derive(move || answer.with(|answer| matches!(answer, Some(Ok(())))))
    }

    /// Takes what the server said.
    fn settle(self, answer: Result<(), AppError>) {
        if let (Err(failure), Some(listener)) = (&answer, self.listener.get_value()) {
            listener.run(failure.clone());
        }
        set_page_failed(answer.is_err());
        self.answer.try_set(Some(answer));
    }

    /// On its way.
    pub(crate) fn pending(self) -> Signal<bool> {
        self.pending.into()
    }

    /// Messages and typed values.
    pub(crate) fn state(self) -> FormState {
        self.state
    }

    /// Whether the server's page was made after it failed.
    pub(crate) fn failed_before(self) -> bool {
        self.answer.with_untracked(|answer| matches!(answer, Some(Err(_))))
    }
}

/// The form. Its fields have the names of the server function's arguments.
#[component]
pub(crate) fn PostForm(
    /// Which form.
    post: Post,
    /// Id, for buttons outside.
    #[prop(optional, into)]
    id: Option<Oco<'static, str>>,
    /// Style.
    #[prop(optional)]
    class: &'static str,
    /// May carry files: without script they and the fields go to `/files`, which writes the note itself.
    #[prop(optional)]
    files: bool,
    /// Called when the server has done it.
    #[prop(into)]
    on_done: Callback<()>,
    /// The fields.
    children: Children,
) -> AnyView {
    let go = use_navigate();
    let submitted = move |event: SubmitEvent| {
        event.prevent_default();
        if post.pending.get_untracked() {
            return;
        }
        let Some(body) = browser::fields(&event) else { return };
        post.pending.set(true);
        post.answer.set(None);
        let go = go.clone();
        leptos::task::spawn_local_scoped_with_cancellation(async move {
            let answer = send(post.path, body).await;
            post.pending.set(false);
            let place = match answer {
                Ok(answer) => answer.location,
                Err(failure) => return post.settle(Err(failure)),
            };
            post.settle(Ok(()));
            on_done.run(());
            if let Some(place) = place.filter(|place| !browser::is_at(place)) {
                go(&place, leptos_router::NavigateOptions::default());
            }
        });
    };
    view! {
        <form
            method="post"
            action=if files { "/files" } else { post.path }
            enctype=files.then_some("multipart/form-data")
            id=id
            class=class
            novalidate=true
            on:submit=submitted
        >
            {children()}
        </form>
    }
    .into_any()
}

mod browser {
    //! What only happens in a browser.

    use leptos::{
        ev::SubmitEvent,
        prelude::{event_target, window},
        web_sys::{FormData, HtmlFormElement, UrlSearchParams},
    };

    /// The fields as the browser would send them; files are on the server already.
    pub(super) fn fields(event: &SubmitEvent) -> Option<UrlSearchParams> {
        let form: HtmlFormElement = event_target(event);
        let data = FormData::new_with_form(&form).ok()?;
        data.delete("file");
        UrlSearchParams::new_with_str_sequence_sequence(&data).ok()
    }

    /// Whether the page is there already.
    pub(super) fn is_at(place: &str) -> bool {
        window().location().pathname().is_ok_and(|path| path == place)
    }
}
