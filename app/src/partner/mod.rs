//! What a partner sees, and what everybody sees before signing in.

mod answer;
pub mod api;
mod board_page;
mod customer;
mod deed;
mod follow;
mod former_page;
mod frame;
mod managed_page;
mod managed_table;
mod notes;
mod offer_card;
mod offer_page;
mod opportunity_page;
mod outcome;
mod progress;
mod settings_page;

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::{
    SsrMode,
    components::{FlatRoutes, Route, Router},
    hooks::use_location,
    path,
};

use crate::{
    forms::provide_echo,
    live::provide_live,
    session::{InvitationPage, SetupPage, SignInPage, provide_me},
    shared::{failure::UnknownPage, provide_now},
    text::provide_lang,
};
use board_page::{DashboardPage, OpportunitiesPage};
use opportunity_page::OpportunityPage;
use settings_page::SettingsPage;

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
    provide_me();
    view! {
        <Router>
            <Screens />
        </Router>
    }
}

/// Every page waits for its data on the server, so that status and redirects are right.
#[component]
fn Screens() -> impl IntoView {
    provide_echo();
    // Whoever signs in or out gets the page anew, so that the first address tells which it is.
    if use_location().pathname.with_untracked(|path| is_private(path)) {
        provide_live();
    }
    let ssr = SsrMode::Async;
    view! {
        <FlatRoutes fallback=UnknownPage>
            <Route path=path!("/sign-in") view=SignInPage ssr=ssr.clone() />
            <Route path=path!("/setup/:token") view=SetupPage ssr=ssr.clone() />
            <Route path=path!("/invitation/:token") view=InvitationPage ssr=ssr.clone() />
            <Route path=path!("/dashboard") view=DashboardPage ssr=ssr.clone() />
            <Route path=path!("/opportunities") view=OpportunitiesPage ssr=ssr.clone() />
            <Route path=path!("/opportunities/:reference") view=OpportunityPage ssr=ssr.clone() />
            <Route path=path!("/me") view=SettingsPage ssr />
        </FlatRoutes>
    }
}

fn is_private(path: &str) -> bool {
    [DASHBOARD, OPPORTUNITIES, SETTINGS].iter().any(|place| path.starts_with(place))
}
