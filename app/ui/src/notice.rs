//! Messages: a banner that stays in the page, a toast that passes.

use std::time::Duration;

use leptos::prelude::*;

use crate::{
    Text,
    button::IconButton,
    icon::{Glyph, Icon},
};

/// What a message is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum NoticeKind {
    /// Good to know.
    #[default]
    Info,
    /// It worked.
    Ok,
    /// Somebody should look.
    Warn,
    /// It failed.
    Bad,
}

/// A message in the page. Those that report a failure are read out at once, the others when the
/// reader pauses.
#[component]
pub fn Notice(
    /// What it is about.
    #[prop(optional)]
    kind: NoticeKind,
    /// Picture instead of the usual one.
    #[prop(optional)]
    glyph: Option<Glyph>,
    /// Part of the page from the start: not read out.
    #[prop(optional)]
    quiet: bool,
    /// Buttons at its end, such as "undo".
    #[prop(optional, into)]
    actions: ViewFnOnce,
    /// The message.
    children: Children,
) -> AnyView {
    let (class, usual) = match kind {
        NoticeKind::Info => ("banner banner--info", Glyph::Info),
        NoticeKind::Ok => ("banner banner--ok", Glyph::Check),
        NoticeKind::Warn => ("banner", Glyph::Warn),
        NoticeKind::Bad => ("banner banner--bad", Glyph::Warn),
    };
    let role = (!quiet).then_some(if kind == NoticeKind::Bad { "alert" } else { "status" });
    view! {
        <div class=class role=role>
            <Icon glyph=glyph.unwrap_or(usual) />
            <span class="grow">{children()}</span>
            {actions.run()}
        </div>
    }
    .into_any()
}

/// A message over the page. It closes by itself unless it offers something to press; then it stays
/// until closed, because reading and reaching a button takes as long as it takes.
#[component]
pub fn Toast(
    /// The message; `None`: nothing is shown.
    message: RwSignal<Option<String>>,
    /// Word of the button that closes it.
    #[prop(into)]
    close: Text,
    /// Word of the button that takes back what was done.
    #[prop(optional, into)]
    undo: Option<Text>,
    /// Takes it back.
    #[prop(optional, into)]
    on_undo: Option<Callback<()>>,
) -> AnyView {
    let offers = undo.is_some();
    Effect::new(move |_| {
        if message.with(Option::is_none) || offers {
            return;
        }
        if let Ok(timer) =
            set_timeout_with_handle(move || message.set(None), Duration::from_secs(8))
        {
            on_cleanup(move || timer.clear());
        }
    });
    let undo_button = move || {
        undo.clone().map(|undo| {
            let pressed = move |_| {
                message.set(None);
                if let Some(on_undo) = on_undo {
                    on_undo.run(());
                }
            };
            view! { <button type="button" on:click=pressed>{undo}</button> }
        })
    };
    // The region is there from the start: readers only announce what changes inside one they know.
    view! {
        <div class="toasts" role="status">
            {move || {
                message
                    .get()
                    .map(|text| {
                        view! {
                            <div class="toast">
                                <span>{text}</span>
                                {undo_button()}
                                <IconButton
                                    glyph=Glyph::X
                                    label=close.clone()
                                    on_click=move |_| message.set(None)
                                />
                            </div>
                        }
                    })
            }}
        </div>
    }
    .into_any()
}
