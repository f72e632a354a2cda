//! Texts of the import.

use domain::{import::ImportReport, lang::Lang};

use super::texts;

texts! {
    /// The import page.
    ImportText {
        title: "Import příležitostí" | "Import opportunities";
        intro: "CSV z\u{a0}Dynamics 365 (česky i\u{a0}anglicky) nebo z\u{a0}tabulky. Nejdřív uvidíte náhled, nic se neuloží bez potvrzení." | "A CSV from Dynamics 365 (Czech or English) or from a spreadsheet. You see a preview first; nothing is stored before you confirm.";
        file: "Soubor CSV" | "CSV file";
        file_hint: "Oddělovač čárka, středník nebo tabulátor; kódování UTF-8 nebo Windows-1250." | "Comma, semicolon or tab; UTF-8 or Windows-1250.";
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
        nothing_written: "Nic se neuložilo." | "Nothing was stored.";
        status_note: "Stav se mění jen u\u{a0}nových příležitostí; u\u{a0}dříve importovaných se mění ostatní údaje." | "The status is set for new opportunities only; of earlier imports the other fields change.";
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
        Lang::Cs => domain::lang::plural(lang, report.lines, ("řádek", "řádky", "řádků")),
        Lang::En => domain::lang::plural(lang, report.lines, ("line", "lines", "lines")),
    };
    [&report.file_name, " · ", &lines, "\u{a0}", word, " · ", &report.encoding, " · ", separator]
        .concat()
}
