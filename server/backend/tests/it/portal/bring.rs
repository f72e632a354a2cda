//! W9: what a partner brings is stored once, told to those who decide, and known to nobody else.

use backend::{Context, Error, opportunity, portal};
use domain::{
    invalid::{FieldError, Problem},
    opportunity::{BringForm, BroughtDetail, Origin, PartnerOpportunity, Status},
    policy::Denied,
    refusal::Refusal,
    timeline::{Audience, Event},
};
use testkit::Portal;

use crate::refused::{fields, refusal, refused};

pub(super) fn form(topic: &str) -> BringForm {
    BringForm {
        key: "0190f000-0000-7000-8000-000000000001".to_owned(),
        topic: topic.to_owned(),
        lead_company: "Kovárna Viktoria, a.s.".to_owned(),
        lead_number: "452 74 649".to_owned(),
        lead_domain: "https://www.kovarna.example/".to_owned(),
        lead_person: "Jana Malá".to_owned(),
        lead_email: "Jana@kovarna.example".to_owned(),
        lead_phone: "+420 555 010 477".to_owned(),
        currency: "EUR".to_owned(),
        estimated_value: "120 000".to_owned(),
        estimated_close_on: "2026-09-30".to_owned(),
        needs: "Nový lis.".to_owned(),
        products: "MES, APS".to_owned(),
        city: "Zlín".to_owned(),
        ..BringForm::default()
    }
}

pub(super) async fn page(cx: &Context, reference: &str) -> BroughtDetail {
    match portal::show(cx, reference).await.unwrap() {
        PartnerOpportunity::Brought(detail) => *detail,
        other => panic!("not brought: {other:?}"),
    }
}

fn is_hidden<T>(answer: Result<T, Error>) -> bool {
    matches!(answer, Err(Error::Denied(Denied::Hidden)))
}

#[tokio::test]
async fn it_is_open_waits_for_approval_and_is_told_to_the_managers() {
    let portal = Portal::open().await;
    let manager = portal.manager_of(&portal.alfa);

    let reference = opportunity::bring(&manager, form("Lis")).await.unwrap();

    let staff = opportunity::show(&portal.staff_manager(), &reference).await.unwrap();
    assert_eq!((staff.status, staff.origin), (Status::InProgress, Origin::Partner));
    assert!(staff.awaiting_approval && staff.owner.is_none());
    assert_eq!(staff.brought.unwrap().partner, portal.alfa.name);
    let form = staff.form;
    assert_eq!(
        (form.lead_number.as_str(), form.lead_domain.as_str()),
        ("45274649", "kovarna.example")
    );
    assert_eq!((form.currency.as_str(), form.lead_email.as_str()), ("EUR", "jana@kovarna.example"));
    let created = &staff.timeline[0];
    assert_eq!(created.event, Event::Created { origin: Origin::Partner });
    assert_eq!(created.audience, Audience::Partner(portal.alfa.id));
    let mails = portal.mails().await;
    let to: Vec<_> = mails.iter().map(|mail| (mail.topic.as_str(), mail.to.as_str())).collect();
    assert_eq!(to, [("brought", "manager@stafeta.example")]);

    let mine = page(&manager, &reference).await;
    assert_eq!(mine.customer.company.as_deref(), Some("Kovárna Viktoria, a.s."));
    assert_eq!(mine.customer.registration_number.as_deref(), Some("45274649"));
    assert_eq!((mine.products.len(), mine.timeline.len()), (2, 1));
    assert!(mine.may_note && mine.question.is_none());
    let board = portal::board(&manager).await.unwrap();
    assert_eq!(board.waiting.len(), 1);
    assert_eq!(board.waiting[0].reference, reference);
}

#[tokio::test]
async fn other_companies_know_nothing_of_it() {
    let portal = Portal::open().await;
    let administrator = portal.administrator_of(&portal.alfa);
    let reference = opportunity::bring(&administrator, form("Lis")).await.unwrap();

    for other in [&portal.beta, &portal.gama] {
        let cx = portal.administrator_of(other);
        assert!(is_hidden(portal::show(&cx, &reference).await));
        let board = portal::board(&cx).await.unwrap();
        assert!(board.waiting.is_empty() && board.rejected.is_empty());
        assert!(portal::own_customers(&cx).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn pressing_twice_stores_one() {
    let portal = Portal::open().await;
    let manager = portal.manager_of(&portal.alfa);

    let first = opportunity::bring(&manager, form("Lis")).await.unwrap();
    portal.clock.advance(chrono::TimeDelta::seconds(2));
    let before = portal.digest().await;
    let again = portal.context(manager.actor);
    assert_eq!(opportunity::bring(&again, form("Lis")).await.unwrap(), first);
    assert_eq!(portal.digest().await, before);

    // Other words, and another person, mean another one.
    let changed = opportunity::bring(&again, form("Lis a kovadlina")).await.unwrap();
    let colleague = portal.administrator_of(&portal.alfa);
    let theirs = opportunity::bring(&colleague, form("Lis")).await.unwrap();
    assert!(changed != first && theirs != first);
    assert_eq!(portal::board(&again).await.unwrap().waiting.len(), 3);
}

#[tokio::test]
async fn pressing_twice_at_the_same_instant_stores_one() {
    let portal = Portal::open().await;
    let manager = portal.manager_of(&portal.alfa);

    let presses = (0..8).map(|_| {
        let manager = manager.clone();
        tokio::spawn(async move { opportunity::bring(&manager, form("Lis")).await })
    });
    let mut references = Vec::new();
    for press in presses.collect::<Vec<_>>() {
        references.push(press.await.unwrap().unwrap());
    }

    references.dedup();
    assert_eq!(references.len(), 1);
    assert_eq!(portal::board(&manager).await.unwrap().waiting.len(), 1);
    assert_eq!(portal.mails().await.len(), 1);
}

#[tokio::test]
async fn what_is_wrong_is_told_at_its_field_and_nothing_is_stored() {
    let portal = Portal::open().await;
    let manager = portal.manager_of(&portal.alfa);
    let wrong = BringForm {
        topic: " ".to_owned(),
        lead_company: String::new(),
        lead_number: "45274648".to_owned(),
        lead_email: "jana".to_owned(),
        estimated_value: "-1".to_owned(),
        estimated_close_on: "zítra".to_owned(),
        needs: "x".repeat(2001),
        ..form("Lis")
    };

    let error = refused(&portal, opportunity::bring(&manager, wrong)).await;

    let expected = [
        "topic",
        "lead_company",
        "lead_number",
        "lead_email",
        "estimated_value",
        "estimated_close_on",
        "needs",
    ];
    assert_eq!(fields(&error), expected);
    let unkeyed = BringForm { key: String::new(), ..form("Lis") };
    assert_eq!(fields(&refused(&portal, opportunity::bring(&manager, unkeyed)).await), ["key"]);
}

#[tokio::test]
async fn only_partner_people_bring() {
    let portal = Portal::open().await;
    for (cx, denied) in [
        (portal.anonymous(), Denied::SignedOut),
        (portal.staff_admin(), Denied::Forbidden),
        (portal.staff_seller(), Denied::Forbidden),
        (portal.system(), Denied::Forbidden),
    ] {
        let error = refused(&portal, opportunity::bring(&cx, form("Lis"))).await;
        assert!(matches!(error, Error::Denied(why) if why == denied), "{error:?}");
    }
}

#[tokio::test]
async fn only_an_own_customer_can_be_chosen_and_a_foreign_one_is_like_none() {
    let portal = Portal::open().await;
    let manager = portal.manager_of(&portal.alfa);
    let own = portal.add_account("Pivovar Lípa a.s.").await;
    portal.opportunity().account(own).accepted_by(&portal.alfa).create().await;
    let foreign = portal.add_account("Cukrovar Morava a.s.").await;
    portal.opportunity().account(foreign).accepted_by(&portal.beta).create().await;
    let looked_after = portal.add_account("Mlékárna Sever a.s.").await;
    let partner = vec![("managing_partner_id", portal.alfa.id.0.into())];
    portal.set("account", looked_after.0, partner).await;

    let customers = portal::own_customers(&manager).await.unwrap();
    let names: Vec<_> = customers.iter().map(|customer| customer.name.as_str()).collect();
    assert_eq!(names, ["Mlékárna Sever a.s.", "Pivovar Lípa a.s."]);
    // A seller has none of the company's customers but those of what they work themselves.
    assert!(portal::own_customers(&portal.seller_of(&portal.alfa)).await.unwrap().is_empty());

    let of = |account: String| BringForm {
        account_id: account,
        lead_company: String::new(),
        ..form("Lis")
    };
    let reference = opportunity::bring(&manager, of(own.to_string())).await.unwrap();
    let brought = page(&manager, &reference).await;
    assert_eq!(brought.customer.company.as_deref(), Some("Pivovar Lípa a.s."));
    let unknown = "0190f000-0000-7000-8000-00000000dead".to_owned();
    for account in [foreign.to_string(), portal.alfa.account.to_string(), unknown] {
        let error = refused(&portal, opportunity::bring(&manager, of(account))).await;
        let Error::Invalid(errors) = error else { panic!("{error:?}") };
        assert_eq!(errors, [FieldError::new("account_id", Problem::Choice)]);
    }
}

#[tokio::test]
async fn a_number_that_the_vendor_knows_tells_the_partner_nothing() {
    let portal = Portal::open().await;
    let manager = portal.manager_of(&portal.alfa);
    let known = portal.add_account("Kovárna Viktoria a.s.").await;
    let facts = vec![("registration_number", "45274649".into()), ("street", "Tajná 7".into())];
    portal.set("account", known.0, facts).await;

    let reference = opportunity::bring(&manager, form("Lis")).await.unwrap();
    let other = BringForm { lead_number: "00177041".to_owned(), ..form("Jiný lis") };
    let unknown = opportunity::bring(&manager, other).await.unwrap();

    let (known_page, unknown_page) =
        (page(&manager, &reference).await, page(&manager, &unknown).await);
    assert_eq!(known_page.customer.address, unknown_page.customer.address);
    assert_eq!(known_page.customer.company, unknown_page.customer.company);
    assert!(portal::own_customers(&manager).await.unwrap().is_empty());
    let staff = opportunity::show(&portal.staff_manager(), &reference).await.unwrap();
    assert_eq!(staff.account, None);
    assert_eq!(staff.brought.unwrap().similar[0].id, known.0);
}

#[tokio::test]
async fn a_seller_keeps_what_they_brought_and_colleagues_who_sell_do_not_see_it() {
    use domain::policy::{Actor, PartnerRole};
    let portal = Portal::open().await;
    let seller = portal.seller_of(&portal.alfa);
    let role = PartnerRole::Seller;
    let second = portal.add_person(&portal.alfa, role, "druhy@alfa.example").await;
    let second = portal.context(Actor::Partner { user: second, partner: portal.alfa.id, role });

    let reference = opportunity::bring(&seller, form("Lis")).await.unwrap();

    page(&seller, &reference).await;
    page(&portal.manager_of(&portal.alfa), &reference).await;
    assert!(is_hidden(portal::show(&second, &reference).await));

    let staff = portal.staff_manager();
    let record = opportunity::show(&staff, &reference).await.unwrap();
    let mut approved = record.form.clone();
    approved.status = "accepted".to_owned();
    opportunity::save(&staff, record.id, record.version, None, approved).await.unwrap();

    let detail = portal::show(&seller, &reference).await.unwrap();
    assert!(matches!(detail, PartnerOpportunity::Managed(_)), "{detail:?}");
    assert!(is_hidden(portal::show(&second, &reference).await));
    // Who brought it is told, too.
    let told: Vec<_> = portal.mails().await.into_iter().filter(|m| m.topic == "approved").collect();
    let mut to: Vec<_> = told.iter().map(|mail| mail.to.as_str()).collect();
    to.sort_unstable();
    assert_eq!(to, ["admin@alfa.example", "manager@alfa.example", "seller@alfa.example"]);
}

#[tokio::test]
async fn a_rejection_is_shown_with_its_reason_and_reconsidered_it_is_the_sellers_again() {
    let portal = Portal::open().await;
    let seller = portal.seller_of(&portal.alfa);
    let reference = opportunity::bring(&seller, form("Lis")).await.unwrap();
    let staff = portal.staff_manager();
    let step = |status: &'static str| {
        let (staff, reference) = (staff.clone(), reference.clone());
        async move {
            let record = opportunity::show(&staff, &reference).await.unwrap();
            let mut form = record.form.clone();
            form.status = status.to_owned();
            form.reason = "Už s nimi jednáme.".to_owned();
            opportunity::save(&staff, record.id, record.version, None, form).await.unwrap();
        }
    };

    step("rejected").await;
    let detail = page(&seller, &reference).await;
    assert_eq!(
        (detail.status, detail.reason.as_deref()),
        (Status::Rejected, Some("Už s nimi jednáme."))
    );
    let board = portal::board(&seller).await.unwrap();
    assert_eq!((board.waiting.len(), board.rejected.len()), (0, 1));

    step("in_progress").await;
    step("accepted").await;
    let detail = portal::show(&seller, &reference).await.unwrap();
    assert!(matches!(detail, PartnerOpportunity::Managed(_)), "{detail:?}");
}

#[tokio::test]
async fn a_closing_in_another_century_is_said_at_its_field() {
    let portal = Portal::open().await;
    let cx = portal.seller_of(&portal.alfa);
    let far = BringForm { estimated_close_on: "2206-09-30".to_owned(), ..form("Linka") };
    let error = refused(&portal, opportunity::bring(&cx, far)).await;
    let told = [FieldError::new("estimated_close_on", Problem::TooFar { days: 3650 })];
    assert!(matches!(&error, Error::Invalid(errors) if *errors == told), "{error:?}");
}

#[tokio::test]
async fn a_suspended_company_brings_nothing_new() {
    let portal = Portal::open().await;
    portal.set_partner_status(portal.alfa.id, "suspended").await;
    let manager = portal.manager_of(&portal.alfa);

    let error = refused(&portal, opportunity::bring(&manager, form("Lis"))).await;

    assert_eq!(refusal(&error), Some(&Refusal::Suspended));
}

#[tokio::test]
async fn what_is_ticked_of_the_vendors_list_comes_before_what_is_typed() {
    let portal = Portal::open().await;
    let manager = portal.manager_of(&portal.alfa);
    let ticked = [("p000", "Servis"), ("p001", "WMS")];
    let ticked = ticked.map(|(key, name)| (key.to_owned(), name.to_owned()));
    let with = |products: &str| BringForm {
        product: ticked.clone().into(),
        products: products.to_owned(),
        ..form("Lis")
    };

    let both = opportunity::bring(&manager, with("Lis; Linka")).await.unwrap();
    let listed = opportunity::bring(&manager, with(" ")).await.unwrap();

    assert_eq!(page(&manager, &both).await.products, ["Servis", "WMS", "Lis", "Linka"]);
    assert_eq!(page(&manager, &listed).await.products, ["Servis", "WMS"]);
    assert_eq!(backend::product::names_to_bring(&manager).await.unwrap(), Vec::<String>::new());
}
