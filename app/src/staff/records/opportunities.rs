//! The opportunities of a record.

use domain::{
    format::{self, Decimals},
    opportunity::OpportunityRow,
};
use leptos::prelude::*;
use ui::{Card, Cell, Row, Table, Th};

use crate::{
    shared::StatusBadge,
    staff::places,
    text::{self, DirectoryText, ListText},
};

/// At most fifty, the newest first.
#[component]
pub(in crate::staff) fn Opportunities(rows: Vec<OpportunityRow>) -> AnyView {
    let (t, list) = (DirectoryText::get(), ListText::get());
    if rows.is_empty() {
        return view! {
            <Card id="opportunities" title=t.opportunities>
                <p class="muted">{t.none_so_far}</p>
            </Card>
        }
        .into_any();
    }
    let head = move || {
        view! {
            <Th word=list.topic />
            <Th word=list.status />
            <Th word=list.value class="num" />
        }
    };
    view! {
        <Card id="opportunities" title=t.opportunities body="">
            <Table caption=t.opportunities class="table--cards table--slim" head>
                {rows.into_iter().map(row).collect_view()}
            </Table>
        </Card>
    }
    .into_any()
}

fn row(row: OpportunityRow) -> AnyView {
    let (list, lang) = (ListText::get(), text::lang());
    let value = row.value.map(|value| format::money(lang, value, Decimals::IfAny));
    view! {
        <Row>
            <Cell class="main-cell">
                <a href=places::opportunity(&row.reference)>{row.topic.clone()}</a>
                <small class="ref">{row.reference.clone()}</small>
            </Cell>
            <Cell label=list.status>
                <StatusBadge status=row.status />
            </Cell>
            <Cell class="num" label=list.value>
                {value}
            </Cell>
        </Row>
    }
    .into_any()
}
