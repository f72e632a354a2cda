//! The own company: everybody reads it, administrators and managers edit, administrators run the team.

use backend::{Error, company, session};
use domain::{
    invalid::Problem,
    partner::{CompanyForm, CompanyView},
    person::Role,
    policy::{Denied, PartnerRole},
    refusal::Refusal,
};
use testkit::Portal;

use crate::{
    refused::{fields, refusal, refused},
    sign_up::{invitation, signed_in, who},
};

async fn seen(portal: &Portal) -> CompanyView {
    company::show(&portal.manager_of(&portal.alfa)).await.unwrap()
}

fn role_of(company: &CompanyView, user: domain::ids::UserId) -> Role {
    company.people.iter().find(|person| person.id == user).unwrap().role
}

#[tokio::test]
async fn everybody_reads_their_own_company_and_only_the_right_people_edit_it() {
    let portal = Portal::open().await;
    for (name, cx) in portal.everybody() {
        let Some(partner) = cx.actor.partner() else {
            let error = refused(&portal, company::show(&cx)).await;
            assert!(matches!(error, Error::Denied(_)), "{name}: {error:?}");
            continue;
        };
        let seen = company::show(&cx).await.unwrap();
        assert_eq!(seen.people.len(), 3, "{name}");
        assert_eq!(seen.may_manage, name.ends_with("administrator"), "{name}");
        assert_eq!(seen.may_edit, !name.ends_with("seller"), "{name}");
        let form = CompanyForm { about: name.clone(), ..seen.form.clone() };
        let call = company::save(&cx, seen.version, &form);
        if seen.may_edit {
            call.await.unwrap();
            assert_eq!(company::show(&cx).await.unwrap().form.about, name);
        } else {
            let error = refused(&portal, call).await;
            assert!(matches!(error, Error::Denied(Denied::Forbidden)), "{name}: {error:?}");
        }
        assert!(partner == portal.alfa.id || !seen.name.starts_with("Alfa"), "{name}");
    }
}

#[tokio::test]
async fn what_the_company_says_is_checked_and_the_vendors_part_stays() {
    let portal = Portal::open().await;
    let cx = portal.manager_of(&portal.alfa);
    portal.set("partner", portal.alfa.id.0, vec![("ranking", 73.into())]).await;
    let before = seen(&portal).await;
    assert_eq!(before.ranking, 73);

    let wrong = CompanyForm {
        website: "javascript:alert(1)".into(),
        languages: "česky".into(),
        default_recipient: portal.beta.manager.to_string(),
        ..before.form.clone()
    };
    let error = refused(&portal, company::save(&cx, before.version, &wrong)).await;
    assert_eq!(fields(&error), ["website", "languages"]);
    let stranger =
        CompanyForm { default_recipient: portal.beta.manager.to_string(), ..before.form.clone() };
    let error = refused(&portal, company::save(&cx, before.version, &stranger)).await;
    assert_eq!(fields(&error), ["default_recipient"]);
    let nowhere = CompanyForm { time_zone: "Praha".into(), ..before.form.clone() };
    let error = refused(&portal, company::save(&cx, before.version, &nowhere)).await;
    let Error::Invalid(errors) = error else { panic!("{error:?}") };
    assert_eq!(errors[0].problem, Problem::TimeZone);

    let form = CompanyForm {
        website: "alfa.example".into(),
        phone: "+420 555 010 218".into(),
        languages: "CS, de".into(),
        default_recipient: portal.alfa.manager.to_string(),
        time_zone: "Europe/Bratislava".into(),
        ..before.form.clone()
    };
    company::save(&cx, before.version, &form).await.unwrap();
    let after = seen(&portal).await;
    assert_eq!(after.form.website, "https://alfa.example");
    assert_eq!(after.form.languages, "cs, de");
    assert_eq!(after.recipient.as_deref(), Some("Milan z Alfa Systems s.r.o."));
    assert_eq!(
        (after.tier, after.ranking, after.status, after.limits),
        (before.tier, before.ranking, before.status, before.limits)
    );

    let error = refused(&portal, company::save(&cx, before.version, &form)).await;
    assert!(matches!(error, Error::Stale), "an older page: {error:?}");
}

#[tokio::test]
async fn an_administrator_invites_and_nobody_else() {
    let portal = Portal::open().await;
    for (name, cx) in portal.everybody() {
        let form = invitation(&format!("{}@nova.example", name.replace(' ', ".")), "manager");
        let call = company::invite(&cx, &form);
        if name.ends_with(" administrator") {
            call.await.unwrap();
            let people = company::show(&cx).await.unwrap().people;
            assert_eq!(people.iter().filter(|person| person.is_invited).count(), 1, "{name}");
        } else {
            let error = refused(&portal, call).await;
            assert!(matches!(error, Error::Denied(_)), "{name}: {error:?}");
        }
    }
}

#[tokio::test]
async fn a_role_changes_at_once_and_the_last_administrator_stays_one() {
    let portal = Portal::open().await;
    let (admin, alfa) = (portal.administrator_of(&portal.alfa), portal.alfa.clone());
    let token = signed_in(&portal, &portal.seller_of(&alfa), "seller@alfa.example").await.token;

    company::set_role(&admin, alfa.seller, "administrator").await.unwrap();
    assert_eq!(
        role_of(&seen(&portal).await, alfa.seller),
        Role::Partner(PartnerRole::Administrator)
    );
    let actor = who(&portal, &token).await.unwrap().actor;
    let expected = portal.administrator_of(&alfa).actor;
    let domain::policy::Actor::Partner { role, .. } = expected else { panic!("{expected:?}") };
    assert!(matches!(actor, domain::policy::Actor::Partner { role: now, .. } if now == role));

    company::set_role(&admin, alfa.administrator, "seller").await.unwrap();
    let second = portal.context(domain::policy::Actor::Partner {
        user: alfa.seller,
        partner: alfa.id,
        role: PartnerRole::Administrator,
    });
    assert_eq!(
        company::show(&second).await.unwrap().form.default_recipient,
        alfa.seller.to_string(),
        "offers go to somebody who can accept",
    );
    let call = company::set_role(&second, alfa.seller, "manager");
    assert_eq!(refusal(&refused(&portal, call).await), Some(&Refusal::LastAdministrator));
    let error = refused(&portal, company::set_role(&second, alfa.manager, "admin")).await;
    assert_eq!(fields(&error), ["role"], "that is a role of the vendor's people");
}

#[tokio::test]
async fn who_is_let_go_is_out_at_once_and_nobody_lets_themselves_go() {
    let portal = Portal::open().await;
    let (admin, alfa) = (portal.administrator_of(&portal.alfa), portal.alfa.clone());
    let token = signed_in(&portal, &portal.manager_of(&alfa), "manager@alfa.example").await.token;

    company::set_active(&admin, alfa.manager, false).await.unwrap();
    assert!(session::resolve(&portal.backend, &token).await.unwrap().is_none());
    company::set_active(&admin, alfa.manager, true).await.unwrap();

    let call = company::set_active(&admin, alfa.administrator, false);
    assert_eq!(refusal(&refused(&portal, call).await), Some(&Refusal::LastAdministrator));
    portal.add_person(&alfa, PartnerRole::Administrator, "druha@alfa.example").await;
    let call = company::set_active(&admin, alfa.administrator, false);
    assert_eq!(refusal(&refused(&portal, call).await), Some(&Refusal::Oneself));
}

#[tokio::test]
async fn another_companys_people_do_not_exist() {
    let portal = Portal::open().await;
    let admin = portal.administrator_of(&portal.alfa);
    for user in [portal.beta.seller, portal.staff_seller().actor.user().unwrap()] {
        for error in [
            refused(&portal, company::set_active(&admin, user, false)).await,
            refused(&portal, company::set_role(&admin, user, "manager")).await,
        ] {
            assert!(matches!(error, Error::Denied(Denied::Hidden)), "{error:?}");
        }
    }
    for cx in [portal.manager_of(&portal.alfa), portal.seller_of(&portal.alfa)] {
        for error in [
            refused(&portal, company::set_active(&cx, portal.alfa.seller, false)).await,
            refused(&portal, company::set_role(&cx, portal.alfa.seller, "manager")).await,
        ] {
            assert!(matches!(error, Error::Denied(Denied::Forbidden)), "{error:?}");
        }
    }
}

#[tokio::test]
async fn staff_change_roles_on_both_sides() {
    let portal = Portal::open().await;
    let (admin, manager) = (portal.staff_admin(), portal.staff_manager());
    backend::partner::set_role(&manager, portal.alfa.seller, "manager").await.unwrap();
    assert_eq!(
        role_of(&seen(&portal).await, portal.alfa.seller),
        Role::Partner(PartnerRole::Manager)
    );

    let seller = portal.staff_seller().actor.user().unwrap();
    backend::person::set_role(&admin, seller, "manager").await.unwrap();
    let own = admin.actor.user().unwrap();
    let call = backend::person::set_role(&admin, own, "seller");
    assert_eq!(refusal(&refused(&portal, call).await), Some(&Refusal::LastAdministrator));
    let error = refused(&portal, backend::person::set_role(&manager, own, "seller")).await;
    assert!(matches!(error, Error::Denied(Denied::Forbidden)), "{error:?}");
    let error = refused(&portal, backend::person::set_role(&admin, portal.alfa.seller, "seller"));
    let error = error.await;
    assert!(matches!(error, Error::Denied(Denied::Hidden)), "{error:?}");
}
