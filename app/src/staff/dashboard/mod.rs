//! `/staff/dashboard`: what needs a decision and how the work with partners goes. The period stands in the URL, and each
//! number leads to the rows that it was counted from.

pub mod api;
mod bars;
mod figure;
mod leaderboard;
mod sales;
mod tiles;
mod waiting;

use domain::dashboard::{Dashboard, PERIODS};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

pub(crate) use self::bars::bar;
use self::{
    api::show_dashboard,
    bars::{Declines, Funnel},
    leaderboard::Leaderboard,
    sales::sales_chart,
    tiles::{Own, results},
    waiting::Waiting,
};
use super::places::DASHBOARD;
use crate::{
    live::live,
    shared::{failure::Failure, page_title::PageTitle},
    text::{self, DashboardText},
};

/// The page.
#[component]
pub(crate) fn DashboardPage() -> impl IntoView {
    let map = use_query_map();
    let days = Memo::new(move |_| map.with(|map| map.get("days")).unwrap_or_default());
    let heard = live();
    let page = Resource::new_blocking(
        move || (days.get(), heard.get()),
        |(days, _)| async move { show_dashboard(days).await },
    );
    let retry = Callback::new(move |()| page.refetch());
    view! {
        <PageTitle title=DashboardText::get().dashboard />
        <Transition>
            {move || Suspend::new(async move {
                let page = page.await;
                ui::in_earnest().await;
                match page {
                    Ok(dashboard) => view! { <Panel dashboard /> }.into_any(),
                    Err(error) => view! { <Failure error retry /> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn Panel(dashboard: Dashboard) -> AnyView {
    let Dashboard { days, since, today, waiting, oldest, expiring_today, own, reports } = dashboard;
    let lang = text::lang();
    let period = text::last_days(lang, days);
    let note = || period.clone();
    let tiles = reports.as_ref().map(|reports| results(reports, note()));
    let sales = reports.as_ref().map(|reports| sales_chart(&reports.partners, note()));
    let (bars, partners) = reports
        .map(|reports| {
            let bars = view! {
                <Funnel steps=reports.funnel note=note() />
                <Declines reasons=reports.declines note=note() />
            };
            (bars, view! { <Leaderboard partners=reports.partners note=note() /> })
        })
        .unzip();
    view! {
        <div class="page-head">
            <h1>{DashboardText::get().dashboard}</h1>
            <span class="muted sm">{text::from_to(lang, since, today)}</span>
            <div class="actions">{periods(days)}</div>
        </div>
        <div class="page page--dash">
            <div class="dash">
                {tiles}
                <div class="w7 stack">
                    <Waiting figures=waiting oldest expiring_today />
                    {sales}
                </div>
                <div class="w5 stack">
                    <Own own note=note() />
                    {bars}
                </div>
                {partners}
            </div>
        </div>
    }
    .into_any()
}

/// The periods, as links.
fn periods(chosen: u32) -> AnyView {
    let lang = text::lang();
    let link = |days: u32| {
        let href = [DASHBOARD, "?days=", &days.to_string()].concat();
        let current = (days == chosen).then_some("true");
        view! {
            <a href=href aria-current=current>
                {text::days_long(lang, days)}
            </a>
        }
    };
    view! {
        <div class="seg seg--links" role="group" aria-label=DashboardText::get().period>
            {PERIODS.map(link).collect_view()}
        </div>
    }
    .into_any()
}
