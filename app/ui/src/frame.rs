//! The frame of every page behind the sign-in: side bar at a desk, tab bar on a phone.

use leptos::prelude::*;

use crate::{
    Text,
    icon::{Glyph, Icon},
    settled,
    wordmark::Wordmark,
};

/// The link that keyboards reach first.
#[component]
pub fn SkipLink(
    /// Its word.
    #[prop(into)]
    word: Text,
) -> AnyView {
    // `rel=external` keeps the router away: the browser itself moves the focus to the target.
    view! { <a class="skip" href="#content" rel="external">{word}</a> }.into_any()
}

/// One place of the navigation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Where it leads.
    pub href: Text,
    /// Its word.
    pub word: Text,
    /// Its picture.
    pub glyph: Glyph,
}

/// Places under one heading.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlaceGroup {
    /// The heading; empty for the first, unnamed group.
    pub title: Text,
    /// The places.
    pub places: Vec<Place>,
}

/// The frame: skip link, side bar, top bar, content, tab bar.
#[component]
pub fn AppFrame(
    /// Word of the skip link.
    #[prop(into)]
    skip: Text,
    /// Where the logo leads.
    #[prop(into)]
    home: Text,
    /// Name of the navigation.
    #[prop(into)]
    nav_label: Text,
    /// The navigation of the side bar.
    groups: Vec<PlaceGroup>,
    /// What follows them there when it depends on who is signed in (`NavGroup`).
    #[prop(optional, into)]
    late_groups: ViewFnOnce,
    /// Name of the tab bar.
    #[prop(into)]
    tabs_label: Text,
    /// The navigation of the tab bar, five at most.
    tabs: Vec<Place>,
    /// The path that is open: a place is current when the path is its own or below it.
    #[prop(into)]
    path: Signal<String>,
    /// Above the person at the end of the side bar, such as a link to the settings.
    #[prop(optional, into)]
    side_foot: ViewFnOnce,
    /// The person who is signed in (`Me`).
    #[prop(into)]
    me: ViewFnOnce,
    /// Content of the top bar: breadcrumbs, search, actions.
    #[prop(into)]
    top: ViewFnOnce,
    /// Grey ground, for pages of cards.
    #[prop(optional, into)]
    tinted: Signal<bool>,
    /// The page.
    children: Children,
) -> AnyView {
    view! {
        <SkipLink word=skip />
        <div class="app">
            <aside class="sidebar">
                <Wordmark href=home />
                <nav aria-label=nav_label>
                    {groups
                        .into_iter()
                        .map(|group| view! { <NavGroup group path /> })
                        .collect_view()}
                    {late_groups.run()}
                </nav>
                <div class="sidebar-foot">{side_foot.run()} {me.run()}</div>
            </aside>
            <header class="topbar">{top.run()}</header>
            <main class="main" class:main--tinted=tinted id="content" tabindex="-1">
                {children()}
            </main>
        </div>
        <nav class="tabbar" aria-label=tabs_label>
            {tabs.into_iter().map(|place| nav_link(place, path)).collect_view()}
        </nav>
    }
    .into_any()
}

/// Places of the side bar under one heading.
#[component]
pub fn NavGroup(
    /// The heading and the places.
    group: PlaceGroup,
    /// The path that is open.
    path: Signal<String>,
) -> AnyView {
    let PlaceGroup { title, places } = group;
    view! {
        {(!title.is_empty()).then(|| view! { <h2 class="nav-title">{title}</h2> })}
        <div class="nav">
            {places.into_iter().map(|place| nav_link(place, path)).collect_view()}
        </div>
    }
    .into_any()
}

fn nav_link(place: Place, path: Signal<String>) -> AnyView {
    let Place { href, word, glyph } = place;
    let own = href.clone();
    view! {
        <a href=href aria-current=move || path.with(|path| is_at(path, &own)).then_some("page")>
            <Icon glyph />
            {word}
        </a>
    }
    .into_any()
}

/// Whether a path is a place or below it.
fn is_at(path: &str, place: &str) -> bool {
    path.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Who is signed in.
#[component]
pub fn Me(
    /// The person.
    #[prop(into)]
    name: Text,
    /// The organization.
    #[prop(into)]
    organization: Text,
    /// Where the person's own settings are.
    #[prop(into)]
    href: Text,
) -> AnyView {
    view! {
        <a class="me" href=href>
            <Avatar name=name.clone() large=true accent=true />
            <span>
                <span class="strong">{name}</span>
                <small>{organization}</small>
            </span>
        </a>
    }
    .into_any()
}

/// Two letters that stand for a person or an organization; the name itself stands beside it.
#[component]
pub fn Avatar(
    /// The whole name.
    #[prop(into)]
    name: Text,
    /// 32 px instead of 24 px.
    #[prop(optional)]
    large: bool,
    /// Tinted.
    #[prop(optional)]
    accent: bool,
    /// Square, for an organization.
    #[prop(optional)]
    square: bool,
) -> AnyView {
    let mut class = "avatar".to_owned();
    for (wanted, suffix) in
        [(large, " avatar--lg"), (accent, " avatar--accent"), (square, " avatar--co")]
    {
        if wanted {
            class.push_str(suffix);
        }
    }
    settled(view! { <span class=class aria-hidden="true">{initials(&name)}</span> })
}

/// The first letters of the first and the last word that begin with a letter. Titles ("Ing.") and
/// legal forms ("s.r.o.") do not count.
fn initials(name: &str) -> String {
    let words: Vec<char> = name
        .split_whitespace()
        .filter(|word| !word.contains('.'))
        .filter_map(|word| word.chars().find(|letter| letter.is_alphabetic()))
        .collect();
    let letters: Vec<char> = match words.as_slice() {
        [] => name.chars().filter(|letter| letter.is_alphabetic()).take(1).collect(),
        [one] => vec![*one],
        [first, .., last] => vec![*first, *last],
    };
    letters.into_iter().flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_leave_titles_and_legal_forms_out() {
        assert_eq!(initials("Ing. Dana Malíková"), "DM");
        assert_eq!(initials("Severní Logika s.r.o."), "SL");
        assert_eq!(initials("žaneta"), "Ž");
        assert_eq!(initials("a.s."), "A");
        assert_eq!(initials(""), "");
    }

    #[test]
    fn a_place_is_current_on_itself_and_below() {
        assert!(is_at("/opportunities", "/opportunities"));
        assert!(is_at("/opportunities/OPP-1", "/opportunities"));
        assert!(!is_at("/opportunities-old", "/opportunities"));
        assert!(!is_at("/", "/opportunities"));
    }
}
