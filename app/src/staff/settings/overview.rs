//! The parts of the settings at a glance: what each is for, and how it stands.

use domain::{
    choice::List,
    overview::{Overview, Split},
    person::PersonRow,
};
use leptos::prelude::*;
use ui::{Glyph, Icon};

use crate::{
    staff::places::{PRODUCTS, RATES, ROUTING, choices},
    text::{self, DirectoryText, ProductText, RateText, RulesText, SettingsText},
};

/// One part.
struct Tile {
    href: String,
    glyph: Glyph,
    title: &'static str,
    /// What it is for.
    lead: &'static str,
    /// How it stands.
    state: String,
    /// Somebody has to look after it.
    bad: bool,
}

/// All parts that the reader may open; nothing for those who may open none.
#[component]
pub(super) fn Tiles(
    overview: Option<Overview>,
    /// The vendor's people, if the reader keeps them.
    people: Vec<PersonRow>,
    /// The reader keeps the lists.
    may_list: bool,
) -> AnyView {
    let Some(overview) = overview else { return ().into_any() };
    let t = DirectoryText::get();
    let mut tiles = Vec::new();
    if may_list {
        tiles.extend(lists(&overview));
        tiles.push(rates(&overview));
    }
    tiles.push(rules(&overview));
    if !people.is_empty() {
        tiles.push(staff(&people));
    }
    tiles.push(mail(&overview));
    view! {
        <section aria-labelledby="lists-h">
            <h2 class="vh" id="lists-h">
                {t.lists}
            </h2>
            <ul class="tiles">{tiles.into_iter().map(tile).collect_view()}</ul>
        </section>
    }
    .into_any()
}

fn tile(Tile { href, glyph, title, lead, state, bad }: Tile) -> AnyView {
    view! {
        <li class="tile">
            <Icon glyph />
            <a href=href>{title}</a>
            <p>{lead}</p>
            <p class="state" class:bad=bad>
                {state}
            </p>
        </li>
    }
    .into_any()
}

/// Products, stages and reasons.
fn lists(overview: &Overview) -> Vec<Tile> {
    let lang = text::lang();
    let products = Tile {
        href: PRODUCTS.to_owned(),
        glyph: Glyph::Box,
        title: ProductText::get().products,
        lead: ProductText::get().lead,
        state: text::offered(lang, overview.products),
        bad: false,
    };
    let kept = text::KEPT_LISTS.map(|list| {
        let (title, lead) = text::list_words(lang, list);
        let found = overview.choices.iter().find(|(of, _)| *of == list);
        let split = found.map(|(_, split)| *split).unwrap_or_default();
        let state = text::offered(lang, split);
        Tile { href: choices(list), glyph: glyph(list), title, lead, state, bad: false }
    });
    std::iter::once(products).chain(kept).collect()
}

fn glyph(list: List) -> Glyph {
    match list {
        List::Stage => Glyph::Baton,
        List::Decline => Glyph::X,
        List::Return => Glyph::Undo,
        List::Loss => Glyph::Ban,
    }
}

fn rules(overview: &Overview) -> Tile {
    let t = RulesText::get();
    let state = if overview.rules == Split::default() {
        SettingsText::get().no_rules.to_owned()
    } else {
        text::rules_in_use(text::lang(), overview.rules)
    };
    let (title, lead) = (t.routing, SettingsText::get().rules);
    Tile { href: ROUTING.to_owned(), glyph: Glyph::Send, title, lead, state, bad: false }
}

fn rates(overview: &Overview) -> Tile {
    let t = SettingsText::get();
    let newest = overview.rates.map(|day| text::newest_rate(text::lang(), day));
    Tile {
        href: RATES.to_owned(),
        glyph: Glyph::Coins,
        title: RateText::get().rates,
        lead: t.rates,
        bad: newest.is_none(),
        state: newest.unwrap_or_else(|| t.no_rates.to_owned()),
    }
}

fn staff(people: &[PersonRow]) -> Tile {
    let invited = people.iter().filter(|person| person.is_invited).count();
    let active = people.iter().filter(|person| person.is_active && !person.is_invited).count();
    Tile {
        href: "#people".to_owned(),
        glyph: Glyph::Users,
        title: DirectoryText::get().staff_people,
        lead: SettingsText::get().people,
        state: text::with_access(text::lang(), active, invited),
        bad: false,
    }
}

fn mail(overview: &Overview) -> Tile {
    let (waiting, failed) = (overview.mail_waiting, overview.mail_failed);
    Tile {
        href: "#mail".to_owned(),
        glyph: Glyph::Mail,
        title: DirectoryText::get().mail,
        lead: SettingsText::get().mail,
        state: text::mail_waiting(text::lang(), waiting, failed),
        bad: failed > 0,
    }
}
