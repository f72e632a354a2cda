//! The frame around every staff page: navigation, the way here, search, who is signed in.

use domain::{opportunity::ListQuery, person::Me as Person, policy::Action};
use leptos::prelude::*;
use leptos_router::{
    components::Outlet,
    hooks::{use_location, use_query_map},
};
use ui::{AppFrame, Breadcrumbs, Crumb, Glyph, Me, NavGroup, Place, PlaceGroup, Wordmark};

use super::{
    amounts::group_amounts,
    opportunities::list_query,
    places::{
        ACCOUNTS, CONTACTS, DASHBOARD, DISTRIBUTIONS, IMPORT, ME, NEW_OPPORTUNITY, OPPORTUNITIES,
        PARTNERS, REGISTRATIONS, REPLAY, SETTINGS,
    },
    search::Search,
};
use crate::{
    session::me,
    text::{self, CommonText, DashboardText, StaffText},
};

/// The frame; the pages are its outlet.
#[component]
pub(super) fn StaffFrame() -> impl IntoView {
    let t = StaffText::get();
    let address = use_location().pathname;
    group_amounts();
    let tinted = Signal::derive(move || address.with(|path| !is_list(path)));
    let path: Signal<String> = Memo::new(move |_| address.with(|path| at_home(path))).into();
    view! {
        <AppFrame
            skip=CommonText::get().skip
            home=OPPORTUNITIES
            nav_label=t.navigation
            groups=groups()
            late_groups=move || view! { <Administration path /> }
            tabs_label=t.tabs
            tabs=tabs()
            path
            me=Signed
            top=move || view! { <Top path /> }
            tinted
        >
            <Outlet />
        </AppFrame>
    }
}

/// The address under the place in the navigation that leads there.
fn at_home(path: &str) -> String {
    let under = [(DISTRIBUTIONS, OPPORTUNITIES), (REPLAY, SETTINGS)]
        .into_iter()
        .find_map(|(page, place)| path.strip_prefix(page).map(|rest| [place, "/-", rest].concat()));
    under.unwrap_or_else(|| path.to_owned())
}

/// White ground for lists and for records, which have grounds of their own.
fn is_list(path: &str) -> bool {
    matches!(path, ACCOUNTS | CONTACTS | PARTNERS | REGISTRATIONS)
        || path.starts_with(OPPORTUNITIES) && path != NEW_OPPORTUNITY
}

fn place(href: &'static str, word: &'static str, glyph: Glyph) -> Place {
    Place { href: href.into(), word: word.into(), glyph }
}

fn groups() -> Vec<PlaceGroup> {
    let t = StaffText::get();
    let group = |title: &'static str, places| PlaceGroup { title: title.into(), places };
    vec![
        group("", vec![place(DASHBOARD, DashboardText::get().dashboard, Glyph::Grid)]),
        group(
            t.sales,
            vec![
                place(OPPORTUNITIES, CommonText::get().opportunities, Glyph::Baton),
                place(REGISTRATIONS, t.registrations, Glyph::Shield),
                place(ACCOUNTS, t.accounts, Glyph::Building),
                place(CONTACTS, t.contacts, Glyph::User),
            ],
        ),
        group(t.partners, vec![place(PARTNERS, t.partner_companies, Glyph::Users)]),
    ]
}

fn administration(may_import: bool) -> PlaceGroup {
    let t = StaffText::get();
    let import = may_import.then(|| place(IMPORT, t.import, Glyph::Upload));
    let settings = place(SETTINGS, t.settings, Glyph::Settings);
    PlaceGroup {
        title: t.administration.into(),
        places: import.into_iter().chain([settings]).collect(),
    }
}

/// Offers only what the reader may do.
#[component]
fn Administration(path: Signal<String>) -> impl IntoView {
    let me = me();
    let shown = move |may_import| {
        view! { <NavGroup group=administration(may_import) path /> }
    };
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                shown(me.await.is_ok_and(|me| me.may(Action::ImportOpportunities)))
            })}
        </Suspense>
    }
}

fn tabs() -> Vec<Place> {
    let t = StaffText::get();
    vec![
        place(DASHBOARD, DashboardText::get().short, Glyph::Grid),
        place(OPPORTUNITIES, CommonText::get().opportunities, Glyph::Baton),
        place(ACCOUNTS, t.accounts_short, Glyph::Building),
        place(CONTACTS, t.contacts, Glyph::User),
        place(PARTNERS, t.partners, Glyph::Users),
        place(ME, t.me, Glyph::Settings),
    ]
}

/// Who is signed in; nothing until that is known.
#[component]
fn Signed() -> impl IntoView {
    let me = me();
    let shown = |person: Person| {
        let role = text::role(text::lang(), person.role);
        view! { <Me name=person.name organization=role href=ME /> }
    };
    view! { <Suspense>{move || Suspend::new(async move { me.await.ok().map(shown) })}</Suspense> }
}

#[component]
fn Top(path: Signal<String>) -> impl IntoView {
    let map = use_query_map();
    let query = Memo::new(move |_| {
        let on_list = path.with(|path| path == OPPORTUNITIES);
        if on_list { map.with(list_query::read) } else { ListQuery::default() }
    });
    view! {
        <span class="only-narrow">
            <Wordmark href=OPPORTUNITIES />
        </span>
        {move || {
            view! { <Breadcrumbs label=StaffText::get().crumbs crumbs=crumbs(&path.get()) /> }
        }}
        <div class="push only-wide">
            {move || view! { <Search id="top-search" query=query.get() /> }}
        </div>
    }
}

/// The heading of the navigation, the list, and the record by its reference.
fn crumbs(path: &str) -> Vec<Crumb> {
    let t = StaffText::get();
    let step = |word: &str, href: Option<&'static str>| Crumb {
        word: word.to_owned().into(),
        href: href.map(Into::into),
    };
    let group = groups().into_iter().chain([administration(true)]).find_map(|group| {
        let place = group.places.into_iter().find(|place| path.starts_with(place.href.as_str()))?;
        Some((group.title, place))
    });
    let Some((title, place)) = group else {
        return if path == ME { vec![step(t.me, None)] } else { Vec::new() };
    };
    let rest = path[place.href.len()..].trim_matches('/').to_owned();
    let href = (!rest.is_empty()).then_some(place.href);
    let list = Crumb { word: place.word, href };
    // The first place stands alone, under no heading.
    let above = (!title.is_empty()).then(|| step(&title, None));
    let mut crumbs: Vec<Crumb> = above.into_iter().chain([list]).collect();
    match rest.as_str() {
        "" => {}
        "new" => crumbs.push(step(t.new, None)),
        reference if reference.starts_with("OPP-") => crumbs.push(step(reference, None)),
        // The heading right below says which record it is.
        _ => {}
    }
    crumbs
}
