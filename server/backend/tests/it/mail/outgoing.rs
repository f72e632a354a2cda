//! Settings > Outgoing mail.

use backend::{
    assignment,
    mail::{self, Memory, Notice, To},
    partner, person,
};
use domain::{mail::MailState, policy::Denied};
use testkit::Portal;

use super::{lapsed, tell, with_mail_server};
use crate::sign_up::{invitation, redeem};

#[tokio::test]
async fn without_a_mail_server_messages_are_held() {
    let portal = Portal::open().await;
    tell(&portal.backend, To::User(portal.alfa.manager), lapsed()).await;
    let mailer = Memory::default();

    assert_eq!(mail::deliver_due(&portal.system(), &mailer).await.unwrap(), 0);

    let seen = mail::outgoing(&portal.staff_manager()).await.unwrap();
    assert_eq!((seen[0].state, seen[0].to.as_str()), (MailState::Held, "manager@alfa.example"));
    assert_eq!(seen[0].link, None, "only an invitation has a link to pass on");
}

#[tokio::test]
async fn a_link_can_be_copied_until_it_is_used() {
    let portal = Portal::open().await;
    let manager = portal.staff_manager();
    let form = invitation("nova@alfa.example", "manager");
    partner::invite(&manager, portal.alfa.id, &form).await.unwrap();

    let link = mail::outgoing(&manager).await.unwrap()[0].link.clone().unwrap();
    assert!(link.starts_with("http://127.0.0.1:3000/invitation/"), "{link}");
    let _signed_in = redeem(&portal.backend, link.rsplit('/').next().unwrap()).await.unwrap();

    assert_eq!(mail::outgoing(&manager).await.unwrap()[0].link, None);
}

#[tokio::test]
async fn links_that_sign_in_as_staff_are_for_administrators_only() {
    let portal = Portal::open().await;
    let form = invitation("nova@stafeta.example", "admin");
    person::invite(&portal.staff_admin(), &form).await.unwrap();
    let form = invitation("nova@alfa.example", "manager");
    partner::invite(&portal.staff_admin(), portal.alfa.id, &form).await.unwrap();

    for (name, cx) in portal.everybody() {
        let seen = mail::outgoing(&cx).await;
        match name.as_str() {
            "staff admin" => assert_eq!(seen.unwrap().len(), 2),
            "staff manager" => {
                let to: Vec<_> = seen.unwrap().into_iter().map(|mail| mail.to).collect();
                assert_eq!(to, ["nova@alfa.example"]);
            }
            _ => assert!(matches!(seen, Err(backend::Error::Denied(_))), "{name}"),
        }
    }
    let hidden = mail::outgoing(&portal.manager_of(&portal.alfa)).await.unwrap_err();
    assert!(matches!(hidden, backend::Error::Denied(Denied::Hidden)));
}

#[tokio::test]
async fn the_portal_keeps_no_copy_of_a_link_that_has_left() {
    let portal = Portal::open().await;
    let backend = with_mail_server(&portal);
    let cx = backend.context(portal.staff_admin().actor, domain::lang::Lang::Cs);
    let form = invitation("nova@alfa.example", "manager");
    partner::invite(&cx, portal.alfa.id, &form).await.unwrap();
    let mailer = Memory::default();

    mail::deliver_due(&backend.system(), &mailer).await.unwrap();

    let parcel = mailer.parcels().remove(0);
    let start = parcel.text.find("/invitation/").unwrap() + "/invitation/".len();
    let token = &parcel.text[start..start + 64];
    assert!(parcel.html.unwrap().contains(token));
    let kept = mail::outgoing(&cx).await.unwrap().remove(0);
    assert!(!kept.text.contains(token) && kept.link.is_none(), "{}", kept.text);
    assert!(redeem(&portal.backend, token).await.is_ok());
}

#[tokio::test]
async fn a_link_that_answers_is_read_by_nobody_else_and_not_kept() {
    let portal = Portal::open().await;
    let backend = with_mail_server(&portal);
    // What was typed begins like a link.
    let topic = "Linka /answer/5".to_owned();
    let deal = portal.opportunity().topic(&topic).offered_to(&portal.alfa).create().await;
    let offer = Notice::Offered { reference: deal.reference, topic, accept_by: None };
    tell(&backend, To::User(portal.alfa.manager), offer).await;
    let text = portal.mails().await.remove(0).text;
    let (_, rest) = text.rsplit_once("/answer/").unwrap();
    let secret = rest.split_whitespace().next().unwrap();
    assert_eq!(secret.len(), 64, "{text}");
    let seen = mail::outgoing(&portal.staff_admin()).await.unwrap().remove(0).text;
    assert!(!seen.contains(secret), "{seen}");
    let mailer = Memory::default();

    mail::deliver_due(&backend.system(), &mailer).await.unwrap();

    let left = mailer.parcels().remove(0);
    assert!(left.text.contains(secret) && left.html.unwrap().contains(secret));
    let kept = portal.mails().await.remove(0);
    assert_eq!(kept.state, "sent");
    assert!(!kept.text.contains(secret) && !kept.html.contains(secret), "{}", kept.text);
    assert!(kept.text.contains("Linka /answer/5"), "{}", kept.text);
    assert!(assignment::show_by_link(&portal.anonymous(), secret).await.is_ok());
}
