//! From the outbox to the mailer: once, with patience, and not for ever.

use backend::mail::{self, Memory, SendError, To};
use chrono::TimeDelta;
use domain::{mail::MailState, policy::Denied};
use testkit::Portal;

use super::{lapsed, tell, with_mail_server};
use crate::refused::refused;

async fn states(portal: &Portal) -> Vec<String> {
    portal.mails().await.into_iter().map(|mail| mail.state).collect()
}

#[tokio::test]
async fn what_is_due_leaves_once() {
    let portal = Portal::open().await;
    let backend = with_mail_server(&portal);
    tell(&backend, To::Answerers(portal.alfa.id), lapsed()).await;
    let mailer = Memory::default();

    assert_eq!(mail::deliver_due(&backend.system(), &mailer).await.unwrap(), 2);
    assert_eq!(mail::deliver_due(&backend.system(), &mailer).await.unwrap(), 0);

    assert_eq!(states(&portal).await, ["sent", "sent"]);
    let mut to: Vec<_> = mailer.parcels().into_iter().map(|parcel| parcel.to).collect();
    to.sort_unstable();
    assert_eq!(to, ["admin@alfa.example", "manager@alfa.example"]);
}

#[tokio::test]
async fn two_servers_send_each_message_once() {
    let portal = Portal::open().await;
    let backend = with_mail_server(&portal);
    let second = portal.another_server().await;
    for _ in 0..10 {
        tell(&backend, To::Answerers(portal.alfa.id), lapsed()).await;
    }
    let mailer = Memory::default();

    let (one, other) = (backend.system(), second.system());
    let counts = tokio::join!(mail::deliver_due(&one, &mailer), mail::deliver_due(&other, &mailer));

    assert_eq!(counts.0.unwrap() + counts.1.unwrap(), 20);
    let mut ids: Vec<_> = mailer.parcels().into_iter().map(|parcel| parcel.id).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 20);
}

#[tokio::test]
async fn a_failure_is_tried_again_later_and_later_and_then_given_up() {
    let portal = Portal::open().await;
    let backend = with_mail_server(&portal);
    tell(&backend, To::User(portal.alfa.manager), lapsed()).await;
    let mailer = Memory::default();
    mailer.fail(Some(SendError::Later("the server is away".to_owned())));

    for minutes in [1, 5, 15, 60, 180, 360, 720, 1440] {
        assert_eq!(mail::deliver_due(&backend.system(), &mailer).await.unwrap(), 0);
        assert_eq!(states(&portal).await, ["pending"]);
        let before = portal.digest().await;
        portal.clock.advance(TimeDelta::minutes(minutes) - TimeDelta::seconds(1));
        mail::deliver_due(&backend.system(), &mailer).await.unwrap();
        assert_eq!(portal.digest().await, before, "too early after {minutes} minutes");
        portal.clock.advance(TimeDelta::seconds(1));
    }
    mail::deliver_due(&backend.system(), &mailer).await.unwrap();

    assert_eq!(states(&portal).await, ["failed"]);
    let seen = mail::outgoing(&portal.staff_manager()).await.unwrap();
    assert_eq!(seen[0].state, MailState::Failed);
    assert_eq!(seen[0].last_error.as_deref(), Some("the server is away"));
}

#[tokio::test]
async fn it_leaves_when_the_mail_server_is_back() {
    let portal = Portal::open().await;
    let backend = with_mail_server(&portal);
    tell(&backend, To::User(portal.alfa.manager), lapsed()).await;
    let mailer = Memory::default();
    mailer.fail(Some(SendError::Later("the server is away".to_owned())));
    mail::deliver_due(&backend.system(), &mailer).await.unwrap();

    mailer.fail(None);
    portal.clock.advance(TimeDelta::minutes(1));

    assert_eq!(mail::deliver_due(&backend.system(), &mailer).await.unwrap(), 1);
    let seen = mail::outgoing(&portal.staff_manager()).await.unwrap();
    assert_eq!((seen[0].state, seen[0].last_error.clone()), (MailState::Sent, None));
    assert_eq!(seen[0].sent_at.map(|at| at.to_utc()), Some(portal.now()));
}

#[tokio::test]
async fn what_the_server_refuses_for_good_is_given_up_at_once() {
    let portal = Portal::open().await;
    let backend = with_mail_server(&portal);
    tell(&backend, To::User(portal.alfa.manager), lapsed()).await;
    let mailer = Memory::default();
    mailer.fail(Some(SendError::Never("no such mailbox".to_owned())));

    mail::deliver_due(&backend.system(), &mailer).await.unwrap();

    assert_eq!(states(&portal).await, ["failed"]);
}

/// A mailer that never comes back from the first message.
#[derive(Debug, Default)]
struct Stuck {
    has_begun: tokio::sync::Notify,
}

#[async_trait::async_trait]
impl mail::Mailer for Stuck {
    async fn send(&self, _: &mail::Parcel) -> Result<(), SendError> {
        self.has_begun.notify_one();
        std::future::pending().await
    }
}

#[tokio::test]
async fn what_a_dead_server_had_taken_is_sent_by_another_one() {
    let portal = Portal::open().await;
    let backend = with_mail_server(&portal);
    tell(&backend, To::User(portal.alfa.manager), lapsed()).await;
    let (cx, stuck) = (backend.system(), Stuck::default());
    tokio::select! {
        result = mail::deliver_due(&cx, &stuck) => panic!("{result:?}"),
        () = stuck.has_begun.notified() => {}
    }

    let mailer = Memory::default();
    portal.clock.advance(TimeDelta::minutes(14));
    assert_eq!(mail::deliver_due(&backend.system(), &mailer).await.unwrap(), 0);
    portal.clock.advance(TimeDelta::minutes(2));
    assert_eq!(mail::deliver_due(&backend.system(), &mailer).await.unwrap(), 1);
}

#[tokio::test]
async fn only_the_machine_delivers() {
    let portal = Portal::open().await;
    tell(&with_mail_server(&portal), To::User(portal.alfa.manager), lapsed()).await;

    let (admin, mailer) = (portal.staff_admin(), Memory::default());
    let error = refused(&portal, mail::deliver_due(&admin, &mailer)).await;

    assert!(matches!(error, backend::Error::Denied(Denied::Forbidden)));
    assert!(mailer.parcels().is_empty());
}
