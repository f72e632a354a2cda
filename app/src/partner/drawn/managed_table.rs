//! What the partner manages, as a table at a desk and as cards on a phone.

use domain::{
    assignment::Clock,
    choice::List,
    format::{self, Decimals},
    opportunity::ManagedRow,
};
use leptos::prelude::*;
use ui::{Cell, Row, Table, Th};

use super::{check_in::standing_out, words};
use crate::{
    partner::opportunity_path,
    shared::{OfferClock, StatusBadge, StatusLegs, moment},
    text,
};

/// The table. `closed` says how they ended instead of how far they are.
pub(super) fn managed_table(caption: &'static str, rows: Vec<ManagedRow>, closed: bool) -> AnyView {
    let t = words();
    let head = move || {
        view! {
            <Th word=t.topic class="m-topic" />
            <Th word=if closed { t.status } else { t.stage } class="m-stage" />
            <Th word=t.value class="m-val num" />
            <Th word=t.close class="m-close" />
            <Th word=t.last_activity class="m-last" />
            <Th word=t.who class="m-who" />
        }
        .into_any()
    };
    view! {
        <div class="card list-card">
            <Table caption class="table--cards table--managed" head>
                {rows.into_iter().map(|row| line(row, closed)).collect_view()}
            </Table>
        </div>
    }
    .into_any()
}

fn line(row: ManagedRow, closed: bool) -> AnyView {
    let (t, lang) = (words(), text::lang());
    let place = [row.account, row.place].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let value = row.value.map(|value| format::money(lang, value, Decimals::IfAny));
    let close = row.close_on.map(|day| format::date(lang, day));
    let standing = if closed {
        view! { <StatusBadge status=row.status /> }.into_any()
    } else {
        view! {
            <span class="nowrap">
                <StatusLegs stage=row.stage.clone() />
                " "
                <span aria-hidden="true">{text::choice(lang, List::Stage, &row.stage.stage)}</span>
            </span>
        }
        .into_any()
    };
    view! {
        <Row>
            <Cell class="m-topic main-cell">
                <a href=opportunity_path(&row.reference)>{row.topic}</a>
                <small>{place}</small>
            </Cell>
            <Cell class="m-stage" label=if closed { t.status } else { t.stage }>
                {standing}
            </Cell>
            <Cell class="m-val num" label=t.value>
                {value}
            </Cell>
            <Cell class="m-close" label=t.close>
                {close}
            </Cell>
            <Cell class="m-last wrap" label=t.last_activity>
                {moment(row.last_activity_at)}
                {standing_out(row.attention, row.waiting_until)}
                {row.report.map(report)}
                <small>{[t.accepted_on, " ", &moment(row.accepted_at)].concat()}</small>
            </Cell>
            <Cell class="m-who wrap" label=t.who>
                {text::shared_with(lang, &row.shared_with).unwrap_or_else(|| t.only_us.to_owned())}
                {row.seller.map(|name| view! { <small>{[t.assigned_to, " ", &name].concat()}</small> })}
            </Cell>
        </Row>
    }
    .into_any()
}

/// What is left for the first report.
fn report(clock: Clock) -> AnyView {
    view! {
        <small>
            {words().first_report} " " <OfferClock clock />
        </small>
    }
    .into_any()
}
