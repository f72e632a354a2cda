//! What a partner sees, and what everybody sees before signing in.

use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::{
    components::{Route, Router, Routes},
    path,
};

/// Root of the partner's bundle.
#[component]
pub fn PartnerApp() -> impl IntoView {
    provide_meta_context();
    view! {
        <Title text="Stafeta" />
        <Router>
            <main>
                <Routes fallback=|| view! { <h1>"404"</h1> }>
                    <Route path=path!("/dashboard") view=Dashboard />
                </Routes>
            </main>
        </Router>
    }
}

#[component]
fn Dashboard() -> impl IntoView {
    view! { <h1>"Stafeta"</h1> }
}
