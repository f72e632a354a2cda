//! Somebody forgot the password.

use std::time::Duration;

use backend::{
    Error,
    session::{self, ClientInfo, Redeem, SignedIn},
};
use domain::{invalid::Problem, refusal::Refusal};
use testkit::{Mail, Portal};
use tokio::time::{sleep, timeout};

use crate::{
    refused::{fields, refusal, refused},
    sign_up::{PASSWORD, acceptance, sign_in, signed_in, who},
};

const NEW: &str = "tramvaj číslo jedna";

async fn request(portal: &Portal, email: &str) {
    session::request_reset(&portal.anonymous(), email, &ClientInfo::default()).await.unwrap();
}

/// Chooses [`NEW`] behind a link.
async fn choose(portal: &Portal, link: &str) -> Result<SignedIn, Error> {
    let (password, password_again) = (NEW.to_owned(), NEW.to_owned());
    let typed = Redeem { password, password_again, ..acceptance(link) };
    session::redeem(&portal.anonymous(), &typed, &ClientInfo::default()).await
}

async fn resets(portal: &Portal) -> Vec<Mail> {
    let mails = portal.mails().await.into_iter();
    mails.filter(|mail| mail.topic == "password_reset").collect()
}

/// The secrets in the mails, once there are so many: they are written after the answer.
async fn links(portal: &Portal, count: usize) -> Vec<String> {
    let written = async {
        while resets(portal).await.len() < count {
            sleep(Duration::from_millis(5)).await;
        }
    };
    timeout(Duration::from_secs(20), written).await.expect("the mail is written");
    let secret = |mail: Mail| {
        let (_, rest) = mail.text.split_once("/reset/").unwrap();
        rest.split_whitespace().next().unwrap().to_owned()
    };
    resets(portal).await.into_iter().map(secret).collect()
}

#[tokio::test]
async fn a_link_by_mail_changes_the_password_and_ends_all_sessions() {
    let portal = Portal::open().await;
    let manager = portal.manager_of(&portal.alfa);
    let before = signed_in(&portal, &manager, "manager@alfa.example").await;

    request(&portal, " Manager@Alfa.example ").await;
    let link = links(&portal, 1).await.remove(0);
    let view = session::link(&portal.anonymous(), &link).await.unwrap();
    assert!(view.new_password);
    let after = choose(&portal, &link).await.unwrap();

    assert!(who(&portal, &before.token).await.is_none());
    assert!(who(&portal, &after.token).await.is_some());
    assert!(sign_in(&portal, "manager@alfa.example", PASSWORD).await.is_err());
    assert!(sign_in(&portal, "manager@alfa.example", NEW).await.is_ok());
    let me = session::me(&manager).await.unwrap();
    assert_ne!(me.name, acceptance(&link).name, "a new password is no new name");
    let again = refused(&portal, choose(&portal, &link)).await;
    assert_eq!(refusal(&again), Some(&Refusal::LinkSpent));
}

#[tokio::test]
async fn a_newer_link_replaces_the_older_one_and_an_hour_ends_it() {
    let portal = Portal::open().await;
    let manager = portal.manager_of(&portal.alfa);
    let _session = signed_in(&portal, &manager, "manager@alfa.example").await;
    request(&portal, "manager@alfa.example").await;
    let first = links(&portal, 1).await.remove(0);
    request(&portal, "manager@alfa.example").await;
    let newer = links(&portal, 2).await.into_iter().find(|link| *link != first).unwrap();

    let old = session::link(&portal.anonymous(), &first).await.unwrap_err();
    assert_eq!(refusal(&old), Some(&Refusal::LinkSpent));
    assert!(session::link(&portal.anonymous(), &newer).await.is_ok());
    let mut late = portal.anonymous();
    late.now = portal.now() + chrono::TimeDelta::hours(1);
    let late = session::link(&late, &newer).await.unwrap_err();
    assert_eq!(refusal(&late), Some(&Refusal::LinkSpent));
}

#[tokio::test]
async fn nobody_learns_who_has_an_account() {
    let portal = Portal::open().await;
    let manager = portal.manager_of(&portal.alfa);
    let _session = signed_in(&portal, &manager, "manager@alfa.example").await;
    let since = vec![("deactivated_at", portal.now().into())];
    portal.set("user_account", portal.alfa.seller.0, since).await;

    for email in ["nobody@alfa.example", "seller@alfa.example"] {
        request(&portal, email).await;
    }
    for email in ["not an address", ""] {
        let (cx, client) = (portal.anonymous(), ClientInfo::default());
        let error = session::request_reset(&cx, email, &client).await.unwrap_err();
        assert_eq!(fields(&error), ["email"], "{email}");
    }
    // The one that exists comes last: when its mail is there, those before have had their turn.
    request(&portal, "manager@alfa.example").await;
    links(&portal, 1).await;

    let to: Vec<_> = resets(&portal).await.into_iter().map(|mail| mail.to).collect();
    assert_eq!(to, ["manager@alfa.example"]);
}

#[tokio::test]
async fn asking_again_and_again_is_slowed_down() {
    let portal = Portal::open().await;
    for _ in 0..10 {
        request(&portal, "nobody@alfa.example").await;
    }

    let client = ClientInfo::default();
    let cx = portal.anonymous();
    let error = session::request_reset(&cx, "nobody@alfa.example", &client).await.unwrap_err();

    assert_eq!(fields(&error), ["email"]);
    let backend::Error::Invalid(errors) = error else { panic!("{error:?}") };
    assert_eq!(errors[0].problem, Problem::Throttled { minutes: 15 });
}
