//! Who may do what to whose opportunity, and what strangers learn of it.

use backend::{Context, Error, opportunity};
use domain::{
    ids::OpportunityId,
    opportunity::{ListQuery, OpportunityForm},
    policy::Denied,
};
use testkit::{Deal, Portal};
use uuid::Uuid;

use super::{offer_to, save, shown};

/// What each deed answers to this person: the denial, or that it went beyond the policy.
async fn deeds(cx: &Context, id: OpportunityId, reference: &str) -> [Option<Denied>; 5] {
    let denial = |error: Option<Error>| match error {
        Some(Error::Denied(denied)) => Some(denied),
        _ => None,
    };
    let form = OpportunityForm { topic: "Cizí".to_owned(), ..OpportunityForm::default() };
    [
        denial(opportunity::show(cx, reference).await.err()),
        denial(opportunity::save(cx, id, 1, None, form.clone()).await.err()),
        denial(opportunity::recall(cx, id, "Proto").await.err()),
        denial(opportunity::undo(cx, id).await.err()),
        denial(opportunity::list(cx, &ListQuery::default()).await.err()),
    ]
}

async fn deals(portal: &Portal) -> Vec<Deal> {
    let (alfa, beta) = (&portal.alfa, &portal.beta);
    vec![
        portal.opportunity().create().await,
        portal.opportunity().offered_to(alfa).create().await,
        portal.opportunity().worked_by_seller_of(alfa).create().await,
        portal.opportunity().shared_by(&[alfa, beta]).create().await,
        portal.opportunity().brought_by(alfa, alfa.seller).create().await,
    ]
}

#[tokio::test]
async fn partner_people_get_the_answer_of_what_does_not_exist() {
    let portal = Portal::open().await;
    let deals = deals(&portal).await;
    let before = portal.digest().await;
    let alfa = &portal.alfa;

    let missing = OpportunityId(Uuid::from_u128(4));
    for cx in [portal.administrator_of(alfa), portal.manager_of(alfa), portal.seller_of(alfa)] {
        for deal in &deals {
            assert_eq!(deeds(&cx, deal.id, &deal.reference).await, [Some(Denied::Hidden); 5]);
        }
        assert_eq!(deeds(&cx, missing, "OPP-0000-0000").await, [Some(Denied::Hidden); 5]);
    }
    assert_eq!(portal.digest().await, before);
}

#[tokio::test]
async fn nobody_gets_anywhere_without_signing_in() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().offered_to(&portal.alfa).create().await;
    let before = portal.digest().await;

    let answers = deeds(&portal.anonymous(), deal.id, &deal.reference).await;

    assert_eq!((answers[0], answers[4]), (Some(Denied::SignedOut), Some(Denied::SignedOut)));
    assert!(answers.iter().all(Option::is_some), "{answers:?}");
    assert_eq!(portal.digest().await, before);
}

#[tokio::test]
async fn a_seller_reads_what_colleagues_own_and_changes_only_own_and_unowned_ones() {
    let portal = Portal::open().await;
    let manager = portal.staff_manager().actor.user().unwrap();
    let seller = portal.staff_seller();
    let builder = portal.opportunity().owner(manager);
    let foreign = builder.offered_to(&portal.alfa).create().await;
    let own = portal.opportunity().owner(seller.actor.user().unwrap()).create().await;
    let unowned = portal.opportunity().create().await;
    let before = portal.digest().await;

    let page = shown(&seller, &foreign.reference).await;
    assert!(!page.may_edit);
    let denied = Some(Denied::Forbidden);
    let answers = deeds(&seller, foreign.id, &foreign.reference).await;
    assert_eq!(answers, [None, denied, denied, denied, None]);
    let garbage = OpportunityForm { currency: "XYZ".to_owned(), ..OpportunityForm::default() };
    let answer = opportunity::save(&seller, foreign.id, 1, None, garbage).await;
    assert!(matches!(answer, Err(Error::Denied(Denied::Forbidden))), "{answer:?}");
    assert_eq!(portal.digest().await, before);

    for deal in [own, unowned] {
        assert!(shown(&seller, &deal.reference).await.may_edit);
        save(&seller, &deal.reference, offer_to(&portal.alfa)).await.unwrap();
        opportunity::undo(&seller, deal.id).await.unwrap();
    }
    save(&portal.staff_admin(), &foreign.reference, |form| form.topic = "Lis".into())
        .await
        .unwrap();
}

#[tokio::test]
async fn what_does_not_exist_is_hidden_from_staff_too() {
    let portal = Portal::open().await;
    let missing = OpportunityId(Uuid::from_u128(4));

    let answers = deeds(&portal.staff_admin(), missing, "OPP-0000-0000").await;

    let hidden = Some(Denied::Hidden);
    assert_eq!(answers, [hidden, hidden, hidden, hidden, None]);
    let nonsense = opportunity::show(&portal.staff_admin(), "nesmysl").await;
    assert!(matches!(nonsense, Err(Error::Denied(Denied::Hidden))));
}

#[test]
fn a_form_with_a_field_of_the_row_is_no_form() {
    for field in ["version", "reference", "origin", "created_by", "accepted_at", "search_text"] {
        let attack = format!("{{\"topic\":\"x\",\"{field}\":\"1\"}}");
        assert!(serde_json::from_str::<OpportunityForm>(&attack).is_err(), "{field}");
    }
}
