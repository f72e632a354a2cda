//! What a partner sees, and what everybody sees before signing in.

mod answer;
#[cfg(feature = "ssr")]
mod answer_link;
pub mod api;
mod board_page;
pub mod bring_api;
#[cfg(feature = "ssr")]
mod bring_page;
#[cfg(feature = "ssr")]
mod check_in_page;
pub mod company;
#[cfg(feature = "ssr")]
mod complete_page;
pub mod customer;
#[cfg(feature = "ssr")]
mod customers_page;
mod deed;
#[cfg(feature = "ssr")]
mod drawn;
#[cfg(feature = "ssr")]
mod fields;
mod follow;
mod frame;
mod notes;
mod offer_card;
mod opportunity_page;
mod outcome;
#[cfg(feature = "ssr")]
mod plain_page;
#[cfg(feature = "ssr")]
mod product_boxes;
mod progress;
#[cfg(feature = "ssr")]
mod receipt_card;
#[cfg(feature = "ssr")]
pub mod receipts;
#[cfg(feature = "ssr")]
pub mod registration;
pub mod registration_api;
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
const COMPANY: &str = "/company";
const CUSTOMERS: &str = "/customers";
const NEW: &str = "/opportunities/new";
const REGISTRATIONS: &str = "/registrations";
const CHECK: &str = "/conflict-check";

/// The page of one opportunity.
fn opportunity_path(reference: &str) -> String {
    [OPPORTUNITIES, "/", reference].concat()
}

/// Where somebody says how it goes.
#[cfg(feature = "ssr")]
fn check_in_path(reference: &str) -> String {
    [OPPORTUNITIES, "/", reference, "/check-in"].concat()
}

/// The page after that: the one that asked, which is named and not given as an address.
#[cfg(feature = "ssr")]
fn page_after_check_in(back: &str, reference: &str) -> String {
    if back == "dashboard" { DASHBOARD.to_owned() } else { opportunity_path(reference) }
}

/// Where the vendor's question is answered.
#[cfg(feature = "ssr")]
fn complete_path(reference: &str) -> String {
    [OPPORTUNITIES, "/", reference, "/complete"].concat()
}

/// What was done, as the address of the next page says it.
#[cfg(feature = "ssr")]
const BROUGHT: &str = "done=brought";
#[cfg(feature = "ssr")]
const ANSWERED: &str = "done=answered";

/// The page of an opportunity that says what was done.
#[cfg(feature = "ssr")]
fn told_path(reference: &str, done: &str) -> String {
    [&opportunity_path(reference), "?", done].concat()
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
        session::{ForgottenPage, InvitationPage, SetupPage, SignInPage},
        shared::failure::UnknownPage,
    };
    use answer_link::AnswerPage;
    use bring_page::BringPage;
    use check_in_page::CheckInPage;
    use company::CompanyPage;
    use complete_page::CompletePage;
    use customers_page::{CustomerPage, CustomersPage};
    use receipts::{ReceiptPage, VerifyPage};
    use registration::{CheckPage, ListPage, RegisterPage};
    use settings_page::SettingsPage;

    provide_live();
    let ssr = SsrMode::Async;
    view! {
        <FlatRoutes fallback=UnknownPage>
            <Route path=path!("/sign-in") view=SignInPage ssr=ssr.clone() />
            <Route path=path!("/setup/:token") view=SetupPage ssr=ssr.clone() />
            <Route path=path!("/invitation/:token") view=InvitationPage ssr=ssr.clone() />
            <Route path=path!("/reset/:token") view=InvitationPage ssr=ssr.clone() />
            <Route path=path!("/forgotten") view=ForgottenPage ssr=ssr.clone() />
            <Route path=path!("/answer/:token") view=AnswerPage ssr=ssr.clone() />
            <Route path=path!("/verify") view=VerifyPage ssr=ssr.clone() />
            <Route path=path!("/receipts/:id") view=ReceiptPage ssr=ssr.clone() />
            <Route path=path!("/me") view=SettingsPage ssr=ssr.clone() />
            <Route path=path!("/company") view=CompanyPage ssr=ssr.clone() />
            <Route path=path!("/registrations") view=ListPage ssr=ssr.clone() />
            <Route path=path!("/conflict-check") view=CheckPage ssr=ssr.clone() />
            <Route
                path=path!("/opportunities/:reference/register")
                view=RegisterPage
                ssr=ssr.clone()
            />
            <Route
                path=path!("/opportunities/:reference/check-in")
                view=CheckInPage
                ssr=ssr.clone()
            />
            <Route
                path=path!("/dashboard")
                view=|| framed(view! { <DashboardPage /> }.into_any())
                ssr=ssr.clone()
            />
            <Route path=path!("/customers") view=CustomersPage ssr=ssr.clone() />
            <Route path=path!("/customers/:id") view=CustomerPage ssr=ssr.clone() />
            <Route path=path!("/opportunities/new") view=BringPage ssr=ssr.clone() />
            <Route
                path=path!("/opportunities/:reference/complete")
                view=CompletePage
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
