//! Signed receipts: one for each transition that they confirm, for those who may read them, and true.

use backend::{Error, assignment, portal, receipt, receipt::PublicKey, registration};
use domain::{
    ids::ReceiptId,
    opportunity::ReasonForm,
    policy::Denied,
    receipt::{Fact, Kind, ReceiptView, Verdict},
    registration::RegistrationForm,
};
use testkit::{Company, Deal, Portal};

use crate::refused::refused;

async fn key(portal: &Portal) -> PublicKey {
    receipt::public_key(&portal.system()).await.unwrap().unwrap()
}

/// The receipts of the opportunity as the company's administrator reads them, the newest first.
async fn receipts(portal: &Portal, deal: &Deal, company: &Company) -> Vec<ReceiptView> {
    let cx = portal.administrator_of(company);
    let mut views = Vec::new();
    for row in receipt::of_opportunity(&cx, &deal.reference).await.unwrap() {
        let view = receipt::show(&cx, row.id).await.unwrap();
        assert_eq!((view.document.statement.fact.kind(), view.at), (row.kind, row.at));
        views.push(view);
    }
    views
}

fn file(view: &ReceiptView) -> Vec<u8> {
    serde_json::to_vec_pretty(&view.document).unwrap()
}

fn form() -> RegistrationForm {
    RegistrationForm {
        customer: "Kovárna Viktoria, a.s.".to_owned(),
        registration_number: "25596641".to_owned(),
        products: "Lis, Linka".to_owned(),
        value: "1 200 000".to_owned(),
        close_on: "2026-06-30".to_owned(),
        justification: "Zákazníka jsme dvakrát navštívili.".to_owned(),
        ..RegistrationForm::default()
    }
}

/// Sent by the company's manager, and somebody looks at it.
async fn in_review(portal: &Portal, company: &Company) -> (Deal, domain::ids::RegistrationId) {
    let deal = portal.opportunity().brought_by(company, company.seller).approved();
    let deal = deal.accepted_by(company).create().await;
    registration::submit(&portal.manager_of(company), deal.id, form(), &[]).await.unwrap();
    let staff = portal.staff_manager();
    let id = registration::show(&staff, deal.id).await.unwrap().unwrap().registration.id;
    registration::review(&staff, id).await.unwrap();
    (deal, id)
}

#[tokio::test]
async fn whoever_accepts_gets_a_receipt_that_a_check_finds_valid() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().offered_to(&portal.alfa).create().await;
    let manager = portal.manager_of(&portal.alfa);
    assert!(receipt::of_opportunity(&manager, &deal.reference).await.unwrap().is_empty());

    assignment::accept(&manager, deal.assignment()).await.unwrap();

    let [view] = receipts(&portal, &deal, &portal.alfa).await.try_into().unwrap();
    let statement = &view.document.statement;
    let page = portal::show(&manager, &deal.reference).await.unwrap();
    assert_eq!(page.receipts().iter().map(|row| row.id).collect::<Vec<_>>(), [statement.id]);
    assert_eq!(statement.at, manager.now);
    assert_eq!((&statement.partner, &statement.company), (&portal.alfa.name, &portal.alfa.name));
    assert!(statement.person.is_some());
    assert_eq!(statement.opportunity, deal.reference);
    let Fact::Acceptance(fact) = &statement.fact else { panic!("{statement:?}") };
    assert!(fact.first_report_by > manager.now);
    let text = String::from_utf8(file(&view)).unwrap();
    assert!(!text.contains("Kovárna") && !text.contains("tajna.adresa"), "{text}");
    let checked = receipt::verify(&portal.anonymous(), text.as_bytes(), None).await.unwrap();
    assert_eq!(checked.verdict, Verdict::Valid);
    assert_eq!(checked.statement.as_ref(), Some(statement));
}

#[tokio::test]
async fn a_second_answer_gets_none() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().offered_to(&portal.alfa).create().await;
    let manager = portal.manager_of(&portal.alfa);
    assignment::accept(&manager, deal.assignment()).await.unwrap();

    refused(&portal, assignment::accept(&manager, deal.assignment())).await;

    assert_eq!(receipts(&portal, &deal, &portal.alfa).await.len(), 1);
}

#[tokio::test]
async fn a_request_and_its_decision_are_confirmed_and_nobody_of_the_vendor_is_named() {
    let portal = Portal::open().await;
    let staff = portal.staff_manager();
    let (deal, id) = in_review(&portal, &portal.alfa).await;
    registration::approve(&staff, id, "").await.unwrap();

    let views = receipts(&portal, &deal, &portal.alfa).await;
    let kinds: Vec<Kind> = views.iter().map(|view| view.document.statement.fact.kind()).collect();
    assert_eq!(kinds, [Kind::Protection, Kind::Registration]);
    let decided = &views[0].document.statement;
    assert_eq!((decided.person.as_deref(), &decided.company), (None, &decided.vendor));
    let Fact::Protection(fact) = &decided.fact else { panic!("{decided:?}") };
    assert!(fact.approved && fact.protected_until.is_some() && fact.reason.is_none());
    let sent = &views[1].document.statement;
    let Fact::Registration(fact) = &sent.fact else { panic!("{sent:?}") };
    assert_eq!(fact.customer, "Kovárna Viktoria, a.s.");
    assert_eq!(fact.products, ["Lis", "Linka"]);
    assert_eq!(fact.value.map(|value| value.minor), Some(120_000_000));
    assert!(sent.person.is_some());
    for view in &views {
        assert_eq!(receipt::check(&file(view), &key(&portal).await).verdict, Verdict::Valid);
    }
}

#[tokio::test]
async fn a_rejection_is_confirmed_with_its_reason() {
    let portal = Portal::open().await;
    let (deal, id) = in_review(&portal, &portal.alfa).await;
    let form = ReasonForm { reason: "duplicate".to_owned(), text: "Už ji máte.".to_owned() };
    registration::reject(&portal.staff_manager(), id, form).await.unwrap();

    let newest = receipts(&portal, &deal, &portal.alfa).await.remove(0);
    let Fact::Protection(fact) = newest.document.statement.fact else { panic!("no decision") };
    assert!(!fact.approved && fact.protected_until.is_none());
    assert_eq!(fact.reason.as_deref(), Some("duplicate"));
    assert_eq!(fact.reason_text.as_deref(), Some("Už ji máte."));
}

#[tokio::test]
async fn only_staff_and_the_company_read_them_and_a_seller_only_their_own() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().offered_to(&portal.alfa).create().await;
    assignment::accept(&portal.manager_of(&portal.alfa), deal.assignment()).await.unwrap();
    let cx = portal.administrator_of(&portal.alfa);
    let id = receipt::of_opportunity(&cx, &deal.reference).await.unwrap()[0].id;

    for (name, cx) in portal.everybody() {
        let may = name.starts_with("staff")
            || ["alfa manager", "alfa administrator"].contains(&name.as_str());
        let one = receipt::show(&cx, id).await;
        let list = receipt::of_opportunity(&cx, &deal.reference).await;
        assert_eq!((one.is_ok(), list.is_ok()), (may, may), "{name}: {one:?}");
        if cx.actor.partner().is_some() && !may {
            assert!(matches!(one, Err(Error::Denied(Denied::Hidden))), "{name}: {one:?}");
        }
    }
    let unknown = ReceiptId(portal.system().new_id());
    assert!(matches!(receipt::show(&cx, unknown).await, Err(Error::Denied(Denied::Hidden))));
}

#[tokio::test]
async fn servers_that_start_together_share_one_key() {
    let portal = Portal::open().await;
    let cx = portal.system();
    let starts = (0..4).map(|_| receipt::prepare(&cx));
    for start in futures_util::future::join_all(starts).await {
        start.unwrap();
    }
    let first = key(&portal).await;

    receipt::prepare(&cx).await.unwrap();

    assert_eq!(key(&portal).await, first);
}

#[tokio::test]
async fn checks_are_counted_by_address_and_leave_nothing_behind() {
    let portal = Portal::open().await;
    receipt::prepare(&portal.system()).await.unwrap();
    let (cx, from) = (portal.anonymous(), Some("192.0.2.7".parse().unwrap()));
    let before = portal.digest().await;

    let mut refusals = 0;
    for _ in 0..70 {
        match receipt::verify(&cx, b"{}", from).await {
            Ok(checked) => assert_eq!(checked.verdict, Verdict::NotOurs),
            Err(Error::Invalid(_)) => refusals += 1,
            Err(other) => panic!("{other:?}"),
        }
    }

    assert_eq!(refusals, 10);
    assert_eq!(portal.digest().await, before);
    let large = vec![b' '; receipt::LARGEST].into_iter().chain(*b"{}").collect::<Vec<_>>();
    for file in [b"".to_vec(), b"  \n".to_vec(), large] {
        let refused = receipt::verify(&cx, &file, None).await;
        assert!(matches!(refused, Err(Error::Invalid(_))), "{refused:?}");
    }
}
