//! `/staff/opportunities/distribute`: who would get what and why; one press starts it.

use domain::{
    policy::Action,
    routing::{Part, PreviewChoice, PreviewRow, RunPreview, SELECTION_MAX, Selection},
};
use leptos::{prelude::*, server_fn::ServerFn as _};
use leptos_router::{hooks::use_query_map, params::ParamsMap};
use strum::IntoEnumIterator as _;
use ui::{
    Button, ButtonKind, ButtonLink, Cell, EmptyState, Glyph, Notice, NoticeKind, Row, Table, Th,
};

use super::{
    api::{StartRun, preview_selection},
    held,
};
use crate::{
    forms::{Echo, FormState, echo},
    session::me,
    shared::{failure::Failure, form_summary::FormSummary, page_title::PageTitle},
    staff::{opportunities::list_query, places},
    text::{self, DistributionText, RoutingText},
};

/// So many parts of a score are told; the record tells all of them.
const PARTS: usize = 3;

/// The page.
#[component]
pub(crate) fn PreviewPage() -> impl IntoView {
    let (me, echo, query) = (me(), echo(), use_query_map());
    let wanted = Memo::new(move |_| query.with(selection));
    let page = Resource::new_blocking(
        move || wanted.get(),
        move |wanted| async move {
            crate::staff::allowed(me.await, Action::DistributeSelection)?;
            preview_selection(wanted).await
        },
    );
    let whole = move || query.with_untracked(|query| query.get("all").is_some());
    let back = move || query.with_untracked(Back::of);
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let echo = echo.await;
                match page.await {
                    Ok(page) => shown(page, whole(), back(), echo.as_ref()),
                    Err(error) => view! { <Failure error /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

fn selection(map: &ParamsMap) -> Selection {
    let all = map.get("all").map(|_| list_query::first_page(&list_query::read(map)));
    Selection { picks: map.get_all("pick").unwrap_or_default(), all }
}

/// The way back: to the opportunity that was looked at, or to the list as it was left, with its ticks.
struct Back {
    href: String,
    word: &'static str,
}

impl Back {
    fn of(map: &ParamsMap) -> Self {
        let t = DistributionText::get();
        let picks = map.get_all("pick").unwrap_or_default();
        if let (Some(_), [one]) = (map.get("one"), picks.as_slice()) {
            return Self { href: places::opportunity(one), word: t.back_to_one };
        }
        let mut kept: ParamsMap =
            list_query::pairs(&list_query::first_page(&list_query::read(map)))
                .into_iter()
                .collect();
        for pick in picks {
            kept.insert("pick", pick);
        }
        Self { href: [places::OPPORTUNITIES, &kept.to_query_string()].concat(), word: t.back }
    }

    fn link(self) -> AnyView {
        view! { <ButtonLink href=self.href>{self.word}</ButtonLink> }.into_any()
    }
}

fn shown(page: RunPreview, whole: bool, back: Back, echo: Option<&Echo>) -> AnyView {
    let (t, lang) = (DistributionText::get(), text::lang());
    let state = FormState::of_page::<StartRun>(echo);
    let failed = Signal::derive(move || state.failure().get().is_some());
    let body = if page.chosen > SELECTION_MAX as u64 {
        let words = text::too_many(lang, page.chosen);
        view! {
            <Notice kind=NoticeKind::Warn>{words}</Notice>
            <p>{back.link()}</p>
        }
        .into_any()
    } else if page.rows.is_empty() {
        let actions = move || back.link();
        view! { <EmptyState title=t.nothing text=t.nothing_text actions /> }.into_any()
    } else {
        found(page, back, state)
    };
    view! {
        <PageTitle title=t.preview failed />
        <div class="page">
            <div class="hello">
                <h1>{t.preview}</h1>
                <p>{t.preview_lead} " " {whole.then_some(t.whole_view)}</p>
            </div>
            {body}
        </div>
    }
    .into_any()
}

fn found(page: RunPreview, back: Back, state: FormState) -> AnyView {
    let (t, lang) = (DistributionText::get(), text::lang());
    let offered = page.offered();
    let held = (page.rows.len() - offered) as u64;
    let summary = text::preview_result(lang, offered as u64, held);
    let greedy = (page.is_exact == Some(false)).then(|| {
        view! { <Notice kind=NoticeKind::Info>{text::not_exact(lang)}</Notice> }
    });
    let references: Vec<&str> = page.rows.iter().map(|row| row.reference.as_str()).collect();
    let references = references.join(",");
    // Of those alone that need a person nothing would come.
    let start = (offered > 0).then(|| {
        view! {
            <Button kind=ButtonKind::Primary submit=true glyph=Glyph::Send>
                {t.start}
            </Button>
        }
    });
    let columns = move || {
        view! {
            <Th word=t.opportunity />
            <Th word=t.gets />
            <Th word=t.why />
        }
    };
    view! {
        <form class="stack" method="post" action=StartRun::PATH>
            <input type="hidden" name="references" value=references />
            <input type="hidden" name="seed" value=page.seed />
            <FormSummary state labels=Vec::new() />
            <p>
                <b>{summary}</b>
            </p>
            {greedy}
            <div class="cluster">
                {start} {back.link()}
            </div>
        </form>
        <Table caption=t.preview class="table--cards table--slim table--fates" head=columns>
            {page.rows.into_iter().map(row).collect_view()}
        </Table>
    }
    .into_any()
}

fn row(row: PreviewRow) -> AnyView {
    let t = DistributionText::get();
    let PreviewRow { reference, topic, rule, fate } = row;
    let (gets, why) = match &fate {
        Ok(choice) => {
            let name = choice.partner.partner.name.clone();
            let others = u32::from(choice.at_once).saturating_sub(1);
            let others = text::others_at_once(text::lang(), others);
            (view! { <b>{name}</b> {others} }.into_any(), reasons(choice, rule).into_any())
        }
        Err(why) => (view! { <span class="muted">{t.needs}</span> }.into_any(), held(why)),
    };
    view! {
        <Row>
            <Cell class="main-cell wrap">
                <a href=places::opportunity(&reference)>{topic}</a>
                <small class="ref">{reference}</small>
            </Cell>
            <Cell label=t.gets>{gets}</Cell>
            <Cell label=t.why class="wrap">
                {why}
            </Cell>
        </Row>
    }
    .into_any()
}

/// The score, what brought most of it, and how was chosen.
fn reasons(of: &PreviewChoice, rule: Option<(String, i32)>) -> AnyView {
    let lang = text::lang();
    let weighted =
        |part: Part, share: u32, weight: u16| (u64::from(share) * u64::from(weight), part, share);
    let mut parts: Vec<(u64, Part, u32)> = Part::iter()
        .zip(of.partner.parts)
        .zip(of.weights.0)
        .map(|((part, share), weight)| weighted(part, share, weight))
        .collect();
    parts.sort_by_key(|(counts, ..)| std::cmp::Reverse(*counts));
    let best = parts.iter().take(PARTS).filter(|(counts, ..)| *counts > 0);
    let words: Vec<String> = best
        .map(|(_, part, share)| {
            [text::score_part(lang, *part), " ", &text::millionths(*share)].concat()
        })
        .collect();
    let rule = match rule {
        Some((name, _)) => name,
        None => RoutingText::get().no_rule.to_owned(),
    };
    let how = [rule.as_str(), text::strategy(lang, of.strategy)].join(" · ");
    let place = text::place_from(of.place_from).map(|words| view! { <small>{words}</small> });
    view! {
        <b>{text::millionths(of.partner.total)}</b>
        " "
        {words.join(" · ")}
        <small>{how}</small>
        {place}
    }
    .into_any()
}
