//! What the company brought: the lists on the board, and the page of one while the vendor has not approved it.

use axum::http::request::Parts;
use domain::{
    choice::List,
    format::{self, Decimals},
    opportunity::{BroughtDetail, BroughtRow, InfoQuestion, Status},
};
use leptos::prelude::*;
use ui::{
    Badge, ButtonKind, ButtonLink, Cell, Glyph, Notice, NoticeKind, Row, Section, Table, Th, Tone,
};

use super::{card, customer::customer, draw, fact_list, head, text_list, words};
use crate::{
    partner::{
        ANSWERED, BROUGHT, complete_path, opportunity_path,
        screen::{Opportunity, Work},
    },
    shared::{
        RecordTimeline, Side, StatusBadge, field_label, mentionable::can_be_named, moment, until,
    },
    text::{self, BringText, RegisterText},
};

/// What waits for approval, and what was rejected or closed lately; nothing when there is neither.
pub(super) fn lists(waiting: &[BroughtRow], rejected: &[BroughtRow]) -> AnyView {
    let t = BringText::get();
    view! {
        {list("waiting", t.waiting, waiting, Standing::Waiting)}
        {list("rejected", t.rejected_ones, rejected, Standing::Rejected)}
    }
    .into_any()
}

#[derive(Clone, Copy)]
enum Standing {
    Waiting,
    Rejected,
}

fn list(
    id: &'static str,
    title: &'static str,
    rows: &[BroughtRow],
    standing: Standing,
) -> Option<AnyView> {
    if rows.is_empty() {
        return None;
    }
    let (t, count) = (words(), rows.len().to_string());
    let lines = rows.iter().cloned().map(|row| line(row, standing)).collect_view();
    let columns = move || {
        view! {
            <Th word=t.topic class="m-topic" />
            <Th word=t.status class="m-stage" />
            <Th word=t.value class="m-val num" />
            <Th word=BringText::get().brought_on class="m-last" />
        }
        .into_any()
    };
    Some(
        view! {
            <Section id title count>
                <div class="card list-card">
                    <Table caption=title class="table--cards table--managed" head=columns>
                        {lines}
                    </Table>
                </div>
            </Section>
        }
        .into_any(),
    )
}

fn line(row: BroughtRow, standing: Standing) -> AnyView {
    let (t, b) = (words(), BringText::get());
    let value = row.value.map(|value| format::money(text::lang(), value, Decimals::IfAny));
    let badge = match standing {
        Standing::Waiting => waiting_badge(row.is_asked),
        Standing::Rejected => view! { <StatusBadge status=row.status /> }.into_any(),
    };
    view! {
        <Row>
            <Cell class="m-topic main-cell">
                <a href=opportunity_path(&row.reference)>{row.topic}</a>
                <small>{row.account}</small>
            </Cell>
            <Cell class="m-stage" label=t.status>
                {badge}
            </Cell>
            <Cell class="m-val num" label=t.value>
                {value}
            </Cell>
            <Cell class="m-last wrap" label=b.brought_on>
                {moment(row.created_at)}
            </Cell>
        </Row>
    }
    .into_any()
}

fn waiting_badge(asked: bool) -> AnyView {
    let t = BringText::get();
    if asked {
        view! { <Badge tone=Tone::Warn glyph=Glyph::Info word=t.asked /> }.into_any()
    } else {
        view! { <Badge tone=Tone::Outline glyph=Glyph::Clock word=t.waiting /> }.into_any()
    }
}

/// The page of one.
pub(super) fn page(detail: BroughtDetail) -> Opportunity {
    Opportunity {
        topic: detail.topic.clone(),
        head: draw(full_head(&detail)),
        about: draw(about(&detail)),
        customer: draw(customer(detail.customer.clone())),
        offer: None,
        report: None,
        may_answer: false,
        brought: true,
        registration: String::new(),
        work: Some(Box::new(work(detail))),
    }
}

/// Only what the timeline needs: nothing can be reported before the approval.
fn work(detail: BroughtDetail) -> Work {
    let items = Signal::stored(detail.timeline);
    let timeline = view! {
        {can_be_named(detail.mentionable)}
        <RecordTimeline items side=Side::Partner />
    };
    Work {
        id: detail.id.to_string(),
        timeline: draw(timeline.into_any()),
        may_note: detail.may_note,
        ..Work::default()
    }
}

fn full_head(detail: &BroughtDetail) -> AnyView {
    let badge = match detail.status {
        Status::InProgress => waiting_badge(detail.question.is_some()),
        status => view! { <StatusBadge status /> }.into_any(),
    };
    view! {
        {head(badge, detail.reference.clone(), detail.topic.clone())}
        {done()}
        {standing(detail)}
        {detail.question.as_ref().map(|question| asked(detail, question))}
    }
    .into_any()
}

/// What was done on the page before. The script forgets the kept draft when it sees that something was brought.
fn done() -> Option<AnyView> {
    let t = BringText::get();
    let query = use_context::<Parts>()?.uri.query()?.to_owned();
    let (brought, words) = match query {
        query if query.contains(BROUGHT) => (true, t.sent),
        query if query.contains(ANSWERED) => (false, t.answered),
        _ => return None,
    };
    let view = view! {
        <div data-draft-done=brought.then_some("new-opportunity")>
            <Notice kind=NoticeKind::Ok>{words}</Notice>
        </div>
    };
    Some(view.into_any())
}

fn standing(detail: &BroughtDetail) -> AnyView {
    let t = BringText::get();
    let loss = detail.loss.as_ref();
    let loss = loss.map(|reason| text::choice(text::lang(), List::Loss, reason));
    let (kind, title, hint) = match detail.status {
        Status::Canceled | Status::OutSold => (NoticeKind::Bad, t.closed_unapproved, loss),
        Status::Won => (NoticeKind::Info, t.closed_unapproved, None),
        Status::Rejected => (NoticeKind::Bad, t.rejected, detail.reason.clone()),
        Status::OnHold => (NoticeKind::Info, t.on_hold, detail.reason.clone()),
        _ => (NoticeKind::Info, t.waiting_long, Some(t.waiting_hint.to_owned())),
    };
    let words = detail
        .reason
        .clone()
        .filter(|_| matches!(detail.status, Status::Canceled | Status::OutSold | Status::Won));
    let clock = clock(detail);
    view! {
        <Notice kind quiet=true>
            <span class="stack-sm">
                <b>{title}</b>
                {hint.map(|hint| view! { <span class="why-text">{hint}</span> })}
                {words.map(|words| view! { <span class="why-text">{words}</span> })}
                {clock.map(|words| view! { <span class="why-text">{words}</span> })}
            </span>
        </Notice>
    }
    .into_any()
}

/// By when the vendor decides, or that its clock stands still.
fn clock(detail: &BroughtDetail) -> Option<String> {
    let t = RegisterText::get();
    let Some(by) = detail.decide_by else {
        return detail.question.as_ref().map(|_| t.stands.to_owned());
    };
    let words = if by.is_late { BringText::get().decides_late } else { t.decides };
    Some(format!("{words}: {}.", until(by.at)))
}

fn asked(detail: &BroughtDetail, question: &InfoQuestion) -> AnyView {
    let (t, lang) = (BringText::get(), text::lang());
    let fields: Vec<String> =
        question.fields.iter().map(|field| field_label(lang, field.as_ref()).to_owned()).collect();
    let words = question.question.clone();
    let named = (!fields.is_empty()).then(|| {
        let fields = [t.asked_about, ": ", &fields.join(", ")].concat();
        view! { <span class="sm">{fields}</span> }
    });
    let answer = detail.may_complete.then(|| {
        view! {
            <div>
                <ButtonLink
                    kind=ButtonKind::Primary
                    href=complete_path(&detail.reference)
                    attr:rel="external"
                >
                    {t.complete}
                </ButtonLink>
            </div>
        }
    });
    view! {
        <Notice kind=NoticeKind::Warn quiet=true>
            <span class="stack-sm">
                <b>{t.asked}</b>
                <span class="why-text">{words}</span>
                {named}
                {answer}
            </span>
        </Notice>
    }
    .into_any()
}

fn about(detail: &BroughtDetail) -> AnyView {
    let (t, b, lang) = (words(), BringText::get(), text::lang());
    let facts = [
        (t.value, detail.value.map(|value| format::money(lang, value, Decimals::IfAny))),
        (t.close, detail.close_on.map(|day| format::date(lang, day))),
        (t.products, (!detail.products.is_empty()).then(|| detail.products.join(", "))),
        (b.place_of, detail.place.clone()),
        (b.brought_on, Some(moment(detail.created_at))),
        (b.brought_by, detail.created_by.clone()),
    ];
    let texts = [
        (t.situation, detail.situation.clone()),
        (t.needs, detail.needs.clone()),
        (t.solution, detail.solution.clone()),
    ];
    let content = view! {
        {fact_list(facts.into())}
        {text_list(texts.into())}
    };
    card("about-h", t.about, content.into_any())
}
