//! Language, colours and signing out: plain forms, after which the server sends the same page anew.

use domain::{lang::Lang, person::Theme};
use leptos::{prelude::*, server_fn::ServerFn as _};
use ui::{Glyph, Icon, Position, Switch};

use super::api::{SetPreferences, SignOut};
use crate::text::{self, CommonText, SessionText};

/// A button that switches to the other language, named in that language.
#[component]
pub(crate) fn LanguageForm(
    /// Look of the button: none at the foot of a page, `btn` on a card.
    #[prop(optional)]
    class: &'static str,
) -> AnyView {
    let other = text::lang().other();
    let word = match other {
        Lang::Cs => "Čeština",
        Lang::En => "English",
    };
    view! {
        <form class="contents" method="post" action=SetPreferences::PATH>
            <button
                class=class
                type="submit"
                name="language"
                value=other.as_ref().to_owned()
                lang=other.as_ref().to_owned()
            >
                <Icon glyph=Glyph::Globe />
                {word}
            </button>
        </form>
    }
    .into_any()
}

/// Three buttons for the colours; the present ones are pressed.
#[component]
pub(crate) fn ThemeForm() -> AnyView {
    let t = SessionText::get();
    let position = |theme: Theme, word, glyph| Position {
        value: theme.as_ref().to_owned().into(),
        word: Oco::from(word),
        glyph: Some(glyph),
        lang: None,
    };
    let positions = vec![
        position(Theme::System, t.theme_system, Glyph::Monitor),
        position(Theme::Light, t.theme_light, Glyph::Sun),
        position(Theme::Dark, t.theme_dark, Glyph::Moon),
    ];
    view! {
        <form class="contents" method="post" action=SetPreferences::PATH>
            <Switch label=t.theme name="theme" positions current=page_theme() />
        </form>
    }
    .into_any()
}

/// The button that ends this sign-in.
#[component]
pub(crate) fn SignOutForm() -> AnyView {
    view! {
        <form class="contents" method="post" action=SignOut::PATH>
            <button class="btn" type="submit">
                <Icon glyph=Glyph::LogOut />
                {CommonText::get().sign_out}
            </button>
        </form>
    }
    .into_any()
}

/// The colours of this page: as the server wrote them on `<html>`.
#[cfg(feature = "ssr")]
fn page_theme() -> String {
    use_context::<crate::shell::Document>()
        .and_then(|document| document.theme)
        .unwrap_or("system")
        .to_owned()
}

#[cfg(not(feature = "ssr"))]
fn page_theme() -> String {
    document()
        .document_element()
        .and_then(|html| html.get_attribute("data-theme"))
        .unwrap_or_else(|| "system".to_owned())
}
