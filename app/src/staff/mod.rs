//! What our own people see.

mod frame;
pub mod import;
mod me_page;
pub mod opportunities;
mod places;
mod search;

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::{
    SsrMode,
    components::{ParentRoute, Route, Router, Routes},
    path,
};

use self::{
    frame::StaffFrame,
    import::ImportPage,
    me_page::MePage,
    opportunities::{NewOpportunityPage, OpportunitiesPage, OpportunityPage},
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
    text::{StaffText, provide_lang},
};

/// Root of the staff bundle.
#[component]
pub fn StaffApp() -> impl IntoView {
    provide_meta_context();
    provide_lang();
    provide_now();
    provide_me();
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
    provide_unsaved(StaffText::get().unsaved_question);
    // Pages are sent once they are complete: only then is it known whether the record exists.
    let ssr = || SsrMode::Async;
    view! {
        <Routes fallback=UnknownPage>
            <ParentRoute path=path!("/staff") view=StaffFrame ssr=ssr()>
                <Route path=path!("/opportunities") view=OpportunitiesPage ssr=ssr() />
                <Route path=path!("/opportunities/new") view=NewOpportunityPage ssr=ssr() />
                <Route path=path!("/opportunities/:reference") view=OpportunityPage ssr=ssr() />
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
