//! `/staff/distributions/…`: how far it is, and what became of each.

use std::time::Duration;

use domain::{
    ids::PartnerId,
    opportunity::Named,
    routing::{Held, RunRow, RunState, RunView},
};
use leptos::{prelude::*, server_fn::ServerFn as _};
use leptos_router::hooks::use_params_map;
use ui::{Button, ButtonLink, Card, Cell, Notice, NoticeKind, Row, Table, Th};

use super::{
    api::{CancelRun, show_run},
    held,
};
use crate::{
    error::AppError,
    live::live,
    shared::{failure::Failure, moment, page_title::PageTitle},
    staff::places,
    text::{self, DistributionText},
};

/// How often a page looks at a run that is not over.
const LOOK: Duration = Duration::from_secs(2);

/// The page. What the worker does arrives by itself; without script by reloading.
#[component]
pub(crate) fn DistributionPage() -> impl IntoView {
    let (params, heard) = (use_params_map(), live());
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let page = Resource::new_blocking(
        move || (id.get(), heard.get()),
        |(id, _)| async move {
            let Ok(id) = id.parse() else {
                #[cfg(feature = "ssr")]
                crate::request::fail(AppError::NotFound);
                return Err(AppError::NotFound);
            };
            show_run(id).await
        },
    );
    let running = StoredValue::new(true);
    // A short run is over before the page listens for news.
    Effect::new(move |_| {
        let look = move || {
            if running.get_value() {
                page.refetch();
            }
        };
        if let Ok(beat) = set_interval_with_handle(look, LOOK) {
            on_cleanup(move || beat.clear());
        }
    });
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match page.await {
                    Ok(page) => {
                        running.set_value(page.line.state == RunState::Running);
                        shown(page)
                    }
                    Err(error) => view! { <Failure error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

fn shown(page: RunView) -> AnyView {
    let (t, lang) = (DistributionText::get(), text::lang());
    let RunView { line, finished_at, is_exact, rows } = page;
    let state = text::run_state(lang, line.state);
    let until = finished_at.map(|at| [" – ", &moment(at)].concat()).unwrap_or_default();
    let by = line.by.as_deref().unwrap_or(t.command_line);
    let lead = [state, " · ", by, " · ", &moment(line.started_at), &until].concat();
    let had = line.offered + line.held;
    let greedy = (is_exact == Some(false)).then(|| {
        view! { <Notice kind=NoticeKind::Info>{text::not_exact(lang)}</Notice> }
    });
    let running = (line.state == RunState::Running).then(|| running(line.id.to_string()));
    let caption = t.result;
    let columns = move || {
        view! {
            <Th word=t.opportunity />
            <Th word=t.result />
        }
    };
    let ended = line.state != RunState::Running;
    view! {
        <PageTitle title=t.run />
        <div class="page">
            <div class="hello">
                <h1>{t.run}</h1>
                <p>{lead}</p>
            </div>
            <Card id="progress" title=t.progress>
                <div class="stack">
                    <p role="status">
                        <b>{text::run_result(lang, line.offered, line.held)}</b>
                        " · "
                        {text::run_progress(lang, had, line.chosen)}
                    </p>
                    <progress
                        class="bar"
                        aria-label=t.progress
                        max=line.chosen.max(1)
                        value=had
                    ></progress>
                    {running}
                </div>
            </Card>
            {greedy}
            <Table caption class="table--cards table--slim table--fates" head=columns>
                {rows.into_iter().map(|of| row(of, ended)).collect_view()}
            </Table>
        </div>
    }
    .into_any()
}

fn running(id: String) -> AnyView {
    let t = DistributionText::get();
    let href = [places::DISTRIBUTIONS, "/", &id].concat();
    view! {
        <form class="cluster" method="post" action=CancelRun::PATH>
            <input type="hidden" name="id" value=id />
            <Button submit=true>{t.cancel}</Button>
            <noscript>
                <ButtonLink href>{t.reload}</ButtonLink>
            </noscript>
        </form>
    }
    .into_any()
}

fn row(of: RunRow, ended: bool) -> AnyView {
    let t = DistributionText::get();
    let href = places::opportunity(&of.reference);
    view! {
        <Row>
            <Cell class="main-cell wrap">
                <a href=href>{of.topic}</a>
                <small class="ref">{of.reference}</small>
            </Cell>
            <Cell label=t.result class="wrap">
                {fate(of.fate, of.others, ended)}
            </Cell>
        </Row>
    }
    .into_any()
}

fn fate(of: Option<Result<Named<PartnerId>, Held>>, others: u32, ended: bool) -> AnyView {
    let t = DistributionText::get();
    match of {
        None => {
            let word = if ended { t.left } else { t.waits };
            view! { <span class="muted">{word}</span> }.into_any()
        }
        Some(Ok(partner)) => {
            let href = [places::PARTNERS, "/", &partner.id.to_string()].concat();
            view! {
                {t.asked}
                " "
                <a href=href>{partner.name}</a>
                {text::others_at_once(text::lang(), others)}
            }
            .into_any()
        }
        Some(Err(why)) => view! {
            <b>{t.needs}</b>
            " "
            {held(&why)}
        }
        .into_any(),
    }
}
