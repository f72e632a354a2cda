//! The lines of a list: words to change, places to change, and what is offered.

use domain::{
    choice::{Choice, Code, List},
    lang::Lang,
};
use leptos::{prelude::*, server_fn::ServerFn as _};
use ui::{Button, ButtonSize, Cell, Row, Table, TextField, Th};

use super::{
    api::{SaveChoice, SetChoiceActive, ShiftChoice},
    percent,
};
use crate::{
    forms::FormState,
    shared::form_summary::FormSummary,
    text::{self, ChoiceText},
};

/// All of them, and above them what went wrong with one.
pub(super) fn lines(list: List, choices: Vec<Choice>, states: [FormState; 3]) -> AnyView {
    let t = ChoiceText::get();
    let [saving, shifting, switching] = states;
    let name = if list == List::Stage { t.name_and_chance } else { t.name };
    let head = move || {
        view! {
            <Th word=name />
            <Th word=t.state />
            <Th word=t.change hidden=true />
        }
    };
    let labels =
        vec![("label_cs", t.label_cs), ("label_en", t.label_en), ("probability", t.probability)];
    let prefix = saving.posted("code").map(|code| prefix(&code)).unwrap_or_default();
    let bottom = choices.len().saturating_sub(1);
    let offered = choices.iter().filter(|choice| choice.is_active).count();
    let rows: Vec<AnyView> = choices
        .into_iter()
        .enumerate()
        .map(|(at, choice)| {
            let ends = (at == 0, at == bottom);
            let stays = choice.is_active && (offered == 1 || is_other(list, &choice.code));
            row(choice, ends, stays, saving)
        })
        .collect();
    let (title, _) = text::list_words(text::lang(), list);
    view! {
        <FormSummary state=saving labels prefix />
        <FormSummary state=shifting labels=vec![] />
        <FormSummary state=switching labels=vec![] />
        <Table caption=title class="table--cards table--slim table--choices" head>
            {rows}
        </Table>
    }
    .into_any()
}

fn is_other(list: List, code: &Code) -> bool {
    list != List::Stage && *code == Code::OTHER
}

fn prefix(code: &str) -> String {
    ["c-", code, "-"].concat()
}

fn row(choice: Choice, ends: (bool, bool), stays: bool, saving: FormState) -> AnyView {
    let t = ChoiceText::get();
    let word = text::choice(text::lang(), choice.list, &choice.called(text::lang()));
    let state = if choice.is_active { t.offered } else { t.retired };
    let described = [&prefix(choice.code.as_ref()), "label_cs"].concat();
    let places = view! {
        {(!ends.0).then(|| shift(&choice, true, t.up, described.clone()))}
        {(!ends.1).then(|| shift(&choice, false, t.down, described.clone()))}
    };
    let places = places.into_any();
    let switch = (!stays).then(|| switch(&choice, described.clone()));
    view! {
        <Row>
            <Cell class="main-cell wrap">{words(&choice, &word, saving)}</Cell>
            <Cell label=t.state>{state}</Cell>
            <Cell class="num">
                <span class="cluster">{places} {switch}</span>
            </Cell>
        </Row>
    }
    .into_any()
}

/// The form of the words. Only the line that was posted shows what was typed and what is wrong with it.
fn words(choice: &Choice, word: &str, saving: FormState) -> AnyView {
    let t = ChoiceText::get();
    let is_mine = saving.posted("code").as_deref() == Some(choice.code.as_ref());
    let state = if is_mine { saving } else { blank() };
    let prefix = prefix(choice.code.as_ref());
    let label = |lang, label: &'static str, name: &'static str| {
        let stored = text::choice(lang, choice.list, &choice.called(lang));
        let form_name = ["form[", name, "]"].concat();
        view! {
            <TextField
                label=[label, ": ", word].concat()
                hide_label=true
                id=[&prefix, name].concat()
                initial=state.value(&form_name, stored)
                name=form_name
                error=state.error(name)
            />
        }
    };
    let chance = (choice.list == List::Stage).then(|| {
        let stored = choice.probability.map(|percent| percent.to_string()).unwrap_or_default();
        percent(state, &prefix, Some(word), stored)
    });
    let described = [&prefix, "label_cs"].concat();
    view! {
        <form class="cluster" method="post" action=SaveChoice::PATH novalidate=true>
            {named(choice)}
            <input type="hidden" name="version" value=choice.version.to_string() />
            {label(Lang::Cs, t.label_cs, "label_cs")}
            {label(Lang::En, t.label_en, "label_en")}
            {chance}
            <Button submit=true size=ButtonSize::Small describedby=described>
                {t.save}
            </Button>
        </form>
    }
    .into_any()
}

/// A form that nobody posted.
fn blank() -> FormState {
    FormState::of_page::<SaveChoice>(None)
}

fn named(choice: &Choice) -> AnyView {
    view! {
        <input type="hidden" name="list" value=choice.list.as_ref() />
        <input type="hidden" name="code" value=choice.code.to_string() />
    }
    .into_any()
}

fn shift(choice: &Choice, up: bool, word: &'static str, describedby: String) -> AnyView {
    view! {
        <form class="contents" method="post" action=ShiftChoice::PATH>
            {named(choice)}
            <input type="hidden" name="position" value=choice.position.to_string() />
            <input type="hidden" name="up" value=up.to_string() />
            <Button submit=true size=ButtonSize::Small describedby>
                {word}
            </Button>
        </form>
    }
    .into_any()
}

fn switch(choice: &Choice, describedby: String) -> AnyView {
    let t = ChoiceText::get();
    let word = if choice.is_active { t.retire } else { t.offer_again };
    view! {
        <form class="contents" method="post" action=SetChoiceActive::PATH>
            {named(choice)}
            <input type="hidden" name="version" value=choice.version.to_string() />
            <input type="hidden" name="active" value=(!choice.is_active).to_string() />
            <Button submit=true size=ButtonSize::Small describedby>
                {word}
            </Button>
        </form>
    }
    .into_any()
}
