//! The lone managing partner works: progress, win, lose, return.

use backend::{Error, portal};
use domain::{
    assignment::State,
    invalid::{FieldError, Problem},
    money::{Currency, Money},
    opportunity::{FinishForm, PartnerOpportunity, ProgressForm, ReasonForm, Status},
    policy::Denied,
    refusal::Refusal,
    timeline::Event,
};
use testkit::{Deal, Portal};

use crate::refused::{events, fields, refusal, refused, seen_by_staff, standing};

fn report(stage: &str, note: &str, value: &str, close_on: &str) -> ProgressForm {
    ProgressForm {
        stage: stage.to_owned(),
        note: note.to_owned(),
        value: value.to_owned(),
        close_on: close_on.to_owned(),
    }
}

fn sold(value: &str) -> FinishForm {
    FinishForm { actual_value: value.to_owned(), ..FinishForm::default() }
}

fn lost(reason: &str, text: &str) -> FinishForm {
    FinishForm { reason: reason.to_owned(), text: text.to_owned(), ..FinishForm::default() }
}

fn because(reason: &str, text: &str) -> ReasonForm {
    ReasonForm { reason: reason.to_owned(), text: text.to_owned() }
}

async fn managed(portal: &Portal) -> Deal {
    let owner = portal.staff_seller().actor.user().unwrap();
    portal.opportunity().owner(owner).accepted_by(&portal.alfa).create().await
}

#[tokio::test]
async fn a_closing_in_another_century_is_said_at_its_field() {
    let portal = Portal::open().await;
    let deal = managed(&portal).await;
    let manager = portal.manager_of(&portal.alfa);
    let far = report("propose", "", "", "2206-01-31");
    let error = refused(&portal, portal::progress(&manager, deal.id, far)).await;
    let told = [FieldError::new("close_on", Problem::TooFar { days: 3650 })];
    assert!(matches!(&error, Error::Invalid(errors) if *errors == told), "{error:?}");
}

#[tokio::test]
async fn progress_is_stored_and_told() {
    let portal = Portal::open().await;
    let deal = managed(&portal).await;
    let manager = portal.manager_of(&portal.alfa);
    portal.clock.advance(chrono::TimeDelta::days(3));
    let manager_later = portal.context(manager.actor);

    let form = report("propose", "Nabídka je venku.", "1 300 000", "2027-01-31");
    portal::progress(&manager_later, deal.id, form).await.unwrap();

    let seen = seen_by_staff(&portal, &deal).await;
    let value = Money::new(130_000_000, Currency::Czk);
    let close_on = chrono::NaiveDate::from_ymd_opt(2027, 1, 31);
    assert_eq!((seen.value, seen.close_on, seen.stage_days), (Some(value), close_on, 0));
    assert_eq!(seen.form.stage, "propose");
    assert_eq!(
        events(&portal, &deal).await,
        [Event::Progressed {
            stage: "propose".parse().ok(),
            value: Some(value),
            close_on,
            note: Some("Nabídka je venku.".to_owned()),
        }]
    );
}

#[tokio::test]
async fn only_what_differs_is_news_and_nothing_is_no_report() {
    let portal = Portal::open().await;
    let deal = managed(&portal).await;
    let manager = portal.manager_of(&portal.alfa);

    let form = report("develop", "", "1 250 000,00", "2026-12-18");
    portal::progress(&manager, deal.id, form.clone()).await.unwrap();
    assert_eq!(
        events(&portal, &deal).await,
        [Event::Progressed {
            stage: "develop".parse().ok(),
            value: None,
            close_on: None,
            note: None
        }]
    );

    let error = refused(&portal, portal::progress(&manager, deal.id, form)).await;
    assert_eq!(fields(&error), ["note"]);
    let wrong = report("", "x", "mnoho", "zítra");
    let error = refused(&portal, portal::progress(&manager, deal.id, wrong)).await;
    assert_eq!(fields(&error), ["stage", "value", "close_on"]);
}

#[tokio::test]
async fn sold_needs_its_value_and_ends_the_work() {
    let portal = Portal::open().await;
    let deal = managed(&portal).await;
    let manager = portal.manager_of(&portal.alfa);
    for value in ["", "hodně", "-1"] {
        let error = refused(&portal, portal::win(&manager, deal.id, sold(value))).await;
        assert_eq!(fields(&error), ["actual_value"]);
    }

    portal::win(&manager, deal.id, sold("1 180 000")).await.unwrap();

    let value = Some(Money::new(118_000_000, Currency::Czk));
    assert_eq!(standing(&portal, &deal).await, (Status::Won, vec![State::Completed]));
    assert_eq!(events(&portal, &deal).await, [Event::Won { value }]);
    assert_eq!(portal.mails().await[0].to, "seller@stafeta.example");
    let PartnerOpportunity::Managed(detail) =
        portal::show(&manager, &deal.reference).await.unwrap()
    else {
        panic!("what the company sold it still sees");
    };
    assert_eq!((detail.status, detail.actual_value), (Status::Won, value));
    assert!(!detail.may_finish && !detail.may_progress && !detail.may_return);
    let error = refused(&portal, portal::win(&manager, deal.id, sold("1"))).await;
    assert_eq!(refusal(&error), Some(&Refusal::WrongStatus { from: Status::Won }));
}

#[tokio::test]
async fn lost_says_why_and_a_competitor_is_another_status() {
    for (reason, text, status) in [
        ("price", "", Status::Canceled),
        ("competitor", "Koupili jinde.", Status::OutSold),
        ("other", "Zákazník skončil.", Status::Canceled),
    ] {
        let portal = Portal::open().await;
        let deal = managed(&portal).await;
        let manager = portal.manager_of(&portal.alfa);
        let error = refused(&portal, portal::lose(&manager, deal.id, lost("other", ""))).await;
        assert_eq!(fields(&error), ["text"]);

        portal::lose(&manager, deal.id, lost(reason, text)).await.unwrap();

        assert_eq!(standing(&portal, &deal).await, (status, vec![State::Completed]));
        let reason = reason.parse().unwrap();
        let text = (!text.is_empty()).then(|| text.to_owned());
        assert_eq!(events(&portal, &deal).await, [Event::Lost { status, reason, text }]);
    }
}

#[tokio::test]
async fn given_back_it_rests_with_staff_and_is_no_longer_open() {
    let portal = Portal::open().await;
    let deal = managed(&portal).await;
    let manager = portal.manager_of(&portal.alfa);
    let error = refused(&portal, portal::give_back(&manager, deal.id, because("other", ""))).await;
    assert_eq!(fields(&error), ["text"]);

    let why = because("no_budget", "Letos ne.");
    portal::give_back(&manager, deal.id, why).await.unwrap();

    assert_eq!(standing(&portal, &deal).await, (Status::Returned, vec![State::Returned]));
    assert_eq!(
        events(&portal, &deal).await,
        [Event::Returned {
            partner: portal.alfa.name.clone(),
            reason: "no_budget".parse().unwrap(),
            text: Some("Letos ne.".to_owned()),
        }]
    );
    assert!(portal.mails().await[0].text.contains("Letos ne."));
    assert!(matches!(
        portal::show(&manager, &deal.reference).await.unwrap(),
        PartnerOpportunity::Former(_)
    ));
}

#[tokio::test]
async fn what_the_company_brought_is_not_given_back() {
    let portal = Portal::open().await;
    let brought = portal.opportunity().brought_by(&portal.alfa, portal.alfa.manager).approved();
    let deal = brought.accepted_by(&portal.alfa).create().await;

    let manager = portal.manager_of(&portal.alfa);
    let call = portal::give_back(&manager, deal.id, because("no_budget", ""));

    assert_eq!(refusal(&refused(&portal, call).await), Some(&Refusal::OwnOpportunity));
}

#[tokio::test]
async fn on_hold_nothing_moves() {
    let portal = Portal::open().await;
    let held = portal.opportunity().accepted_by(&portal.alfa).status(Status::OnHold);
    let deal = held.create().await;
    let cx = portal.manager_of(&portal.alfa);
    let report = report("propose", "x", "", "");
    let answers = [
        refused(&portal, portal::progress(&cx, deal.id, report)).await,
        refused(&portal, portal::win(&cx, deal.id, sold("1"))).await,
        refused(&portal, portal::lose(&cx, deal.id, lost("price", ""))).await,
        refused(&portal, portal::give_back(&cx, deal.id, because("no_budget", ""))).await,
    ];
    for error in answers {
        assert_eq!(refusal(&error), Some(&Refusal::OnHold));
    }
}

#[tokio::test]
async fn nobody_else_works_on_it() {
    let portal = Portal::open().await;
    let deal = portal
        .opportunity()
        .formerly_with(&portal.gama, State::Returned)
        .accepted_by(&portal.alfa)
        .create()
        .await;
    for (who, cx) in portal.everybody() {
        if who == "alfa manager" || who == "alfa administrator" {
            continue;
        }
        let report = report("propose", "x", "", "");
        let answers = [
            refused(&portal, portal::progress(&cx, deal.id, report)).await,
            refused(&portal, portal::win(&cx, deal.id, sold("1"))).await,
            refused(&portal, portal::lose(&cx, deal.id, lost("price", ""))).await,
            refused(&portal, portal::give_back(&cx, deal.id, because("no_budget", ""))).await,
            refused(&portal, portal::leave(&cx, deal.id, "")).await,
        ];
        // Who had it once knows that it exists; to everybody else in other companies it does not.
        let expected =
            if who.starts_with("staff") || who == "gama manager" || who == "gama administrator" {
                Denied::Forbidden
            } else {
                Denied::Hidden
            };
        for error in answers {
            assert!(
                matches!(&error, Error::Denied(denied) if *denied == expected),
                "{who}: {error:?}"
            );
        }
    }
}

#[tokio::test]
async fn a_suspended_company_finishes_what_it_has() {
    let portal = Portal::open().await;
    let deal = managed(&portal).await;
    portal.set_partner_status(portal.alfa.id, "suspended").await;
    let manager = portal.manager_of(&portal.alfa);

    portal::progress(&manager, deal.id, report("close", "Podepisujeme.", "", "")).await.unwrap();
    portal::win(&manager, deal.id, sold("900 000")).await.unwrap();

    assert_eq!(standing(&portal, &deal).await.0, Status::Won);
}

#[tokio::test]
async fn a_seller_works_on_what_is_theirs_but_does_not_give_it_back() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().worked_by_seller_of(&portal.alfa).create().await;
    let seller = portal.seller_of(&portal.alfa);

    let error =
        refused(&portal, portal::give_back(&seller, deal.id, because("no_budget", ""))).await;
    assert!(matches!(error, Error::Denied(Denied::Forbidden)), "{error:?}");
    portal::progress(&seller, deal.id, report("close", "Podepisujeme.", "", "")).await.unwrap();
    portal::win(&seller, deal.id, sold("900 000")).await.unwrap();

    assert_eq!(standing(&portal, &deal).await.0, Status::Won);
}
