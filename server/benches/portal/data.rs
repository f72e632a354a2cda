//! Fills a portal through the import, and gives one opportunity in ten to a partner.

use std::{fmt::Write as _, time::Instant};

use backend::import::{self, Options};
use chrono::{DateTime, Utc};
use domain::{assignment::State, ids::OpportunityId, ids::UserId};
use sea_orm::{ConnectionTrait as _, Statement};
use testkit::Portal;

/// Lines of one file: a larger one would be refused.
const LINES: usize = 10_000;

/// Whose "my open" is read: a manager of the vendor, who owns every third opportunity.
pub fn reader(portal: &Portal) -> UserId {
    portal.staff_manager().user_id().map(UserId).expect("a person")
}

/// Sessions are real ones: the server that is measured has the machine's clock.
pub fn today() -> DateTime<Utc> {
    std::time::SystemTime::now().into()
}

/// Writes `count` opportunities of `count / 10` accounts.
pub async fn fill(portal: &Portal, count: usize) {
    let start = Instant::now();
    let options = Options { write: true, ..Options::default() };
    for from in (0..count).step_by(LINES) {
        let file = file(from..count.min(from + LINES), count / 10);
        let report = import::execute(&portal.system(), "bench.csv", file.as_bytes(), options).await;
        let report = report.expect("import");
        assert_eq!(report.failed, 0, "{:?}", report.errors);
    }
    let took = start.elapsed().as_secs_f64();
    println!("import of {count} opportunities: {took:.1} s");
    for (at, id) in every_tenth(portal, count).await.into_iter().enumerate() {
        // Nearly all go to one partner; another one has what a partner has in practice.
        let (partner, state, status, since) = match at {
            0..20 => (&portal.beta, State::Offered, "delivered", "delivered_at"),
            20..80 => (&portal.beta, State::Accepted, "accepted", "accepted_at"),
            _ => (&portal.alfa, State::Offered, "delivered", "delivered_at"),
        };
        portal.assign(id, partner, state).await;
        let change = vec![("status", status.into()), (since, portal.now().into())];
        portal.set("opportunity", id.0, change).await;
    }
}

async fn every_tenth(portal: &Portal, count: usize) -> Vec<OpportunityId> {
    let db = portal.backend.db.read();
    let sql = format!(
        "SELECT id FROM opportunity WHERE status = 'in_progress' ORDER BY reference LIMIT {}",
        count / 10
    );
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await;
    let rows = rows.expect("opportunities");
    rows.iter().map(|row| OpportunityId(row.try_get("", "id").expect("an id"))).collect()
}

fn file(lines: std::ops::Range<usize>, accounts: usize) -> String {
    const TOPICS: [&str; 6] = [
        "Výrobní linka na zkoušku",
        "Modernizace skladu",
        "Energetický dispečink",
        "Robotické svařování",
        "Údržba trafostanice",
        "Řízení kotelny",
    ];
    const STATES: [&str; 5] = ["Open", "Open", "Open", "Won", "Lost"];
    const CURRENCIES: [&str; 3] = ["CZK", "EUR", "USD"];
    const OWNERS: [&str; 3] = ["manager@stafeta.example", "seller@stafeta.example", ""];
    let mut text =
        "External id,Topic,Account,Est. revenue,Currency,Est. close date,Status,Owner,City,Needs\n"
            .to_owned();
    for line in lines {
        let day = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).expect("a day")
            + chrono::TimeDelta::days(i64::try_from(line % 400).expect("small"));
        let (topic, state) = (TOPICS[line % TOPICS.len()], STATES[line % STATES.len()]);
        let (currency, owner) = (CURRENCIES[line % 3], OWNERS[line % 3]);
        writeln!(
            text,
            "bench-{line},{topic} {line},Zákazník {},{}.50,{currency},{day},{state},{owner},Brno,Vyrábět rychleji.",
            line % accounts.max(1),
            10_000 + (line * 7_919) % 5_000_000,
        )
        .expect("writing to a string");
    }
    text
}
