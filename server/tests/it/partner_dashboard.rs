//! What the dashboard of a partner says: what runs out, what waits, and what is managed.

use backend::{assignment, portal as work};
use chrono::TimeDelta;
use domain::{
    ids::UserId,
    opportunity::{ReasonForm, Status},
    timeline::Audience,
};

use crate::server::Server;

/// What stands between the tags, in one line.
fn words(html: &str) -> String {
    let texts = html.split('<').map(|rest| rest.split_once('>').map_or(rest, |(_, text)| text));
    let texts: Vec<_> = texts.flat_map(str::split_whitespace).collect();
    texts.join(" ")
}

/// The page of one person in one language.
async fn dashboard(server: &Server, user: UserId, lang: &str) -> String {
    let token = server.token(user).await;
    let choice = format!("language={lang}");
    server.post("/api/session/set_preferences", Some(&token), &choice).await;
    server.page("/dashboard", Some(&token)).await.text().to_owned()
}

/// What a section says, by the id of its heading; nothing where there is no such section.
fn section(page: &str, id: &str) -> Option<String> {
    let (_, rest) = page.split_once(&format!("id=\"{id}\""))?;
    let (_, rest) = rest.split_once('>')?;
    Some(words(rest.split("</section>").next().unwrap()))
}

/// What wants attention.
async fn alerts(server: &Server, user: UserId) -> Option<String> {
    section(&dashboard(server, user, "cs").await, "alerts-h")
}

#[tokio::test]
async fn an_offer_is_about_to_expire_in_the_last_quarter_of_its_time() {
    let server = Server::open().await;
    let portal = &server.portal;
    portal.opportunity().topic("Linka na sirup").offered_to(&portal.alfa).create().await;
    let later = Some(portal.now() + TimeDelta::days(5));
    portal.opportunity().topic("Má dost času").offered_until(&portal.alfa, later).create().await;
    portal.opportunity().topic("Bez lhůty").offered_until(&portal.alfa, None).create().await;
    let held = portal.opportunity().topic("Pozastavená").status(Status::OnHold);
    held.offered_to(&portal.alfa).create().await;
    portal.opportunity().topic("Cizí").offered_until(&portal.beta, later).create().await;

    portal.clock.advance(TimeDelta::hours(36));
    assert_eq!(alerts(&server, portal.alfa.manager).await, None, "a quarter is left");

    portal.clock.advance(TimeDelta::seconds(1));
    for (lang, said) in [
        ("cs", "Vyžaduje vaši pozornost 1 Linka na sirup Brzy vyprší, přijmout dnes do 13.00"),
        ("en", "Needs your attention 1 Linka na sirup About to expire, accept by 13:00 today"),
    ] {
        let page = dashboard(&server, portal.alfa.administrator, lang).await;
        assert_eq!(section(&page, "alerts-h").as_deref(), Some(said));
    }
    // Who cannot answer is not asked to, and nobody else learns of it.
    for user in [portal.alfa.seller, portal.beta.manager, portal.gama.administrator] {
        assert_eq!(alerts(&server, user).await, None);
    }
}

#[tokio::test]
async fn the_alert_ends_with_the_answer_and_with_the_time() {
    let server = Server::open().await;
    let portal = &server.portal;
    let manager = portal.alfa.manager;
    let offer = async |topic: &str| {
        portal.opportunity().topic(topic).offered_to(&portal.alfa).create().await
    };
    let accepted = offer("Přijatá").await;
    let declined = offer("Odmítnutá").await;
    offer("Prošlá").await;
    portal.clock.advance(TimeDelta::hours(37));
    let said = alerts(&server, manager).await.unwrap();
    for topic in ["Přijatá", "Odmítnutá", "Prošlá"] {
        assert!(said.contains(topic), "{said}");
    }

    let cx = portal.manager_of(&portal.alfa);
    assignment::accept(&cx, accepted.assignment()).await.unwrap();
    let form = ReasonForm { reason: "no_capacity".to_owned(), text: String::new() };
    assignment::decline(&cx, declined.assignment(), form).await.unwrap();
    let said = alerts(&server, manager).await.unwrap();
    assert!(said.contains("Prošlá"), "{said}");
    assert!(!said.contains("Přijatá") && !said.contains("Odmítnutá"), "{said}");

    // Gone with the second in which it ends, whether or not the timer has been there.
    portal.clock.advance(TimeDelta::hours(11));
    assert!(alerts(&server, manager).await.is_some(), "it can still be answered");
    portal.clock.advance(TimeDelta::seconds(1));
    assert_eq!(alerts(&server, manager).await, None);
    assert_eq!(assignment::expire_due(&portal.system(), 10).await.unwrap(), 1);
    assert_eq!(alerts(&server, manager).await, None);
}

#[tokio::test]
async fn what_waits_is_summed_by_currency_and_is_the_companys_own() {
    let server = Server::open().await;
    let portal = &server.portal;
    let (alfa, beta) = (&portal.alfa, &portal.beta);
    for (minor, currency) in [(125_000_000, "CZK"), (30_000_000, "CZK"), (3_000_000, "EUR")] {
        portal.opportunity().value(minor, currency).offered_to(alfa).create().await;
    }
    portal.opportunity().value(None, "USD").offered_to(alfa).create().await;
    // Managed, over, not offered yet, or somebody else's.
    portal.opportunity().value(700_000_000, "CZK").accepted_by(alfa).create().await;
    let past = Some(portal.now() - TimeDelta::hours(1));
    portal.opportunity().value(700_000_000, "CZK").offered_until(alfa, past).create().await;
    portal.opportunity().value(700_000_000, "CZK").queued_for(alfa).create().await;
    portal.opportunity().value(800_000, "EUR").offered_to(beta).create().await;

    for (user, lang, said) in [
        (
            alfa.manager,
            "cs",
            "4 příležitosti čekají na vaši odpověď. Celkem 1,2–2,5 mil. Kč · 20 000–50 000 €.",
        ),
        (
            alfa.manager,
            "en",
            "4 opportunities wait for your answer. In all CZK 1.2–2.5 million · €20,000–50,000.",
        ),
        (beta.manager, "cs", "1 příležitost čeká na vaši odpověď. Celkem 5 000–10 000 €."),
        (portal.gama.manager, "cs", "Na vaši odpověď nic nečeká."),
    ] {
        let page = words(&dashboard(&server, user, lang).await);
        assert!(page.contains(said), "{said} is not in {page}");
    }
}

#[tokio::test]
async fn a_managed_row_says_how_far_it_is_and_who_works_on_it() {
    let server = Server::open().await;
    let portal = &server.portal;
    let (alfa, beta) = (&portal.alfa, &portal.beta);
    let own = portal.opportunity().topic("Sami").worked_by_seller_of(alfa).create().await;
    portal.set("opportunity", own.id.0, vec![("stage", "propose".into())]).await;
    let shared = portal.opportunity().topic("Společně").value(3_000_000, "EUR");
    shared.shared_by(&[alfa, beta, &portal.gama]).create().await;
    portal.clock.advance(TimeDelta::days(1));
    portal.add_note(&portal.staff_seller(), own.id, Audience::AllPartners).await;
    portal.clock.advance(TimeDelta::hours(1));

    let page = dashboard(&server, alfa.manager, "cs").await;
    for said in ["Fáze 3 ze 4: Nabídka", "Fáze 1 ze 4: Kvalifikace"] {
        assert!(page.contains(&format!("aria-label=\"{said}\"")), "{said} is not in {page}");
    }
    assert!(page.contains("data-label=\"Fáze\""), "{page}");
    let czech = section(&page, "managed").unwrap();
    for said in [
        "Sami Kovárna Viktoria, a.s. · Brno Nabídka",
        "1 250 000 Kč",
        "18. 12. 2026",
        "dnes 13.00",
        "Přijato včera 13.00",
        "Jen my",
        "Řeší Soňa z Alfa Systems s.r.o.",
        "Společně Kovárna Viktoria, a.s. · Brno Kvalifikace",
        "30 000 €",
        "Sdíleno se 2 partnery: Beta Solutions a.s. a Gama Servis s.r.o.",
    ] {
        assert!(czech.contains(said), "{said} is not in {czech}");
    }
    let page = dashboard(&server, alfa.manager, "en").await;
    assert!(page.contains("aria-label=\"Stage 3 of 4: Propose\""), "{page}");
    assert!(page.contains("data-label=\"Stage\""), "{page}");
    let english = section(&page, "managed").unwrap();
    for said in [
        "Sami Kovárna Viktoria, a.s. · Brno Propose",
        "CZK 1,250,000",
        "18 Dec 2026",
        "today 13:00",
        "Accepted yesterday 13:00",
        "Only us",
        "Assigned to Soňa z Alfa Systems s.r.o.",
        "Shared with 2 partners: Beta Solutions a.s. and Gama Servis s.r.o.",
    ] {
        assert!(english.contains(said), "{said} is not in {english}");
    }
    assert_eq!(work::board(&portal.manager_of(beta)).await.unwrap().managed.len(), 1);
}
