//! The same opportunity under every header that an export writes.

use domain::{ids::UserId, opportunity::OpportunityForm};
use testkit::Portal;

use super::{import_all, stored, texts};

const ID: &str = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";

/// A view exported to a spreadsheet in English.
const ENGLISH: &str = "\
(Do Not Modify) Opportunity,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On,Topic,Potential Customer,Contact,\
Email Address,Est. revenue,Currency,Est. close date,Probability,Status,Status Reason,Sales Stage,Owner,\
Current Situation,Customer Need,Proposed Solution,Description
3F2504E0-4F89-41D3-9A0C-0305E82C3301,rT/9Zk==,3/1/2026 8:00,Linka č. 5,\"Kovárna Viktoria, a.s.\",Jana Nováková,\
jana@kovarna.example,\"1,234,567.50\",Czech Koruna,11/25/2026,60,Open,In Progress,Develop,Marek Řídicí,\
Ruční balení,Rychleji,Robot,Z veletrhu
";

/// The same view in Czech.
const CZECH: &str = "\
(Neměnit) Příležitost;(Neměnit) Kontrolní součet řádku;(Neměnit) Změněno;Téma;Potenciální zákazník;Kontakt;\
E-mailová adresa;Odhadované výnosy;Měna;Odhadované datum uzavření;Pravděpodobnost;Stav;Důvod stavu;Fáze prodeje;Vlastník;\
Aktuální situace;Potřeba zákazníka;Navrhované řešení;Popis
3f2504e0-4f89-41d3-9a0c-0305e82c3301;rT/9Zk==;01.03.2026 8:00;Linka č. 5;Kovárna Viktoria, a.s.;Jana Nováková;\
jana@kovarna.example;1 234 567,50 Kč;Koruna;25. 11. 2026;60 %;Otevřeno;Probíhá;Rozvoj;Marek Řídicí;\
Ruční balení;Rychleji;Robot;Z veletrhu
";

/// Names of the columns of the table, values as the database keeps them.
const LOGICAL: &str = "\
opportunityid,name,customerid,parentcontactid,emailaddress,estimatedvalue,transactioncurrencyid,estimatedclosedate,\
closeprobability,statecode,statuscode,salesstage,ownerid,currentsituation,customerneed,proposedsolution,description
{3F2504E0-4F89-41D3-9A0C-0305E82C3301},Linka č. 5,\"Kovárna Viktoria, a.s.\",Jana Nováková,jana@kovarna.example,\
1234567.5000,CZK,2026-11-25,60,0,1,1,manager@stafeta.example,Ruční balení,Rychleji,Robot,Z veletrhu
";

/// The Web API: a lookup comes twice, as an id that says nothing here and as a name.
const WEB_API: &str = "\
opportunityid,name,_customerid_value,_customerid_value@OData.Community.Display.V1.FormattedValue,\
_parentcontactid_value@OData.Community.Display.V1.FormattedValue,emailaddress,estimatedvalue,\
_transactioncurrencyid_value@OData.Community.Display.V1.FormattedValue,estimatedclosedate,closeprobability,statecode,\
salesstage,_ownerid_value@OData.Community.Display.V1.FormattedValue,currentsituation,customerneed,proposedsolution,\
description
3f2504e0-4f89-41d3-9a0c-0305e82c3301,Linka č. 5,00000000-0000-0000-0000-000000000001,\"Kovárna Viktoria, a.s.\",\
Jana Nováková,jana@kovarna.example,1234567.5,Koruna,2026-11-25T00:00:00Z,60,0,1,Marek Řídicí,Ruční balení,Rychleji,\
Robot,Z veletrhu
";

/// What somebody types into an empty sheet.
const PLAIN: &str = "\
id\ttopic\taccount\tcontact\temail\tvalue\tcurrency\tclose date\tprobability\tstatus\tstage\towner\tcurrent situation\t\
customer needs\tproposed solution\tdescription
3f2504e0-4f89-41d3-9a0c-0305e82c3301\tLinka č. 5\tKovárna Viktoria, a.s.\tJana Nováková\tjana@kovarna.example\t1234567,5\tczk\t\
2026-11-25\t60\topen\tdevelop\tmarek ridici\tRuční balení\tRychleji\tRobot\tZ veletrhu
";

/// What all of them say.
fn expected(manager: UserId) -> OpportunityForm {
    let text = str::to_owned;
    OpportunityForm {
        topic: text("Linka č. 5"),
        account_name: text("Kovárna Viktoria, a.s."),
        contact_name: text("Jana Nováková"),
        currency: text("CZK"),
        estimated_value: text("1\u{a0}234\u{a0}567,50"),
        estimated_close_on: text("2026-11-25"),
        situation: text("Ruční balení"),
        needs: text("Rychleji"),
        solution: text("Robot"),
        description: text("Z veletrhu"),
        stage: text("develop"),
        probability: text("60"),
        owner_id: manager.to_string(),
        status: text("in_progress"),
        ..OpportunityForm::default()
    }
}

/// The stored form without the ids that it was given here.
async fn only_one(portal: &Portal) -> OpportunityForm {
    let mut all = stored(portal).await;
    assert_eq!(all.len(), 1);
    let form = all.remove(0);
    assert!(!form.account_id.is_empty() && !form.contact_id.is_empty(), "{form:?}");
    OpportunityForm { account_id: String::new(), contact_id: String::new(), ..form }
}

#[tokio::test]
async fn every_kind_of_export_says_the_same() {
    let files = [ENGLISH, CZECH, LOGICAL, WEB_API, PLAIN];
    for file in files {
        let portal = Portal::open().await;
        let cx = portal.staff_manager();
        let report = import_all(&cx, file).await;

        assert_eq!((report.lines, report.created), (1, 1), "{file}");
        assert_eq!((report.accounts, report.contacts), (1, 1), "{file}");
        assert_eq!(only_one(&portal).await, expected(cx.actor.user().unwrap()), "{file}");
        assert_eq!(texts(&portal, "SELECT external_id FROM opportunity").await, [ID]);
        let email = texts(&portal, "SELECT email FROM contact").await;
        assert_eq!(email, ["jana@kovarna.example"], "{file}");
    }
}

#[tokio::test]
async fn one_kind_is_known_again_under_another() {
    let portal = Portal::open().await;
    let cx = portal.staff_manager();
    import_all(&cx, ENGLISH).await;
    let before = portal.digest().await;
    for file in [CZECH, LOGICAL, WEB_API, PLAIN] {
        assert_eq!(import_all(&cx, file).await.unchanged, 1, "{file}");
        let after = portal.digest().await;
        assert!(before == after, "{file}: {:?}", before.difference(&after));
    }
}

#[tokio::test]
async fn a_report_names_what_was_understood_and_what_was_not() {
    let portal = Portal::open().await;
    let report = import_all(&portal.staff_manager(), CZECH).await;

    let understood: Vec<&str> = report.columns.iter().map(|(_, field)| field.as_str()).collect();
    assert_eq!(
        understood,
        [
            "external_id",
            "topic",
            "account",
            "contact",
            "contact_email",
            "estimated_value",
            "currency",
            "estimated_close_on",
            "probability",
            "status",
            "status_reason",
            "stage",
            "owner",
            "situation",
            "needs",
            "solution",
            "description",
        ]
    );
    assert_eq!(report.ignored, ["(Neměnit) Kontrolní součet řádku", "(Neměnit) Změněno"]);
    assert_eq!(report.file_name, "prilezitosti.csv");
}

#[tokio::test]
async fn a_status_is_read_by_its_label_and_by_its_number() {
    for (header, cell, status) in [
        ("statecode", "0", "in_progress"),
        ("statecode", "1", "won"),
        ("statecode", "2", "canceled"),
        ("Status", "Open", "in_progress"),
        ("Status", "Lost", "canceled"),
        ("Stav", "Otevřeno", "in_progress"),
        ("Stav", "Získáno", "won"),
        ("Stav", "Ztraceno", "canceled"),
        ("statuscode", "1", "in_progress"),
        ("statuscode", "2", "on_hold"),
        ("statuscode", "3", "won"),
        ("statuscode", "4", "canceled"),
        ("statuscode", "5", "out_sold"),
        ("Status Reason", "On Hold", "on_hold"),
        ("Status Reason", "Out-Sold", "out_sold"),
        ("Důvod stavu", "Pozastaveno", "on_hold"),
        ("Důvod stavu", "Zrušeno", "canceled"),
    ] {
        let portal = Portal::open().await;
        let file = format!("topic;account;value;{header}\nLinka;Pivovar;1000;{cell}\n");
        import_all(&portal.staff_manager(), file).await;
        assert_eq!(stored(&portal).await[0].status, status, "{header}: {cell}");
    }
}
