//! What our own people see.

pub mod accounts;
mod amounts;
pub mod choices;
pub mod contacts;
pub mod dashboard;
pub mod distributions;
mod frame;
pub mod import;
mod me_page;
pub mod opportunities;
pub mod partners;
mod places;
pub mod product_names;
pub mod products;
pub mod rates;
mod receipt_card;
pub mod receipts;
pub mod records;
pub mod registrations;
pub mod routing;
mod search;
pub mod settings;

use domain::{person::Me, policy::Action};
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::{
    SsrMode,
    components::{ParentRoute, Route, Router, Routes},
    path,
};

use self::{
    accounts::{AccountPage, AccountsPage, MergePage, NewAccountPage},
    choices::ChoicesPage,
    contacts::{ContactPage, ContactsPage, NewContactPage},
    dashboard::DashboardPage,
    distributions::{DistributionPage, DistributionsPage, PreviewPage},
    frame::StaffFrame,
    import::ImportPage,
    me_page::MePage,
    opportunities::{NewOpportunityPage, OpportunitiesPage, OpportunityPage},
    partners::{NewPartnerPage, PartnerPage, PartnersPage},
    products::ProductsPage,
    rates::RatesPage,
    receipts::ReceiptPage,
    registrations::RegistrationsPage,
    routing::{ReplayPage, RoutingPage},
    settings::SettingsPage,
};
use crate::{
    error::AppError,
    forms::provide_echo,
    live::provide_live,
    session::provide_me,
    shared::{
        failure::{Failure, UnknownPage},
        provide_now, provide_unsaved,
    },
    text::{StaffText, provide_lang, provide_vendor_words},
};

/// Root of the staff bundle.
#[component]
pub fn StaffApp() -> impl IntoView {
    provide_meta_context();
    provide_lang();
    provide_vendor_words();
    provide_now();
    provide_me();
    provide_unsaved(StaffText::get().unsaved_question);
    view! {
        <Router>
            <Inside />
        </Router>
    }
}

/// What needs the router around it.
#[component]
fn Inside() -> impl IntoView {
    provide_echo();
    provide_live();
    // Pages are sent once they are complete: only then is it known whether the record exists.
    let ssr = || SsrMode::Async;
    view! {
        <Routes fallback=UnknownPage>
            <ParentRoute path=path!("/staff") view=StaffFrame ssr=ssr()>
                <Route path=path!("/dashboard") view=DashboardPage ssr=ssr() />
                <Route path=path!("/opportunities") view=OpportunitiesPage ssr=ssr() />
                <Route path=path!("/opportunities/new") view=NewOpportunityPage ssr=ssr() />
                <Route path=path!("/opportunities/distribute") view=PreviewPage ssr=ssr() />
                <Route path=path!("/opportunities/:reference") view=OpportunityPage ssr=ssr() />
                <Route path=path!("/distributions") view=DistributionsPage ssr=ssr() />
                <Route path=path!("/distributions/:id") view=DistributionPage ssr=ssr() />
                <Route path=path!("/accounts") view=AccountsPage ssr=ssr() />
                <Route path=path!("/accounts/new") view=NewAccountPage ssr=ssr() />
                <Route path=path!("/accounts/:id") view=AccountPage ssr=ssr() />
                <Route path=path!("/accounts/:id/merge") view=MergePage ssr=ssr() />
                <Route path=path!("/contacts") view=ContactsPage ssr=ssr() />
                <Route path=path!("/contacts/new") view=NewContactPage ssr=ssr() />
                <Route path=path!("/contacts/:id") view=ContactPage ssr=ssr() />
                <Route path=path!("/partners") view=PartnersPage ssr=ssr() />
                <Route path=path!("/partners/new") view=NewPartnerPage ssr=ssr() />
                <Route path=path!("/partners/:id") view=PartnerPage ssr=ssr() />
                <Route path=path!("/registrations") view=RegistrationsPage ssr=ssr() />
                <Route path=path!("/receipts/:id") view=ReceiptPage ssr=ssr() />
                <Route path=path!("/settings") view=SettingsPage ssr=ssr() />
                <Route path=path!("/settings/products") view=ProductsPage ssr=ssr() />
                <Route path=path!("/settings/choices/:list") view=ChoicesPage ssr=ssr() />
                <Route path=path!("/settings/rates") view=RatesPage ssr=ssr() />
                <Route path=path!("/settings/routing") view=RoutingPage ssr=ssr() />
                <Route path=path!("/routing/replay") view=ReplayPage ssr=ssr() />
                <Route path=path!("/import") view=ImportPage ssr=ssr() />
                <Route path=path!("/me") view=MePage ssr=ssr() />
                <Route path=path!("/*any") view=Unknown ssr=ssr() />
            </ParentRoute>
        </Routes>
    }
}

/// An unknown address below `/staff`, inside the frame.
#[component]
fn Unknown() -> impl IntoView {
    #[cfg(feature = "ssr")]
    crate::request::fail(AppError::NotFound);
    view! { <Failure error=AppError::NotFound /> }
}

/// Refuses a whole page to those who would only be refused by its form.
fn allowed(me: Result<Me, AppError>, action: Action) -> Result<Me, AppError> {
    let me = me?;
    if me.may(action) {
        return Ok(me);
    }
    #[cfg(feature = "ssr")]
    crate::request::fail(AppError::Forbidden);
    Err(AppError::Forbidden)
}
