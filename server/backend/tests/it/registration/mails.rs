//! What mails say of registrations, in both languages.

use std::fmt::Write as _;

use backend::mail::{self, Notice, RegistrationNews, To, VendorNews};
use domain::{lang::Lang, registration::State};
use strum::IntoEnumIterator;
use testkit::Portal;

/// One of each, with everything in it that a template can show.
fn one_of_each() -> Vec<RegistrationNews> {
    let until = "2026-05-31T12:00:00Z".parse().unwrap();
    let text = || Some("První řádek.\n\nDruhý & <třetí>.".to_owned());
    let to_vendor = VendorNews::iter().map(|what| RegistrationNews::ToVendor {
        what,
        partner: "Alfa & spol.".to_owned(),
        customer: "Kovárna <Viktoria>".to_owned(),
        until: "2026-03-05T12:00:00Z".parse().unwrap(),
        text: matches!(what, VendorNews::Answered | VendorNews::Extended).then(text).flatten(),
    });
    let decided = [(State::Approved, Some(until)), (State::Rejected, None), (State::Revoked, None)];
    let decided = decided.map(|(state, until)| RegistrationNews::Decided {
        state,
        until,
        text: until.is_none().then(text).flatten(),
    });
    to_vendor
        .chain(decided)
        .chain([
            RegistrationNews::Asked { question: "Kdo rozhoduje?".to_owned() },
            RegistrationNews::Lapsing { until },
            RegistrationNews::Lapsed,
        ])
        .collect()
}

/// The same as they are told.
pub fn of_registrations() -> Vec<Notice> {
    let notice = |news| Notice::Registration {
        reference: "OPP-7K3Q-9F2M".to_owned(),
        topic: "Linka č. 5".to_owned(),
        registration: "REG-2222-3333".to_owned(),
        news,
    };
    one_of_each().into_iter().map(notice).collect()
}

#[tokio::test]
async fn every_message_in_both_languages() {
    let portal = Portal::open().await;
    for lang in [Lang::Cs, Lang::En] {
        for notice in of_registrations() {
            let cx = portal.system();
            let to = To::Address { email: "j@firma.example".to_owned(), name: None, lang };
            let txn = cx.db.begin_write().await.unwrap();
            mail::notify(&txn, &cx, to, notice).await.unwrap();
            txn.commit().await.unwrap();
            portal.clock.advance(chrono::TimeDelta::seconds(1));
        }
    }
    let mut page = String::new();
    for mail in portal.mails().await {
        // What stands between greeting and button; the frame is the same for all mails.
        let body: Vec<&str> = mail.text.lines().take_while(|line| !line.contains("http")).collect();
        writeln!(page, "==== {} [{}]\n{}", mail.subject, mail.language, body.join("\n")).unwrap();
    }
    insta::assert_snapshot!(page);
}
