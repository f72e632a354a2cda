//! The way of one request from its sending to its end.

use backend::{
    Error,
    file::{self, Folder, Upload},
    opportunity, portal as work, registration,
};
use chrono::TimeDelta;
use domain::{
    opportunity::FinishForm,
    policy::Denied,
    refusal::Refusal,
    registration::{Reason, RegistrationForm, State, Step},
    timeline::Event,
};
use testkit::Portal;

use super::{
    approved, because, brought, form, in_review, protections, shown, state, submitted, told,
};
use crate::refused::{events, fields, refusal, refused};

#[tokio::test]
async fn a_request_is_stored_with_its_evidence_and_the_managers_are_told() {
    let portal = Portal::open().await;
    let deal = brought(&portal, &portal.alfa).await;
    let cx = portal.manager_of(&portal.alfa);
    let store = tempfile::tempdir().unwrap();
    let folder = Folder::in_data(store.path()).unwrap();
    let upload = Upload { name: "zápis.txt".to_owned(), bytes: b"Byli jsme tam.".to_vec() };
    let file = file::upload(&cx, &folder, deal.id, upload).await.unwrap();

    let reference = registration::submit(&cx, deal.id, form(), &[file.id]).await.unwrap();

    let seen = shown(&portal.staff_manager(), &deal).await.registration;
    assert!(seen.reference.starts_with("REG-") && reference == deal.reference);
    assert_eq!(seen.state, State::Submitted);
    assert_eq!(seen.files, [file]);
    assert_eq!(seen.products, ["Lis", "Linka"]);
    // Monday noon and three working days.
    assert_eq!(seen.decide_by.unwrap().to_rfc3339(), "2026-03-05T13:00:00+01:00");
    assert_eq!(seen.steps, [Step::Review]);
    let own = registration::of_opportunity(&cx, deal.id).await.unwrap();
    assert!(!own.may_register);
    assert_eq!(own.registration.unwrap().steps, [Step::Withdraw]);
    assert_eq!(told(&portal, "Žádost o registraci").await, ["manager@stafeta.example"]);
    assert!(matches!(
        events(&portal, &deal).await.as_slice(),
        [Event::RegistrationMoved { state: State::Submitted, .. }]
    ));
}

#[tokio::test]
async fn what_is_wrong_is_told_at_its_field_and_nothing_is_stored() {
    let portal = Portal::open().await;
    let deal = brought(&portal, &portal.alfa).await;
    let cx = portal.manager_of(&portal.alfa);
    let mut wrong = form();
    wrong.registration_number = "123".to_owned();
    wrong.products = String::new();

    let error = refused(&portal, registration::submit(&cx, deal.id, wrong, &[])).await;

    assert_eq!(fields(&error), ["registration_number", "products"]);
}

#[tokio::test]
async fn the_eleventh_file_is_one_too_many() {
    let portal = Portal::open().await;
    let deal = brought(&portal, &portal.alfa).await;
    let cx = portal.manager_of(&portal.alfa);
    let store = tempfile::tempdir().unwrap();
    let folder = Folder::in_data(store.path()).unwrap();
    let mut files = Vec::new();
    for _ in 0..11 {
        let upload = Upload { name: "zápis.txt".to_owned(), bytes: b"Byli jsme tam.".to_vec() };
        files.push(file::upload(&cx, &folder, deal.id, upload).await.unwrap().id);
    }

    let error = refused(&portal, registration::submit(&cx, deal.id, form(), &files)).await;
    assert_eq!(fields(&error), ["file"]);

    registration::submit(&cx, deal.id, form(), &files[1..]).await.unwrap();
    assert_eq!(shown(&portal.staff_manager(), &deal).await.registration.files.len(), 10);
}

#[tokio::test]
async fn a_second_request_waits_until_the_first_is_over() {
    let portal = Portal::open().await;
    let deal = brought(&portal, &portal.alfa).await;
    let id = submitted(&portal, &deal, &portal.alfa).await;
    let cx = portal.manager_of(&portal.alfa);

    let error = refused(&portal, registration::submit(&cx, deal.id, form(), &[])).await;
    assert_eq!(refusal(&error), Some(&Refusal::RegisteredAlready));

    registration::withdraw(&cx, id).await.unwrap();
    assert_eq!(state(&portal, &deal).await, State::Withdrawn);
    submitted(&portal, &deal, &portal.alfa).await;
}

#[tokio::test]
async fn only_what_the_company_brought_is_registered() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().accepted_by(&portal.alfa).create().await;
    let cx = portal.manager_of(&portal.alfa);

    let error = refused(&portal, registration::submit(&cx, deal.id, form(), &[])).await;

    assert_eq!(refusal(&error), Some(&Refusal::NotBrought));
    assert!(!registration::of_opportunity(&cx, deal.id).await.unwrap().may_register);
}

#[tokio::test]
async fn a_partner_has_as_many_as_its_tier_allows() {
    let portal = Portal::open().await;
    let cx = portal.manager_of(&portal.alfa);
    for _ in 0..5 {
        let deal = brought(&portal, &portal.alfa).await;
        submitted(&portal, &deal, &portal.alfa).await;
    }
    let deal = brought(&portal, &portal.alfa).await;

    let error = refused(&portal, registration::submit(&cx, deal.id, form(), &[])).await;
    assert_eq!(refusal(&error), Some(&Refusal::QuotaReached { limit: 5 }));

    portal.set("partner", portal.alfa.id.0, vec![("tier", "silver".into())]).await;
    submitted(&portal, &deal, &portal.alfa).await;
}

#[tokio::test]
async fn a_question_stops_the_clock_and_the_answer_starts_it() {
    let portal = Portal::open().await;
    let deal = brought(&portal, &portal.alfa).await;
    let id = in_review(&portal, &deal, &portal.alfa).await;
    portal.clock.advance(TimeDelta::days(1));
    registration::ask(&portal.staff_manager(), id, "Kdo rozhoduje?").await.unwrap();

    let asked = shown(&portal.staff_manager(), &deal).await.registration;
    assert_eq!((asked.state, asked.decide_by), (State::InfoRequested, None));
    assert_eq!(asked.question.as_deref(), Some("Kdo rozhoduje?"));
    assert_eq!(told(&portal, "Dotaz k registraci").await.len(), 2);
    portal.clock.advance(TimeDelta::days(7));
    assert_eq!(registration::escalate_due(&portal.system(), 10).await.unwrap(), 0);

    let cx = portal.manager_of(&portal.alfa);
    let error = refused(&portal, registration::answer(&cx, id, "  ")).await;
    assert_eq!(fields(&error), ["answer"]);
    registration::answer(&cx, id, "Jednatel.").await.unwrap();

    let answered = shown(&portal.staff_manager(), &deal).await.registration;
    assert_eq!((answered.state, answered.answer.as_deref()), (State::InReview, Some("Jednatel.")));
    // Two working days were left on Tuesday; now it is Tuesday a week later.
    assert_eq!(answered.decide_by.unwrap().to_rfc3339(), "2026-03-12T13:00:00+01:00");
    assert_eq!(told(&portal, "Odpověď k registraci").await, ["manager@stafeta.example"]);
}

#[tokio::test]
async fn approved_it_protects_ninety_days_and_the_partner_is_told() {
    let portal = Portal::open().await;
    let (deal, _) = approved(&portal, &portal.alfa).await;

    let seen = shown(&portal.staff_manager(), &deal).await.registration;
    assert_eq!(seen.state, State::Approved);
    assert_eq!(seen.protected_until.unwrap().date_naive().to_string(), "2026-05-31");
    assert_eq!(seen.steps, [Step::Revoke]);
    assert_eq!(protections(&portal).await, 2, "one customer, two products");
    let told = told(&portal, "Registrace schválena").await;
    assert_eq!(told, ["admin@alfa.example", "manager@alfa.example"]);
}

#[tokio::test]
async fn an_appeal_is_decided_by_somebody_else() {
    let portal = Portal::open().await;
    let deal = brought(&portal, &portal.alfa).await;
    let id = in_review(&portal, &deal, &portal.alfa).await;
    let (manager, admin) = (portal.staff_manager(), portal.staff_admin());
    let error = refused(&portal, registration::reject(&manager, id, because("other"))).await;
    assert_eq!(fields(&error), ["text"]);
    registration::reject(&manager, id, because("duplicate")).await.unwrap();
    let seen = shown(&manager, &deal).await.registration;
    assert_eq!((seen.state, seen.reason), (State::Rejected, Some(Reason::Duplicate)));

    let cx = portal.manager_of(&portal.alfa);
    registration::appeal(&cx, id, "Jde o jinou halu.").await.unwrap();
    let error = refused(&portal, registration::approve(&manager, id, "")).await;
    assert_eq!(refusal(&error), Some(&Refusal::SamePerson));
    assert!(!shown(&manager, &deal).await.registration.may(Step::Approve));
    assert!(shown(&admin, &deal).await.registration.may(Step::Approve));
    registration::reject(&admin, id, because("duplicate")).await.unwrap();

    let error = refused(&portal, registration::appeal(&cx, id, "Ještě jednou.")).await;
    assert_eq!(refusal(&error), Some(&Refusal::AppealedBefore));
}

#[tokio::test]
async fn staff_say_for_how_many_days_it_protects() {
    let portal = Portal::open().await;
    let deal = brought(&portal, &portal.alfa).await;
    let id = in_review(&portal, &deal, &portal.alfa).await;
    let cx = portal.staff_manager();
    for days in ["0", "366", "rok"] {
        let error = refused(&portal, registration::approve(&cx, id, days)).await;
        assert_eq!(fields(&error), ["days"], "{days}");
    }

    registration::approve(&cx, id, "30").await.unwrap();

    let seen = shown(&cx, &deal).await.registration;
    assert_eq!(seen.protected_until.unwrap().date_naive().to_string(), "2026-04-01");
    portal.clock.advance(TimeDelta::days(30) + TimeDelta::milliseconds(1));
    assert_eq!(registration::lapse_due(&portal.system(), 10).await.unwrap(), 1);
}

#[tokio::test]
async fn an_appeal_counts_towards_the_quota() {
    let portal = Portal::open().await;
    let deal = brought(&portal, &portal.alfa).await;
    let id = in_review(&portal, &deal, &portal.alfa).await;
    registration::reject(&portal.staff_manager(), id, because("duplicate")).await.unwrap();
    let mut others = Vec::new();
    for _ in 0..5 {
        let deal = brought(&portal, &portal.alfa).await;
        others.push(submitted(&portal, &deal, &portal.alfa).await);
    }
    let cx = portal.manager_of(&portal.alfa);

    let error = refused(&portal, registration::appeal(&cx, id, "Jde o jinou halu.")).await;
    assert_eq!(refusal(&error), Some(&Refusal::QuotaReached { limit: 5 }));

    registration::withdraw(&cx, others[0]).await.unwrap();
    registration::appeal(&cx, id, "Jde o jinou halu.").await.unwrap();
}

#[tokio::test]
async fn whoever_lost_the_opportunity_reads_its_request_and_takes_it_back() {
    let portal = Portal::open().await;
    let deal = brought(&portal, &portal.alfa).await;
    let id = submitted(&portal, &deal, &portal.alfa).await;
    let staff = portal.staff_manager();
    opportunity::recall(&staff, deal.id, "Přepočítat").await.unwrap();
    let cx = portal.manager_of(&portal.alfa);

    let page = registration::page(&cx, &deal.reference).await.unwrap();
    assert_eq!(page.registration.unwrap().steps, [Step::Withdraw]);
    assert!(!page.may_register);
    assert_eq!(page.form, RegistrationForm::default(), "the customer is no longer theirs to see");
    let error = refused(&portal, registration::withdraw(&staff, id)).await;
    assert!(matches!(error, Error::Denied(Denied::Forbidden)), "{error:?}");

    registration::withdraw(&cx, id).await.unwrap();

    assert_eq!(state(&portal, &deal).await, State::Withdrawn);
    assert_eq!(registration::page(&cx, &deal.reference).await.unwrap().used, 0);
}

#[tokio::test]
async fn a_name_alone_or_mail_for_everybody_is_no_customer() {
    let portal = Portal::open().await;
    let account = portal.add_account("Kovárna Viktoria a.s.").await;
    let deal = brought(&portal, &portal.alfa).await;
    let cx = portal.manager_of(&portal.alfa);
    let named = RegistrationForm { registration_number: String::new(), ..form() };
    let mail = RegistrationForm { domain: "seznam.cz".to_owned(), ..named.clone() };

    let error = refused(&portal, registration::submit(&cx, deal.id, named.clone(), &[])).await;
    assert_eq!(fields(&error), ["registration_number"]);
    let error = refused(&portal, registration::submit(&cx, deal.id, mail, &[])).await;
    assert_eq!(fields(&error), ["domain"]);
    portal.set("opportunity", deal.id.0, vec![("account_id", account.0.into())]).await;
    let error = refused(&portal, registration::submit(&cx, deal.id, named.clone(), &[])).await;
    assert_eq!(fields(&error), ["registration_number"], "the account is a name, too");

    portal.set("account", account.0, vec![("vat_id", "CZ25596641".into())]).await;
    registration::submit(&cx, deal.id, named, &[]).await.unwrap();
}

#[tokio::test]
async fn what_is_won_under_it_is_converted_and_what_is_lost_is_closed() {
    let portal = Portal::open().await;
    let (won, _) = approved(&portal, &portal.alfa).await;
    let cx = portal.manager_of(&portal.alfa);
    let form = FinishForm { actual_value: "1".to_owned(), ..FinishForm::default() };
    work::win(&cx, won.id, form).await.unwrap();
    assert_eq!(state(&portal, &won).await, State::Converted);
    assert_eq!(protections(&portal).await, 0);

    let (lost, _) = approved(&portal, &portal.beta).await;
    let cx = portal.staff_manager();
    let page = opportunity::show(&cx, &lost.reference).await.unwrap();
    let mut form = page.form.clone();
    form.status = "canceled".to_owned();
    form.loss_reason = "price".to_owned();
    opportunity::save(&cx, page.id, page.version, Some(page.form), form).await.unwrap();
    assert_eq!(state(&portal, &lost).await, State::Closed);
    assert_eq!(protections(&portal).await, 0);

    let open = brought(&portal, &portal.gama).await;
    submitted(&portal, &open, &portal.gama).await;
    let form = FinishForm { actual_value: "1".to_owned(), ..FinishForm::default() };
    work::win(&portal.manager_of(&portal.gama), open.id, form).await.unwrap();
    assert_eq!(state(&portal, &open).await, State::Closed, "nobody had decided");
}

#[tokio::test]
async fn the_vendor_ends_a_protection_with_a_reason() {
    let portal = Portal::open().await;
    let (deal, id) = approved(&portal, &portal.alfa).await;

    registration::revoke(&portal.staff_manager(), id, because("inactivity")).await.unwrap();

    let seen = shown(&portal.staff_manager(), &deal).await.registration;
    assert_eq!((seen.state, seen.reason), (State::Revoked, Some(Reason::Inactivity)));
    assert_eq!(protections(&portal).await, 0);
    assert_eq!(told(&portal, "Ochrana odebrána").await.len(), 2);
}
