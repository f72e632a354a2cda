//! From the cells of one line to the form that a person would have typed.

use std::collections::HashMap;

use domain::{
    choice::{Choices, Code, List},
    ids::UserId,
    invalid::{FieldError, Problem},
    lang::Lang,
    money::Currency,
    opportunity::{OpportunityForm, Status},
    text,
};
use sha2::{Digest, Sha256};

use super::{
    columns::{Column, words},
    run::DateOrder,
};

/// The cells of a line by their column.
pub type Cells<'a> = HashMap<Column, &'a str>;

/// Names and addresses of the vendor's people, folded, with their id; `None` when two share the name.
pub type Owners = HashMap<String, Option<UserId>>;

/// By its label in either language, or by its number, which means one thing as a state (`statecode`) and another as
/// a reason (`statuscode`).
fn status_of(column: Column, folded: &str) -> Option<Status> {
    let numbered = match (folded, column) {
        ("0", Column::State) | ("1", Column::StatusReason) => Some(Status::InProgress),
        ("2", Column::StatusReason) => Some(Status::OnHold),
        ("1", Column::State) | ("3", Column::StatusReason) => Some(Status::Won),
        ("2", Column::State) | ("4", Column::StatusReason) => Some(Status::Canceled),
        ("5", Column::StatusReason) => Some(Status::OutSold),
        _ => None,
    };
    numbered.or_else(|| {
        Some(match folded {
            "in progress" | "rozpracovano" | "probiha" | "open" | "otevreno" | "otevrena" => {
                Status::InProgress
            }
            "on hold" | "pozastaveno" => Status::OnHold,
            "won" | "vyhrano" | "ziskano" => Status::Won,
            "canceled" | "cancelled" | "zruseno" | "lost" | "ztraceno" | "prohrano" => {
                Status::Canceled
            }
            "out sold" | "prodal konkurent" | "vyprodano" => Status::OutSold,
            _ => return None,
        })
    })
}

/// The system that a line comes from, and its id there.
pub type Key = (&'static str, String);

/// Most characters of an id; those of Dynamics 365 have 36.
const ID_MAX: u32 = 200;

/// Puts the line's values into a form; an empty cell leaves what is there.
#[expect(
    clippy::too_many_lines,
    reason = "one statement a column; splitting it would hide that all are read"
)]
pub fn fill(
    form: &mut OpportunityForm,
    cells: &Cells,
    (owners, choices): (&Owners, &Choices),
    dates: DateOrder,
) -> Vec<FieldError> {
    let mut errors = Vec::new();
    let cell = |column| cells.get(&column).map(|text| text.trim()).filter(|text| !text.is_empty());
    let put = |column, target: &mut String| {
        if let Some(text) = cell(column) {
            text.clone_into(target);
        }
    };
    put(Column::Topic, &mut form.topic);
    put(Column::Situation, &mut form.situation);
    put(Column::Needs, &mut form.needs);
    put(Column::Solution, &mut form.solution);
    put(Column::Description, &mut form.description);
    put(Column::Source, &mut form.source);
    put(Column::Products, &mut form.products);
    put(Column::City, &mut form.city);
    put(Column::Region, &mut form.region);
    put(Column::PostalCode, &mut form.postal_code);
    if let Some(text) = cell(Column::Account) {
        (form.account_name, form.account_id) = (text.to_owned(), String::new());
        "on".clone_into(&mut form.account_create);
    }
    if let Some(text) = cell(Column::Contact) {
        (form.contact_name, form.contact_id) = (text.to_owned(), String::new());
        "on".clone_into(&mut form.contact_create);
    }
    let mut read = |column: Column, target: &mut String, value: Option<String>| match value {
        Some(value) => *target = value,
        None => errors.push(FieldError::new(column.name(), Problem::Choice)),
    };
    if let Some(text) = cell(Column::Currency) {
        read(Column::Currency, &mut form.currency, currency(text));
    }
    if let Some(text) = cell(Column::Value) {
        form.estimated_value = figure(text);
    }
    if let Some(text) = cell(Column::ActualValue) {
        form.actual_value = figure(text);
    }
    if let Some(text) = cell(Column::Probability) {
        text.trim_end_matches('%').trim().clone_into(&mut form.probability);
    }
    if let Some(text) = cell(Column::Stage) {
        read(Column::Stage, &mut form.stage, stage(text, choices));
    }
    if let Some(text) = cell(Column::Owner) {
        let owner = owners.get(&words(text)).copied().flatten().map(|id| id.to_string());
        read(Column::Owner, &mut form.owner_id, owner);
    }
    if let Some(text) = cell(Column::Country) {
        text.clone_into(&mut form.country);
    }
    if let Some(text) = cell(Column::CloseOn) {
        match day(text, dates) {
            Some(day) => form.estimated_close_on = day,
            None => errors.push(FieldError::new(Column::CloseOn.name(), Problem::Date)),
        }
    }
    errors
}

/// The status of a new opportunity. Those that only a partner can bring about are refused: nobody answered here.
pub fn status(form: &mut OpportunityForm, cells: &Cells) -> Result<(), FieldError> {
    let (column, text) = match (cells.get(&Column::StatusReason), cells.get(&Column::State)) {
        (Some(reason), _) if !reason.trim().is_empty() => (Column::StatusReason, *reason),
        (_, Some(state)) if !state.trim().is_empty() => (Column::State, *state),
        _ => return Ok(()),
    };
    let Some(status) = status_of(column, &words(text)) else {
        return Err(FieldError::new(column.name(), Problem::Choice));
    };
    form.status = status.to_string();
    match status {
        Status::Won if form.actual_value.is_empty() => {
            form.actual_value = if form.estimated_value.is_empty() {
                "0".to_owned()
            } else {
                form.estimated_value.clone()
            };
        }
        Status::Canceled | Status::OutSold => {
            let reason = if status == Status::OutSold { Code::COMPETITOR } else { Code::OTHER };
            form.loss_reason = reason.to_string();
            "Import".clone_into(&mut form.reason);
        }
        _ => {}
    }
    Ok(())
}

/// The line's own id, or one made of what names an opportunity, so that a second import finds it again.
pub fn external_id(cells: &Cells) -> Result<Key, FieldError> {
    let own = cells.get(&Column::ExternalId).copied().unwrap_or_default();
    let own = text::line(own, ID_MAX)
        .map_err(|problem| FieldError::new(Column::ExternalId.name(), problem))?;
    if let Some(id) = own {
        return Ok(("d365", id.trim_matches(['{', '}']).to_lowercase()));
    }
    let key = [Column::Topic, Column::Account, Column::Contact]
        .map(|column| words(cells.get(&column).copied().unwrap_or_default()))
        .join("\n");
    let digest = Sha256::digest(key.as_bytes());
    let mut half = [0; 16];
    half.copy_from_slice(&digest[..16]);
    Ok(("csv", format!("{:032x}", u128::from_be_bytes(half))))
}

fn currency(text: &str) -> Option<String> {
    let folded = words(text);
    let named = match folded.as_str() {
        "kc" | "koruna" | "ceska koruna" | "czech koruna" => Currency::Czk,
        "euro" | "eura" => Currency::Eur,
        "us dollar" | "americky dolar" | "dollar" | "dolar" => Currency::Usd,
        "pound sterling" | "pound" | "libra" | "britska libra" => Currency::Gbp,
        "zloty" | "polsky zloty" | "polish zloty" => Currency::Pln,
        _ => match text {
            "€" => Currency::Eur,
            "$" => Currency::Usd,
            "£" => Currency::Gbp,
            _ => return text.to_uppercase().parse::<Currency>().ok().map(|c| c.to_string()),
        },
    };
    Some(named.to_string())
}

/// How currencies are written beside an amount, longer ones first; codes are asked of [`Currency`].
const SIGNS: [&str; 6] = ["Kč", "US$", "€", "$", "£", "zł"];

/// The amount without its currency. Other words stay, to be told: `1,2 mil.` is not 1.2.
fn figure(text: &str) -> String {
    let without = |rest: String, sign: &str| {
        let bare = rest.strip_prefix(sign).or_else(|| rest.strip_suffix(sign));
        bare.map(|bare| bare.trim().to_owned()).unwrap_or(rest)
    };
    let amount = SIGNS.into_iter().fold(text.trim().to_owned(), without);
    Currency::all().fold(amount, |rest, currency| without(rest, currency.as_ref()))
}

fn stage(text: &str, choices: &Choices) -> Option<String> {
    let folded = words(text);
    if let Some(code) = named_stage(text, &folded, choices) {
        return Some(code.to_string());
    }
    // An export may number the stages: `1-Qualify`, `Kvalifikace (1)`.
    let name: String = folded.chars().filter(|c| !c.is_ascii_digit()).collect();
    let stage = match name.trim() {
        "qualify" | "kvalifikace" => "qualify",
        "develop" | "rozvoj" | "vyvoj" => "develop",
        "propose" | "nabidka" | "navrh" => "propose",
        "close" | "uzavreni" => "close",
        "" => List::Stage.built_in().get(folded.parse::<usize>().ok()?)?,
        _ => return None,
    };
    Some(stage.to_owned())
}

/// By its code or by what administrators call it, with those first that are offered.
fn named_stage<'c>(text: &str, folded: &str, choices: &'c Choices) -> Option<&'c Code> {
    let is_called = |label: Option<&str>| label.is_some_and(|label| words(label) == folded);
    let (offered, retired): (Vec<_>, Vec<_>) =
        choices.of(List::Stage).partition(|stage| stage.is_active);
    let found = offered.into_iter().chain(retired).find(|stage| {
        let labels = &stage.labels;
        stage.code.as_ref() == text
            || is_called(labels.get(Lang::Cs))
            || is_called(labels.get(Lang::En))
    });
    found.map(|stage| &stage.code)
}

/// An ISO day from ISO, `d. M. yyyy`, or with slashes in the chosen order; a time behind it is left out.
fn day(text: &str, dates: DateOrder) -> Option<String> {
    // A Czech date may be kept on one line by spaces that do not break.
    let compact = text.replace('\u{a0}', " ").replace(". ", ".");
    let date = compact.split([' ', 'T']).next().unwrap_or_default();
    let parts: Vec<u32> =
        date.split(['-', '.', '/']).map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let [a, b, c] = parts[..] else { return None };
    let (year, month, day) = if date.contains('-') {
        (a, b, c)
    } else if date.contains('.') || dates == DateOrder::DayFirst {
        (c, b, a)
    } else {
        (c, a, b)
    };
    let year = if year < 100 { year + 2000 } else { year };
    chrono::NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
        .map(|day| day.to_string())
}

/// Every status word of ours that an import refuses, for the test that nothing slips through.
#[cfg(test)]
fn only_partners_bring_about() -> impl Iterator<Item = Status> {
    use Status as S;
    use strum::IntoEnumIterator as _;
    Status::iter().filter(|s| {
        matches!(
            s,
            S::Delivered | S::Accepted | S::Declined | S::Expired | S::Returned | S::Rejected
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days() {
        for (text, order, iso) in [
            ("2026-11-25", DateOrder::MonthFirst, "2026-11-25"),
            ("2026-11-25 00:00", DateOrder::MonthFirst, "2026-11-25"),
            ("25. 11. 2026", DateOrder::MonthFirst, "2026-11-25"),
            ("25.11.2026", DateOrder::MonthFirst, "2026-11-25"),
            ("11/5/2026", DateOrder::MonthFirst, "2026-11-05"),
            ("5/11/2026", DateOrder::DayFirst, "2026-11-05"),
        ] {
            assert_eq!(day(text, order).as_deref(), Some(iso), "{text}");
        }
        for wrong in ["31. 2. 2026", "13/13/2026", "soon", "2026"] {
            assert_eq!(day(wrong, DateOrder::MonthFirst), None, "{wrong}");
        }
    }

    #[test]
    fn amounts_lose_their_currency_and_keep_their_figure() {
        for (text, kept) in [
            ("1 234,50 Kč", "1 234,50"),
            ("€1,234.50", "1,234.50"),
            ("$ 5", "5"),
            ("12\u{a0}500 CZK", "12\u{a0}500"),
            ("tisíc", "tisíc"),
            ("1,2 mil. Kč", "1,2 mil."),
        ] {
            assert_eq!(figure(text), kept);
        }
    }

    #[test]
    fn what_only_partners_bring_about_is_not_invented() {
        for status in only_partners_bring_about() {
            let text = status.to_string();
            let cells = Cells::from([(Column::State, text.as_str())]);
            assert!(super::status(&mut OpportunityForm::default(), &cells).is_err(), "{text}");
        }
    }

    #[test]
    fn a_line_without_an_id_is_known_again() {
        let one = Cells::from([(Column::Topic, "Linka"), (Column::Account, "Žatec a.s.")]);
        let same = Cells::from([(Column::Topic, " linka "), (Column::Account, "ŽATEC a. s.")]);
        let other = Cells::from([(Column::Topic, "Linka"), (Column::Account, "Jiný")]);
        assert_eq!(external_id(&one).unwrap().0, "csv");
        assert_ne!(external_id(&one), external_id(&other));
        assert_eq!(external_id(&one), external_id(&same));
        let guid = Cells::from([(Column::ExternalId, "{3F2504E0-4F89-41D3-9A0C-0305E82C3301}")]);
        let id = "3f2504e0-4f89-41d3-9a0c-0305e82c3301".to_owned();
        assert_eq!(external_id(&guid), Ok(("d365", id)));
    }
}
