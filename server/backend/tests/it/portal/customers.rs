//! The customers of a partner: what was opened to it, and nothing else.

use backend::{Error, portal};
use domain::{assignment::State, ids::AccountId, opportunity::Status, policy::Denied};
use testkit::Portal;

fn is_hidden<T>(answer: Result<T, Error>) -> bool {
    matches!(answer, Err(Error::Denied(Denied::Hidden)))
}

async fn names(cx: &backend::Context) -> Vec<String> {
    let customers = portal::own_customers(cx).await.unwrap();
    customers.into_iter().map(|customer| customer.name).collect()
}

#[tokio::test]
async fn only_what_was_opened_is_listed() {
    let portal = Portal::open().await;
    let (alfa, beta) = (&portal.alfa, &portal.beta);
    let account = |name: &'static str| portal.add_account(name);
    let brewery = account("Pivovar Lípa a.s.").await;
    let deal = || portal.opportunity();
    deal().account(brewery).accepted_by(alfa).create().await;
    deal().account(brewery).worked_by_seller_of(alfa).create().await;
    deal().account(brewery).accepted_by(beta).create().await;
    deal().account(account("Jen nabídnutý").await).offered_to(alfa).create().await;
    deal().account(account("Odmítnutý").await).formerly_with(alfa, State::Declined).create().await;
    deal().account(account("Vrácený").await).formerly_with(alfa, State::Returned).create().await;
    deal().account(account("Cizí").await).accepted_by(beta).create().await;
    let shared = account("Sdílený").await;
    deal().account(shared).shared_by(&[alfa, beta]).create().await;

    let manager = portal.manager_of(alfa);
    assert_eq!(names(&manager).await, ["Pivovar Lípa a.s.", "Sdílený"]);
    let customers = portal::own_customers(&manager).await.unwrap();
    assert_eq!(customers[0].opportunities, 2);
    assert_eq!(names(&portal.seller_of(alfa)).await, ["Pivovar Lípa a.s."]);
    assert_eq!(portal::own_customers(&portal.seller_of(alfa)).await.unwrap()[0].opportunities, 1);
    assert!(names(&portal.administrator_of(&portal.gama)).await.is_empty());

    let page = portal::own_customer(&manager, brewery, None).await.unwrap();
    assert_eq!(page.opportunities.len(), 2);
    assert!(page.opportunities.iter().all(|deal| deal.status == Status::Accepted));
    let seller = portal::own_customer(&portal.seller_of(alfa), brewery, None).await.unwrap();
    assert_eq!(seller.opportunities.len(), 1);
}

#[tokio::test]
async fn a_foreign_customer_is_like_none_and_so_is_the_own_company() {
    let portal = Portal::open().await;
    let foreign = portal.add_account("Cizí").await;
    portal.opportunity().account(foreign).accepted_by(&portal.beta).create().await;
    let manager = portal.manager_of(&portal.alfa);
    let nobody = AccountId(uuid::Uuid::from_u128(7));
    for id in [foreign, portal.alfa.account, portal.beta.account, nobody] {
        assert!(is_hidden(portal::own_customer(&manager, id, None).await));
    }
    let staff = portal::own_customers(&portal.staff_admin()).await;
    assert!(matches!(staff, Err(Error::Denied(Denied::Forbidden))));
    let anonymous = portal::own_customers(&portal.anonymous()).await;
    assert!(matches!(anonymous, Err(Error::Denied(Denied::SignedOut))));
}

#[tokio::test]
async fn a_person_is_shown_who_is_named_on_what_was_opened() {
    let portal = Portal::open().await;
    let account = portal.add_account("Pivovar Lípa a.s.").await;
    let named = portal.add_contact(account, "Jana", "Malá").await;
    portal.add_contact(account, "Utajený", "Ředitel").await;
    portal.opportunity().account(account).contact(named).accepted_by(&portal.alfa).create().await;

    let page = portal::own_customer(&portal.manager_of(&portal.alfa), account, None).await.unwrap();

    let people: Vec<_> = page.people.iter().map(|person| person.name.as_str()).collect();
    assert_eq!(people, ["Jana Malá"]);
    // Seeing it is logged like on the page of the opportunity itself.
    let logged = portal.opportunity().account(account).accepted_by(&portal.alfa).create().await;
    portal::own_customers(&portal.manager_of(&portal.alfa)).await.unwrap();
    let events = crate::refused::events(&portal, &logged).await;
    assert_eq!(events.len(), 1, "{events:?}");
}

/// Won, opened again and given to somebody else: from then on it is that one's business.
#[tokio::test]
async fn what_was_opened_again_for_somebody_else_is_closed_to_who_had_it_before() {
    let portal = Portal::open().await;
    let (alfa, beta) = (&portal.alfa, &portal.beta);
    let account = portal.add_account("Pivovar Lípa a.s.").await;
    let deal = portal.opportunity().account(account).formerly_with(alfa, State::Completed);
    let deal = deal.status(Status::Won).create().await;
    let manager = portal.manager_of(alfa);
    assert_eq!(names(&manager).await, ["Pivovar Lípa a.s."]);

    let open = vec![
        ("status", "accepted".into()),
        ("closed_at", None::<chrono::DateTime<chrono::Utc>>.into()),
    ];
    portal.set("opportunity", deal.id.0, open).await;
    portal.assign(deal.id, beta, State::Accepted).await;

    assert!(names(&manager).await.is_empty());
    assert!(is_hidden(portal::own_customer(&manager, account, None).await));
    assert_eq!(names(&portal.manager_of(beta)).await, ["Pivovar Lípa a.s."]);
}
