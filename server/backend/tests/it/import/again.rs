//! What a file finds again: its own opportunities, and the accounts and contacts that are known already.

use chrono::TimeDelta;
use testkit::Portal;

use super::{added, counts, errors, import_all, imported, stored, texts};
use domain::invalid::Problem;

const TWO: &str = "\
id;topic;account;IČO;contact;email;telefon;value;currency;owner
a-1;Linka;Kovárna Viktoria, a.s.;25596641;Jana Nováková;jana@kovarna.example;+420 601 234 567;1000;CZK;seller@stafeta.example
a-2;Sklad;Pivovar Lípa s.r.o.;;Petr Malý;;;2000;EUR;
";

/// The same without ids.
const NAMELESS: &str =
    "topic;account;contact;value\nLinka;Kovárna;Jana Nováková;1000\nSklad;;;2000\n";

#[tokio::test]
async fn a_second_run_changes_nothing() {
    for file in [TWO, NAMELESS] {
        let portal = Portal::open().await;
        let cx = portal.staff_manager();
        assert_eq!(counts(&import_all(&cx, file).await), (2, 0, 0, 0));

        let before = portal.digest().await;
        portal.clock.advance(TimeDelta::days(1));
        let report = import_all(&portal.staff_admin(), file).await;
        assert_eq!(counts(&report), (0, 0, 2, 0));
        assert_eq!((report.accounts, report.contacts), (0, 0));
        let after = portal.digest().await;
        assert!(before == after, "{:?}", before.difference(&after));
    }
}

#[tokio::test]
async fn a_changed_line_changes_its_opportunity_and_no_other() {
    let portal = Portal::open().await;
    let cx = portal.staff_manager();
    import_all(&cx, TWO).await;
    let before = stored(&portal).await;

    let changed = TWO.replace(";2000;EUR", ";2500,50;EUR");
    assert_eq!(counts(&import_all(&cx, changed).await), (0, 1, 1, 0));
    let after = stored(&portal).await;
    assert_eq!(after[0], before[0]);
    assert_eq!(after[1].estimated_value, "2\u{a0}500,50");
}

#[tokio::test]
async fn an_empty_cell_and_what_happened_here_stay() {
    let portal = Portal::open().await;
    let cx = portal.staff_manager();
    import_all(&cx, "id;topic;value;status\na-1;Linka;1000;on hold\n").await;
    let report = import_all(&cx, "id;topic;value;status\na-1;Linka 2;;open\n").await;

    assert_eq!(counts(&report), (0, 1, 0, 0));
    let form = stored(&portal).await.remove(0);
    assert_eq!((form.topic.as_str(), form.estimated_value.as_str()), ("Linka 2", "1\u{a0}000"));
    assert_eq!(form.status, "on_hold");
}

#[tokio::test]
async fn accounts_and_contacts_that_are_known_are_not_made_again() {
    let portal = Portal::open().await;
    let account = portal.add_account("Kovárna Viktoria, a.s.").await;
    portal.add_contact(account, "Jana", "Nováková").await;

    let report = import_all(&portal.staff_manager(), TWO).await;
    assert_eq!((report.accounts, report.contacts), (1, 1));
    assert_eq!((added(&portal, "account").await, added(&portal, "contact").await), (2, 2));
    assert_eq!(stored(&portal).await[0].account_id, account.to_string());
    // What was not known of them is now.
    let number = "SELECT registration_number FROM account WHERE registration_number IS NOT NULL";
    assert_eq!(texts(&portal, number).await, ["25596641"]);
    let reached = "SELECT email || ' ' || phone FROM contact WHERE email IS NOT NULL";
    assert_eq!(texts(&portal, reached).await, ["jana@kovarna.example +420 601 234 567"]);
}

#[tokio::test]
async fn what_is_known_of_somebody_is_not_replaced() {
    let portal = Portal::open().await;
    let account = portal.add_account("Kovárna Viktoria, a.s.").await;
    let contact = portal.add_contact(account, "Jana", "Nováková").await;
    let email = vec![("email", "n@k.example".into()), ("email_folded", "n@k.example".into())];
    portal.set("contact", contact.0, email).await;

    import_all(&portal.staff_manager(), TWO).await;
    let reached = "SELECT email || ' ' || phone FROM contact WHERE email IS NOT NULL";
    assert_eq!(texts(&portal, reached).await, ["n@k.example +420 601 234 567"]);
}

#[tokio::test]
async fn a_registration_number_says_which_account_is_meant() {
    let portal = Portal::open().await;
    let cx = portal.staff_manager();
    let file = "id;topic;account;IČO\n\
        1;Linka;Kovárna Viktoria, a.s.;25596641\n\
        2;Sklad;KOVÁRNA VIKTORIA AS (dříve Kovárny);25596641\n\
        3;Robot;Kovárna Viktoria, a.s.;45274649\n\
        4;Balení;kovarna viktoria, a.s.;25596641\n";
    let report = import_all(&cx, file).await;

    assert_eq!(report.accounts, 2);
    let by_account: Vec<String> =
        stored(&portal).await.into_iter().map(|form| form.account_id).collect();
    let [packing, line, robot, store] = &by_account[..] else { panic!("{by_account:?}") };
    assert!(packing == line && line == store && robot != line, "{by_account:?}");
    let again = import_all(&cx, file).await;
    assert_eq!((again.unchanged, again.accounts), (4, 0));
}

#[tokio::test]
async fn namesakes_at_two_companies_are_two_people() {
    let portal = Portal::open().await;
    let file = "topic;account;contact;email\n\
        Linka;Kovárna;Jan Novák;jan@kovarna.example\n\
        Sklad;Pivovar;Jan Novák;\n\
        Robot;Kovárna;Jan Novák;\n";
    let report = import_all(&portal.staff_manager(), file).await;

    assert_eq!((report.accounts, report.contacts), (2, 2));
    let reached = "SELECT a.name || ' ' || coalesce(c.email, '-') FROM contact c \
                   JOIN account a ON a.id = c.account_id ORDER BY a.name";
    assert_eq!(texts(&portal, reached).await, ["Kovárna jan@kovarna.example", "Pivovar -"]);
}

#[tokio::test]
async fn two_that_are_called_alike_are_not_guessed_between() {
    let portal = Portal::open().await;
    portal.add_account("Kovárna").await;
    portal.add_account("Kovárna").await;
    let account = portal.add_account("Pivovar").await;
    portal.add_contact(account, "Jan", "Novák").await;
    portal.add_contact(account, "Jan", "Novák").await;

    let before = portal.digest().await;
    let file = "topic;account;contact\nLinka;Kovárna;\nSklad;Pivovar;Jan Novák\n";
    let report = imported(&portal.staff_manager(), file).await;
    assert_eq!(
        errors(&report),
        [(2, "account", Problem::Ambiguous), (3, "contact", Problem::Ambiguous)]
    );
    assert_eq!(portal.digest().await, before);
}
