//! The HTML document around both roots: everything that is rendered once and never hydrated.

use std::sync::Arc;

use leptos::{nonce::use_nonce, prelude::*};
use leptos_meta::MetaTags;
use ui::IconSprite;

/// Hashed URLs of what every page loads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assets {
    /// The one style sheet.
    pub style: String,
    /// The sprite of all icons.
    pub icons: String,
    /// Bundle of the partner screens, sign-in, set-up and invitation.
    pub partner: Bundle,
    /// Bundle of the staff screens.
    pub staff: Bundle,
}

/// One WebAssembly bundle: the module script starts itself and fetches the WebAssembly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bundle {
    /// URL of the module script.
    pub script: String,
    /// URL of the WebAssembly, for the preload: its name must be the one inside `script`.
    pub wasm: String,
}

/// Which of the two roots a page belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Partner people and everybody who is not signed in.
    Partner,
    /// Our own people, below `/staff`.
    Staff,
}

impl Side {
    /// Decides by the path of the URL.
    pub fn of_path(path: &str) -> Self {
        match path.strip_prefix("/staff") {
            Some(rest) if rest.is_empty() || rest.starts_with('/') => Self::Staff,
            _ => Self::Partner,
        }
    }
}

/// What the document says of its reader. The server provides it as context for each request.
#[derive(Debug, Clone)]
pub struct Document {
    /// Hashed asset URLs, the same for every request.
    pub assets: Arc<Assets>,
    /// Language of the texts, as BCP 47: `cs` or `en`.
    pub lang: &'static str,
    /// `light` or `dark`; `None` follows the system.
    pub theme: Option<&'static str>,
}

/// Starts to fetch the WebAssembly before anything else of the page is read. A `<link>` in the page itself would do that in
/// browsers that run no script, too. Stands before the style sheet, which scripts after it wait for.
const PRELOAD: &str = "{const l=document.createElement('link');l.rel='preload';l.as='fetch';\
    l.type='application/wasm';l.crossOrigin='anonymous';\
    l.href=document.currentScript.dataset.wasm;document.head.append(l)}";

/// Renders `root` into a complete document. Expects [`Document`] and the nonce as context.
pub fn shell<V: IntoView>(side: Side, root: fn() -> V) -> impl IntoView {
    let Document { assets, lang, theme } = expect_context::<Document>();
    let Bundle { script, wasm } = match side {
        Side::Partner => assets.partner.clone(),
        Side::Staff => assets.staff.clone(),
    };
    let nonce = use_nonce();
    provide_context(IconSprite(assets.icons.clone()));

    view! {
        <!DOCTYPE html>
        <html lang=lang data-theme=theme data-icons=assets.icons.clone()>
            <head>
                <meta charset="utf-8" />
                <meta
                    name="viewport"
                    content="width=device-width, initial-scale=1, viewport-fit=cover"
                />
                <meta name="color-scheme" content="light dark" />
                <script nonce=nonce.clone() data-wasm=wasm>
                    {PRELOAD}
                </script>
                <link rel="stylesheet" href=assets.style.clone() />
                <link rel="icon" href="/favicon.svg" r#type="image/svg+xml" />
                <link rel="apple-touch-icon" href="/icon-192.png" />
                <link rel="manifest" href="/manifest.webmanifest" />
                <script r#type="module" src=script nonce=nonce></script>
                <MetaTags />
            </head>
            <body>{root()}</body>
        </html>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_first_part_of_the_path_makes_a_page_a_staff_page() {
        for (path, side) in [
            ("/staff", Side::Staff),
            ("/staff/opportunities", Side::Staff),
            ("/staffing", Side::Partner),
            ("/opportunities/staff", Side::Partner),
            ("/", Side::Partner),
        ] {
            assert_eq!(Side::of_path(path), side, "{path}");
        }
    }
}
