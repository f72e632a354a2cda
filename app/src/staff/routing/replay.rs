//! `/staff/routing/replay`: past decisions with other weights. What is asked for stands in the address.

use domain::{
    format,
    invalid::FieldError,
    lang::Lang,
    policy::Action,
    routing::{
        Outlook, Part, REPLAY_DAYS, ReplayForm, ReplayPage as Page, ReplayResult, Strategy,
        WEIGHT_FIELDS,
    },
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use strum::IntoEnumIterator as _;
use ui::{
    Button, ButtonKind, Card, Cell, Choice, Notice, NoticeKind, Row, SelectField, Table, TextField,
    Th,
};

use super::{
    api::replay_routing,
    replay_tables::{partners, rows},
};
use crate::{
    session::me,
    shared::{failure::Failure, page_title::PageTitle},
    staff::places::REPLAY,
    text::{self, ReplayText},
};

/// The page.
#[component]
pub(crate) fn ReplayPage() -> impl IntoView {
    let (me, query) = (me(), use_query_map());
    let form = Memo::new(move |_| {
        query.with(|query| ReplayForm {
            days: query.get("days").unwrap_or_default(),
            strategy: query.get("strategy").unwrap_or_default(),
            weights: WEIGHT_FIELDS.map(|name| query.get(name).unwrap_or_default()).to_vec(),
        })
    });
    let page = Resource::new_blocking(
        move || form.get(),
        move |form| async move {
            crate::staff::allowed(me.await, Action::ManageRouting)?;
            replay_routing(form).await
        },
    );
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match page.await {
                    Ok(page) => shown(page),
                    Err(error) => view! { <Failure error /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

fn shown(page: Page) -> AnyView {
    let t = ReplayText::get();
    let Page { form, errors, result } = page;
    let failed = !errors.is_empty();
    let wrong = failed.then(|| {
        view! { <Notice kind=NoticeKind::Bad>{t.wrong}</Notice> }
    });
    view! {
        <PageTitle title=t.replay failed=Signal::stored(failed) />
        <div class="page">
            <div class="hello">
                <h1>{t.replay}</h1>
                <p>{t.lead}</p>
            </div>
            {wrong}
            {question(&form, &errors)}
            {result.map(answer)}
        </div>
    }
    .into_any()
}

fn message(errors: &[FieldError], field: &str) -> Signal<Option<String>> {
    let found = errors.iter().find(|error| error.field == field);
    Signal::stored(found.map(|error| text::problem(text::lang(), &error.problem)))
}

/// A plain form that asks by its address.
fn question(form: &ReplayForm, errors: &[FieldError]) -> AnyView {
    let (t, lang) = (ReplayText::get(), text::lang());
    let (days, strategies) = choices(lang);
    let or = |typed: &str, usual: String| if typed.is_empty() { usual } else { typed.to_owned() };
    let chosen = or(&form.days, REPLAY_DAYS[1].to_string());
    let strategy = or(&form.strategy, Strategy::default().to_string());
    let (wrong_days, wrong_strategy) = (message(errors, "days"), message(errors, "strategy"));
    let weights = weights(form, errors);
    view! {
        <Card id="question" title=t.question>
            <form class="stack" method="get" action=REPLAY>
                <div class="form-grid">
                    <SelectField
                        label=t.days
                        name="days"
                        id="days"
                        choices=days
                        initial=chosen
                        error=wrong_days
                        class="c6"
                    />
                    <SelectField
                        label=t.strategy
                        name="strategy"
                        id="strategy"
                        choices=strategies
                        initial=strategy
                        error=wrong_strategy
                        class="c6"
                    />
                    {weights}
                </div>
                <div>
                    <Button kind=ButtonKind::Primary submit=true>
                        {t.ask}
                    </Button>
                </div>
            </form>
        </Card>
    }
    .into_any()
}

/// Periods and ways of choosing.
fn choices(lang: Lang) -> (Vec<Choice>, Vec<Choice>) {
    let days = REPLAY_DAYS.map(|days| Choice::new(days.to_string(), text::days_long(lang, days)));
    let single = Strategy::iter().filter(|one| *one != Strategy::Batch);
    let way = |one: Strategy| Choice::new(one.to_string(), text::strategy(lang, one));
    (days.into(), single.map(way).collect())
}

/// A field for each weight.
fn weights(form: &ReplayForm, errors: &[FieldError]) -> Vec<AnyView> {
    let fields = WEIGHT_FIELDS.into_iter().zip(Part::iter()).enumerate();
    let field = |(place, (name, part)): (usize, (&'static str, Part))| {
        view! {
            <TextField
                label=text::weight_of(text::lang(), part)
                name=name
                id=name
                initial=form.weight(place)
                error=message(errors, name)
                class="c4"
            />
        }
        .into_any()
    };
    fields.map(field).collect()
}

fn answer(result: ReplayResult) -> AnyView {
    let t = ReplayText::get();
    if result.decisions == 0 {
        return view! { <Notice>{t.nothing}</Notice> }.into_any();
    }
    let lang = text::lang();
    let notes = [
        Some(t.estimate.to_owned()),
        result.is_limited.then(|| text::replay_limit(lang)),
        (result.cut > 0).then(|| text::replay_cut(lang, result.cut)),
    ];
    let notes: Vec<AnyView> = notes
        .into_iter()
        .flatten()
        .map(|note| view! { <p class="sm muted">{note}</p> }.into_any())
        .collect();
    view! {
        {outlooks(&result)}
        {notes}
        {partners(&result)}
        {rows(&result)}
    }
    .into_any()
}

/// What was beside what would be, expected in the same way; and what happened.
fn outlooks(result: &ReplayResult) -> AnyView {
    let (t, lang) = (ReplayText::get(), text::lang());
    let line = |word: &'static str, figure: &dyn Fn(&Outlook) -> String, happened: String| {
        let (was, would) = (figure(&result.was), figure(&result.would));
        view! {
            <Row>
                <Cell class="main-cell wrap">{word}</Cell>
                <Cell label=t.was class="num">
                    {was}
                </Cell>
                <Cell label=t.would class="num">
                    {would}
                </Cell>
                <Cell label=t.happened class="num">
                    {happened}
                </Cell>
            </Row>
        }
        .into_any()
    };
    let count = |number: u32| format::number(lang, i64::from(number));
    let hours = |minutes| text::hours(lang, minutes);
    let answered = result.minutes.map_or_else(|| "–".to_owned(), hours);
    let lines = [
        line(t.gini, &|of| text::hundredths(lang, u64::from(of.gini)), "–".to_owned()),
        line(t.minutes, &|of| text::hours(lang, of.minutes), answered),
        line(t.wins, &|of| text::hundredths(lang, of.wins), count(result.won)),
    ];
    let lines: Vec<AnyView> = lines.into();
    let head = move || {
        view! {
            <Th word=t.measure />
            <Th word=t.was class="num" />
            <Th word=t.would class="num" />
            <Th word=t.happened class="num" />
        }
    };
    let changed = text::replay_changed(lang, result.changed, result.decisions);
    let accepted = [t.accepted, " ", &count(result.accepted), "."].concat();
    view! {
        <p>{changed} " " {accepted}</p>
        <Card id="outlook" title=t.outlook body="">
            <Table caption=t.outlook class="table--cards table--slim" head>
                {lines}
            </Table>
        </Card>
    }
    .into_any()
}
