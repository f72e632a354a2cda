//! `/opportunities/{reference}`: the teaser, everything, or what is left to say.

use domain::opportunity::PartnerOpportunity;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{
    OPPORTUNITIES,
    answer::Told,
    api::read_opportunity,
    follow::{Refresh, follow},
    former_page::former,
    frame::{Top, framed},
    managed_page::managed,
    offer_page::offer,
};
use crate::{forms::Echo, shared::page_title::provide_page_failed, text::CommonText};

/// The page. Another reference is another page, with forms of its own.
#[component]
pub(super) fn OpportunityPage() -> AnyView {
    let params = use_params_map();
    let reference =
        Memo::new(move |_| params.with(|params| params.get("reference")).unwrap_or_default());
    (move || {
        let reference = reference.get();
        provide_page_failed();
        let refresh = Refresh::new();
        let asked = reference.clone();
        let data = Resource::new_blocking(
            move || (asked.clone(), refresh.track()),
            |(reference, _)| read_opportunity(reference),
        );
        let above = Some((CommonText::get().opportunities, OPPORTUNITIES));
        framed(Top { word: reference.into(), above }, follow(data, refresh, page))
    })
    .into_any()
}

/// Which of the three it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Offer,
    Managed,
    Former,
}

fn page(data: Signal<PartnerOpportunity>, echo: Option<Echo>, refresh: Refresh) -> AnyView {
    let told = Told::new(echo.as_ref());
    let kind = Memo::new(move |_| {
        data.with(|data| match data {
            PartnerOpportunity::Offer(_) => Kind::Offer,
            PartnerOpportunity::Managed(_) => Kind::Managed,
            PartnerOpportunity::Former(_) => Kind::Former,
        })
    });
    let drawn = move || {
        kind.track();
        match data.get_untracked() {
            PartnerOpportunity::Offer(detail) => offer(detail, data, echo.clone(), told, refresh),
            PartnerOpportunity::Managed(detail) => managed(*detail, data, echo.as_ref(), refresh),
            PartnerOpportunity::Former(detail) => former(detail),
        }
    };
    view! {
        <div class="page">
            <div class="detail">
                {told.view()}
                {drawn}
            </div>
        </div>
    }
    .into_any()
}
