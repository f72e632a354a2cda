//! What a typed or picked name means.

use backend::{Error, account, contact, partner};
use domain::{
    account::ListingQuery,
    ids::{AccountId, ContactId},
    invalid::Problem,
    opportunity::Picked,
};
use testkit::Portal;

/// What the name means; nothing is kept.
async fn account_of(
    portal: &Portal,
    picked: Picked<AccountId>,
) -> Result<Option<AccountId>, Problem> {
    let txn = portal.backend.db.begin_write().await.unwrap();
    account::resolve(&txn, &portal.staff_seller(), &picked).await.unwrap()
}

async fn contact_of(
    portal: &Portal,
    picked: Picked<ContactId>,
    account: Option<AccountId>,
) -> Result<Option<ContactId>, Problem> {
    let txn = portal.backend.db.begin_write().await.unwrap();
    contact::resolve(&txn, &portal.staff_seller(), &picked, account).await.unwrap()
}

fn typed<T>(name: &str) -> Picked<T> {
    Picked::Name(name.to_owned())
}

#[tokio::test]
async fn an_account_is_found_by_id_or_by_its_only_name() {
    let portal = Portal::open().await;
    let pila = portal.add_account("Pila Malá").await;
    let twin = portal.add_account("Kovárna").await;
    portal.add_account("Kovarna").await;

    assert_eq!(account_of(&portal, Picked::None).await, Ok(None));
    assert_eq!(account_of(&portal, typed(" PILA mala")).await, Ok(Some(pila)));
    assert_eq!(account_of(&portal, typed("Pila")).await, Err(Problem::NotFound));
    assert_eq!(account_of(&portal, typed("kovárna")).await, Err(Problem::Ambiguous));
    let by_id = Picked::Id(twin, "Kovárna".to_owned());
    assert_eq!(account_of(&portal, by_id).await, Ok(Some(twin)));
    let typed_over = Picked::Id(twin, "Pila Malá".to_owned());
    assert_eq!(account_of(&portal, typed_over).await, Ok(Some(pila)));
}

#[tokio::test]
async fn choosing_to_create_creates_unless_it_is_there() {
    let portal = Portal::open().await;
    let pila = portal.add_account("Pila Malá").await;
    let cx = portal.staff_seller();
    let create = |name: &str| Picked::Create(name.to_owned());

    assert_eq!(account_of(&portal, create("pila mala")).await, Ok(Some(pila)));
    let long = create(&"x".repeat(161));
    assert_eq!(account_of(&portal, long).await, Err(Problem::TooLong { max: 160 }));

    let txn = portal.backend.db.begin_write().await.unwrap();
    let made = account::resolve(&txn, &cx, &create("Nová, s. r. o.")).await.unwrap().unwrap();
    txn.commit().await.unwrap();
    let shown = account::show(&cx, made.unwrap()).await.unwrap();
    assert_eq!(shown.form.name, "Nová, s. r. o.");
}

#[tokio::test]
async fn a_partner_person_creates_no_account_in_passing() {
    let portal = Portal::open().await;
    let before = portal.digest().await;
    let txn = portal.backend.db.begin_write().await.unwrap();
    let picked = Picked::Create("Nová".to_owned());

    let error = account::resolve(&txn, &portal.manager_of(&portal.alfa), &picked).await;

    assert!(matches!(error, Err(Error::Denied(_))));
    drop(txn);
    assert_eq!(portal.digest().await, before);
}

#[tokio::test]
async fn a_contact_is_looked_for_at_the_account_first() {
    let portal = Portal::open().await;
    let pila = portal.add_account("Pila").await;
    let kovarna = portal.add_account("Kovárna").await;
    let here = portal.add_contact(pila, "Petr", "Novák").await;
    let there = portal.add_contact(kovarna, "Petr", "Novák").await;

    assert_eq!(contact_of(&portal, typed("petr novak"), Some(pila)).await, Ok(Some(here)));
    assert_eq!(contact_of(&portal, typed("petr novak"), Some(kovarna)).await, Ok(Some(there)));
    assert_eq!(contact_of(&portal, typed("petr novak"), None).await, Err(Problem::Ambiguous));
    let elsewhere = Picked::Id(there, "Petr Novák".to_owned());
    assert_eq!(contact_of(&portal, elsewhere, Some(pila)).await, Err(Problem::OtherAccount));
}

#[tokio::test]
async fn a_new_contact_belongs_to_the_account() {
    let portal = Portal::open().await;
    let cx = portal.staff_seller();
    let pila = portal.add_account("Pila").await;
    let kovarna = portal.add_account("Kovárna").await;
    portal.add_contact(kovarna, "Petr", "Novák").await;

    let txn = portal.backend.db.begin_write().await.unwrap();
    let picked = Picked::Create("Petr Novák".to_owned());
    let made = contact::resolve(&txn, &cx, &picked, Some(pila)).await.unwrap().unwrap().unwrap();
    txn.commit().await.unwrap();

    let shown = contact::show(&cx, made).await.unwrap();
    assert_eq!((shown.form.first_name.as_str(), shown.form.last_name.as_str()), ("Petr", "Novák"));
    assert_eq!(shown.form.account_name, "Pila");
    let everybody = contact::list(&cx, &ListingQuery::default()).await.unwrap();
    assert_eq!(everybody.total, 2);
}

#[tokio::test]
async fn partners_are_found_whatever_their_status_and_never_created() {
    let portal = Portal::open().await;
    portal.set_partner_status(portal.beta.id, "suspended").await;
    portal.add_account("Beta").await;
    let cx = portal.staff_seller();
    let txn = portal.backend.db.begin_write().await.unwrap();

    let found = partner::resolve(&txn, &cx, &typed("beta solutions A.S.")).await.unwrap();
    let missing = partner::resolve(&txn, &cx, &Picked::Create("Beta".to_owned())).await.unwrap();

    assert_eq!(found, Ok(Some(portal.beta.id)));
    assert_eq!(missing, Err(Problem::NotFound), "an account is no partner");
}
