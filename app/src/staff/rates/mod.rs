//! `/staff/settings/rates`: what currencies are worth from a day on.

pub mod api;
mod days;

use chrono::NaiveDate;
use domain::{
    money::Currency,
    policy::Action,
    rate::{RateForm, RatesPage, Taken, currencies},
};
use leptos::{prelude::*, server_fn::ServerFn as _};
use leptos_router::hooks::use_query_map;
use ui::{Button, ButtonKind, Card, Choice, InputKind, Notice, NoticeKind, TextArea};

use self::{
    api::{SaveRate, TakeRates, list_rates},
    days::{days, today},
};
use super::{
    places::RATES,
    records::{Done, Field, Fields},
};
use crate::{
    forms::{Echo, FormState, echo},
    session::me,
    shared::{failure::Failure, form_summary::FormSummary, page_title::PageTitle},
    text::{self, CommonText, RateText},
};

/// What the address names: days before one, and the rate to correct.
type Asked = (Option<NaiveDate>, Option<(Currency, NaiveDate)>);

/// The page.
#[component]
pub(crate) fn RatesPage() -> impl IntoView {
    let (me, echo, query) = (me(), echo(), use_query_map());
    let asked = Memo::new(move |_| -> Asked {
        query.with(|query| {
            let day = |name| query.get(name).and_then(|day| day.parse::<NaiveDate>().ok());
            let currency = query.get("currency").and_then(|code| code.parse::<Currency>().ok());
            (day("before"), currency.zip(day("day")))
        })
    });
    let taken = Memo::new(move |_| {
        query.with(|query| {
            let count = |name| query.get(name).and_then(|count| count.parse::<u32>().ok());
            Some(Taken {
                day: query.get("taken")?.parse().ok()?,
                new: count("new")?,
                corrected: count("corrected")?,
                same: count("same")?,
            })
        })
    });
    let page = Resource::new_blocking(
        move || asked.get(),
        move |(before, chosen)| async move {
            super::allowed(me.await, Action::ManageSettings)?;
            list_rates(before, chosen).await
        },
    );
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let echo = echo.await;
                match page.await {
                    Ok(page) => shown(page, taken.get(), echo.as_ref()),
                    Err(error) => view! { <Failure error /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

fn shown(page: RatesPage, taken: Option<Taken>, echo: Option<&Echo>) -> AnyView {
    let t = RateText::get();
    let (saving, taking) =
        (FormState::of_page::<SaveRate>(echo), FormState::of_page::<TakeRates>(echo));
    let failed = Signal::derive(move || {
        [saving, taking].into_iter().any(|state| state.failure().get().is_some())
    });
    let taken = taken.map(|taken| {
        view! { <Notice kind=NoticeKind::Ok>{text::taken(text::lang(), &taken)}</Notice> }
    });
    let RatesPage { now, days: all, older, version, form } = page;
    view! {
        <PageTitle title=t.rates failed />
        <div class="page">
            <div class="hello">
                <h1>{t.rates}</h1>
                <p>{t.lead}</p>
            </div>
            {taken}
            <Done />
            {today(&now)}
            <div class="halves">
                {one(version, &form, saving)} {sheet(taking)}
            </div>
            {days(all, older)}
        </div>
    }
    .into_any()
}

/// One rate: a new one, or one that is corrected. Of which currency and from which day it is stays then.
fn one(version: Option<i32>, form: &RateForm, state: FormState) -> AnyView {
    let t = RateText::get();
    let rate = Field::line("rate", t.rate, &form.rate);
    let rate = rate.kind(InputKind::Decimal).required().hint(t.rate_hint);
    let (title, fields, hidden) = match version {
        None => (t.add.to_owned(), vec![currency(form), day(form), rate], Vec::new()),
        Some(version) => {
            let hidden = vec![
                ("version", version.to_string()),
                ("form[currency]", form.currency.clone()),
                ("form[valid_from]", form.valid_from.clone()),
            ];
            (text::rate_to_correct(text::lang(), form), vec![rate], hidden)
        }
    };
    let labels = fields.iter().map(|field| (field.name, field.label)).collect();
    let back = version.map(|_| view! { <a href=RATES>{t.add}</a> });
    let hidden: Vec<AnyView> = hidden
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> }.into_any())
        .collect();
    view! {
        <Card id="rate" title>
            <form class="stack" method="post" action=SaveRate::PATH novalidate=true>
                {hidden}
                <FormSummary state labels prefix="r-" />
                <Fields fields state prefix="r-" />
                <div class="cluster">
                    <Button kind=ButtonKind::Primary submit=true>
                        {CommonText::get().save}
                    </Button>
                    {back}
                </div>
            </form>
        </Card>
    }
    .into_any()
}

fn currency(form: &RateForm) -> Field {
    let choices = currencies().map(|one| Choice::new(one.to_string(), one.to_string()));
    Field::choice("currency", RateText::get().currency, &form.currency, choices.collect())
}

fn day(form: &RateForm) -> Field {
    Field::line("valid_from", RateText::get().valid_from, &form.valid_from)
        .kind(InputKind::Date)
        .required()
}

fn sheet(state: FormState) -> AnyView {
    let t = RateText::get();
    view! {
        <Card id="sheet" title=t.take>
            <form class="stack" method="post" action=TakeRates::PATH novalidate=true>
                <FormSummary state labels=vec![("sheet", t.sheet)] prefix="s-" />
                <TextArea
                    label=t.sheet
                    name="sheet"
                    id="s-sheet"
                    required=true
                    initial=state.value("sheet", "")
                    error=state.error("sheet")
                    hint=t.sheet_hint
                />
                <div>
                    <Button submit=true>{t.take_over}</Button>
                </div>
            </form>
        </Card>
    }
    .into_any()
}
