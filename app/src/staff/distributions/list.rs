//! `/staff/distributions`: the newest selections that were distributed.

use domain::{policy::Action, routing::RunLine};
use leptos::prelude::*;
use ui::{ButtonLink, Cell, EmptyState, Row, Table, Th};

use super::api::list_runs;
use crate::{
    live::live,
    session::me,
    shared::{failure::Failure, moment, page_title::PageTitle},
    staff::places::{DISTRIBUTIONS, OPPORTUNITIES},
    text::{self, DistributionText},
};

/// The page.
#[component]
pub(crate) fn DistributionsPage() -> impl IntoView {
    let (me, heard) = (me(), live());
    let page = Resource::new_blocking(
        move || heard.get(),
        move |_| async move {
            crate::staff::allowed(me.await, Action::DistributeSelection)?;
            list_runs().await
        },
    );
    let t = DistributionText::get();
    view! {
        <PageTitle title=t.runs />
        <div class="page">
            <h1>{t.runs}</h1>
            <Transition>
                {move || Suspend::new(async move {
                    match page.await {
                        Ok(lines) => shown(lines),
                        Err(error) => view! { <Failure error /> }.into_any(),
                    }
                })}
            </Transition>
        </div>
    }
}

fn shown(lines: Vec<RunLine>) -> AnyView {
    let t = DistributionText::get();
    if lines.is_empty() {
        let actions = move || view! { <ButtonLink href=OPPORTUNITIES>{t.back}</ButtonLink> };
        return view! { <EmptyState title=t.no_runs text=t.no_runs_text actions /> }.into_any();
    }
    let head = move || {
        view! {
            <Th word=t.started />
            <Th word=t.by />
            <Th word=t.state />
            <Th word=t.result />
        }
    };
    view! {
        <Table caption=t.runs class="table--cards table--slim" head>
            {lines.into_iter().map(row).collect_view()}
        </Table>
    }
    .into_any()
}

fn row(line: RunLine) -> AnyView {
    let (t, lang) = (DistributionText::get(), text::lang());
    let href = [DISTRIBUTIONS, "/", &line.id.to_string()].concat();
    view! {
        <Row>
            <Cell class="main-cell">
                <a href=href>{moment(line.started_at)}</a>
            </Cell>
            <Cell label=t.by>{line.by.unwrap_or_else(|| t.command_line.to_owned())}</Cell>
            <Cell label=t.state>{text::run_state(lang, line.state)}</Cell>
            <Cell label=t.result class="wrap">
                {text::run_result(lang, line.offered, line.held)}
            </Cell>
        </Row>
    }
    .into_any()
}
