//! What messages say, in the receiver's language and time.

use std::fmt::Write as _;

use backend::mail::{self, Notice, To};
use domain::{
    choice::{Labels, List},
    lang::Lang,
};
use testkit::{Mail, Portal};

use super::{lapsed, tell, with_mail_server};
use crate::{registration::mails::of_registrations, sign_up::user_of};

/// One of each, with everything in it that a template can show.
#[expect(clippy::too_many_lines, reason = "one of each message, and there are many")]
fn one_of_each() -> Vec<Notice> {
    let reference = || "OPP-7K3Q-9F2M".to_owned();
    let topic = || "Linka č. 5 <Zlín>".to_owned();
    let partner = || "Alfa & spol.".to_owned();
    let text = || Some("První řádek.\n\nDruhý & <třetí>.".to_owned());
    let accept_by = "2026-03-04T15:05:00Z".parse().ok();
    let (author, excerpt) = ("Milan z Alfy".to_owned(), "Zákazník volal.".to_owned());
    let link = || "https://portal.example/invitation/0123456789abcdef".to_owned();
    let inviter = || "Adéla Správná".to_owned();
    vec![
        Notice::Offered { reference: reference(), topic: topic(), accept_by },
        Notice::Offered { reference: reference(), topic: topic(), accept_by: None },
        Notice::Shared { reference: reference(), topic: topic(), others: vec![partner()] },
        Notice::Held { reference: reference(), topic: topic(), accept_by, reason: text() },
        Notice::Held { reference: reference(), topic: topic(), accept_by: None, reason: None },
        Notice::Resumed { reference: reference(), topic: topic(), accept_by },
        Notice::Resumed { reference: reference(), topic: topic(), accept_by: None },
        Notice::DeadlineMoved {
            reference: reference(),
            topic: topic(),
            accept_by: accept_by.unwrap(),
        },
        Notice::Recalled { reference: reference(), topic: topic(), reason: text() },
        Notice::Overtaken { reference: reference(), topic: topic() },
        Notice::Lapsed { reference: reference(), topic: topic() },
        Notice::AnswerSoon {
            reference: reference(),
            topic: topic(),
            accept_by: accept_by.unwrap(),
        },
        Notice::ReportSoon {
            reference: reference(),
            topic: topic(),
            report_by: accept_by.unwrap(),
        },
        Notice::ReportLate {
            reference: reference(),
            topic: topic(),
            report_by: accept_by.unwrap(),
        },
        Notice::OwnerReportLate { reference: reference(), topic: topic(), partner: partner() },
        Notice::NobodyFits { reference: reference(), topic: topic() },
        Notice::SellerAssigned { reference: reference(), topic: topic() },
        Notice::Accepted { reference: reference(), topic: topic(), partner: partner() },
        Notice::Declined {
            reference: reference(),
            topic: topic(),
            partner: partner(),
            reason: "outside_territory".parse().unwrap(),
            labels: Labels::default(),
            text: text(),
            next: None,
            open: 0,
        },
        Notice::Declined {
            reference: reference(),
            topic: topic(),
            partner: partner(),
            reason: "no_capacity".parse().unwrap(),
            labels: Labels::default(),
            text: None,
            next: Some("Gama".to_owned()),
            open: 0,
        },
        Notice::Declined {
            reference: reference(),
            topic: topic(),
            partner: partner(),
            reason: "other".parse().unwrap(),
            labels: Labels::default(),
            text: text(),
            next: None,
            open: 2,
        },
        Notice::OwnerLapsed {
            reference: reference(),
            topic: topic(),
            partner: partner(),
            next: Some("Beta Solutions a.s.".to_owned()),
        },
        Notice::Returned { reference: reference(), topic: topic(), partner: partner(), text: None },
        Notice::NeedsHelp {
            reference: reference(),
            topic: topic(),
            partner: partner(),
            text: text(),
        },
        Notice::Left { reference: reference(), topic: topic(), partner: partner(), text: None },
        Notice::Finished { reference: reference(), topic: topic(), partner: partner(), won: true },
        Notice::Finished { reference: reference(), topic: topic(), partner: partner(), won: false },
        Notice::Closed { reference: reference(), topic: topic(), won: true },
        Notice::Closed { reference: reference(), topic: topic(), won: false },
        Notice::Approved { reference: reference(), topic: topic() },
        Notice::Rejected {
            reference: reference(),
            topic: topic(),
            reason: "Duplicita.".to_owned(),
        },
        Notice::Brought { reference: reference(), topic: topic(), partner: partner() },
        Notice::InfoRequested {
            reference: reference(),
            topic: topic(),
            question: "Kdy to chtějí?".to_owned(),
        },
        Notice::InfoGiven {
            reference: reference(),
            topic: topic(),
            partner: partner(),
            text: text(),
        },
        Notice::NoteWritten {
            reference: reference(),
            topic: topic(),
            author: author.clone(),
            excerpt: excerpt.clone(),
        },
        Notice::Mentioned { reference: reference(), topic: topic(), author, excerpt },
        Notice::Invitation { link: link(), inviter: inviter(), company: Some(partner()) },
        Notice::Invitation { link: link(), inviter: inviter(), company: None },
        Notice::PasswordReset { link: "https://portal.example/reset/0123456789abcdef".to_owned() },
    ]
}

/// Told in both languages to somebody outside.
async fn told(notices: impl Fn() -> Vec<Notice>) -> Vec<Mail> {
    let portal = Portal::open().await;
    let backend = with_mail_server(&portal);
    for lang in [Lang::Cs, Lang::En] {
        for notice in notices() {
            let (email, name) = ("jana@firma.example".to_owned(), None);
            tell(&backend, To::Address { email, name, lang }, notice).await;
            portal.clock.advance(chrono::TimeDelta::seconds(1));
        }
    }
    portal.mails().await
}

/// Those of registrations and runs too.
fn all_of_them() -> Vec<Notice> {
    let mut all = one_of_each();
    all.extend(of_registrations());
    all.push(Notice::RunHeld { page: "/staff/distributions/7".to_owned(), held: 3 });
    all
}

/// All messages on one page, so that a change of words is read as a change of this text.
#[tokio::test]
async fn every_message_in_both_languages() {
    let mut page = String::new();
    for mail in told(one_of_each).await {
        writeln!(page, "==== {} [{}]\n{}", mail.subject, mail.language, mail.text).unwrap();
    }
    insta::assert_snapshot!(page);
}

/// The same as pages: one as it is, and of the others what stands between the frame, which is the same for all.
#[tokio::test]
async fn every_message_as_a_page() {
    let mails = told(all_of_them).await;
    let mut page = mails[0].html.clone() + "\n";
    for mail in &mails {
        let (_, body) = mail.html.split_once("<body").unwrap();
        writeln!(page, "==== {} [{}]", mail.subject, mail.language).unwrap();
        for line in without_styles(body).lines().skip(1).take_while(|line| *line != "</div>") {
            writeln!(page, "{line}").unwrap();
        }
    }
    insta::assert_snapshot!(page);
}

/// How it looks is in the one that is whole.
fn without_styles(html: &str) -> String {
    let mut parts = html.split(" style=\"");
    let first = parts.next().unwrap().to_owned();
    parts.fold(first, |html, part| html + part.split_once('"').unwrap().1)
}

/// What a page says, word by word.
fn in_words(html: &str) -> String {
    let (_, body) = html.split_once("<body").unwrap();
    let texts = body.split('<').map(|rest| rest.split_once('>').map_or(rest, |(_, text)| text));
    let words: Vec<_> = texts.flat_map(str::split_whitespace).collect();
    let marks = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&#x2f;", "/")];
    let text = marks.iter().fold(words.join(" "), |text, (code, mark)| text.replace(code, mark));
    text.replace("&amp;", "&")
}

#[tokio::test]
async fn a_page_says_what_the_plain_text_says_and_no_more() {
    for mail in told(all_of_them).await {
        assert!(mail.html.contains(&format!("<html lang=\"{}\">", mail.language)));
        // Plain text has a colon before a link, marks of quotation, and a line above its footer.
        let plain = mail.text.replace(":\nhttps://", "\nhttps://");
        let lines = plain.lines().filter(|line| line.trim_end() != "--");
        let words = lines.flat_map(|line| line.trim_start_matches("> ").split_whitespace());
        assert_eq!(in_words(&mail.html), words.collect::<Vec<_>>().join(" "), "{}", mail.subject);
    }
}

/// A template that no test fills is one that nobody has read.
#[tokio::test]
async fn every_template_is_filled_in_both_languages() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/mail/templates");
    let files = std::fs::read_dir(folder).unwrap();
    let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    let mut templates: Vec<_> = names.filter(|name| !name.starts_with("letter.")).collect();
    templates.sort();

    let mails = told(all_of_them).await;
    let mut filled: Vec<_> =
        mails.iter().map(|mail| format!("{}.{}.txt", mail.topic, mail.language)).collect();
    filled.sort();
    filled.dedup();

    assert_eq!(filled, templates);
    for mail in &mails {
        let (subject, text) = (&mail.subject, &mail.text);
        assert!(!subject.is_empty() && !subject.contains('{'), "{subject}");
        assert!(!text.contains("{{") && !text.contains("{%"), "{text}");
        // Names of companies end with a full stop of their own.
        assert!(!text.contains(".."), "{text}");
    }
}

#[tokio::test]
async fn a_reason_has_words_in_both_languages() {
    let portal = Portal::open().await;
    let backend = with_mail_server(&portal);

    for lang in [Lang::Cs, Lang::En] {
        for reason in List::Decline.built_in() {
            let to = To::Address { email: "j@firma.example".to_owned(), name: None, lang };
            let notice = Notice::Declined {
                reference: "OPP-7K3Q-9F2M".to_owned(),
                topic: "Linka".to_owned(),
                partner: "Alfa".to_owned(),
                reason: reason.parse().unwrap(),
                labels: Labels::default(),
                text: None,
                next: None,
                open: 0,
            };
            assert_eq!(tell(&backend, to, notice).await, 1, "{reason}");
        }
    }
}

#[tokio::test]
async fn each_reads_their_language_their_time_and_their_pages() {
    let portal = Portal::open().await;
    let backend = with_mail_server(&portal);
    let (alfa, owner) = (&portal.alfa, user_of(&portal.staff_seller()));
    portal.set("user_account", alfa.manager.0, vec![("language", "en".into())]).await;
    portal.set("partner", alfa.id.0, vec![("time_zone", "Europe/London".into())]).await;
    let offered = Notice::Offered {
        reference: "OPP-7K3Q-9F2M".to_owned(),
        topic: "Linka č. 5".to_owned(),
        accept_by: "2026-03-04T15:05:00Z".parse().ok(),
    };

    assert_eq!(tell(&backend, To::Answerers(alfa.id), offered.clone()).await, 2);
    assert_eq!(tell(&backend, To::User(owner), offered).await, 1);

    let mails = portal.mails().await;
    let text = |to: &str| mails.iter().find(|mail| mail.to == to).unwrap().text.as_str();
    let english = text("manager@alfa.example");
    assert!(english.contains("by 4\u{a0}Mar\u{a0}2026\u{a0}15:05."), "{english}");
    assert!(english.contains("https://portal.example/opportunities/OPP-7K3Q-9F2M\n"));
    let czech = text("admin@alfa.example");
    assert!(czech.contains("do 4.\u{a0}3.\u{a0}2026\u{a0}15.05."), "{czech}");
    let staff = text("seller@stafeta.example");
    assert!(staff.contains("do 4.\u{a0}3.\u{a0}2026\u{a0}16.05."), "{staff}");
    assert!(staff.contains("https://portal.example/staff/opportunities/OPP-7K3Q-9F2M\n"));
}

#[tokio::test]
async fn only_who_can_answer_is_told_of_an_offer() {
    let portal = Portal::open().await;
    let gone = vec![("deactivated_at", portal.now().into())];
    portal.set("user_account", portal.alfa.manager.0, gone.clone()).await;
    portal.set("user_account", portal.beta.seller.0, gone).await;

    assert_eq!(tell(&portal.backend, To::Answerers(portal.alfa.id), lapsed()).await, 1);
    assert_eq!(tell(&portal.backend, To::User(portal.beta.seller), lapsed()).await, 0);
    let mails = portal.mails().await;
    assert_eq!(
        mails.iter().map(|mail| mail.to.as_str()).collect::<Vec<_>>(),
        ["admin@alfa.example"]
    );
}

#[tokio::test]
async fn what_is_not_committed_is_not_told() {
    let portal = Portal::open().await;
    let cx = portal.system();

    let txn = cx.db.begin_write().await.unwrap();
    mail::notify(&txn, &cx, To::Answerers(portal.alfa.id), lapsed()).await.unwrap();
    txn.rollback().await.unwrap();

    assert!(portal.mails().await.is_empty());
}

#[tokio::test]
async fn a_topic_writes_neither_headers_nor_markup() {
    let portal = Portal::open().await;
    let backend = with_mail_server(&portal);
    let nasty = "Linka\r\nBcc: vsichni@firma.example\n\n<script>alert(1)</script> {{ vendor }}";
    let notice = Notice::Rejected {
        reference: "OPP-7K3Q-9F2M".to_owned(),
        topic: nasty.to_owned(),
        reason: nasty.to_owned(),
    };
    tell(&backend, To::User(portal.alfa.manager), notice).await;

    let mailer = mail::Memory::default();
    mail::deliver_due(&backend.system(), &mailer).await.unwrap();

    let parcel = mailer.parcels().remove(0);
    assert!(!parcel.subject.contains(['\r', '\n']), "{}", parcel.subject);
    assert!(parcel.subject.contains("{{ vendor }}"), "typed text is no template");
    let html = parcel.html.unwrap();
    assert!(!html.contains("<script") && html.contains("&lt;script&gt;"), "{html}");
    assert!(html.contains("Dodavatel &amp; syn"), "{html}");
}
