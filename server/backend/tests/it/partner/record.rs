//! Creating, changing and finding partners.

use backend::{Error, account, company, partner, session};
use domain::{
    account::{AccountForm, ListingQuery},
    invalid::{FieldError, Problem},
    partner::{PartnerForm, PartnerStatus},
    policy::Denied,
    refusal::Refusal,
};
use testkit::Portal;

use crate::{
    refused::{fields, refused},
    sign_up::{invitation, newest_token, redeem, signed_in, who},
};

/// The number of the Czech Statistical Office, which is public.
const NUMBER: &str = "00025593";

fn form(name: &str) -> PartnerForm {
    PartnerForm {
        name: name.to_owned(),
        status: "onboarding".to_owned(),
        tier: "silver".to_owned(),
        products: "CRM, ERP".to_owned(),
        city: "Zlín".to_owned(),
        ..PartnerForm::default()
    }
}

fn no_recipient(field: &str) -> Vec<FieldError> {
    vec![FieldError::new(field, Problem::Refused(Refusal::NoRecipient))]
}

fn problems(error: Error) -> Vec<FieldError> {
    match error {
        Error::Invalid(errors) => errors,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_partner_becomes_active_once_somebody_can_accept() {
    let portal = Portal::open().await;
    let cx = portal.staff_manager();
    let active = PartnerForm { status: "active".to_owned(), ..form("Delta s.r.o.") };
    let error = refused(&portal, partner::create(&cx, &active)).await;
    assert_eq!(problems(error), no_recipient("status"));

    let id = partner::create(&cx, &form("Delta s.r.o.")).await.unwrap();
    let shown = partner::show(&cx, id).await.unwrap();
    assert_eq!(shown.form.products, "CRM, ERP");
    assert_eq!((shown.form.accept_hours.as_str(), shown.may_edit), ("48", true));

    partner::invite(&cx, id, &invitation("sef@delta.example", "administrator")).await.unwrap();
    let error = refused(&portal, partner::save(&cx, id, 1, &active)).await;
    assert_eq!(problems(error), no_recipient("status"), "nobody has come yet");

    let _signed_in = redeem(&portal.backend, &newest_token(&portal).await).await.unwrap();
    partner::save(&cx, id, 1, &active).await.unwrap();
    let shown = partner::show(&cx, id).await.unwrap();
    assert_eq!(shown.form.status, "active");
    assert_eq!(shown.form.default_recipient, shown.people[0].id.to_string());
}

#[tokio::test]
async fn the_default_recipient_can_accept() {
    let portal = Portal::open().await;
    let cx = portal.staff_manager();
    let stored = partner::show(&cx, portal.alfa.id).await.unwrap();
    let with = |user: domain::ids::UserId| PartnerForm {
        default_recipient: user.to_string(),
        ..stored.form.clone()
    };

    for (user, problem) in [
        (portal.alfa.seller, Problem::Refused(Refusal::NoRecipient)),
        (portal.beta.manager, Problem::Choice),
    ] {
        let typed = with(user);
        let call = partner::save(&cx, portal.alfa.id, stored.version, &typed);
        let error = refused(&portal, call).await;
        assert_eq!(problems(error), [FieldError::new("default_recipient", problem)]);
    }
    partner::save(&cx, portal.alfa.id, stored.version, &with(portal.alfa.manager)).await.unwrap();
}

#[tokio::test]
async fn an_account_with_the_number_becomes_the_partner_and_keeps_what_is_known() {
    let portal = Portal::open().await;
    let cx = portal.staff_manager();
    let known = AccountForm {
        name: "Statistika".to_owned(),
        registration_number: NUMBER.to_owned(),
        city: "Praha".to_owned(),
        street: "Na padesátém 81".to_owned(),
        ..AccountForm::default()
    };
    let account = account::create(&cx, &known).await.unwrap();
    let typed = PartnerForm {
        registration_number: "25593".to_owned(),
        region: "Praha".to_owned(),
        ..form("ČSÚ")
    };
    let typed = PartnerForm { registration_number: "025593".to_owned(), ..typed };

    let id = partner::create(&cx, &typed).await.unwrap();

    let shown = partner::show(&cx, id).await.unwrap();
    assert_eq!(shown.account_id, account);
    assert_eq!((shown.form.name.as_str(), shown.form.city.as_str()), ("Statistika", "Praha"));
    assert_eq!(shown.form.region, "Praha");
    assert_eq!(account::show(&cx, account).await.unwrap().form.street, "Na padesátém 81");
    let error = refused(&portal, partner::create(&cx, &typed)).await;
    assert_eq!(problems(error), [FieldError::new("registration_number", Problem::Taken)]);
}

#[tokio::test]
async fn a_form_from_an_older_version_is_stale() {
    let portal = Portal::open().await;
    let cx = portal.staff_manager();
    let stored = partner::show(&cx, portal.alfa.id).await.unwrap();
    let renamed = PartnerForm { name: "Alfa Group a.s.".to_owned(), ..stored.form.clone() };
    partner::save(&cx, portal.alfa.id, stored.version, &renamed).await.unwrap();

    let again = partner::save(&cx, portal.alfa.id, stored.version, &stored.form);
    assert!(matches!(refused(&portal, again).await, Error::Stale));

    let now = partner::show(&cx, portal.alfa.id).await.unwrap();
    assert_eq!(now.form.name, "Alfa Group a.s.");
    let company = account::show(&cx, portal.alfa.account).await.unwrap();
    account::save(&cx, portal.alfa.account, company.version, &company.form).await.unwrap();
    let error = partner::save(&cx, portal.alfa.id, now.version, &now.form).await.unwrap_err();
    assert!(matches!(error, Error::Stale), "the account behind it was saved: {error:?}");
}

#[tokio::test]
async fn wrong_values_are_named_and_nothing_is_written() {
    let portal = Portal::open().await;
    let cx = portal.staff_manager();
    for (wrong, field) in [
        (PartnerForm { time_zone: "Praha".to_owned(), ..form("X") }, "time_zone"),
        (PartnerForm { accept_hours: "0".to_owned(), ..form("X") }, "accept_hours"),
        (PartnerForm { registration_number: "123".to_owned(), ..form("X") }, "registration_number"),
        (PartnerForm { name: String::new(), ..form("X") }, "name"),
        (PartnerForm { coordinates: "50.0755".to_owned(), ..form("X") }, "coordinates"),
    ] {
        let error = refused(&portal, partner::create(&cx, &wrong)).await;
        assert_eq!(fields(&error), [field]);
    }
}

#[tokio::test]
async fn its_seat_is_that_of_its_account() {
    let portal = Portal::open().await;
    let (cx, alfa) = (portal.staff_manager(), &portal.alfa);
    for (typed, stored) in [("49.1951N, 16.6068E", "49.1951, 16.6068"), ("", "")] {
        let shown = partner::show(&cx, alfa.id).await.unwrap();
        let form = PartnerForm { coordinates: typed.to_owned(), ..shown.form };
        partner::save(&cx, alfa.id, shown.version, &form).await.unwrap();
        assert_eq!(partner::show(&cx, alfa.id).await.unwrap().form.coordinates, stored);
        assert_eq!(account::show(&cx, alfa.account).await.unwrap().form.coordinates, stored);
    }

    let known = AccountForm {
        name: "Statistika".to_owned(),
        registration_number: NUMBER.to_owned(),
        coordinates: "50.0755, 14.4378".to_owned(),
        ..AccountForm::default()
    };
    account::create(&cx, &known).await.unwrap();
    let typed = PartnerForm {
        registration_number: NUMBER.to_owned(),
        coordinates: "49.1951, 16.6068".to_owned(),
        ..form("ČSÚ")
    };
    let id = partner::create(&cx, &typed).await.unwrap();
    let shown = partner::show(&cx, id).await.unwrap();
    assert_eq!(shown.form.coordinates, known.coordinates, "what is known stays");
}

#[tokio::test]
async fn customers_that_it_is_kept_from_are_for_staff_alone() {
    let portal = Portal::open().await;
    let (cx, alfa) = (portal.staff_manager(), portal.alfa.id);
    let stored = partner::show(&cx, alfa).await.unwrap();
    let with =
        |conflicts: &str| PartnerForm { conflicts: conflicts.to_owned(), ..stored.form.clone() };
    let wrong = with("firma.example\nFirma");
    let error = refused(&portal, partner::save(&cx, alfa, stored.version, &wrong)).await;
    let told = FieldError::new("conflicts", Problem::CustomerLine { line: 2 });
    assert_eq!(problems(error), [told]);

    let typed = with("25593 \n\nhttps://www.Kovarna.example/o-nas\nkovarna.example");
    let error = refused(&portal, partner::save(&cx, alfa, stored.version, &typed)).await;
    assert_eq!(fields(&error), ["conflicts"], "five digits are no number");
    let typed = with("025593 \n\nhttps://www.Kovarna.example/o-nas\nkovarna.example");
    partner::save(&cx, alfa, stored.version, &typed).await.unwrap();

    let shown = partner::show(&cx, alfa).await.unwrap();
    assert_eq!(shown.form.conflicts, "00025593\nkovarna.example");
    for own in [portal.administrator_of(&portal.alfa), portal.seller_of(&portal.alfa)] {
        let seen = serde_json::to_string(&company::show(&own).await.unwrap()).unwrap();
        for word in ["conflicts", "00025593", "kovarna"] {
            assert!(!seen.contains(word), "{word} in {seen}");
        }
    }
}

#[tokio::test]
async fn an_ended_partner_puts_its_people_out() {
    let portal = Portal::open().await;
    let manager = portal.manager_of(&portal.alfa);
    let session = signed_in(&portal, &manager, "manager@alfa.example").await;
    let cx = portal.staff_manager();
    let stored = partner::show(&cx, portal.alfa.id).await.unwrap();

    let ended = PartnerForm { status: "ended".to_owned(), ..stored.form };
    partner::save(&cx, portal.alfa.id, stored.version, &ended).await.unwrap();

    assert!(who(&portal, &session.token).await.is_none());
    let form = invitation("novy@alfa.example", "manager");
    assert!(partner::invite(&cx, portal.alfa.id, &form).await.is_err());
    assert!(session::me(&portal.anonymous()).await.is_err());
}

#[tokio::test]
async fn lists_count_what_waits_and_what_is_managed() {
    let portal = Portal::open().await;
    portal.opportunity().offered_to(&portal.alfa).create().await;
    portal.opportunity().accepted_by(&portal.alfa).create().await;
    portal.opportunity().accepted_by(&portal.alfa).create().await;

    let query = ListingQuery { q: "alfa".to_owned(), ..ListingQuery::default() };
    let listing = partner::list(&portal.staff_seller(), &query).await.unwrap();

    assert_eq!(listing.total, 1);
    let row = &listing.rows[0];
    assert_eq!((row.offered_count, row.managed_count), (1, 2));
    assert_eq!(row.status, PartnerStatus::Active);
    let shown = partner::show(&portal.staff_seller(), portal.alfa.id).await.unwrap();
    assert_eq!(shown.opportunities.len(), 3);
    assert!(!shown.may_edit);
}

#[tokio::test]
async fn a_picker_offers_active_partners_first() {
    let portal = Portal::open().await;
    portal.add_partner("Alfa Beta Servis").await;
    portal.set_partner_status(portal.alfa.id, "suspended").await;

    let names = |choices: Vec<domain::lookup::Choice>| {
        choices.into_iter().map(|choice| choice.name).collect::<Vec<_>>()
    };
    let cx = portal.staff_seller();
    let found = partner::lookup(&cx, "álF").await.unwrap();

    assert!(found[1].detail.ends_with("neaktivní"), "{}", found[1].detail);
    assert_eq!(names(found), ["Alfa Beta Servis", "Alfa Systems s.r.o."]);
    let by_second_word = partner::lookup(&cx, "serv").await.unwrap();
    assert_eq!(names(by_second_word), ["Alfa Beta Servis", "Gama Servis s.r.o."]);
    assert!(partner::lookup(&cx, "%").await.unwrap().is_empty());
}

#[tokio::test]
async fn sellers_read_partners_and_partner_people_do_not_know_of_the_page() {
    let portal = Portal::open().await;
    let seller = portal.staff_seller();
    let error = refused(&portal, partner::create(&seller, &form("X"))).await;
    assert!(matches!(error, Error::Denied(Denied::Forbidden)));

    let query = ListingQuery::default();
    for cx in [portal.administrator_of(&portal.alfa), portal.seller_of(&portal.alfa)] {
        for error in [
            partner::list(&cx, &query).await.map(|_| ()).unwrap_err(),
            partner::show(&cx, portal.alfa.id).await.map(|_| ()).unwrap_err(),
            partner::lookup(&cx, "beta").await.map(|_| ()).unwrap_err(),
            refused(&portal, partner::create(&cx, &form("X"))).await,
            refused(&portal, partner::save(&cx, portal.alfa.id, 1, &form("X"))).await,
        ] {
            assert!(matches!(error, Error::Denied(Denied::Hidden)), "{error:?}");
        }
    }
}
