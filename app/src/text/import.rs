//! Texts of the import.

use domain::{
    import::{FileProblem, ImportReport},
    lang::{Lang, plural},
};

use super::texts;

texts! {
    /// The import page.
    ImportText {
        title: "Import příležitostí" | "Import opportunities";
        intro: "CSV z\u{a0}Dynamics 365 (česky i\u{a0}anglicky) nebo z\u{a0}tabulky. Nejdřív uvidíte náhled, nic se neuloží bez potvrzení." | "A CSV from Dynamics 365 (Czech or English) or from a spreadsheet. You see a preview first; nothing is stored before you confirm.";
        file: "Soubor CSV" | "CSV file";
        file_hint: "Oddělovač čárka, středník nebo tabulátor; kódování UTF-8, UTF-16 nebo Windows-1250." | "Comma, semicolon or tab; UTF-8, UTF-16 or Windows-1250.";
        dates: "Data s lomítky" | "Dates with slashes";
        month_first: "měsíc/den/rok (11/25/2026)" | "month/day/year (11/25/2026)";
        day_first: "den/měsíc/rok (25/11/2026)" | "day/month/year (25/11/2026)";
        preview: "Zobrazit náhled" | "Show preview";
        missing: "Vyberte soubor." | "Choose a file.";
        unreadable: "Soubor se nepodařilo přečíst. Je to opravdu CSV do 32 MB?" | "The file could not be read. Is it a CSV of at most 32 MB?";
        report: "Náhled" | "Preview";
        result: "Výsledek" | "Result";
        columns: "Sloupce" | "Columns";
        ignored: "Nepoužité sloupce" | "Columns that are left out";
        new: "Nové" | "New";
        changed: "Změněné" | "Changed";
        unchanged: "Beze změny" | "Unchanged";
        wrong: "S chybou" | "With errors";
        accounts: "Nové obchodní vztahy" | "New accounts";
        contacts: "Nové kontakty" | "New contacts";
        errors: "Chyby" | "Errors";
        further: "Další chybné řádky" | "Further lines with errors";
        line: "Řádek" | "Line";
        column: "Sloupec" | "Column";
        value: "Hodnota" | "Value";
        problem: "Co je špatně" | "What is wrong";
        sample: "Ukázka řádků" | "Sample of lines";
        topic: "Téma" | "Topic";
        account: "Obchodní vztah" | "Account";
        status: "Stav" | "Status";
        all_or_nothing: "Když je některý řádek špatně, neimportovat nic" | "If any line is wrong, import nothing";
        confirm: "Importovat" | "Import";
        again: "Importovat jiný soubor" | "Import another file";
        distributions: "Průběh distribuce" | "How the distribution goes";
        nothing_written: "Nic se neuložilo." | "Nothing was stored.";
        go_on: "Pokračovat v\u{a0}importu" | "Go on importing";
        status_note: "Stav se mění jen u\u{a0}nových příležitostí; u\u{a0}dříve importovaných se mění ostatní údaje." | "The status is set for new opportunities only; of earlier imports the other fields change.";
    }
}

/// Why nothing could be read from a file, and what to do.
pub(crate) fn file_problem(lang: Lang, problem: FileProblem) -> &'static str {
    let (czech, english) = match problem {
        FileProblem::Empty => ("Soubor je prázdný.", "The file is empty."),
        FileProblem::NoLines => (
            "Soubor má jen záhlaví, žádný řádek s\u{a0}příležitostí.",
            "The file has a header only and no line with an opportunity.",
        ),
        FileProblem::Header => (
            "V\u{a0}záhlaví (první řádek) nejsou ukončené uvozovky.",
            "A quotation mark of the header (the first line) is not closed.",
        ),
        FileProblem::Workbook => (
            "To je sešit Excelu. Uložte list jako CSV (Soubor › Uložit jako) a\u{a0}vyberte ten soubor.",
            "This is an Excel workbook. Save the sheet as CSV (File › Save as) and choose that file.",
        ),
        FileProblem::Binary => {
            ("To není textový soubor. Vyberte CSV.", "This is not a text file. Choose a CSV.")
        }
    };
    match lang {
        Lang::Cs => czech,
        Lang::En => english,
    }
}

/// Where an import stopped, and how it goes on.
pub(crate) fn import_stopped(lang: Lang, line: u64, written: bool) -> String {
    match (lang, written) {
        (Lang::Cs, true) => format!(
            "Import se zastavil před řádkem {line}. Řádky před ním jsou uložené; pokračujte stejným souborem, nic se nezdvojí."
        ),
        (Lang::Cs, false) => format!(
            "Import se zastavil před řádkem {line}, protože se mezitím něco změnilo. Nic se neuložilo; zkuste to znovu."
        ),
        (Lang::En, true) => format!(
            "The import stopped before line {line}. The lines before it are stored; go on with the same file, nothing is doubled."
        ),
        (Lang::En, false) => format!(
            "The import stopped before line {line} because something changed meanwhile. Nothing was stored; try again."
        ),
    }
}

/// How many of the new ones a rule offers to partners, before and after the import.
pub(crate) fn import_distributes(lang: Lang, count: u64, waits: bool) -> String {
    let number = domain::format::number(lang, i64::try_from(count).unwrap_or(i64::MAX));
    match (lang, waits) {
        (Lang::Cs, _) => {
            let forms = ("novou příležitost", "nové příležitosti", "nových příležitostí");
            let what = plural(lang, count, forms);
            let verb = if waits {
                "Po importu pravidla sama nabídnou"
            } else {
                "Pravidla sama nabízejí"
            };
            format!("{verb} partnerům {number}\u{a0}{what}.")
        }
        (Lang::En, _) => {
            let what =
                plural(lang, count, ("new opportunity", "new opportunities", "new opportunities"));
            let verb = if waits { "After the import rules offer" } else { "Rules offer" };
            format!("{verb} {number}\u{a0}{what} to partners by themselves.")
        }
    }
}

/// What the file is, in one line.
pub(crate) fn import_summary(lang: Lang, report: &ImportReport) -> String {
    let lines = domain::format::number(lang, i64::try_from(report.lines).unwrap_or(i64::MAX));
    let separator = match (report.separator.as_str(), lang) {
        ("\t", Lang::Cs) => "tabulátor",
        ("\t", Lang::En) => "tab",
        (sign, _) => sign,
    };
    let word = match lang {
        Lang::Cs => plural(lang, report.lines, ("řádek", "řádky", "řádků")),
        Lang::En => plural(lang, report.lines, ("line", "lines", "lines")),
    };
    [&report.file_name, " · ", &lines, "\u{a0}", word, " · ", &report.encoding, " · ", separator]
        .concat()
}
