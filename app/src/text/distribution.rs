//! Texts of distributing a whole selection.

use domain::{
    format,
    lang::{Lang, plural},
    routing::{EXACT_UP_TO, Held, RunState, SELECTION_MAX},
};

use super::{failure, texts};
use crate::error::AppError;

texts! {
    /// The boxes in the list.
    SelectionText {
        choose: "Vybrat" | "Choose";
        lead: "Distribuovat automaticky:" | "Distribute automatically:";
        ticked: "Zaškrtnuté" | "Ticked ones";
        runs: "Hromadné distribuce" | "Distributions";
    }
}

texts! {
    /// The preview of a selection, and its runs.
    DistributionText {
        preview: "Náhled distribuce" | "Preview of the distribution";
        preview_lead: "Zatím se nic nestalo. Partneři se osloví, až distribuci spustíte." | "Nothing has happened yet. Partners are asked once you start it.";
        whole_view: "Ze zobrazení jsou tu jen příležitosti, které čekají na partnera." | "Of the view only opportunities that wait for a partner are here.";
        nothing: "Nic není vybráno" | "Nothing is chosen";
        nothing_text: "Vraťte se do seznamu a zaškrtněte příležitosti." | "Go back to the list and tick opportunities.";
        back: "Zpět do seznamu" | "Back to the list";
        back_to_one: "Zpět na příležitost" | "Back to the opportunity";
        start: "Distribuovat" | "Distribute";
        opportunity: "Příležitost" | "Opportunity";
        gets: "Kdo ji dostane" | "Who gets it";
        why: "Proč" | "Why";
        needs: "Potřebuje člověka" | "Needs a person";
        runs: "Hromadné distribuce" | "Distributions";
        run: "Hromadná distribuce" | "Distribution";
        no_runs: "Zatím žádná" | "None so far";
        no_runs_text: "Zaškrtněte příležitosti v seznamu a nechte je distribuovat." | "Tick opportunities in the list and have them distributed.";
        started: "Spuštěno" | "Started";
        by: "Kdo" | "By";
        command_line: "příkazový řádek" | "command line";
        state: "Stav" | "State";
        result: "Výsledek" | "Result";
        progress: "Průběh" | "Progress";
        reload: "Obnovit" | "Reload";
        cancel: "Zastavit" | "Stop";
        waits: "čeká" | "waits";
        left: "nedošlo na ni" | "left as it was";
        asked: "Osloven" | "Asked";
    }
}

/// `Celé zobrazení (120)`
pub(crate) fn whole_view(lang: Lang, count: &str) -> String {
    let word = if lang == Lang::Cs { "Celé zobrazení" } else { "The whole view" };
    [word, " (", count, ")"].concat()
}

fn opportunities(
    lang: Lang,
    count: u64,
    forms: (&'static str, &'static str, &'static str),
) -> String {
    let number = format::number(lang, i64::try_from(count).unwrap_or(i64::MAX));
    [&number, "\u{a0}", plural(lang, count, forms)].concat()
}

/// `47 distribuováno, 3 potřebují člověka`
pub(crate) fn run_result(lang: Lang, offered: u64, held: u64) -> String {
    let (done, open) = match lang {
        Lang::Cs => (
            ("distribuována", "distribuovány", "distribuováno"),
            ("potřebuje člověka", "potřebují člověka", "potřebuje člověka"),
        ),
        Lang::En => (
            ("distributed", "distributed", "distributed"),
            ("needs a person", "need a person", "need a person"),
        ),
    };
    [opportunities(lang, offered, done), opportunities(lang, held, open)].join(", ")
}

/// `47 dostane partnera, 3 potřebují člověka`
pub(crate) fn preview_result(lang: Lang, offered: u64, held: u64) -> String {
    let (done, open) = match lang {
        Lang::Cs => (
            ("dostane partnera", "dostanou partnera", "dostane partnera"),
            ("potřebuje člověka", "potřebují člověka", "potřebuje člověka"),
        ),
        Lang::En => (
            ("gets a partner", "get a partner", "get a partner"),
            ("needs a person", "need a person", "need a person"),
        ),
    };
    [opportunities(lang, offered, done), opportunities(lang, held, open)].join(", ")
}

/// ` a další 2 partneři najednou`, behind the name of one; nothing where one is asked.
pub(crate) fn others_at_once(lang: Lang, others: u32) -> Option<String> {
    let (forms, at_once) = match lang {
        Lang::Cs => (("další partner", "další partneři", "dalších partnerů"), "najednou"),
        Lang::En => (("more partner", "more partners", "more partners"), "at once"),
    };
    let and = if lang == Lang::Cs { " a\u{a0}" } else { " and " };
    let count = opportunities(lang, others.into(), forms);
    (others > 0).then(|| [and, &count, " ", at_once].concat())
}

/// `30 z 50`
pub(crate) fn run_progress(lang: Lang, had: u64, all: u64) -> String {
    let [had, all] = [had, all].map(|n| format::number(lang, i64::try_from(n).unwrap_or(i64::MAX)));
    let of = if lang == Lang::Cs { "z" } else { "of" };
    [had.as_str(), of, &all].join("\u{a0}")
}

/// That more were chosen than one run takes.
pub(crate) fn too_many(lang: Lang, chosen: u64) -> String {
    let [chosen, most] = [chosen, SELECTION_MAX as u64]
        .map(|n| format::number(lang, i64::try_from(n).unwrap_or(i64::MAX)));
    match lang {
        Lang::Cs => format!(
            "Vybráno je {chosen} příležitostí, najednou jich lze distribuovat nejvýš {most}. Zužte seznam filtrem."
        ),
        Lang::En => format!(
            "{chosen} opportunities are chosen; at most {most} can be distributed at once. Narrow the list by a filter."
        ),
    }
}

/// That there were too many for the optimum.
pub(crate) fn not_exact(lang: Lang) -> String {
    match lang {
        Lang::Cs => format!(
            "Nejlepší rozdělení se přesně počítá do {EXACT_UP_TO} příležitostí. Tento výběr je větší, takže se berou nejlepší dvojice jedna po druhé."
        ),
        Lang::En => format!(
            "The best distribution is exact up to {EXACT_UP_TO} opportunities. This selection is larger, so the best pairs are taken one after another."
        ),
    }
}

/// How far a run is.
pub(crate) fn run_state(lang: Lang, state: RunState) -> &'static str {
    let (cs, en) = match state {
        RunState::Running => ("běží", "running"),
        RunState::Done => ("hotovo", "done"),
        RunState::Canceled => ("zastaveno", "stopped"),
    };
    if lang == Lang::Cs { cs } else { en }
}

/// Why one of a selection needs a person; how many partners are out for which reason is told besides.
pub(crate) fn held(lang: Lang, held: &Held) -> String {
    let say = |cs: &str, en: &str| if lang == Lang::Cs { cs } else { en }.to_owned();
    match held {
        Held::NotYours => say("Vlastní ji kolega.", "A colleague owns it."),
        Held::Refused(refusal) => failure(lang, &AppError::Refused(refusal.clone())),
        Held::Failed => say("Nepovedlo se, zkuste to znovu.", "It failed, try again."),
    }
}
