//! People choose which kinds of message come.

use backend::mail::{self, Notice, To};
use domain::mail::{MailForm, Topic};
use testkit::Portal;

use super::tell;

fn note() -> Notice {
    Notice::NoteWritten {
        reference: "OPP-7K3Q-9F2M".to_owned(),
        topic: "Linka".to_owned(),
        author: "Jana".to_owned(),
        excerpt: "Ozvali se.".to_owned(),
    }
}

fn recalled() -> Notice {
    let (reference, topic) = ("OPP-7K3Q-9F2M".to_owned(), "Linka".to_owned());
    Notice::Recalled { reference, topic, reason: None }
}

async fn topics(portal: &Portal) -> Vec<String> {
    portal.mails().await.into_iter().map(|mail| mail.topic).collect()
}

#[tokio::test]
async fn what_is_not_ticked_is_not_sent_and_what_matters_always_is() {
    let portal = Portal::open().await;
    let manager = portal.manager_of(&portal.alfa);
    let only_reminders = MailForm { reminders: "true".to_owned(), ..MailForm::default() };

    mail::choose(&manager, &only_reminders).await.unwrap();
    let to = || To::User(portal.alfa.manager);
    tell(&portal.backend, to(), note()).await;
    tell(&portal.backend, to(), recalled()).await;
    tell(&portal.backend, To::User(portal.alfa.administrator), note()).await;

    let mut sent = topics(&portal).await;
    sent.sort_unstable();
    assert_eq!(sent, ["note_written", "recalled"]);
    let chosen = mail::chosen(&manager).await.unwrap();
    assert_eq!(
        chosen,
        [
            (Topic::Changes, false),
            (Topic::Notes, false),
            (Topic::Reminders, true),
            (Topic::Registrations, false)
        ]
    );
}

#[tokio::test]
async fn everything_comes_until_somebody_chooses_and_again_when_all_is_ticked() {
    let portal = Portal::open().await;
    let staff = portal.staff_manager();
    assert!(mail::chosen(&staff).await.unwrap().iter().all(|(_, wanted)| *wanted));
    let tick = || "true".to_owned();

    mail::choose(&staff, &MailForm::default()).await.unwrap();
    assert!(mail::chosen(&staff).await.unwrap().iter().all(|(_, wanted)| !wanted));
    let all = MailForm {
        answers: tick(),
        changes: tick(),
        notes: tick(),
        reminders: tick(),
        registrations: tick(),
    };
    mail::choose(&staff, &all).await.unwrap();

    assert!(mail::chosen(&staff).await.unwrap().iter().all(|(_, wanted)| *wanted));
    let other = portal.manager_of(&portal.alfa);
    assert!(mail::chosen(&other).await.unwrap().iter().all(|(_, wanted)| *wanted));
}
