//! With whom the opportunity was: every partner, when, how it ended and why.

use domain::{assignment::AssignmentRow, choice::List, opportunity::StaffOpportunity};
use leptos::prelude::*;
use ui::{Card, Cell, Row, Table, Th};

use crate::{
    shared::{OfferClock, StateBadge, moment, until},
    text::{self, RecordText},
};

/// The card of that name.
#[component]
pub(super) fn History(data: Signal<StaffOpportunity>) -> impl IntoView {
    let t = RecordText::get();
    let assignments = Memo::new(move |_| data.with(|record| record.assignments.clone()));
    view! {
        <Card id="history" title=t.history body="">
            {move || {
                let rows = assignments.get();
                if rows.is_empty() {
                    view! {
                        <div class="card-body">
                            <p class="muted sm">{t.history_empty}</p>
                        </div>
                    }
                        .into_any()
                } else {
                    table(rows)
                }
            }}
        </Card>
    }
}

fn table(rows: Vec<AssignmentRow>) -> AnyView {
    let t = RecordText::get();
    let head = move || {
        view! {
            <Th word=super::parts::label("partner_name") />
            <Th word=super::parts::label("status") class="w15" />
            <Th word=t.handed_over class="w15" />
            <Th word=t.answer_by class="w15" />
            <Th word=t.answered class="w20" />
        }
    };
    view! {
        <Table caption=t.history class="table--cards table--history" head>
            {rows.into_iter().map(line).collect_view()}
        </Table>
    }
    .into_any()
}

fn line(assignment: AssignmentRow) -> AnyView {
    let t = RecordText::get();
    let why = why(&assignment);
    let number = assignment.registration_number.clone().map(|number| format!("IČO {number}"));
    let answered = assignment.ended_at.or(assignment.answered_at).map(moment);
    let by = assignment.answered_by.clone();
    let report = assignment.report.clone().map(|clock| {
        view! {
            <small>
                {t.first_report_by} " " {(!clock.paused).then(|| until(clock.until))} " "
                <OfferClock clock />
            </small>
        }
    });
    view! {
        <Row>
            <Cell class="main-cell wrap">
                {assignment.partner_name.clone()} {number.map(|number| view! { <small>{number}</small> })}
                {why.map(|why| view! { <span class="why-text sm">{why}</span> })}
            </Cell>
            <Cell label=super::parts::label("status")>
                <StateBadge state=assignment.state />
            </Cell>
            <Cell label=t.handed_over>{moment(assignment.offered_at)}</Cell>
            <Cell label=t.answer_by>{assignment.accept_by.map(until)} {report}</Cell>
            <Cell label=t.answered>
                {answered} {by.map(|by| view! { <small>{by}</small> })}
            </Cell>
        </Row>
    }
    .into_any()
}

/// The reason in words: the code, and what was written beside it.
pub(super) fn why(assignment: &AssignmentRow) -> Option<String> {
    let lang = text::lang();
    let called = |list, reason: Option<&_>| reason.map(|code| text::choice(lang, list, code));
    let code = called(List::Decline, assignment.decline_reason.as_ref())
        .or_else(|| called(List::Return, assignment.return_reason.as_ref()));
    match (code, assignment.reason_text.as_deref()) {
        (Some(code), Some(words)) => Some(format!("{code} – „{words}“")),
        (Some(code), None) => Some(code),
        (None, None) if assignment.overtaken => Some(RecordText::get().overtaken.to_owned()),
        (None, words) => words.map(str::to_owned),
    }
}
