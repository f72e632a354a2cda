//! Ten thousand lines.

use std::{
    fmt::Write as _,
    time::{Duration, Instant},
};

use testkit::{Portal, on_postgres};

use super::{added, counts, import_all};

const LINES: usize = 10_000;
/// What is promised to people, who run an optimised build; this one is not.
const PROMISED: Duration = Duration::from_mins(1);

/// As an export has it: everything filled in, an account for every four lines.
fn export() -> String {
    let mut file = "(Do Not Modify) Opportunity,Topic,Potential Customer,Contact,Email Address,Est. revenue,Currency,\
                    Est. close date,Probability,Status Reason,Sales Stage,Owner,Customer Need\r\n"
        .to_owned();
    for n in 0..LINES {
        let company = n / 4;
        writeln!(
            file,
            "00000000-0000-4000-8000-{n:012},Linka {n},\"Firma {company}, s.r.o.\",Jan Novák {company},\
             jan{company}@firma.example,\"{n}000.50\",CZK,11/25/2026,50,In Progress,Develop,Marek Řídicí,\
             Potřebují vyrábět rychleji a bez zastavení.\r"
        )
        .unwrap();
    }
    file
}

#[tokio::test]
async fn ten_thousand_lines_take_less_than_a_minute() {
    let portal = Portal::open().await;
    let cx = portal.staff_manager();
    // The figure is promised for SQLite; a tenth of the file shows that the other database can do it, too.
    let lines = if on_postgres() { LINES / 10 } else { LINES };
    let file: String = export().split_inclusive('\n').take(lines + 1).collect();

    let start = Instant::now();
    let report = import_all(&cx, &file).await;
    let took = start.elapsed();

    assert_eq!(counts(&report), (lines as u64, 0, 0, 0));
    assert_eq!(added(&portal, "opportunity").await, lines);
    assert_eq!(report.accounts, lines as u64 / 4);
    assert!(took < PROMISED, "{took:?}");
}
