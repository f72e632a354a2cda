//! The table of opportunities; on a phone each row is a card.

use domain::{
    LocalTime,
    format::{self, Decimals},
    opportunity::{Direction, ListQuery, OpportunityRow, Sort, Status},
};
use leptos::prelude::*;
use ui::{Avatar, Glyph, Icon, SortTh, Sorted, Table, Th, settled};

use super::{
    pick::{Pick, Picked, may_be_offered},
    query,
};
use crate::{
    shared::{OfferClock, StatusBadge, StatusLegs, moment},
    staff::places,
    text::{self, AskText, ListText, SelectionText},
};

/// The table.
#[component]
pub(super) fn Rows(rows: Vec<OpportunityRow>, query: ListQuery, picked: Picked) -> impl IntoView {
    let t = ListText::get();
    // A column of nothing is left out.
    let picks = rows.iter().any(may_be_offered);
    let head = move || {
        view! {
            {picks
                .then(|| {
                    view! { <Th word=SelectionText::get().choose class="c-pick" hidden=true /> }
                })}
            {sort_head(&query, Sort::Topic, t.topic, "c-topic")}
            <Th word=t.account class="c-acc" />
            <Th word=t.partner class="c-par" />
            <Th word=t.status class="c-st" />
            <Th word=t.stage class="c-leg" />
            {sort_head(&query, Sort::Value, t.value, "num c-val")}
            {sort_head(&query, Sort::Close, t.close, "c-close")}
            <Th word=t.due class="c-due" />
            {sort_head(&query, Sort::Activity, t.activity, "c-act")}
            <Th word=t.owner class="c-own" hidden=true />
        }
    };
    view! {
        <Table caption=t.caption class="table--cards table--opps" head>
            {rows.into_iter().map(|of| row(of, picks.then_some(picked))).collect_view()}
        </Table>
    }
}

/// A head that sorts; pressed again it sorts the other way.
fn sort_head(query: &ListQuery, sort: Sort, word: &'static str, class: &'static str) -> AnyView {
    let (now, direction) = query::order(query);
    let sorted = (now == sort).then_some(match direction {
        Direction::Asc => Sorted::Ascending,
        Direction::Desc => Sorted::Descending,
    });
    let next = match sorted {
        None => query::natural(sort),
        Some(Sorted::Ascending) => Direction::Desc,
        Some(Sorted::Descending) => Direction::Asc,
    };
    let href = query::with(query, |query| {
        query.sort = sort.to_string();
        query.dir = next.to_string();
    });
    view! { <SortTh word href sorted class /> }.into_any()
}

/// Written out, not of [`ui::Cell`]: those are boxed one by one, and a page has five hundred.
fn row(row: OpportunityRow, picked: Option<Picked>) -> AnyView {
    let (t, lang) = (ListText::get(), text::lang());
    let (partners, due) = (partners(&row), due(&row));
    let value = row.value.map(|value| format::money(lang, value, Decimals::IfAny));
    let close = row.close_on.map(|day| format::date(lang, day));
    let pick = picked.map(|picked| {
        let (reference, topic) = (row.reference.clone(), row.topic.clone());
        let pick = may_be_offered(&row).then(|| view! { <Pick reference topic picked /> });
        view! {
            <td role="cell" class="c-pick">
                {pick}
            </td>
        }
    });
    settled(view! {
        <tr role="row">
            {pick} <td role="cell" class="main-cell c-topic">
                <a href=places::opportunity(&row.reference)>{row.topic}</a>
                <small class="ref">{row.reference}</small>
            </td> <td role="cell" class="c-acc" data-label=t.account>
                {row.account}
            </td> <td role="cell" class="c-par" data-label=t.partner>
                {partners}
            </td> <td role="cell" class="c-st" data-label=t.status>
                <StatusBadge status=row.status />
            </td> <td role="cell" class="c-leg drop" data-label=t.stage>
                <StatusLegs stage=row.stage />
            </td> <td role="cell" class="num c-val" data-label=t.value>
                {value}
            </td> <td role="cell" class="c-close" data-label=t.close>
                {close}
            </td>
            // Empty where nothing runs: a card then shows the activity in its place.
            <td role="cell" class="c-due">
                {due}
            </td> <td role="cell" class="c-act" data-label=t.activity>
                {activity(row.last_activity_at)}
            </td> <td role="cell" class="c-own" data-label=t.owner>
                {row.owner.map(owner)}
            </td>
        </tr>
    })
}

fn partners(row: &OpportunityRow) -> AnyView {
    let t = ListText::get();
    if row.partners.is_empty() {
        let Some(name) = row.brought_by.clone() else {
            return view! { <span class="muted">{t.unassigned}</span> }.into_any();
        };
        return view! {
            {name}
            <small>{t.brought}</small>
        }
        .into_any();
    }
    let (first, others) = row.partners.split_first().map_or(("", &[][..]), |(f, o)| (f, o));
    let count = others.len() + usize::try_from(row.more_partners).unwrap_or_default();
    if count == 0 {
        return first.to_owned().into_any();
    }
    // A cut off list of names hides that there are several, so the figure stands outside of what is cut.
    let unseen =
        if row.more_partners > 0 { format!(" +{}", row.more_partners) } else { String::new() };
    let names = [&row.partners.join(", "), unseen.as_str()].concat();
    let said = names.clone();
    settled(view! {
        <span class="of-many" title=names>
            <span aria-hidden="true">{first.to_owned()}</span>
            <span aria-hidden="true">{format!("+{count}")}</span>
            <span class="vh">{said}</span>
        </span>
    })
}

/// The clock of an offer, of the first report or of the vendor's decision, or that somebody has to decide.
fn due(row: &OpportunityRow) -> Option<AnyView> {
    let t = ListText::get();
    if let Some(clock) = row.clock.clone() {
        return Some(view! { <OfferClock clock /> }.into_any());
    }
    let report = row.report.clone().map(|clock| (clock, t.first_report));
    let decision = || row.decide_by.clone().map(|clock| (clock, t.to_decide));
    if let Some((clock, what)) = report.or_else(decision) {
        let clock = view! {
            <OfferClock clock />
            <small>{what}</small>
        };
        return Some(clock.into_any());
    }
    if row.awaiting_approval && row.status == Status::InProgress {
        return Some(view! { <span class="muted">{AskText::get().waiting}</span> }.into_any());
    }
    row.status.needs_decision().then(|| {
        view! {
            <span class="countdown" data-level="urgent">
                <Icon glyph=Glyph::Flag />
                {t.decide}
            </span>
        }
        .into_any()
    })
}

/// The moment in one line, or day and time in two where the column is too narrow.
fn activity(at: LocalTime) -> String {
    let words = moment(at);
    words
        .rsplit_once('\u{a0}')
        .map_or_else(|| words.clone(), |(day, time)| [day, " ", time].concat())
}

fn owner(name: String) -> AnyView {
    let title = name.clone();
    settled(view! {
        <span title=title>
            <Avatar name=name.clone() />
            <span class="vh">{name}</span>
        </span>
    })
}
