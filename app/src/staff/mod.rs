//! What our own people see.

use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::{
    components::{Route, Router, Routes},
    path,
};

/// Root of the staff bundle.
#[component]
pub fn StaffApp() -> impl IntoView {
    provide_meta_context();
    view! {
        <Title text="Stafeta" />
        <Router>
            <main>
                <Routes fallback=|| view! { <h1>"404"</h1> }>
                    <Route path=path!("/staff/opportunities") view=Opportunities />
                </Routes>
            </main>
        </Router>
    }
}

#[component]
fn Opportunities() -> impl IntoView {
    view! { <h1>"Stafeta"</h1> }
}
