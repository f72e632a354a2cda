//! The frame of the partner's pages: side bar at a desk, tab bar on a phone.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use ui::{AppFrame, Breadcrumbs, Crumb, Glyph, IconLink, Place, PlaceGroup, Wordmark};

use super::{
    CHECK, COMPANY, CUSTOMERS, DASHBOARD, OPPORTUNITIES, REGISTRATIONS, SETTINGS, opportunity_path,
};
use crate::text::{CommonText, PartnerText};

/// A page in its frame.
pub(super) fn framed(page: AnyView) -> AnyView {
    let (t, c) = (PartnerText::get(), CommonText::get());
    let path = use_location().pathname;
    let groups = vec![PlaceGroup {
        title: Oco::default(),
        places: vec![
            place(DASHBOARD, t.dashboard, Glyph::Grid),
            place(OPPORTUNITIES, c.opportunities, Glyph::Baton),
            place(CUSTOMERS, t.customers, Glyph::Users),
            place(REGISTRATIONS, t.registrations, Glyph::Shield),
            place(COMPANY, t.company, Glyph::Building),
        ],
    }];
    let tabs = vec![
        place(DASHBOARD, t.dashboard, Glyph::Grid),
        place(OPPORTUNITIES, c.opportunities, Glyph::Baton),
        place(CUSTOMERS, t.customers, Glyph::Users),
        place(COMPANY, t.company_short, Glyph::Building),
        place(SETTINGS, t.more, Glyph::Menu),
    ];
    view! {
        <AppFrame
            skip=c.skip
            home=DASHBOARD
            nav_label=t.navigation
            groups
            tabs_label=t.tabs
            tabs
            path=Signal::derive(move || path.get())
            me=person
            top=move || (move || top_bar(&path.get())).into_any()
            tinted=Signal::stored(true)
        >
            {page}
        </AppFrame>
    }
    .into_any()
}

fn place(href: &'static str, word: &'static str, glyph: Glyph) -> Place {
    Place { href: href.into(), word: word.into(), glyph }
}

/// Who is signed in, at the end of the side bar. Only the server draws it: it does not change while the page is open.
#[cfg(feature = "ssr")]
fn person() -> AnyView {
    let person = move || {
        Suspend::new(async move {
            ui::in_earnest().await;
            crate::session::api::read_me().await.ok().map(|me| {
                let organization = me.partner.map(|(_, name)| name).unwrap_or_default();
                view! { <ui::Me name=me.name organization href=SETTINGS /> }
            })
        })
    };
    view! {
        <div class="contents">
            <Suspense>{person}</Suspense>
        </div>
    }
    .into_any()
}

#[cfg(not(feature = "ssr"))]
fn person() -> AnyView {
    view! { <ui::Drawn class="contents" html=Signal::stored(ui::DrawnHtml::default()) /> }
        .into_any()
}

/// The page, and for a page below another one the way back.
fn top_bar(path: &str) -> AnyView {
    let t = PartnerText::get();
    let below = path.strip_prefix(OPPORTUNITIES).and_then(|rest| rest.strip_prefix('/'));
    let crumbs = trail(path, below);
    let narrow = if below.is_some() {
        view! {
            <IconLink glyph=Glyph::Back label=t.back href=OPPORTUNITIES class="only-narrow" />
            <span class="only-narrow strong">{t.opportunity}</span>
        }
        .into_any()
    } else {
        view! {
            <span class="only-narrow">
                <Wordmark href=DASHBOARD />
            </span>
        }
        .into_any()
    };
    view! {
        {narrow}
        <Breadcrumbs label=t.crumbs crumbs />
    }
    .into_any()
}

/// The way from the list to the page; `below` is what follows the list of opportunities in the address.
fn trail(path: &str, below: Option<&str>) -> Vec<Crumb> {
    let (t, c) = (PartnerText::get(), CommonText::get());
    let crumb = |word: Oco<'static, str>, href: Option<Oco<'static, str>>| Crumb { word, href };
    match (path, below) {
        (_, Some("new")) => vec![
            crumb(c.opportunities.into(), Some(OPPORTUNITIES.into())),
            crumb(t.new.into(), None),
        ],
        (_, Some(below)) => {
            let (reference, deeper) = below.split_once('/').unwrap_or((below, ""));
            let back = (!deeper.is_empty()).then(|| opportunity_path(reference).into());
            vec![
                crumb(c.opportunities.into(), Some(OPPORTUNITIES.into())),
                crumb(reference.to_owned().into(), back),
            ]
        }
        (OPPORTUNITIES, None) => vec![crumb(c.opportunities.into(), None)],
        (DASHBOARD, None) => vec![crumb(t.dashboard.into(), None)],
        (CUSTOMERS, None) => vec![crumb(t.customers.into(), None)],
        (_, None) if path.starts_with(CUSTOMERS) => {
            vec![crumb(t.customers.into(), Some(CUSTOMERS.into()))]
        }
        (REGISTRATIONS, None) => vec![crumb(t.registrations.into(), None)],
        (CHECK, None) => vec![
            crumb(t.registrations.into(), Some(REGISTRATIONS.into())),
            crumb(t.conflict_check.into(), None),
        ],
        #[cfg(feature = "ssr")]
        (_, None) if path.starts_with("/receipts/") => {
            vec![crumb(crate::text::ReceiptText::get().receipt.into(), None)]
        }
        (COMPANY, None) => vec![crumb(t.company.into(), None)],
        _ => vec![crumb(t.me.into(), None)],
    }
}
