//! Who got what and would have got what, as bars beside their numbers; and single decisions.

use domain::{
    format,
    routing::{ReplayPartner, ReplayResult, ReplayRow},
};
use leptos::prelude::*;
use ui::{Card, Cell, Row, Table, Th};

use crate::{
    shared::{StateBadge, moment},
    staff::{
        dashboard::bar,
        places::{PARTNERS, opportunity},
    },
    text::{self, ReplayText},
};

/// A pair of bars for each partner.
pub(super) fn partners(result: &ReplayResult) -> AnyView {
    let (t, lang) = (ReplayText::get(), text::lang());
    let most = result.partners.iter().map(|one| one.was.max(one.would)).max().unwrap_or_default();
    let cell = |count: u32| {
        view! {
            <td>
                <span class="bar-cell">
                    {bar(count.into(), most.into())} {format::number(lang, i64::from(count))}
                </span>
            </td>
        }
        .into_any()
    };
    let line = |one: &ReplayPartner| {
        let href = [PARTNERS, "/", &one.partner.id.to_string()].concat();
        view! {
            <tr>
                <th scope="row">
                    <a href=href>{one.partner.name.clone()}</a>
                </th>
                {cell(one.was)}
                {cell(one.would)}
            </tr>
        }
        .into_any()
    };
    let lines: Vec<AnyView> = result.partners.iter().map(line).collect();
    let more = (result.more_partners > 0).then(|| {
        view! { <p class="sm muted">{text::replay_more(lang, result.more_partners)}</p> }
    });
    view! {
        <Card id="spread" title=t.spread>
            <table class="bars">
                <caption class="vh">{t.spread}</caption>
                <thead>
                    <tr>
                        <th scope="col">{t.partner}</th>
                        <th scope="col">{t.was}</th>
                        <th scope="col">{t.would}</th>
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
            {more}
        </Card>
    }
    .into_any()
}

/// Decisions that would have been others.
pub(super) fn rows(result: &ReplayResult) -> Option<AnyView> {
    let t = ReplayText::get();
    if result.rows.is_empty() {
        return None;
    }
    let head = move || {
        view! {
            <Th word=t.opportunity />
            <Th word=t.decided />
            <Th word=t.was />
            <Th word=t.happened />
            <Th word=t.would />
        }
    };
    let lines: Vec<AnyView> = result.rows.iter().cloned().map(row).collect();
    Some(
        view! {
            <Card id="changed" title=t.changed body="">
                <Table caption=t.changed class="table--cards table--slim" head>
                    {lines}
                </Table>
            </Card>
        }
        .into_any(),
    )
}

fn row(of: ReplayRow) -> AnyView {
    let t = ReplayText::get();
    let ReplayRow { at, reference, topic, was, state, would } = of;
    let href = opportunity(&reference);
    let state = state.map(|state| view! { <StateBadge state /> });
    view! {
        <Row>
            <Cell class="main-cell wrap">
                <a href=href>{topic}</a>
                <small>{reference}</small>
            </Cell>
            <Cell label=t.decided>{moment(at)}</Cell>
            <Cell label=t.was>{was.name}</Cell>
            <Cell label=t.happened>{state}</Cell>
            <Cell label=t.would>{would.name}</Cell>
        </Row>
    }
    .into_any()
}
