//! A managed opportunity is handed to a colleague, who sees it from then on and until the next one has it.

use backend::{Error, portal};
use domain::{opportunity::PartnerOpportunity, policy::Denied, refusal::Refusal, timeline::Event};
use testkit::Portal;

use crate::refused::{events, refusal, refused};

#[tokio::test]
async fn a_seller_sees_it_at_once_and_not_when_somebody_else_has_it() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().accepted_by(&portal.alfa).create().await;
    let (manager, seller) = (portal.manager_of(&portal.alfa), portal.seller_of(&portal.alfa));
    let hidden = |answer: Result<PartnerOpportunity, Error>| {
        matches!(answer, Err(Error::Denied(Denied::Hidden)))
    };
    assert!(hidden(portal::show(&seller, &deal.reference).await));

    let to = portal.alfa.seller.to_string();
    let reference = portal::assign_seller(&manager, deal.id, &to).await.unwrap();
    assert_eq!(reference, deal.reference);
    let PartnerOpportunity::Managed(seen) = portal::show(&seller, &deal.reference).await.unwrap()
    else {
        panic!("it is the seller's now");
    };
    assert_eq!(seen.seller.unwrap().id, portal.alfa.seller);
    assert!(!seen.may_assign && seen.colleagues.is_empty(), "a seller hands nothing over");
    let mails = portal.mails().await;
    let told: Vec<_> = mails.iter().map(|mail| (mail.topic.as_str(), mail.to.as_str())).collect();
    assert_eq!(told, [("seller_assigned", "seller@alfa.example")]);

    let again = portal.digest().await;
    portal::assign_seller(&manager, deal.id, &to).await.unwrap();
    assert_eq!(portal.digest().await, again, "the same once more is nothing");

    let own = portal.alfa.manager.to_string();
    portal::assign_seller(&manager, deal.id, &own).await.unwrap();
    assert!(hidden(portal::show(&seller, &deal.reference).await));
    assert_eq!(portal.mails().await.len(), 1, "nobody writes to themselves");
    portal::assign_seller(&manager, deal.id, "").await.unwrap();
    let name = |seller: Option<&str>| Event::SellerAssigned { seller: seller.map(str::to_owned) };
    assert_eq!(
        events(&portal, &deal).await,
        [
            name(Some("Soňa z Alfa Systems s.r.o.")),
            Event::Revealed { partner: portal.alfa.name.clone() },
            name(Some("Milan z Alfa Systems s.r.o.")),
            name(None),
        ]
    );
}

#[tokio::test]
async fn only_the_lone_managing_company_hands_over_and_only_to_its_own_people() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().worked_by_seller_of(&portal.alfa).create().await;
    let to = portal.alfa.manager.to_string();
    for (name, cx) in portal.everybody() {
        if matches!(name.as_str(), "alfa manager" | "alfa administrator") {
            continue;
        }
        let error = refused(&portal, portal::assign_seller(&cx, deal.id, &to)).await;
        assert!(matches!(error, Error::Denied(_)), "{name}: {error:?}");
    }

    let manager = portal.manager_of(&portal.alfa);
    let stranger = portal.beta.seller.to_string();
    let error = refused(&portal, portal::assign_seller(&manager, deal.id, &stranger)).await;
    assert!(matches!(error, Error::Denied(Denied::Hidden)), "{error:?}");
    let gone = vec![("deactivated_at", portal.now().into())];
    portal.set("user_account", portal.alfa.administrator.0, gone).await;
    let gone = portal.alfa.administrator.to_string();
    let error = refused(&portal, portal::assign_seller(&manager, deal.id, &gone)).await;
    assert!(matches!(error, Error::Stale), "{error:?}");
}

#[tokio::test]
async fn while_partners_collaborate_nobody_hands_over() {
    let portal = Portal::open().await;
    let shared = portal.opportunity().shared_by(&[&portal.alfa, &portal.beta]).create().await;
    let manager = portal.manager_of(&portal.alfa);
    let to = portal.alfa.seller.to_string();

    let call = portal::assign_seller(&manager, shared.id, &to);

    assert_eq!(refusal(&refused(&portal, call).await), Some(&Refusal::Collaborating));
    let PartnerOpportunity::Managed(seen) =
        portal::show(&manager, &shared.reference).await.unwrap()
    else {
        panic!("shared");
    };
    assert!(!seen.may_assign);
}
