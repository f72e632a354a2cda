//! Who is signed in, signing in and out, and a person's own settings: shared by both roots.
//!
//! The pages before the sign-in are plain forms that only the server draws.

mod account;
pub mod api;
#[cfg(feature = "ssr")]
pub mod cookie;
#[cfg(feature = "ssr")]
mod forgotten_page;
#[cfg(feature = "ssr")]
mod link_page;
mod mail_choice;
mod preferences;
#[cfg(feature = "ssr")]
mod sign_in_page;

use domain::person::Me;
use leptos::{prelude::*, reactive::owner::WeakOwner};

pub(crate) use account::AccountSettings;
#[cfg(feature = "ssr")]
pub(crate) use forgotten_page::ForgottenPage;
#[cfg(feature = "ssr")]
pub(crate) use link_page::{Entrance, InvitationPage, LinkSpent, SetupPage, echo_of};
pub(crate) use preferences::{LanguageForm, SignOutForm, ThemeForm};
#[cfg(feature = "ssr")]
pub(crate) use sign_in_page::SignInPage;

use crate::error::AppError;

/// Who is signed in: asked for once, by the first page that wants to know, and then kept by the root.
#[derive(Clone)]
struct PageMe {
    /// Weak: what a context keeps would keep its own root for ever.
    root: WeakOwner,
    asked: StoredValue<Option<Resource<Result<Me, AppError>>>>,
}

/// Makes [`me`] available; called once in each root, above the routes.
pub(crate) fn provide_me() {
    if let Some(root) = Owner::current() {
        provide_context(PageMe { root: root.downgrade(), asked: StoredValue::new(None) });
    }
}

/// Who is signed in; `SignedOut` when nobody is. To be read inside `Suspense` or `Transition`.
pub(crate) fn me() -> Resource<Result<Me, AppError>> {
    let PageMe { root, asked } = expect_context();
    asked.get_value().unwrap_or_else(|| {
        let ask = || Resource::new_blocking(|| (), |()| api::read_me());
        let me = root.upgrade().map_or_else(ask, |root| root.with(ask));
        asked.set_value(Some(me));
        me
    })
}

/// A path of this site, or `/` for everything else: nobody is sent to another site after signing in.
pub(crate) fn local_path(path: &str) -> &str {
    let local = path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains('\\')
        && path.bytes().all(|byte| byte.is_ascii_graphic());
    if local { path } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::local_path;

    #[test]
    fn only_paths_of_this_site_are_followed() {
        assert_eq!(local_path("/opportunities/OPP-1?tab=x"), "/opportunities/OPP-1?tab=x");
        for foreign in [
            "",
            "https://evil.example",
            "//evil.example",
            "/\\evil.example",
            "/a\r\nb",
            "a",
            "/\tb",
        ] {
            assert_eq!(local_path(foreign), "/", "{foreign:?}");
        }
    }
}
