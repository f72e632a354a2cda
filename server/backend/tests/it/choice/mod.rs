//! Lists that administrators keep and everybody chooses from.

mod chosen;
mod kept;
mod stages;

use backend::{Context, choice};
use domain::choice::{Choice, ChoiceForm, Code, List};

fn labels(cs: &str, en: &str) -> ChoiceForm {
    ChoiceForm { label_cs: cs.into(), label_en: en.into(), ..ChoiceForm::default() }
}

fn code(text: &str) -> Code {
    text.parse().unwrap()
}

/// The lines of one list as administrators see them.
async fn lines(admin: &Context, list: List) -> Vec<Choice> {
    let all = choice::list(admin).await.unwrap();
    all.into_iter().filter(|line| line.list == list).collect()
}

async fn line(admin: &Context, list: List, code: &Code) -> Choice {
    lines(admin, list).await.into_iter().find(|line| line.code == *code).unwrap()
}

/// Codes of a list in its order.
async fn order(admin: &Context, list: List) -> Vec<String> {
    lines(admin, list).await.into_iter().map(|line| line.code.to_string()).collect()
}
