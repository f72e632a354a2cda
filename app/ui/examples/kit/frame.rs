//! The frame of the staff and the partner pages.

use leptos::prelude::*;
use ui::{AppFrame, Breadcrumbs, Crumb, Glyph, Icon, Me, Place, PlaceGroup, Wordmark};

fn place(href: &'static str, word: &'static str, glyph: Glyph) -> Place {
    Place { href: href.into(), word: word.into(), glyph }
}

/// Puts a page into its frame.
pub fn frame(staff: bool, tinted: bool, crumbs: &[&'static str], page: AnyView) -> AnyView {
    let (groups, tabs) = if staff { staff_places() } else { partner_places() };
    let steps = crumbs
        .iter()
        .map(|word| Crumb { word: (*word).into(), href: Some("#".into()) })
        .collect::<Vec<_>>();
    let top = move || {
        view! {
            <span class="only-narrow">
                <Wordmark href="#" />
            </span>
            <Breadcrumbs label="Drobečková navigace" crumbs=steps />
            {staff.then(search)}
        }
    };
    view! {
        <AppFrame
            skip="Přejít na obsah"
            home="#"
            nav_label="Hlavní navigace"
            groups
            tabs_label="Spodní navigace"
            tabs
            path=Signal::stored("/opportunities".to_owned())
            me=|| view! { <Me name="Jana Přibylová" organization="Hronek Automatizace" href="#" /> }
            top
            tinted=Signal::stored(tinted)
        >
            {page}
        </AppFrame>
    }
    .into_any()
}

fn search() -> AnyView {
    view! {
        <form class="search push only-wide" role="search">
            <Icon glyph=Glyph::Search />
            <label class="vh" for="q">"Hledat"</label>
            <input class="input" type="search" id="q" name="q" placeholder="Hledat téma, číslo, IČO, partnera…" />
        </form>
    }
    .into_any()
}

fn staff_places() -> (Vec<PlaceGroup>, Vec<Place>) {
    let opportunities = || place("/opportunities", "Příležitosti", Glyph::Baton);
    let accounts = || place("/accounts", "Obchodní vztahy", Glyph::Building);
    let sales = PlaceGroup {
        title: "Prodej".into(),
        places: vec![opportunities(), accounts(), place("/contacts", "Kontakty", Glyph::User)],
    };
    let partners = PlaceGroup {
        title: "Partneři".into(),
        places: vec![place("/partners", "Partnerské firmy", Glyph::Users)],
    };
    let tabs = vec![
        opportunities(),
        accounts(),
        place("/partners", "Partneři", Glyph::Users),
        place("/settings", "Nastavení", Glyph::Settings),
    ];
    (vec![sales, partners], tabs)
}

fn partner_places() -> (Vec<PlaceGroup>, Vec<Place>) {
    let places = vec![
        place("/dashboard", "Řídicí panel", Glyph::Grid),
        place("/opportunities", "Příležitosti", Glyph::Baton),
        place("/me", "Můj účet", Glyph::User),
    ];
    (vec![PlaceGroup { title: "".into(), places: places.clone() }], places)
}
