//! Whoever is protected has it alone: the customer against other registrations, the opportunity against hand-overs.

use std::collections::BTreeSet;

use backend::{opportunity, registration, routing};
use chrono::TimeDelta;
use domain::{
    invalid::{FieldError, Problem},
    opportunity::PickedPartner,
    refusal::Refusal,
    registration::{MatchBy, MatchKind, RegistrationForm, State},
    routing::Obstacle,
};
use testkit::Portal;

use super::{approved, brought, form, form_for, protections, shown, state, submitted_as};
use crate::refused::{refusal, refused};

fn protected_for_alfa(portal: &Portal) -> Refusal {
    Refusal::CustomerProtected {
        until: "2026-05-31".parse().unwrap(),
        partner: portal.alfa.name.clone(),
    }
}

/// What Beta sends after Alfa was approved; the outcome of approving it.
async fn second(portal: &Portal, form: RegistrationForm) -> Result<(), Refusal> {
    let deal = brought(portal, &portal.beta).await;
    let id = submitted_as(portal, &deal, &portal.beta, form).await;
    registration::review(&portal.staff_manager(), id).await.unwrap();
    match registration::approve(&portal.staff_manager(), id, "").await {
        Ok(()) => Ok(()),
        Err(backend::Error::Refused(refusal)) => {
            assert_eq!(state(portal, &deal).await, State::InReview);
            Err(refusal)
        }
        Err(error) => panic!("{error:?}"),
    }
}

#[tokio::test]
async fn the_same_customer_and_product_are_protected_once() {
    let portal = Portal::open().await;
    approved(&portal, &portal.alfa).await;
    let one_product = RegistrationForm { products: "LINKA".to_owned(), ..form() };

    assert_eq!(second(&portal, one_product).await, Err(protected_for_alfa(&portal)));

    let other_product = RegistrationForm { products: "Robot".to_owned(), ..form() };
    assert_eq!(second(&portal, other_product).await, Ok(()));
    assert_eq!(second(&portal, form_for("00006947")).await, Ok(()), "another customer");
}

#[tokio::test]
async fn a_vat_id_names_the_company_whose_number_it_holds() {
    let portal = Portal::open().await;
    approved(&portal, &portal.alfa).await;
    let by = |vat_id: &str| RegistrationForm {
        customer: "Viktoria".to_owned(),
        registration_number: String::new(),
        vat_id: vat_id.to_owned(),
        ..form()
    };

    assert_eq!(second(&portal, by("CZ25596641")).await, Err(protected_for_alfa(&portal)));
    assert_eq!(second(&portal, by("SK2020273893")).await, Ok(()), "another country");
}

#[tokio::test]
async fn a_customer_is_the_same_by_its_domain_and_named_in_two_ways_by_its_name() {
    let portal = Portal::open().await;
    let deal = brought(&portal, &portal.alfa).await;
    let by_domain = RegistrationForm {
        registration_number: String::new(),
        domain: "viktoria.example".to_owned(),
        ..form()
    };
    let id = submitted_as(&portal, &deal, &portal.alfa, by_domain.clone()).await;
    registration::review(&portal.staff_manager(), id).await.unwrap();
    registration::approve(&portal.staff_manager(), id, "").await.unwrap();

    let renamed = RegistrationForm { customer: "Viktoria".to_owned(), ..by_domain };
    assert_eq!(second(&portal, renamed).await, Err(protected_for_alfa(&portal)));
    // By number only, which says nothing of the domain.
    let spelled = RegistrationForm { customer: "KOVÁRNA VIKTORIA s.r.o.".to_owned(), ..form() };
    assert_eq!(second(&portal, spelled.clone()).await, Err(protected_for_alfa(&portal)));
    let abroad = RegistrationForm {
        registration_number: String::new(),
        vat_id: "SK2020273893".to_owned(),
        ..spelled.clone()
    };
    assert_eq!(second(&portal, abroad).await, Err(protected_for_alfa(&portal)));
    let other_product = RegistrationForm { products: "Robot".to_owned(), ..spelled };
    assert_eq!(second(&portal, other_product).await, Ok(()));
    let other_name = RegistrationForm { customer: "Kovárna Lípa".to_owned(), ..form() };
    assert_eq!(second(&portal, other_name).await, Ok(()));
}

#[tokio::test]
async fn what_the_account_is_known_by_is_protected_whatever_was_typed() {
    let portal = Portal::open().await;
    let account = portal.add_account("Kovárna Viktoria a.s.").await;
    let known =
        vec![("registration_number", "00006947".into()), ("domain", "viktoria.example".into())];
    portal.set("account", account.0, known).await;
    let former = vec![
        ("id", portal.system().new_id().into()),
        ("account_id", account.0.into()),
        ("name_folded", "kovarna".into()),
        ("registration_number", "45274649".into()),
        ("vat_id", "SK2020273893".into()),
        ("domain", "kovarna.example".into()),
        ("form", "{}".into()),
        ("created_at", portal.now().into()),
        ("merged_at", portal.now().into()),
    ];
    portal.insert("merged_account", former).await;
    let deal = brought(&portal, &portal.alfa).await;
    portal.set("opportunity", deal.id.0, vec![("account_id", account.0.into())]).await;
    let named = RegistrationForm { registration_number: String::new(), ..form() };
    let id = submitted_as(&portal, &deal, &portal.alfa, named).await;
    registration::review(&portal.staff_manager(), id).await.unwrap();
    registration::approve(&portal.staff_manager(), id, "").await.unwrap();

    // It asks more often than a registered partner may.
    portal.set("partner", portal.beta.id.0, vec![("tier", "silver".into())]).await;
    let other = RegistrationForm { customer: "Jiná firma".to_owned(), ..form() };
    for number in ["00006947", "45274649"] {
        let number = number.to_owned();
        let by_number = RegistrationForm { registration_number: number, ..other.clone() };
        assert_eq!(second(&portal, by_number).await, Err(protected_for_alfa(&portal)));
    }
    for domain in ["viktoria.example", "kovarna.example"] {
        let by_domain = RegistrationForm { domain: domain.to_owned(), ..other.clone() };
        assert_eq!(second(&portal, by_domain).await, Err(protected_for_alfa(&portal)));
    }
    let by_vat_id = RegistrationForm {
        registration_number: String::new(),
        vat_id: "SK2020273893".to_owned(),
        ..other.clone()
    };
    assert_eq!(second(&portal, by_vat_id).await, Err(protected_for_alfa(&portal)));
    assert_eq!(second(&portal, other).await, Ok(()));
}

#[tokio::test]
async fn what_has_lapsed_stands_in_nobodys_way_even_before_the_timer_comes() {
    let portal = Portal::open().await;
    let (first, _) = approved(&portal, &portal.alfa).await;
    portal.clock.advance(TimeDelta::days(90) + TimeDelta::seconds(1));

    assert_eq!(
        second(&portal, RegistrationForm { close_on: "2026-08-01".into(), ..form() }).await,
        Ok(())
    );

    assert_eq!(registration::lapse_due(&portal.system(), 10).await.unwrap(), 1);
    assert_eq!(state(&portal, &first).await, State::Expired);
    assert_eq!(protections(&portal).await, 2, "those of the second");
}

#[tokio::test]
async fn a_protected_opportunity_is_offered_to_nobody_else() {
    let portal = Portal::open().await;
    let (deal, _) = approved(&portal, &portal.alfa).await;
    let cx = portal.staff_manager();
    opportunity::recall(&cx, deal.id, "Přepočítat").await.unwrap();
    let offer = |name: String, id: String| {
        let (cx, reference) = (portal.staff_manager(), deal.reference.clone());
        async move {
            let page = opportunity::show(&cx, &reference).await.unwrap();
            let mut form = page.form.clone();
            form.partner_name = name;
            form.partner_id = id;
            form.status = "delivered".to_owned();
            opportunity::save(&cx, page.id, page.version, Some(page.form), form).await
        }
    };

    let beta = offer(portal.beta.name.clone(), portal.beta.id.to_string());
    let error = refused(&portal, Box::pin(beta)).await;

    let backend::Error::Invalid(errors) = error else { panic!("{error:?}") };
    let until = "2026-05-31".parse().unwrap();
    let why = Refusal::Protected { until, partner: portal.alfa.name.clone() };
    assert_eq!(errors, [FieldError::new("partner_name", Problem::Refused(why))]);
    offer(portal.alfa.name.clone(), portal.alfa.id.to_string()).await.unwrap();
}

#[tokio::test]
async fn automatic_distribution_asks_nobody_else_either() {
    let portal = Portal::open().await;
    let (deal, _) = approved(&portal, &portal.alfa).await;
    let cx = portal.staff_manager();
    opportunity::recall(&cx, deal.id, "Přepočítat").await.unwrap();

    let seen = routing::suggest(&cx, deal.id).await.unwrap();

    let protected = seen.out.iter().filter(|one| one.obstacles.contains(&Obstacle::Protected));
    let protected: BTreeSet<_> = protected.map(|one| one.partner.id).collect();
    assert_eq!(protected, BTreeSet::from([portal.beta.id, portal.gama.id]));
}

#[tokio::test]
async fn whoever_distributes_is_told_for_whom_it_is_protected() {
    let portal = Portal::open().await;
    let (deal, _) = approved(&portal, &portal.alfa).await;
    let cx = portal.staff_manager();
    opportunity::recall(&cx, deal.id, "Přepočítat").await.unwrap();

    let page = opportunity::show(&cx, &deal.reference).await.unwrap();
    let held = page.protection.unwrap();
    assert_eq!((held.partner.id, held.partner.name.as_str()), (portal.alfa.id, &*portal.alfa.name));
    let why = Refusal::from(held);

    portal.set("partner", portal.alfa.id.0, vec![("capacity_open", 0.into())]).await;
    let error = refused(&portal, routing::distribute(&cx, deal.id)).await;
    assert_eq!(refusal(&error), Some(&why));
    let error = refused(&portal, routing::take(&cx, deal.id, portal.beta.id)).await;
    assert_eq!(refusal(&error), Some(&why));
}

#[tokio::test]
async fn a_protected_opportunity_is_shared_with_nobody_else() {
    let portal = Portal::open().await;
    let (deal, id) = approved(&portal, &portal.alfa).await;
    let share = || async {
        let cx = portal.staff_manager();
        let page = opportunity::show(&cx, &deal.reference).await.unwrap();
        let mut form = page.form.clone();
        form.partner_name = String::new();
        form.partner_id = String::new();
        form.collaboration = "on".to_owned();
        form.collaborators = [&portal.alfa, &portal.gama]
            .map(|c| PickedPartner { name: c.name.clone(), id: c.id.to_string() })
            .to_vec();
        opportunity::save(&cx, page.id, page.version, Some(page.form), form).await
    };

    let error = refused(&portal, Box::pin(share())).await;
    assert!(
        matches!(&error, backend::Error::Invalid(errors) if matches!(
            &errors[0].problem,
            Problem::Refused(Refusal::Protected { partner, .. }) if *partner == portal.alfa.name
        )),
        "{error:?}"
    );

    registration::revoke(&portal.staff_manager(), id, super::because("inactivity")).await.unwrap();
    share().await.unwrap();
}

#[tokio::test]
async fn what_somebody_else_has_cannot_be_approved() {
    let portal = Portal::open().await;
    let deal = brought(&portal, &portal.alfa).await;
    let id = super::in_review(&portal, &deal, &portal.alfa).await;
    let cx = portal.staff_manager();
    opportunity::recall(&cx, deal.id, "Přepočítat").await.unwrap();
    let page = opportunity::show(&cx, &deal.reference).await.unwrap();
    let mut form = page.form.clone();
    form.partner_name = portal.beta.name.clone();
    form.partner_id = portal.beta.id.to_string();
    form.status = "delivered".to_owned();
    opportunity::save(&cx, page.id, page.version, Some(page.form), form).await.unwrap();

    let error = refused(&portal, registration::approve(&cx, id, "")).await;

    assert!(matches!(refusal(&error), Some(Refusal::WrongStatus { .. })), "{error:?}");
}

#[tokio::test]
async fn the_reviewer_sees_what_may_be_the_same() {
    let portal = Portal::open().await;
    let account = portal.add_account("Kovárna Viktoria s.r.o.").await;
    portal.set("account", account.0, vec![("vat_id", "CZ25596641".into())]).await;
    portal.add_account("Pivovar Lípa a.s.").await;
    let (first, _) = approved(&portal, &portal.alfa).await;
    let deal = brought(&portal, &portal.beta).await;
    submitted_as(
        &portal,
        &deal,
        &portal.beta,
        RegistrationForm {
            customer: "Kovárna".to_owned(),
            products: "lis, Robot".to_owned(),
            ..form()
        },
    )
    .await;

    let matches = shown(&portal.staff_manager(), &deal).await.matches;

    assert_eq!(matches.len(), 2, "{matches:?}");
    assert_eq!((matches[0].kind, matches[0].score), (MatchKind::Registration, 100));
    assert_eq!(matches[0].why, [MatchBy::RegistrationNumber]);
    assert_eq!(matches[0].reference.as_deref(), Some(first.reference.as_str()));
    assert_eq!(matches[0].products, ["lis"]);
    assert_eq!(matches[0].state, Some(State::Approved));
    assert_eq!(
        (matches[1].kind, matches[1].why.as_slice()),
        (MatchKind::Account, [MatchBy::VatId].as_slice())
    );
}
