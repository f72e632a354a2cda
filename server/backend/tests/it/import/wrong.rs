//! Lines that cannot be right: each is named, and none leaves anything behind.

use backend::import::{self, Options};
use domain::invalid::Problem;
use testkit::Portal;

use super::{KEEP_GOOD, added, counts, errors, imported, stored, texts};

/// The lines 3 to 6 are one record, so counting records would name the wrong lines.
const MIXED: &str = "\
id;topic;account;IČO;value;currency;close date;probability;owner;status
1;Dobrá první;Kovárna;;1000;CZK;2026-11-25;50;;open
2;Dobrá druhá;\"Pivovar
na dvou
řádcích\";;;;;;;
3;Dobrá třetí;Mlýn;25596641;;;;;;
4;;Bez tématu;;;;;;;
5;Částka;Cizí 5;;tisíc;;;;;
6;Měna;Cizí 6;;;XAU;;;;
7;Datum;Cizí 7;;;;31. 2. 2026;;;
8;Pravděpodobnost;Cizí 8;;;;;101;;
9;Vlastník;Cizí 9;;;;;;Nikdo Neznámý;
10;Stav;Cizí 10;;;;;;;Delivered
11;IČO;Cizí 11;12345678;;;;;;
1;Podruhé;Cizí 12;;;;;;;

13;Dvě chyby;Cizí 13;;-1;;zítra;;;
";

#[tokio::test]
async fn every_wrong_line_is_named_with_what_stands_there() {
    let portal = Portal::open().await;
    let report = imported(
        &portal.staff_manager(),
        MIXED.replace("\"Pivovar\nna dvou\nřádcích\"", "Pivovar"),
    )
    .await;
    assert_eq!(counts(&report), (3, 0, 0, 10));
    assert_eq!(report.lines, 13);
    let found = errors(&report);
    assert_eq!(
        found,
        [
            (5, "topic", Problem::Required),
            (6, "estimated_value", Problem::Amount),
            (7, "currency", Problem::Choice),
            (8, "estimated_close_on", Problem::Date),
            (9, "probability", Problem::NumberRange { min: 0, max: 100 }),
            (10, "owner", Problem::Choice),
            (11, "status", Problem::Choice),
            (12, "registration_number", Problem::RegistrationNumber),
            (13, "external_id", Problem::Taken),
            (15, "estimated_close_on", Problem::Date),
            (15, "estimated_value", Problem::AmountRange),
        ]
    );
    let values: Vec<&str> = report.errors.iter().map(|error| error.value.as_str()).collect();
    assert_eq!(values[1..3], ["tisíc", "XAU"]);
}

#[tokio::test]
async fn a_closing_in_another_century_is_wrong_in_new_lines_and_in_known_ones() {
    let portal = Portal::open().await;
    let cx = portal.staff_manager();
    let far = Problem::TooFar { days: 3650 };
    let file = "id;topic;close date\n1;Linka;2206-06-30\n2;Sklad;2026-06-30\n3;Late;2025-06-30\n";
    let report = imported(&cx, file).await;
    assert_eq!(
        errors(&report),
        [(2, "estimated_close_on", far.clone())],
        "one that is late is history"
    );
    let report = imported(&cx, file.replace("2026", "2206")).await;
    assert_eq!(errors(&report).last().unwrap(), &(3, "estimated_close_on", far));
    let days: Vec<String> =
        stored(&portal).await.into_iter().map(|form| form.estimated_close_on).collect();
    assert_eq!(days, ["2025-06-30", "2026-06-30"]);
}

#[tokio::test]
async fn a_line_is_where_an_editor_shows_it() {
    let portal = Portal::open().await;
    for end in ["\n", "\r\n", "\r"] {
        let report = imported(&portal.staff_manager(), MIXED.replace('\n', end)).await;
        // A name is one line of text.
        assert_eq!(errors(&report)[0], (3, "account", Problem::Unprintable), "{end:?}");
        assert_eq!(errors(&report)[1], (7, "topic", Problem::Required), "{end:?}");
        assert_eq!(errors(&report).last().unwrap().0, 17, "{end:?}");
    }
}

#[tokio::test]
async fn the_good_lines_are_kept_and_nothing_of_the_others() {
    let portal = Portal::open().await;
    let report = imported(&portal.staff_manager(), MIXED).await;

    assert!(report.written);
    let topics: Vec<String> = stored(&portal).await.into_iter().map(|form| form.topic).collect();
    assert_eq!(topics, ["Dobrá první", "Dobrá třetí"]);
    assert_eq!(report.accounts, 2);
    let accounts = "SELECT name FROM account WHERE name NOT LIKE '%.%' ORDER BY name_sort";
    assert_eq!(texts(&portal, accounts).await, ["Kovárna", "Mlýn"]);
}

#[tokio::test]
async fn a_line_that_fails_late_leaves_no_account_behind() {
    let portal = Portal::open().await;
    let known = portal.add_account("Pivovar").await;
    portal.add_contact(known, "Jan", "Novák").await;
    let loose = [
        portal.add_contact(known, "Eva", "Malá").await,
        portal.add_contact(known, "Eva", "Malá").await,
    ];
    for contact in loose {
        portal.set("contact", contact.0, vec![("account_id", None::<uuid::Uuid>.into())]).await;
    }
    let before = portal.digest().await;

    // The account is new, the contact is one of two that belong to nobody.
    let report =
        imported(&portal.staff_manager(), "topic;account;contact\nLinka;Nová firma;Eva Malá\n")
            .await;
    assert_eq!(errors(&report), [(2, "contact", Problem::Ambiguous)]);
    assert_eq!((counts(&report), report.accounts), ((0, 0, 0, 1), 0));
    let after = portal.digest().await;
    assert!(before == after, "{:?}", before.difference(&after));
}

#[tokio::test]
async fn all_or_nothing_is_nothing_when_one_line_is_wrong() {
    let portal = Portal::open().await;
    let cx = portal.staff_manager();
    let before = portal.digest().await;
    let options = Options { all_or_nothing: true, ..KEEP_GOOD };
    let report = import::execute(&cx, "a.csv", MIXED.as_bytes(), options).await.unwrap();

    assert!(!report.written);
    assert_eq!(counts(&report), (2, 0, 0, 11));
    assert_eq!(portal.digest().await, before);

    let good: String = MIXED.split_inclusive('\n').take(2).collect();
    let report = import::execute(&cx, "a.csv", good.as_bytes(), options).await.unwrap();
    assert!(report.written);
    assert_eq!(added(&portal, "opportunity").await, 1);
}

#[tokio::test]
async fn a_preview_says_the_same_and_writes_nothing() {
    let portal = Portal::open().await;
    let cx = portal.staff_manager();
    let before = portal.digest().await;
    let options = Options { write: false, ..KEEP_GOOD };
    let preview =
        import::execute(&cx, "prilezitosti.csv", MIXED.as_bytes(), options).await.unwrap();
    assert_eq!(portal.digest().await, before);

    let mut done = imported(&cx, MIXED).await;
    assert!(done.written && !preview.written);
    done.written = false;
    assert_eq!(done, preview);
}

#[tokio::test]
async fn no_wrong_line_is_left_out_however_many_there_are() {
    let portal = Portal::open().await;
    let mut file = "topic;value\n".to_owned();
    for line in 2..=1_201 {
        file.push_str(if line == 900 { "Dobrá;1\n" } else { "Linka;mnoho\n" });
    }
    let report = imported(&portal.staff_manager(), file).await;

    assert_eq!(report.failed, 1_199);
    let mut named: Vec<u64> = report.errors.iter().map(|error| error.line).collect();
    named.extend(report.further.iter().flat_map(|(first, last)| *first..=*last));
    let expected: Vec<u64> = (2..=1_201).filter(|line| *line != 900).collect();
    assert_eq!(named, expected);
}
