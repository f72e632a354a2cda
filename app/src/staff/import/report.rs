//! What an import would do or did, with every line that is wrong.

use domain::{
    ids::ImportId,
    import::{ImportReport, LineError},
    lang::Lang,
    opportunity::Status,
};
use leptos::{prelude::*, server_fn::ServerFn as _};
use ui::{Button, ButtonKind, ButtonLink, Card, CheckboxField, Notice, NoticeKind};

use super::api::ConfirmImport;
use crate::{
    forms::{Echo, FormState},
    shared::form_summary::FormSummary,
    staff::places::{DISTRIBUTIONS, IMPORT},
    text::{self, ImportText},
};

/// The report and, while it waits, the button that does it.
#[component]
pub(super) fn Report(
    id: ImportId,
    report: ImportReport,
    waits: bool,
    echo: Option<Echo>,
) -> AnyView {
    let t = ImportText::get();
    let lang = text::lang();
    let heading = if waits { t.report } else { t.result };
    let numbers = [
        (t.new, report.created),
        (t.changed, report.updated),
        (t.unchanged, report.unchanged),
        (t.wrong, report.failed),
        (t.accounts, report.accounts),
        (t.contacts, report.contacts),
    ];
    let told = told(lang, &report, waits);
    let go_on = report.stopped.is_some();
    let facts = numbers.map(|(word, number)| {
        let figure = domain::format::number(lang, i64::try_from(number).unwrap_or(i64::MAX));
        view! {
            <div>
                <dt>{word}</dt>
                <dd>{figure}</dd>
            </div>
        }
    });
    let summary = text::import_summary(lang, &report);
    let known: Vec<String> = report.columns.iter().map(|(header, _)| header.clone()).collect();
    let (errors, further) = (named_as_in_the_file(&report), further(&report));
    view! {
        {told}
        {distributed(lang, &report, waits)}
        <Card id="report" title=heading>
            <p class="muted">{summary}</p>
            <dl class="facts">{facts.to_vec()}</dl>
            <p>{[t.columns, ": ", &known.join(", ")].concat()}</p>
            {(!report.ignored.is_empty())
                .then(|| view! { <p class="muted">{[t.ignored, ": ", &report.ignored.join(", ")].concat()}</p> })}
            {if waits { view! { <Confirm id echo go_on /> }.into_any() } else { again() }}
        </Card>
        {(!errors.is_empty()).then(|| view! { <Errors errors further /> })}
        {(!report.sample.is_empty()).then(|| view! { <Sample rows=report.sample.clone() /> })}
    }
    .into_any()
}

/// The errors with their columns by the headers that whoever made the file knows.
fn named_as_in_the_file(report: &ImportReport) -> Vec<LineError> {
    let header = |name: &String| {
        report.columns.iter().find(|(_, known)| known == name).map(|(header, _)| header.clone())
    };
    let named = |error: &LineError| {
        let column = error.column.as_ref().map(|name| header(name).unwrap_or_else(|| name.clone()));
        LineError { column, ..error.clone() }
    };
    report.errors.iter().map(named).collect()
}

/// What went wrong with the file as a whole.
fn told(lang: Lang, report: &ImportReport, waits: bool) -> Option<AnyView> {
    let bad = |text: String| view! { <Notice kind=NoticeKind::Bad>{text}</Notice> }.into_any();
    match (report.refused, report.stopped) {
        (Some(problem), _) => Some(bad(text::file_problem(lang, problem).to_owned())),
        (None, Some(line)) => Some(bad(text::import_stopped(lang, line, report.written))),
        (None, None) if !waits && !report.written => {
            Some(bad(ImportText::get().nothing_written.to_owned()))
        }
        (None, None) => None,
    }
}

/// What rules do with the new ones, and where that can be followed.
fn distributed(lang: Lang, report: &ImportReport, waits: bool) -> Option<AnyView> {
    if report.distributed == 0 {
        return None;
    }
    let links = report.runs.iter().map(|run| {
        let href = [DISTRIBUTIONS, "/", &run.to_string()].concat();
        view! {
            " "
            <a href=href>{ImportText::get().distributions}</a>
        }
    });
    let links = links.collect_view();
    let told = text::import_distributes(lang, report.distributed, waits);
    Some(view! { <Notice kind=NoticeKind::Info>{told} {links}</Notice> }.into_any())
}

fn again() -> AnyView {
    view! { <ButtonLink href=IMPORT>{ImportText::get().again}</ButtonLink> }.into_any()
}

#[component]
fn Confirm(id: ImportId, echo: Option<Echo>, go_on: bool) -> AnyView {
    let t = ImportText::get();
    let state = FormState::of_page::<ConfirmImport>(echo.as_ref());
    view! {
        <form class="stack" method="post" action=ConfirmImport::PATH>
            <FormSummary state labels=Vec::new() />
            <input type="hidden" name="run" value=id.to_string() />
            <CheckboxField id="all-or-nothing" name="all_or_nothing" value="on" label=t.all_or_nothing />
            <div class="cluster">
                <Button kind=ButtonKind::Primary submit=true>
                    {if go_on { t.go_on } else { t.confirm }}
                </Button>
                {again()}
            </div>
        </form>
    }
    .into_any()
}

/// Lines beyond those that are explained: `501, 503–1200`.
fn further(report: &ImportReport) -> String {
    let run = |(first, last): &(u64, u64)| {
        if first == last {
            first.to_string()
        } else {
            [first.to_string(), last.to_string()].join("\u{2013}")
        }
    };
    report.further.iter().map(run).collect::<Vec<_>>().join(", ")
}

#[component]
fn Errors(errors: Vec<LineError>, further: String) -> AnyView {
    let t = ImportText::get();
    let lang = text::lang();
    let rows = errors.into_iter().map(move |error| {
        view! {
            <tr>
                <td class="num">{error.line}</td>
                <td>{error.column}</td>
                <td>{error.value}</td>
                <td>{text::problem(lang, &error.problem)}</td>
            </tr>
        }
    });
    view! {
        <Card id="errors" title=t.errors>
            <div class="table-wrap" tabindex="0" role="group" aria-labelledby="errors-h">
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col" class="num">{t.line}</th>
                            <th scope="col">{t.column}</th>
                            <th scope="col">{t.value}</th>
                            <th scope="col">{t.problem}</th>
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
            {(!further.is_empty()).then(|| view! { <p>{[t.further, ": ", &further].concat()}</p> })}
        </Card>
    }
    .into_any()
}

#[component]
fn Sample(rows: Vec<[String; 4]>) -> AnyView {
    let t = ImportText::get();
    let lang = text::lang();
    let rows = rows.into_iter().map(move |[topic, account, status, value]| {
        let status = status.parse::<Status>().map_or("", |status| text::status(lang, status));
        view! {
            <tr>
                <td>{topic}</td>
                <td>{account}</td>
                <td>{status}</td>
                <td class="num">{value}</td>
            </tr>
        }
    });
    view! {
        <Card id="sample" title=t.sample>
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{t.topic}</th>
                        <th scope="col">{t.account}</th>
                        <th scope="col">{t.status}</th>
                        <th scope="col" class="num">{t.value}</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </Card>
    }
    .into_any()
}
