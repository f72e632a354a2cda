//! The first start: a link for the first administrator.

use std::sync::Arc;

use backend::{
    Backend, Error,
    clock::TestClock,
    entropy::SystemEntropy,
    session::{self, ClientInfo, Redeem},
};
use chrono::TimeDelta;
use domain::{
    lang::Lang,
    policy::{Actor, Denied, StaffRole},
    refusal::Refusal,
};
use testkit::{Database, Portal, START};

use crate::{
    refused::{fields, refusal},
    sign_up::{PASSWORD, acceptance},
};

/// An installation that nobody has used yet.
struct Fresh {
    backend: Backend,
    clock: Arc<TestClock>,
    _database: Database,
}

impl Fresh {
    async fn open() -> Self {
        let database = Database::migrated().await;
        let clock = Arc::new(TestClock::at(START.parse().unwrap()));
        let db = database.connect().await;
        let backend = Backend::with(db, clock.clone(), Arc::new(SystemEntropy));
        Self { backend, clock, _database: database }
    }

    async fn link(&self) -> Option<String> {
        session::setup_link(&self.backend.system()).await.unwrap()
    }

    async fn redeem(&self, typed: &Redeem) -> Result<session::SignedIn, Error> {
        let cx = self.backend.context(Actor::Anonymous, Lang::En);
        session::redeem(&cx, typed, &ClientInfo::default()).await
    }
}

fn first(token: &str) -> Redeem {
    Redeem { email: "Sef@Firma.cz".to_owned(), ..acceptance(token) }
}

#[tokio::test]
async fn the_first_one_becomes_administrator_and_the_link_is_gone() {
    let fresh = Fresh::open().await;
    let token = fresh.link().await.unwrap();
    let cx = fresh.backend.context(Actor::Anonymous, Lang::En);
    assert!(session::link(&cx, &token).await.unwrap().first_admin);

    let signed_in = fresh.redeem(&first(&token)).await.unwrap();

    let who = session::resolve(&fresh.backend, &signed_in.token).await.unwrap().unwrap();
    assert!(matches!(who.actor, Actor::Staff { role: StaffRole::Admin, .. }));
    assert_eq!(who.lang, Some(Lang::En));
    assert_eq!(
        refusal(&fresh.redeem(&first(&token)).await.unwrap_err()),
        Some(&Refusal::LinkSpent)
    );
    assert_eq!(fresh.link().await, None);
    let again = session::sign_in(&cx, "sef@firma.cz", PASSWORD, &ClientInfo::default()).await;
    assert!(again.is_ok());
}

#[tokio::test]
async fn a_new_start_replaces_the_link_and_a_day_ends_it() {
    let fresh = Fresh::open().await;
    let old = fresh.link().await.unwrap();
    let new = fresh.link().await.unwrap();

    assert_eq!(refusal(&fresh.redeem(&first(&old)).await.unwrap_err()), Some(&Refusal::LinkSpent));
    fresh.clock.advance(TimeDelta::hours(24));
    assert_eq!(refusal(&fresh.redeem(&first(&new)).await.unwrap_err()), Some(&Refusal::LinkSpent));
}

#[tokio::test]
async fn the_first_administrator_needs_an_address() {
    let fresh = Fresh::open().await;
    let token = fresh.link().await.unwrap();

    let error = fresh.redeem(&acceptance(&token)).await.unwrap_err();

    assert_eq!(fields(&error), ["email"]);
    assert!(fresh.redeem(&first(&token)).await.is_ok(), "a mistake does not use the link up");
}

#[tokio::test]
async fn two_at_the_same_instant_make_one_administrator() {
    let fresh = Fresh::open().await;
    let token = fresh.link().await.unwrap();
    let one = |n: u8| Redeem { email: format!("n{n}@firma.cz"), ..acceptance(&token) };
    let typed: Vec<Redeem> = (0..6).map(one).collect();

    let answers = futures_util::future::join_all(typed.iter().map(|t| fresh.redeem(t))).await;

    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
}

#[tokio::test]
async fn where_there_are_staff_there_is_no_link_and_only_the_machine_may_ask() {
    let portal = Portal::open().await;

    assert_eq!(session::setup_link(&portal.system()).await.unwrap(), None);
    let denied = session::setup_link(&portal.staff_admin()).await.unwrap_err();
    assert!(matches!(denied, Error::Denied(Denied::Forbidden)));
}
