//! What people have to know comes out of the mail server as they read it: in their language, as plain text and as a page.

use backend::{
    Backend, Context, assignment, company,
    mail::{self, Sender, Smtp},
    note, opportunity, partner, registration,
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use chrono::TimeDelta;
use domain::{lang::Lang, timeline::NoteForm};
use testkit::Portal;

use super::{
    server::{MailServer, Received},
    with_mail_server,
};
use crate::{
    registration::{because, in_review},
    sign_up::invitation,
};

/// A message as a mail program shows it.
#[derive(Debug)]
struct Message {
    to: String,
    subject: String,
    text: String,
    html: String,
}

/// A portal with a mail server that is really spoken to. Alfa's manager reads English, everybody else Czech.
struct Post {
    portal: Portal,
    backend: Backend,
    server: MailServer,
}

impl Post {
    async fn open() -> Self {
        let portal = Portal::open().await;
        let manager = portal.alfa.manager.0;
        portal.set("user_account", manager, vec![("language", "en".into())]).await;
        let (backend, server) = (with_mail_server(&portal), MailServer::start("nobody").await);
        Self { portal, backend, server }
    }

    /// The same call with the operator's settings.
    fn sending(&self, cx: &Context) -> Context {
        self.backend.context(cx.actor, Lang::Cs)
    }

    fn staff(&self) -> Context {
        self.sending(&self.portal.staff_manager())
    }

    /// What comes to this address under a subject that begins so; exactly one.
    async fn letter(&self, to: &str, subject: &str) -> Message {
        let sender = Sender::parse("Dodavatel <portal@dodavatel.example>").unwrap();
        let smtp = Smtp::connect(&self.server.url, sender).unwrap();
        while mail::deliver_due(&self.backend.system(), &smtp).await.unwrap() > 0 {}
        let all: Vec<_> = self.server.received().iter().map(read).collect();
        let is_meant = |one: &Message| one.to == to && one.subject.starts_with(subject);
        let known: Vec<_> = all.iter().map(|one| format!("{} {}", one.to, one.subject)).collect();
        assert_eq!(all.iter().filter(|one| is_meant(one)).count(), 1, "{subject}: {known:?}");
        all.into_iter().find(is_meant).unwrap()
    }

    /// Alfa's two who answer hear the same, each in their language, in both shapes.
    async fn both_hear(&self, english: [&str; 2], czech: [&str; 2]) {
        for (to, [subject, said], greeting) in [
            ("manager@alfa.example", english, "Hello,"),
            ("admin@alfa.example", czech, "Dobrý den,"),
        ] {
            let letter = self.letter(to, subject).await;
            for part in [greeting, said] {
                assert!(letter.text.contains(part), "{part} is not in {}", letter.text);
                assert!(letter.html.contains(part), "{part} is not in {}", letter.html);
            }
        }
    }
}

fn read(received: &Received) -> Message {
    let (head, _) = received.data.split_once("\n\n").unwrap();
    let (_, rest) = received.data.split_once("boundary=\"").unwrap();
    let boundary = format!("--{}", rest.split('"').next().unwrap());
    let parts: Vec<_> = received.data.split(&boundary).skip(1).collect();
    let [plain, page, _end] = parts.as_slice() else { panic!("{}", received.data) };
    assert!(plain.contains("Content-Type: text/plain; charset=utf-8"), "{plain}");
    assert!(page.contains("Content-Type: text/html; charset=utf-8"), "{page}");
    let to = received.to.join(" ");
    Message {
        to: to.trim_matches(['<', '>']).to_owned(),
        subject: subject(head),
        text: content(plain),
        html: content(page),
    }
}

/// RFC 2047: words in base64 follow each other without the space between them.
fn subject(head: &str) -> String {
    let unfolded = head.replace("\n ", " ");
    let line = unfolded.lines().find_map(|line| line.strip_prefix("Subject: ")).unwrap();
    let mut bytes = Vec::new();
    let mut was_encoded = true;
    for word in line.split(' ') {
        let encoded = word.strip_prefix("=?utf-8?b?").and_then(|rest| rest.strip_suffix("?="));
        if !(was_encoded && (encoded.is_some() || bytes.is_empty())) {
            bytes.push(b' ');
        }
        was_encoded = encoded.is_some();
        match encoded {
            Some(encoded) => bytes.extend(STANDARD.decode(encoded).unwrap()),
            None => bytes.extend(word.as_bytes()),
        }
    }
    String::from_utf8(bytes).unwrap()
}

fn content(part: &str) -> String {
    let (head, body) = part.trim_start().split_once("\n\n").unwrap();
    let encoding = head.lines().find_map(|line| line.strip_prefix("Content-Transfer-Encoding: "));
    let bytes = match encoding {
        Some("base64") => STANDARD.decode(body.split_whitespace().collect::<String>()).unwrap(),
        Some("quoted-printable") => quoted_printable(body),
        Some("7bit") => body.as_bytes().to_vec(),
        other => panic!("{other:?}"),
    };
    String::from_utf8(bytes).unwrap().replace("\r\n", "\n")
}

fn quoted_printable(body: &str) -> Vec<u8> {
    let joined = body.replace("=\n", "");
    let mut parts = joined.split('=');
    let mut bytes = parts.next().unwrap().as_bytes().to_vec();
    for part in parts {
        let (code, rest) = part.split_at(2);
        bytes.push(u8::from_str_radix(code, 16).unwrap());
        bytes.extend(rest.as_bytes());
    }
    bytes
}

#[tokio::test]
async fn an_invitation_arrives_with_its_link_in_the_language_it_was_given() {
    let post = Post::open().await;
    let alfa = post.portal.alfa.id;
    for (email, lang, subject, said) in [
        ("nova@alfa.example", "cs", "Pozvánka do partnerského portálu", "Odkaz platí 7 dní"),
        ("new@alfa.example", "en", "Invitation to the partner portal", "The link works once"),
    ] {
        let mut form = invitation(email, "manager");
        lang.clone_into(&mut form.language);
        partner::invite(&post.staff(), alfa, &form).await.unwrap();

        let letter = post.letter(email, subject).await;

        assert!(letter.text.contains(said) && letter.html.contains(said), "{}", letter.text);
        let (_, link) = letter.text.split_once("https://portal.example/invitation/").unwrap();
        let token = link.split_whitespace().next().unwrap();
        assert!(letter.html.contains(token), "{}", letter.html);
        assert!(crate::sign_up::redeem(&post.backend, token).await.is_ok());
    }
}

#[tokio::test]
async fn a_colleagues_invitation_arrives_from_the_partners_own_administrator() {
    let post = Post::open().await;
    let administrator = post.sending(&post.portal.administrator_of(&post.portal.alfa));
    let form = invitation("kolega@alfa.example", "seller");

    company::invite(&administrator, &form).await.unwrap();

    let letter = post.letter("kolega@alfa.example", "Pozvánka do partnerského portálu").await;
    let said = format!("za společnost {}", post.portal.alfa.name);
    assert!(letter.text.contains(&said) && letter.html.contains(&said), "{}", letter.text);
    let (_, link) = letter.text.split_once("https://portal.example/invitation/").unwrap();
    let token = link.split_whitespace().next().unwrap();
    assert!(letter.html.contains(token), "{}", letter.html);
    assert!(crate::sign_up::redeem(&post.backend, token).await.is_ok());
}

#[tokio::test]
async fn who_owns_the_opportunity_reads_that_it_was_accepted() {
    let post = Post::open().await;
    let (portal, alfa) = (&post.portal, &post.portal.alfa);
    let owner = portal.staff_seller().actor.user().unwrap();
    let deal = portal.opportunity().topic("Linka č. 5").owner(owner).offered_to(alfa);
    let deal = deal.create().await;

    assignment::accept(&post.sending(&portal.manager_of(alfa)), deal.assignment()).await.unwrap();

    let letter = post.letter("seller@stafeta.example", "Přijato: Linka č. 5").await;
    let said = format!("Partner {} přijal příležitost", alfa.name);
    assert!(letter.text.contains(&said) && letter.html.contains(&said), "{}", letter.text);
    assert!(letter.text.contains(&deal.reference), "{}", letter.text);
}

#[tokio::test]
async fn that_an_offer_lapsed_arrives_at_both_sides() {
    let post = Post::open().await;
    let (portal, alfa) = (&post.portal, &post.portal.alfa);
    let owner = portal.staff_seller().actor.user().unwrap();
    let deal = portal.opportunity().topic("Linka č. 5").owner(owner).offered_to(alfa);
    deal.create().await;
    portal.clock.advance(TimeDelta::hours(48) + TimeDelta::seconds(1));

    assert_eq!(assignment::expire_due(&post.backend.system(), 10).await.unwrap(), 1);

    post.both_hear(
        ["Offer lapsed: Linka č. 5", "is over and the offer has lapsed"],
        ["Nabídka propadla: Linka č. 5", "uplynula a nabídka propadla"],
    )
    .await;
    let letter = post.letter("seller@stafeta.example", "Bez odpovědi: Linka č. 5").await;
    let said = "Rozhodněte prosím, co s ní bude dál.";
    assert!(letter.text.contains(said) && letter.html.contains(said), "{}", letter.text);
}

#[tokio::test]
async fn a_note_and_a_recall_arrive() {
    let post = Post::open().await;
    let deal = post.portal.opportunity().topic("Linka č. 5").accepted_by(&post.portal.alfa);
    let deal = deal.create().await;
    let (body, audience) = ("Zavolejte & domluvte se.".to_owned(), "all".to_owned());
    let form = NoteForm { body, audience, ..NoteForm::default() };

    note::write(&post.staff(), deal.id, form).await.unwrap();
    post.both_hear(
        ["New note: Linka č. 5", "writes about the opportunity"],
        ["Nová poznámka: Linka č. 5", "píše k příležitosti"],
    )
    .await;
    let letter = post.letter("manager@alfa.example", "New note").await;
    assert!(letter.text.contains("> Zavolejte & domluvte se."), "{}", letter.text);
    assert!(letter.html.contains("Zavolejte &amp; domluvte se."), "{}", letter.html);

    opportunity::recall(&post.staff(), deal.id, "Zákazník si to rozmyslel.").await.unwrap();
    post.both_hear(
        ["Taken back: Linka č. 5", "takes back the opportunity"],
        ["Odvoláno: Linka č. 5", "bere zpět příležitost"],
    )
    .await;
    let letter = post.letter("admin@alfa.example", "Odvoláno").await;
    assert!(letter.text.contains("> Zákazník si to rozmyslel."), "{}", letter.text);
}

#[tokio::test]
async fn a_reminder_arrives_with_the_deadline_as_it_is_written_there() {
    let post = Post::open().await;
    let deal = post.portal.opportunity().topic("Linka č. 5").offered_to(&post.portal.alfa);
    let deal = deal.create().await;
    post.portal.clock.advance(TimeDelta::hours(24));
    let due = vec![("remind_at", Some(post.portal.now()).into())];
    post.portal.set("assignment", deal.assignment().0, due).await;

    assert_eq!(assignment::remind_due(&post.backend.system(), 10).await.unwrap(), 1);

    post.both_hear(
        ["Waiting for your answer: Linka č. 5", "by 4\u{a0}Mar\u{a0}2026\u{a0}13:00"],
        ["Čeká na vaši odpověď: Linka č. 5", "do 4.\u{a0}3.\u{a0}2026\u{a0}13.00"],
    )
    .await;
    let letter = post.letter("manager@alfa.example", "Waiting").await;
    assert!(letter.text.contains("https://portal.example/answer/"), "{}", letter.text);
}

#[tokio::test]
async fn a_decision_on_a_registration_arrives() {
    let post = Post::open().await;
    let (portal, alfa) = (&post.portal, &post.portal.alfa);
    let brought = |topic: &str| {
        let deal = portal.opportunity().topic(topic).brought_by(alfa, alfa.seller).approved();
        deal.accepted_by(alfa)
    };
    let deal = brought("Linka č. 5").create().await;
    let id = in_review(portal, &deal, alfa).await;
    let other = brought("Lis č. 7").create().await;
    let refused = in_review(portal, &other, alfa).await;

    registration::approve(&post.staff(), id, "").await.unwrap();
    post.both_hear(
        ["Registration approved: Linka č. 5", "is protected for you until 31\u{a0}May\u{a0}2026"],
        ["Registrace schválena: Linka č. 5", "chráněná pro vás do 31.\u{a0}5.\u{a0}2026"],
    )
    .await;

    registration::reject(&post.staff(), refused, because("duplicate")).await.unwrap();
    post.both_hear(
        ["Registration rejected: Lis č. 7", "You can appeal once"],
        ["Registrace zamítnuta: Lis č. 7", "Můžete se jednou odvolat"],
    )
    .await;
}
