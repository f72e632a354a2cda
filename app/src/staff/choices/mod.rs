//! `/staff/settings/choices/{list}`: stages and reasons, a page for each list.

pub mod api;
mod lines;

use domain::{
    choice::{Choice, List},
    policy::Action,
};
use leptos::{prelude::*, server_fn::ServerFn as _};
use leptos_router::hooks::use_params_map;
use ui::{Button, Card, InputKind, TextField};

use self::{
    api::{AddChoice, SaveChoice, SetChoiceActive, ShiftChoice, list_choices},
    lines::lines,
};
use super::records::Done;
use crate::{
    error::AppError,
    forms::{Echo, FormState, echo},
    session::me,
    shared::{failure::Failure, form_summary::FormSummary, page_title::PageTitle},
    text::{self, ChoiceText},
};

/// The page.
#[component]
pub(crate) fn ChoicesPage() -> impl IntoView {
    let (me, echo, params) = (me(), echo(), use_params_map());
    let list = Memo::new(move |_| params.with(|p| p.get("list").and_then(|list| known(&list))));
    let all = Resource::new_blocking(
        move || list.get(),
        move |list| async move {
            super::allowed(me.await, Action::ManageSettings)?;
            let list = list.ok_or_else(unknown)?;
            let choices = list_choices().await?;
            Ok((list, choices.into_iter().filter(|each| each.list == list).collect::<Vec<_>>()))
        },
    );
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let echo = echo.await;
                match all.await {
                    Ok((list, choices)) => page(list, choices, echo.as_ref()),
                    Err(error) => view! { <Failure error /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

/// The list of that name, if its lines are kept here.
fn known(name: &str) -> Option<List> {
    name.parse().ok().filter(|list| text::KEPT_LISTS.contains(list))
}

fn unknown() -> AppError {
    #[cfg(feature = "ssr")]
    crate::request::fail(AppError::NotFound);
    AppError::NotFound
}

fn page(list: List, choices: Vec<Choice>, echo: Option<&Echo>) -> AnyView {
    let t = ChoiceText::get();
    let (title, lead) = text::list_words(text::lang(), list);
    // The forms of other lists come back to their own pages, which have the same server functions.
    let states = [
        FormState::of_page::<SaveChoice>(echo),
        FormState::of_page::<ShiftChoice>(echo),
        FormState::of_page::<SetChoiceActive>(echo),
    ];
    let adding = FormState::of_page::<AddChoice>(echo);
    let failed = Signal::derive(move || {
        states.into_iter().chain([adding]).any(|state| state.failure().get().is_some())
    });
    view! {
        <PageTitle title failed />
        <div class="page">
            <div class="hello">
                <h1>{title}</h1>
                <p>{lead}</p>
            </div>
            <Done />
            <Card id="choices" title=t.list body="">
                {lines(list, choices, states)}
            </Card>
            {add(list, adding)}
            <p class="muted">{t.retired_hint}</p>
        </div>
    }
    .into_any()
}

fn add(list: List, state: FormState) -> AnyView {
    let t = ChoiceText::get();
    let labels =
        vec![("label_cs", t.label_cs), ("label_en", t.label_en), ("probability", t.probability)];
    view! {
        <Card id="add" title=t.add_heading>
            <form class="stack" method="post" action=AddChoice::PATH novalidate=true>
                <FormSummary state labels prefix="a-" />
                <input type="hidden" name="list" value=list.to_string() />
                {field(state, ("a-", "label_cs", t.label_cs), String::new())}
                {field(state, ("a-", "label_en", t.label_en), String::new())}
                {(list == List::Stage).then(|| percent(state, "a-", None, String::new()))}
                <div>
                    <Button submit=true>{t.add}</Button>
                </div>
            </form>
        </Card>
    }
    .into_any()
}

/// A label in one language.
fn field(
    state: FormState,
    (prefix, name, label): (&str, &'static str, &'static str),
    stored: String,
) -> AnyView {
    let form_name = ["form[", name, "]"].concat();
    view! {
        <TextField
            label
            id=[prefix, name].concat()
            initial=state.value(&form_name, stored)
            name=form_name
            required=true
            error=state.error(name)
        />
    }
    .into_any()
}

/// How likely a sale in the stage is; the stage (`of`) is named in its label where there are several.
fn percent(state: FormState, prefix: &str, of: Option<&str>, stored: String) -> AnyView {
    const NAME: &str = "form[probability]";
    let label = ChoiceText::get().probability;
    let hide_label = of.is_some();
    let label = of.map_or_else(|| label.to_owned(), |stage| [label, ": ", stage].concat());
    view! {
        <TextField
            kind=InputKind::Digits
            label
            hide_label
            id=[prefix, "probability"].concat()
            initial=state.value(NAME, stored)
            name=NAME
            error=state.error("probability")
            affix=Signal::stored(Some("%".to_owned()))
        />
    }
    .into_any()
}
