//! Separators, encodings, decimal signs and the order of day and month.

use backend::import::{self, DateOrder, Options};
use testkit::Portal;

use super::{KEEP_GOOD, import_all, stored};

/// The text as Czech Windows writes it; only the letters that the tests use.
fn windows_1250(text: &str) -> Vec<u8> {
    let byte = |letter: char| match letter {
        letter if letter.is_ascii() => u8::try_from(letter).unwrap(),
        'Ž' => 0x8e,
        'š' => 0x9a,
        'ť' => 0x9d,
        'ž' => 0x9e,
        'á' => 0xe1,
        'č' => 0xe8,
        'é' => 0xe9,
        'ě' => 0xec,
        'í' => 0xed,
        'ň' => 0xf2,
        'ř' => 0xf8,
        'ů' => 0xf9,
        'ý' => 0xfd,
        other => panic!("add {other} to the table"),
    };
    text.chars().map(byte).collect()
}

fn utf_16(text: &str) -> Vec<u8> {
    "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

#[tokio::test]
async fn every_separator_in_every_encoding_reads_alike() {
    let lines = [
        ["Téma", "Zákazník", "Hodnota", "Měna", "Popis"],
        ["Žluťoučká linka", "šipka", "\"1 234,50\"", "CZK", "\"a;b,c\td\""],
    ];
    for separator in [",", ";", "\t"] {
        for end in ["\n", "\r\n"] {
            let text: String =
                lines.iter().map(|line| [line.join(separator).as_str(), end].concat()).collect();
            let files = [
                ("UTF-8", text.clone().into_bytes()),
                ("UTF-8", ["\u{feff}", &text].concat().into_bytes()),
                ("Windows-1250", windows_1250(&text)),
                // What a spreadsheet calls Unicode text.
                ("UTF-16LE", utf_16(&text)),
            ];
            for (encoding, file) in files {
                let portal = Portal::open().await;
                let report = import_all(&portal.staff_manager(), file).await;
                let sign = [report.encoding.as_str(), report.separator.as_str()];
                assert_eq!(sign, [encoding, separator]);

                let form = stored(&portal).await.remove(0);
                assert_eq!(form.topic, "Žluťoučká linka");
                assert_eq!(form.account_name, "šipka");
                assert_eq!(form.estimated_value, "1\u{a0}234,50");
                assert_eq!(form.description, "a;b,c\td");
            }
        }
    }
}

#[tokio::test]
async fn amounts_of_both_decimal_styles() {
    for (typed, shown) in [
        ("1 234 567,89 Kč", "1\u{a0}234\u{a0}567,89"),
        ("1\u{a0}234\u{202f}567,89", "1\u{a0}234\u{a0}567,89"),
        ("1.234.567,89", "1\u{a0}234\u{a0}567,89"),
        ("1,234,567.89", "1\u{a0}234\u{a0}567,89"),
        ("CZK 1,234.50", "1\u{a0}234,50"),
        ("$1,234.50", "1\u{a0}234,50"),
        ("1234,5", "1\u{a0}234,50"),
        ("1234.5", "1\u{a0}234,50"),
        ("2500000.0000", "2\u{a0}500\u{a0}000"),
        ("0", "0"),
    ] {
        let portal = Portal::open().await;
        import_all(&portal.staff_manager(), format!("topic;value\nLinka;{typed}\n")).await;
        assert_eq!(stored(&portal).await[0].estimated_value, shown, "{typed}");
    }
}

#[tokio::test]
async fn days_in_every_order() {
    use DateOrder::{DayFirst, MonthFirst};
    for (typed, dates, day) in [
        ("2026-11-25", MonthFirst, "2026-11-25"),
        ("2026-11-25T00:00:00Z", DayFirst, "2026-11-25"),
        ("25. 11. 2026", MonthFirst, "2026-11-25"),
        ("25.\u{a0}11.\u{a0}2026", MonthFirst, "2026-11-25"),
        ("5.11.2026 0:00", MonthFirst, "2026-11-05"),
        ("11/5/2026", MonthFirst, "2026-11-05"),
        ("11/05/2026 12:00 AM", MonthFirst, "2026-11-05"),
        ("5/11/2026", DayFirst, "2026-11-05"),
    ] {
        let portal = Portal::open().await;
        let file = format!("topic;close date\nLinka;{typed}\n");
        let options = Options { dates, ..KEEP_GOOD };
        let cx = portal.staff_manager();
        let report = import::execute(&cx, "a.csv", file.as_bytes(), options).await.unwrap();
        assert_eq!(report.errors, [], "{typed}");
        assert_eq!(stored(&portal).await[0].estimated_close_on, day, "{typed}");
    }
}
