//! Files that are none, and cells that nobody expects.

use domain::{import::FileProblem, invalid::Problem};
use testkit::Portal;

use super::{added, counts, errors, import_all, imported, stored};

#[tokio::test]
async fn a_file_without_lines_says_so_and_does_nothing() {
    let portal = Portal::open().await;
    let before = portal.digest().await;
    for header_only in ["topic;account", "topic;account\n", "\u{feff}topic;account\r\n\r\n"] {
        let report = imported(&portal.staff_manager(), header_only).await;
        assert_eq!((report.lines, counts(&report)), (0, (0, 0, 0, 0)), "{header_only:?}");
        assert_eq!(report.refused, Some(FileProblem::NoLines), "{header_only:?}");
        assert!(!report.written);
    }
    assert_eq!(portal.digest().await, before);
}

#[tokio::test]
async fn what_is_no_table_is_refused_as_what_it_is() {
    let picture: Vec<u8> = (0..20_000_u32).map(|n| (n * 31 % 251).to_le_bytes()[0]).collect();
    let archive = [b"PK\x03\x04\x14\x00\x06\x00\x08\x00".as_slice(), &picture].concat();
    let files: [(&[u8], FileProblem); 7] = [
        (b"", FileProblem::Empty),
        (b"\r\n\r\n", FileProblem::Empty),
        (b"\"topic;account\nLinka;Pivovar\n", FileProblem::Header),
        (&[0; 4096], FileProblem::Binary),
        (&picture, FileProblem::Binary),
        (&archive, FileProblem::Workbook),
        (b"sep=;\r\ntopic;account\r\n", FileProblem::NoLines),
    ];
    let portal = Portal::open().await;
    let before = portal.digest().await;
    for (file, problem) in files {
        let report = imported(&portal.staff_manager(), file).await;
        assert_eq!(report.refused, Some(problem));
        assert!(!report.written, "{problem:?}");
    }
    let report = imported(&portal.staff_manager(), "account;value\nPivovar;1\n").await;
    assert_eq!(errors(&report), [(1, "topic", Problem::Required)]);
    assert!(!report.written && report.failed == 1);
    assert_eq!(portal.digest().await, before);
}

#[tokio::test]
async fn long_cells_are_told_and_cut_only_in_the_report() {
    let portal = Portal::open().await;
    let long = "č".repeat(10_000);
    let file = format!(
        "id;topic;account;contact;description;{long}\n\
         1;{long};;;;\n2;Linka;{long};;;\n3;Linka;;{long};;\n4;Linka;;;{long};\n{long};Linka;;;;\n6;Dobrá;;;;{long}\n"
    );
    let report = imported(&portal.staff_manager(), file).await;

    let too_long = |column| (column, true);
    let told: Vec<(&str, bool)> = errors(&report)
        .into_iter()
        .map(|(_, column, problem)| (column, matches!(problem, Problem::TooLong { .. })))
        .collect();
    let columns = ["topic", "account", "contact", "description", "external_id"];
    assert_eq!(told, columns.map(too_long));
    assert!(report.errors.iter().all(|error| error.value.chars().count() <= 60));
    assert_eq!(counts(&report), (1, 0, 0, 5));
}

#[tokio::test]
async fn text_with_line_breaks_quotes_and_formulas_stays_as_it_is() {
    let portal = Portal::open().await;
    let file = "topic;account;needs;description\n\
        \"=HYPERLINK(\"\"http://zly.example\"\";\"\"klikni\"\")\";+420 Pivovar;-1+1;\"@SUM(A1)\n\n|cmd' /C calc'!A0\"\n";
    import_all(&portal.staff_manager(), file).await;

    let form = stored(&portal).await.remove(0);
    assert_eq!(form.topic, "=HYPERLINK(\"http://zly.example\";\"klikni\")");
    assert_eq!(form.account_name, "+420 Pivovar");
    assert_eq!(form.needs, "-1+1");
    assert_eq!(form.description, "@SUM(A1)\n\n|cmd' /C calc'!A0");
}

#[tokio::test]
async fn control_characters_are_told_in_every_column() {
    let portal = Portal::open().await;
    let before = portal.digest().await;
    let columns =
        ["id", "topic", "account", "contact", "needs", "city", "source", "products", "country"];
    for column in columns.into_iter().filter(|column| *column != "topic") {
        let file = format!("topic;{column}\nLinka;a\0b\n");
        let report = imported(&portal.staff_manager(), file).await;
        assert_eq!(counts(&report), (0, 0, 0, 1), "{column}");
    }
    let report = imported(&portal.staff_manager(), "topic;IČO;email\nLi\0nka;1\0;a\0@b.cz\n").await;
    assert_eq!(counts(&report), (0, 0, 0, 1));
    assert_eq!(portal.digest().await, before);
}

#[tokio::test]
async fn cells_too_few_and_too_many_and_columns_twice() {
    let portal = Portal::open().await;
    let file = "topic;value;topic\nLinka\nSklad;5;Jiná;navíc;ještě\nRobot;6;;;\n";
    let report = imported(&portal.staff_manager(), file).await;

    assert_eq!(report.ignored, ["topic"]);
    let cells = |found| Problem::Cells { expected: 3, found };
    assert_eq!(errors(&report), [(2, "", cells(1)), (3, "", cells(5))]);
    assert_eq!(added(&portal, "opportunity").await, 1);
    let forms = stored(&portal).await;
    assert_eq!((forms[0].topic.as_str(), forms[0].estimated_value.as_str()), ("Robot", "6"));
}

#[tokio::test]
async fn a_quote_that_is_not_closed_is_told_where_it_stands() {
    let portal = Portal::open().await;
    let file = "id;topic;needs\n1;Linka;\"dva\nřádky\"\n2;Sklad;\"bez konce\n3;Robot;ztracený\n";
    let report = imported(&portal.staff_manager(), file).await;
    assert_eq!(errors(&report), [(4, "", Problem::OpenQuote { last: 5 })]);
    assert_eq!(counts(&report), (1, 0, 0, 1));
    assert_eq!(stored(&portal).await[0].needs, "dva\nřádky");

    let file = "id;topic\n4;\"Vrtačka\" 12 mm\n5;Brus 5\" nebo 6\"\n";
    let report = imported(&portal.staff_manager(), file).await;
    assert_eq!(errors(&report), [(2, "", Problem::OpenQuote { last: 2 })]);
    assert_eq!(stored(&portal).await[0].topic, "Brus 5\" nebo 6\"");
}

#[tokio::test]
async fn what_excel_writes_is_read() {
    let portal = Portal::open().await;
    let cx = portal.staff_manager();
    import_all(&cx, "\u{feff}sep=,\r\ntopic,note; with; marks\r\nLinka,a\r\n").await;
    let text = "topic\taccount\r\nŽluť\tKovárna Šíp\r\n";
    let unicode: Vec<u8> =
        [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    assert_eq!(import_all(&cx, unicode).await.encoding, "UTF-16LE");
    let forms = stored(&portal).await;
    assert_eq!((forms[0].topic.as_str(), forms[1].topic.as_str()), ("Linka", "Žluť"));
    assert_eq!(forms[1].account_name, "Kovárna Šíp");
}

#[tokio::test]
async fn the_id_of_a_refused_line_is_free_for_a_good_one() {
    let portal = Portal::open().await;
    let file = "id;topic;value\n1;;5\n1;Linka;mnoho\n1;Linka;5\n1;Sklad;6\n";
    let report = imported(&portal.staff_manager(), file).await;
    assert_eq!(
        errors(&report),
        [
            (2, "topic", Problem::Required),
            (3, "estimated_value", Problem::Amount),
            (5, "external_id", Problem::Taken)
        ]
    );
    assert_eq!(stored(&portal).await[0].topic, "Linka");
}
