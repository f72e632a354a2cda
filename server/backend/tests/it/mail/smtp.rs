//! Real mail servers and real files.

use backend::{
    Error,
    mail::{self, Folder, Sender, Smtp, To},
};
use domain::mail::MailState;
use testkit::Portal;

use super::{lapsed, server::MailServer, tell, with_mail_server};

fn sender() -> Sender {
    Sender::parse("Dodavatel <portal@dodavatel.example>").unwrap()
}

#[tokio::test]
async fn a_mail_server_gets_the_message_in_both_shapes() {
    let portal = Portal::open().await;
    let backend = with_mail_server(&portal);
    let server = MailServer::start("nobody").await;
    tell(&backend, To::User(portal.alfa.manager), lapsed()).await;

    let smtp = Smtp::connect(&server.url, sender()).unwrap();
    assert_eq!(mail::deliver_due(&backend.system(), &smtp).await.unwrap(), 1);

    let received = server.received().remove(0);
    assert_eq!(received.from, "<portal@dodavatel.example>");
    assert_eq!(received.to, ["<manager@alfa.example>"]);
    let id = mail::outgoing(&portal.staff_manager()).await.unwrap()[0].id;
    for part in [
        "From: Dodavatel <portal@dodavatel.example>",
        "<manager@alfa.example>",
        "Auto-Submitted: auto-generated",
        &format!("Message-ID: <{id}@dodavatel.example>"),
        "Content-Type: multipart/alternative",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Type: text/html; charset=utf-8",
    ] {
        assert!(received.data.contains(part), "{part} is not in\n{}", received.data);
    }
}

#[tokio::test]
async fn a_mailbox_that_does_not_exist_is_given_up() {
    let portal = Portal::open().await;
    let backend = with_mail_server(&portal);
    let server = MailServer::start("admin@alfa").await;
    tell(&backend, To::Answerers(portal.alfa.id), lapsed()).await;

    let smtp = Smtp::connect(&server.url, sender()).unwrap();
    assert_eq!(mail::deliver_due(&backend.system(), &smtp).await.unwrap(), 1);

    let failed: Vec<_> = mail::outgoing(&portal.staff_manager())
        .await
        .unwrap()
        .into_iter()
        .filter(|mail| mail.state == MailState::Failed)
        .collect();
    assert_eq!(failed.len(), 1);
    assert_eq!(failed[0].to, "admin@alfa.example");
    assert!(failed[0].last_error.as_deref().unwrap().contains("no such mailbox"));
}

#[tokio::test]
async fn a_server_that_is_away_is_tried_again() {
    let portal = Portal::open().await;
    let backend = with_mail_server(&portal);
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let url = format!("smtp://{closed}");
    tell(&backend, To::User(portal.alfa.manager), lapsed()).await;

    let smtp = Smtp::connect(&url, sender()).unwrap();
    assert_eq!(mail::deliver_due(&backend.system(), &smtp).await.unwrap(), 0);

    let seen = mail::outgoing(&portal.staff_manager()).await.unwrap();
    assert_eq!(seen[0].state, MailState::Pending);
    assert!(seen[0].last_error.is_some());
}

#[tokio::test]
async fn a_folder_gets_files_that_mail_programs_open() {
    let portal = Portal::open().await;
    let backend = with_mail_server(&portal);
    let folder = tempfile::tempdir().unwrap();
    tell(&backend, To::User(portal.alfa.manager), lapsed()).await;

    let mailer = Folder::new(folder.path(), sender());
    assert_eq!(mail::deliver_due(&backend.system(), &mailer).await.unwrap(), 1);

    let file = std::fs::read_dir(folder.path()).unwrap().next().unwrap().unwrap();
    assert_eq!(file.path().extension().unwrap(), "eml");
    let text = std::fs::read_to_string(file.path()).unwrap();
    assert!(text.contains("Subject: "), "{text}");
}

#[tokio::test]
async fn a_wrong_setting_is_told_without_the_password() {
    assert!(matches!(Sender::parse("not an address"), Err(Error::Setup(_))));
    for url in ["ftp://uzivatel:tajemstvi@posta.example", "smtp:tajemstvi"] {
        let error = Smtp::connect(url, sender()).unwrap_err();
        assert!(!error.to_string().contains("tajemstvi"), "{error}");
    }
}
