//! What a partner sees, and what everybody sees before signing in.

mod answer;
pub mod api;
mod board_page;
mod deed;
#[cfg(feature = "ssr")]
mod drawn;
mod follow;
mod frame;
mod notes;
mod offer_card;
mod opportunity_page;
mod outcome;
mod progress;
pub mod screen;
#[cfg(feature = "ssr")]
mod settings_page;

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::{
    SsrMode,
    components::{FlatRoutes, Route, Router},
    path,
};

use crate::{live::provide_live, shared::provide_now, text::provide_lang};
use board_page::{DashboardPage, OpportunitiesPage};
use frame::framed;
use opportunity_page::OpportunityPage;

const DASHBOARD: &str = "/dashboard";
const OPPORTUNITIES: &str = "/opportunities";
const SETTINGS: &str = "/me";

/// The page of one opportunity.
fn opportunity_path(reference: &str) -> String {
    [OPPORTUNITIES, "/", reference].concat()
}

/// Root of the partner's bundle.
#[component]
pub fn PartnerApp() -> impl IntoView {
    provide_meta_context();
    provide_lang();
    provide_now();
    view! {
        <Router>
            <Screens />
        </Router>
    }
}

/// Every page waits for its data on the server, so that status and redirects are right.
#[cfg(feature = "ssr")]
#[component]
fn Screens() -> impl IntoView {
    use crate::{
        session::{InvitationPage, SetupPage, SignInPage},
        shared::failure::UnknownPage,
    };
    use settings_page::SettingsPage;

    provide_live();
    let ssr = SsrMode::Async;
    view! {
        <FlatRoutes fallback=UnknownPage>
            <Route path=path!("/sign-in") view=SignInPage ssr=ssr.clone() />
            <Route path=path!("/setup/:token") view=SetupPage ssr=ssr.clone() />
            <Route path=path!("/invitation/:token") view=InvitationPage ssr=ssr.clone() />
            <Route path=path!("/me") view=SettingsPage ssr=ssr.clone() />
            <Route
                path=path!("/dashboard")
                view=|| framed(view! { <DashboardPage /> }.into_any())
                ssr=ssr.clone()
            />
            <Route
                path=path!("/opportunities")
                view=|| framed(view! { <OpportunitiesPage /> }.into_any())
                ssr=ssr.clone()
            />
            <Route
                path=path!("/opportunities/:reference")
                view=|| framed(view! { <OpportunityPage /> }.into_any())
                ssr
            />
        </FlatRoutes>
    }
}

/// The pages that the browser takes over, in a frame that stays. All others are plain forms and words: the server sends
/// them whole, and they are not in the WebAssembly.
#[cfg(not(feature = "ssr"))]
#[component]
fn Screens() -> impl IntoView {
    provide_live();
    let ssr = SsrMode::Async;
    let pages = view! {
        <FlatRoutes fallback=ask_server>
            <Route path=path!("/dashboard") view=DashboardPage ssr=ssr.clone() />
            <Route path=path!("/opportunities") view=OpportunitiesPage ssr=ssr.clone() />
            <Route path=path!("/opportunities/:reference") view=OpportunityPage ssr />
        </FlatRoutes>
    };
    framed(pages.into_any())
}

/// A page that is not here: the server has it, or says that there is none.
#[cfg(not(feature = "ssr"))]
fn ask_server() {
    let location = leptos_router::hooks::use_location();
    let address = [location.pathname.get_untracked(), location.search.get_untracked()].join("?");
    // An address that cannot be opened is for the browser to explain.
    let _ = window().location().set_href(address.trim_end_matches('?'));
}
