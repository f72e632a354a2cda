//! Values of fields as people read them: in the list of changes and where two values are compared.

use domain::{
    choice::List,
    ids::UserId,
    lang::Lang,
    opportunity::{Named, RecordChoices, Status},
};

use super::general::legal_basis;
use crate::text::{self, RecordText};

/// The value of a field in words.
pub(super) fn in_words(
    field: &str,
    value: &str,
    owners: &[Named<UserId>],
    choices: &RecordChoices,
) -> String {
    let (t, lang) = (RecordText::get(), text::lang());
    let known = match field {
        "status" => value.parse::<Status>().ok().map(|v| text::status(lang, v).to_owned()),
        "stage" => {
            let stage = choices.stages.iter().find(|stage| stage.code.as_ref() == value);
            stage.map(|stage| text::choice(lang, List::Stage, stage))
        }
        "loss_reason" => {
            let reason = choices.losses.iter().find(|reason| reason.code.as_ref() == value);
            reason.map(|reason| text::choice(lang, List::Loss, reason))
        }
        "legal_basis" => value.parse().ok().map(|v| legal_basis(v).to_owned()),
        "collaboration" => Some(if value == "on" { t.yes } else { t.no }.to_owned()),
        "owner_id" => {
            let owner = owners.iter().find(|owner| owner.id.to_string() == value);
            owner.map(|owner| owner.name.clone())
        }
        "accept_by" | "estimated_close_on" => day(lang, value),
        _ => None,
    };
    known.unwrap_or_else(|| value.to_owned())
}

/// `2026-11-23`, with a time or without.
fn day(lang: Lang, value: &str) -> Option<String> {
    let date = value.get(..10)?.parse().ok()?;
    let told = domain::format::date(lang, date);
    Some(match value.get(11..16) {
        Some(time) => format!("{told} {time}"),
        None => told,
    })
}
