//! Import of opportunities: choose a file, look at the preview, confirm.

pub mod api;
mod report;

use domain::{import::ImportView, policy::Action};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use ui::{Button, ButtonKind, Card, Choice, Notice, NoticeKind, SelectField};

use self::{api::show_import, report::Report};
use crate::{
    error::AppError,
    forms::echo,
    session::me,
    shared::{failure::Failure, page_title::PageTitle},
    text::ImportText,
};

/// The page at `/staff/import`.
#[component]
pub(crate) fn ImportPage() -> impl IntoView {
    let query = use_query_map();
    let run = Memo::new(move |_| query.with(|q| q.get("run")));
    let view = Resource::new_blocking(
        move || run.get(),
        |run| async move {
            let id = run.as_deref().map(str::parse);
            match id {
                None => Ok(None),
                Some(Ok(id)) => show_import(id).await.map(|view| Some((id, view))),
                Some(Err(_)) => Err(AppError::NotFound),
            }
        },
    );
    let (me, echo) = (me(), echo());
    let problem = move || query.with(|q| q.get("problem"));
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let echo = echo.await;
                let allowed = super::allowed(me.await, Action::ImportOpportunities);
                match view.await.and_then(|view| allowed.map(|_| view)) {
                    Ok(None) => view! { <Page problem=problem() /> }.into_any(),
                    Ok(Some((id, ImportView { report, waits }))) => {
                        view! {
                            <Page problem=problem()>
                                <Report id report waits echo />
                            </Page>
                        }
                            .into_any()
                    }
                    Err(error) => view! { <Failure error /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

/// The heading, and a report or the file to choose.
#[component]
fn Page(problem: Option<String>, #[prop(optional)] children: Option<Children>) -> AnyView {
    let t = ImportText::get();
    let failed = problem.is_some();
    let content = match children {
        Some(report) => report().into_any(),
        None => view! { <Chooser problem /> }.into_any(),
    };
    view! {
        <PageTitle title=t.title failed=Signal::stored(failed) />
        <div class="page page--form">
            <div class="hello">
                <h1>{t.title}</h1>
                <p class="muted">{t.intro}</p>
            </div>
            {content}
        </div>
    }
    .into_any()
}

/// A plain form: a file travels the same with script and without.
#[component]
fn Chooser(problem: Option<String>) -> AnyView {
    let t = ImportText::get();
    let told = problem.map(|problem| {
        let text = match problem.as_str() {
            "missing" => t.missing,
            _ => t.unreadable,
        };
        view! { <Notice kind=NoticeKind::Bad>{text}</Notice> }
    });
    view! {
        {told}
        <Card id="choose" title=t.file>
            <form class="stack" method="post" action="/import" enctype="multipart/form-data">
                <div class="field">
                    <label for="import-file">{t.file}</label>
                    <input
                        class="input"
                        id="import-file"
                        name="file"
                        type="file"
                        accept=".csv,.txt,.tsv,text/csv"
                        aria-describedby="import-hint"
                    />
                    <p class="hint" id="import-hint">{t.file_hint}</p>
                </div>
                <SelectField
                    id="import-dates"
                    name="dates"
                    label=t.dates
                    choices=vec![
                        Choice::new("month_first", t.month_first),
                        Choice::new("day_first", t.day_first),
                    ]
                    initial="month_first"
                />
                <p class="muted">{t.status_note}</p>
                <Button kind=ButtonKind::Primary submit=true>{t.preview}</Button>
            </form>
        </Card>
    }
    .into_any()
}
