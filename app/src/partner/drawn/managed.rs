//! An accepted opportunity: who the customer is, what it is about, how far it is, what happened.

use domain::{
    choice::{Chosen, List},
    format::{self, Decimals},
    opportunity::{ManagedDetail, PartnerOpportunity, Status},
};
use leptos::prelude::*;
use ui::{Glyph, Icon, Step, Stepper};

use super::{
    brought, card, check_in::check_in, choices, customer::customer, draw, fact_list, former, head,
    offer, report_deadline, seller::seller, text_list, words,
};
use crate::{
    partner::screen::{Opportunity, Work},
    shared::{
        RecordTimeline, Side, StatusBadge, mentionable::can_be_named, moment, step_of, until,
    },
    text,
};

/// The page of one opportunity, whatever it is to the reader.
pub(crate) fn opportunity(detail: PartnerOpportunity) -> Opportunity {
    match detail {
        PartnerOpportunity::Offer(detail) => offer::page(&detail),
        PartnerOpportunity::Managed(detail) => page(*detail),
        PartnerOpportunity::Brought(detail) => brought::page(*detail),
        PartnerOpportunity::Former(detail) => former::page(detail),
    }
}

fn page(detail: ManagedDetail) -> Opportunity {
    Opportunity {
        topic: detail.topic.clone(),
        head: draw(shared_head(&detail)),
        about: draw(about(&detail)),
        customer: draw(customer(detail.customer.clone())),
        offer: None,
        report: detail.report.as_ref().map(report_deadline),
        may_answer: false,
        brought: false,
        registration: String::new(),
        work: Some(Box::new(work(detail))),
    }
}

fn work(detail: ManagedDetail) -> Work {
    let lang = text::lang();
    let items = Signal::stored(detail.timeline.clone());
    let timeline = view! {
        {can_be_named(detail.mentionable.clone())}
        <RecordTimeline items side=Side::Partner />
    };
    Work {
        id: detail.id.to_string(),
        stepper: draw(how_far(&detail)),
        timeline: draw(timeline.into_any()),
        stage: detail.stage.to_string(),
        stages: choices(List::Stage, &detail.stages),
        value: detail.value.map(|value| value.for_input(lang)).unwrap_or_default(),
        currency: detail
            .value
            .map(|value| format::symbol(lang, value.currency).to_owned())
            .unwrap_or_default(),
        close_on: detail.close_on.map(|day| day.to_string()).unwrap_or_default(),
        others: if detail.collaboration {
            format::list(lang, &detail.shared_with)
        } else {
            String::new()
        },
        may_progress: detail.may_progress,
        may_extend: detail.may_extend,
        may_finish: detail.may_finish,
        may_return: detail.may_return,
        may_leave: detail.may_leave,
        losses: choices(List::Loss, &detail.losses),
        returns: choices(List::Return, &detail.returns),
        may_note: detail.may_note,
    }
}

/// The stages, and how it goes.
fn how_far(detail: &ManagedDetail) -> AnyView {
    view! {
        {stepper(detail)}
        {check_in(detail)}
    }
    .into_any()
}

fn shared_head(detail: &ManagedDetail) -> AnyView {
    let badge = view! { <StatusBadge status=detail.status /> }.into_any();
    let shared = text::shared_with(text::lang(), &detail.shared_with).map(|words| {
        view! {
            <p class="banner banner--info">
                <Icon glyph=Glyph::Users />
                <span class="grow">{words}</span>
            </p>
        }
    });
    view! {
        {head(badge, detail.reference.clone(), detail.topic.clone())}
        {shared}
    }
    .into_any()
}

fn about(detail: &ManagedDetail) -> AnyView {
    let (t, lang) = (words(), text::lang());
    let money = |value| format::money(lang, value, Decimals::IfAny);
    // Whoever may choose sees the choice below.
    let works = detail.seller.as_ref().filter(|_| !detail.may_assign);
    // On hold the end will be another one.
    let report = detail.report.as_ref().filter(|clock| !clock.paused);
    let facts = [
        (t.value, detail.value.map(money)),
        (t.actual_value, detail.actual_value.map(money)),
        (t.close, detail.close_on.map(|day| format::date(lang, day))),
        (t.products, (!detail.products.is_empty()).then(|| detail.products.join(", "))),
        (t.accepted_on, Some(moment(detail.accepted_at))),
        (t.first_report_by, report.map(|clock| until(clock.until))),
        (t.assigned_to, works.map(|seller| seller.name.clone())),
        (t.vendor_contact, detail.owner.clone()),
    ];
    let texts = [
        (t.situation, detail.situation.clone()),
        (t.needs, detail.needs.clone()),
        (t.solution, detail.solution.clone()),
        (t.description, detail.description.clone()),
    ];
    let content = view! {
        {fact_list(facts.into())}
        {text_list(texts.into())}
    };
    let about = card("about-h", t.about, content.into_any());
    view! {
        {about}
        {seller(detail)}
    }
    .into_any()
}

fn stepper(detail: &ManagedDetail) -> AnyView {
    let (t, lang) = (words(), text::lang());
    let step = |each: &Chosen| {
        let is_here = each.code == detail.stage && detail.status.is_open();
        let note = is_here.then(|| format::lasted(lang, detail.stage_days).into());
        Step { word: text::choice(lang, List::Stage, each).into(), note }
    };
    let current = match detail.status {
        Status::Won => detail.stages.len(),
        _ => step_of(&detail.stages, detail.stage.as_ref()),
    };
    let steps = detail.stages.iter().map(step).collect();
    view! { <Stepper label=t.stages steps current done=t.done /> }.into_any()
}
