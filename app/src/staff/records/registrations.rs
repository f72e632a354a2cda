//! The deal registrations of a record.

use domain::{format, registration::QueueRow};
use leptos::prelude::*;
use ui::{Card, Cell, Row, Table, Th};

use crate::{
    shared::{RegistrationBadge, moment},
    staff::places,
    text::{self, RegistrationText, StaffText},
};

/// At most fifty, the newest first; nothing when there are none.
#[component]
pub(in crate::staff) fn Registrations(
    rows: Vec<QueueRow>,
    /// The record is the partner's own: all are of the same company.
    #[prop(optional)]
    of_partner: bool,
) -> AnyView {
    if rows.is_empty() {
        return ().into_any();
    }
    let (t, title) = (RegistrationText::get(), StaffText::get().registrations);
    let head = move || {
        view! {
            <Th word=t.customer />
            {(!of_partner).then(|| view! { <Th word=t.partner /> })}
            <Th word=t.state />
            <Th word=t.submitted />
        }
    };
    view! {
        <Card id="registrations" title body="">
            <Table caption=title class="table--cards table--slim" head>
                {rows.into_iter().map(|each| row(each, of_partner)).collect_view()}
            </Table>
        </Card>
    }
    .into_any()
}

fn row(row: QueueRow, of_partner: bool) -> AnyView {
    let (t, lang) = (RegistrationText::get(), text::lang());
    let href = [&places::opportunity(&row.opportunity), "#registration"].concat();
    let until = row.protected_until.map(|at| {
        let day = format::date(lang, at.date_naive());
        view! { <small>{[t.protected, " ", &day].concat()}</small> }
    });
    let partner = (!of_partner).then(|| view! { <Cell label=t.partner>{row.partner}</Cell> });
    view! {
        <Row>
            <Cell class="main-cell wrap">
                <a href=href>{row.customer}</a>
                <small>{row.reference} " · " {row.products.join(", ")}</small>
            </Cell>
            {partner}
            <Cell label=t.state class="wrap">
                <RegistrationBadge state=row.state />
                {until}
            </Cell>
            <Cell label=t.submitted>{moment(row.submitted_at)}</Cell>
        </Row>
    }
    .into_any()
}
