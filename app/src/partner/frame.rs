//! The frame of the partner's pages: side bar at a desk, tab bar on a phone.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use ui::{AppFrame, Breadcrumbs, Crumb, Glyph, IconLink, Me, Place, PlaceGroup, Wordmark};

use super::{DASHBOARD, OPPORTUNITIES, SETTINGS};
use crate::{
    session::me,
    text::{CommonText, PartnerText},
};

/// What the top bar says: the page, and for a page below another one the way back.
pub(super) struct Top {
    /// The page's own word.
    pub word: Oco<'static, str>,
    /// The page above: its word and address.
    pub above: Option<(&'static str, &'static str)>,
}

/// A page in its frame.
pub(super) fn framed(top: Top, page: AnyView) -> AnyView {
    let (t, c) = (PartnerText::get(), CommonText::get());
    let path = use_location().pathname;
    let groups = vec![PlaceGroup {
        title: Oco::default(),
        places: vec![
            place(DASHBOARD, t.dashboard, Glyph::Grid),
            place(OPPORTUNITIES, c.opportunities, Glyph::Baton),
        ],
    }];
    let tabs = vec![
        place(DASHBOARD, t.dashboard, Glyph::Grid),
        place(OPPORTUNITIES, c.opportunities, Glyph::Baton),
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
            top=move || top_bar(top)
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

/// Who is signed in, at the end of the side bar.
fn person() -> AnyView {
    let me = me();
    let person = move || {
        Suspend::new(async move {
            me.await.ok().map(|me| {
                let organization = me.partner.map(|(_, name)| name).unwrap_or_default();
                view! { <Me name=me.name organization href=SETTINGS /> }
            })
        })
    };
    view! { <Suspense>{person}</Suspense> }.into_any()
}

fn top_bar(top: Top) -> AnyView {
    let t = PartnerText::get();
    let Top { word, above } = top;
    let crumb = |word: Oco<'static, str>, href: Option<Oco<'static, str>>| Crumb { word, href };
    let mut crumbs = Vec::with_capacity(2);
    let narrow = match above {
        Some((name, href)) => {
            crumbs.push(crumb(name.into(), Some(href.into())));
            view! {
                <IconLink glyph=Glyph::Back label=t.back href class="only-narrow" />
                <span class="only-narrow strong">{t.opportunity}</span>
            }
            .into_any()
        }
        None => view! {
            <span class="only-narrow">
                <Wordmark href=DASHBOARD />
            </span>
        }
        .into_any(),
    };
    crumbs.push(crumb(word, None));
    view! {
        {narrow}
        <Breadcrumbs label=t.crumbs crumbs />
    }
    .into_any()
}
