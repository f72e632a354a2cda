//! Sentences that are put together on a page, as they are read.

use backend::{
    assignment,
    mail::{self, Notice, To},
    routing,
};
use chrono::{DateTime, TimeDelta, Utc};
use domain::timeline::Audience;
use sea_orm::ConnectionTrait as _;

use crate::server::Server;

/// What stands between the tags, in one line.
fn words(html: &str) -> String {
    let texts = html.split('<').map(|rest| rest.split_once('>').map_or(rest, |(_, text)| text));
    texts.collect::<Vec<_>>().concat().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn nobody_is_told_by_when_twice() {
    let server = Server::open().await;
    let portal = &server.portal;
    let deal = portal.opportunity().offered_to(&portal.alfa).create().await;
    assignment::accept(&portal.manager_of(&portal.alfa), deal.assignment()).await.unwrap();
    let staff = server.token(portal.staff_manager().actor.user().unwrap()).await;
    let partner = server.token(portal.alfa.manager).await;

    for (path, token) in [
        (format!("/staff/opportunities/{}", deal.reference), &staff),
        (format!("/opportunities/{}", deal.reference), &partner),
    ] {
        for (lang, label, word) in
            [("en", "First report by", "by "), ("cs", "První zpráva do", "do ")]
        {
            server.speak(token, lang).await;
            let said = words(server.page(&path, Some(token)).await.text());
            let (_, rest) = said.split_once(label).unwrap();
            assert!(!rest.trim_start().starts_with(word), "{path} {lang}: {label}{rest:.20}");
        }
    }
}

/// The page's own link whose address has this in it.
fn link<'a>(html: &'a str, part: &str) -> Option<&'a str> {
    html.split("href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .find(|to| to.contains(part))
}

#[tokio::test]
async fn the_score_of_a_partner_is_told_with_the_distance() {
    let server = Server::open().await;
    let portal = &server.portal;
    let customer = portal.add_account("Pivovar Lípa a.s.").await;
    for (account, latitude, longitude) in
        [(customer, 49_224_400, 17_662_700), (portal.alfa.account, 49_195_100, 16_606_800)]
    {
        let place = vec![("latitude", latitude.into()), ("longitude", longitude.into())];
        portal.set("account", account.0, place).await;
    }
    let deal = portal.opportunity().account(customer).create().await;
    routing::distribute(&portal.staff_manager(), deal.id).await.unwrap();
    let staff = server.token(portal.staff_manager().actor.user().unwrap()).await;
    let path = format!("/staff/opportunities/{}", deal.reference);
    for (lang, told) in [("en", "Territory (77 km)"), ("cs", "Území (77 km)")] {
        server.speak(&staff, lang).await;
        let said = words(server.page(&path, Some(&staff)).await.text());
        assert!(said.contains(told), "{lang}: {said}");
    }
}

#[tokio::test]
async fn a_record_tells_page_by_page_what_happened_in_both_languages() {
    let server = Server::open().await;
    let portal = &server.portal;
    let account = portal.add_account("Pivovar Lípa a.s.").await;
    let person = portal.add_contact(account, "Jana", "Malá").await;
    let deal = portal.opportunity().account(account).contact(person).topic("Varna");
    let deal = deal.accepted_by(&portal.alfa).create().await;
    for _ in 0..21 {
        portal.add_note(&portal.staff_manager(), deal.id, Audience::Staff).await;
    }
    let staff = server.token(portal.staff_manager().actor.user().unwrap()).await;
    for (lang, title, only_us, earlier, newest, made) in [
        ("en", "Timeline", "Only us", "Show earlier", "Back to the newest", "Record created"),
        ("cs", "Časová osa", "Jen my", "Zobrazit dřívější", "Zpět na nejnovější", "Záznam založen"),
    ] {
        server.speak(&staff, lang).await;
        for path in [
            format!("/staff/accounts/{account}"),
            format!("/staff/contacts/{person}"),
            format!("/staff/partners/{}", portal.alfa.id),
        ] {
            let first = server.page(&path, Some(&staff)).await;
            let said = words(first.text());
            assert_eq!(said.matches(only_us).count(), 20, "{path} {lang}: {said}");
            for word in [title, earlier, "Varna", deal.reference.as_str()] {
                assert!(said.contains(word), "{path} {lang}: no {word} in {said}");
            }
            assert!(!said.contains(newest) && !said.contains(made), "{path} {lang}: {said}");

            let to = link(first.text(), "before=").unwrap().split('#').next().unwrap();
            assert!(to.starts_with(&path), "{to}");
            let second = words(server.page(to, Some(&staff)).await.text());
            assert_eq!(second.matches(only_us).count(), 1, "{path} {lang}: {second}");
            assert!(second.contains(newest) && second.contains(made), "{path} {lang}: {second}");
            assert!(!second.contains(earlier), "{path} {lang}: {second}");
        }
    }
}

#[tokio::test]
async fn a_partner_is_told_on_its_customers_page_what_is_meant_for_it() {
    let server = Server::open().await;
    let portal = &server.portal;
    let account = portal.add_account("Pivovar Lípa a.s.").await;
    let deal = portal.opportunity().account(account).topic("Varna");
    let deal = deal.accepted_by(&portal.alfa).create().await;
    let partner = server.token(portal.alfa.manager).await;
    let path = format!("/customers/{account}");
    let quiet = [
        ("en", "Timeline", "Nothing has happened on the opportunities yet.", "All partners"),
        ("cs", "Časová osa", "Na příležitostech se zatím nic nestalo.", "Všichni partneři"),
    ];
    for (lang, title, nothing, _) in quiet {
        server.speak(&partner, lang).await;
        let said = words(server.page(&path, Some(&partner)).await.text());
        assert!(said.contains(title) && said.contains(nothing), "{lang}: {said}");
    }

    for audience in [Audience::Staff, Audience::AllPartners] {
        portal.add_note(&portal.staff_manager(), deal.id, audience).await;
    }

    for (lang, _, nothing, everybody) in quiet {
        server.speak(&partner, lang).await;
        let page = server.page(&path, Some(&partner)).await;
        let said = words(page.text());
        assert_eq!(said.matches(everybody).count(), 1, "{lang}: {said}");
        assert!(!said.contains(nothing), "{lang}: {said}");
        let own = format!("/opportunities/{}", deal.reference);
        assert_eq!(page.text().matches(&format!("href=\"{own}\"")).count(), 2, "list and timeline");
    }
}

/// Takes a table away behind the portal's back.
async fn lose(server: &Server, table: &str) {
    let txn = server.portal.backend.db.begin_write().await.unwrap();
    txn.execute_unprepared(&format!("ALTER TABLE {table} RENAME TO gone")).await.unwrap();
    txn.commit().await.unwrap();
}

#[tokio::test]
async fn what_goes_wrong_and_what_is_not_yours_is_a_page_that_helps_in_both_languages() {
    let server = Server::open().await;
    let portal = &server.portal;
    let seller = server.token(portal.staff_seller().actor.user().unwrap()).await;
    let admin = server.token(portal.staff_admin().actor.user().unwrap()).await;
    let texts = [
        ("cs", "Sem nemáte přístup", "Něco se pokazilo", "Zkusit znovu"),
        ("en", "You have no access here", "Something went wrong", "Try again"),
    ];
    for (lang, forbidden, ..) in texts {
        server.speak(&seller, lang).await;
        let page = server.page("/staff/settings/products", Some(&seller)).await;
        assert_eq!(page.status, 403);
        assert!(words(page.text()).contains(forbidden), "{lang}");
    }

    lose(&server, "product").await;
    for (lang, _, wrong, again) in texts {
        server.speak(&admin, lang).await;
        let page = server.page("/staff/settings/products", Some(&admin)).await;
        assert_eq!(page.status, 500);
        let said = words(page.text());
        assert!(said.contains(wrong) && said.contains(again), "{lang}: {said}");
        assert!(!said.contains("product\"") && !said.contains("no such table"), "{said}");
    }
}

#[tokio::test]
async fn without_a_database_there_is_still_a_page() {
    let server = Server::open().await;
    let token = server.token(server.portal.alfa.manager).await;
    lose(&server, "session").await;

    let page = server.page("/dashboard", Some(&token)).await;
    assert_eq!(page.status, 503);
    assert_eq!(page.header("retry-after"), "5");
    assert!(page.header("content-type").starts_with("text/html"));
    let said = words(page.text());
    assert!(said.contains("Zkusit znovu") && said.contains("Try again"), "{said}");

    let call = server.post("/api/session/me", Some(&token), "").await;
    assert_eq!((call.status.as_u16(), call.text()), (503, r#"{"error":"busy"}"#));
}

#[tokio::test]
async fn the_list_names_who_brought_what_and_lets_nobody_choose_it_before_approval() {
    let server = Server::open().await;
    let portal = &server.portal;
    let alfa = &portal.alfa;
    let brought = portal.opportunity().brought_by(alfa, alfa.seller).create().await;
    let own = portal.opportunity().create().await;
    let staff = server.token(portal.staff_manager().actor.user().unwrap()).await;
    let texts = [("cs", "přinesl příležitost", "na rozhodnutí"), ("en", "brought it", "to decide")];
    for (lang, who, what) in texts {
        server.speak(&staff, lang).await;
        let page = server.page("/staff/opportunities", Some(&staff)).await;
        let said = words(page.text());
        assert!(said.contains(&format!("{}{who}", alfa.name)), "{lang}: {said}");
        assert!(said.contains(what), "{lang}: {said}");
        let tick = |reference: &str| page.text().contains(&format!("value=\"{reference}\""));
        assert!(tick(&own.reference) && !tick(&brought.reference), "{lang}");
    }
}

#[tokio::test]
async fn a_part_of_a_name_is_a_filter_and_says_so() {
    let server = Server::open().await;
    let portal = &server.portal;
    let deal = portal.opportunity().offered_to(&portal.alfa).create().await;
    let staff = server.token(portal.staff_manager().actor.user().unwrap()).await;
    for (lang, part, whole) in
        [("cs", "Partner obsahuje", "Partner je"), ("en", "Partner contains", "Partner is")]
    {
        server.speak(&staff, lang).await;
        for (typed, how) in [("alf", part), ("Alfa+Systems+s.r.o.", whole)] {
            let path = format!("/staff/opportunities?partner_name={typed}");
            let page = server.page(&path, Some(&staff)).await;
            let said = words(page.text());
            assert!(said.contains(how) && said.contains(&deal.reference), "{typed}: {said}");
        }
    }
}

#[tokio::test]
async fn the_way_back_from_the_preview_keeps_the_view_and_the_ticks() {
    let server = Server::open().await;
    let deal = server.portal.opportunity().create().await;
    let token = server.token(server.portal.staff_manager().actor.user().unwrap()).await;
    server.speak(&token, "cs").await;
    let preview = format!("/staff/opportunities/distribute?view=open&pick={}", deal.reference);

    let page = server.page(&preview, Some(&token)).await;
    let back = link(page.text(), "view=open&amp;pick=").unwrap().replace("&amp;", "&");

    let list = server.page(&back, Some(&token)).await;
    let boxes: Vec<&str> =
        list.text().split("<input").filter(|input| input.contains("name=\"pick\"")).collect();
    assert_eq!(boxes.len(), 1, "ticked once, not hidden besides");
    assert!(boxes[0].split('>').next().unwrap().contains(" checked"), "{}", boxes[0]);

    let record = format!("/staff/opportunities/{}", deal.reference);
    let page = server.page(&record, Some(&token)).await;
    let preview = link(page.text(), "distribute?one=1").unwrap().replace("&amp;", "&");
    let page = server.page(&preview, Some(&token)).await;
    assert!(words(page.text()).contains("Zpět na příležitost"), "{preview}");
}

/// An offered opportunity that was stopped then.
fn on_hold(since: DateTime<Utc>) -> Vec<(&'static str, sea_orm::Value)> {
    vec![("status", "on_hold".into()), ("held_from", "delivered".into()), ("held_at", since.into())]
}

#[tokio::test]
async fn an_offer_on_hold_says_so_and_has_no_buttons() {
    let server = Server::open().await;
    let portal = &server.portal;
    let deal = portal.opportunity().offered_to(&portal.alfa).create().await;
    let partner = server.token(portal.alfa.manager).await;
    let own = format!("/opportunities/{}", deal.reference);
    let (accept, pages) =
        ("/api/assignment/accept", [own.as_str(), "/dashboard", "/opportunities"]);
    for path in pages {
        assert!(server.page(path, Some(&partner)).await.text().contains(accept), "{path}");
    }

    portal.set("opportunity", deal.id.0, on_hold(portal.now())).await;

    for (lang, badge, said) in [
        ("cs", "Pozastaveno", "Odpovědět můžete, až ji zase spustí. Pozastaveno dnes 13.00."),
        ("en", "On hold", "You can answer once it is resumed. On hold since today 13:00."),
    ] {
        server.speak(&partner, lang).await;
        for path in pages {
            let page = server.page(path, Some(&partner)).await;
            let words = words(page.text());
            assert!(words.contains(badge) && words.contains(said), "{path} {lang}: {words}");
            assert!(!page.text().contains(accept), "{path} {lang}");
        }
    }
}

#[tokio::test]
async fn behind_the_link_of_a_mail_an_offer_on_hold_says_so_and_has_no_buttons() {
    let server = Server::open().await;
    let portal = &server.portal;
    let deal = portal.opportunity().offered_to(&portal.alfa).create().await;
    let (reference, topic) = (deal.reference.clone(), "Linka".to_owned());
    let offer = Notice::Offered { reference, topic, accept_by: None };
    let cx = portal.system();
    let txn = cx.db.begin_write().await.unwrap();
    mail::notify(&txn, &cx, To::User(portal.alfa.manager), offer).await.unwrap();
    txn.commit().await.unwrap();
    let mails = portal.mails().await;
    let (_, rest) = mails.last().unwrap().text.split_once("/answer/").unwrap();
    let path = format!("/answer/{}", rest.split_whitespace().next().unwrap());
    let accept = "/api/answer/accept";
    assert!(server.page(&path, None).await.text().contains(accept));

    portal.set("opportunity", deal.id.0, on_hold(portal.now())).await;
    // Long after the deadline that it had.
    portal.clock.advance(TimeDelta::days(20));

    let page = server.page(&path, None).await;
    let said = words(page.text());
    for told in ["až ji zase spustí. Pozastaveno 2. 3. 13.00.", "Pozastaveno, zbývá 2 dny"] {
        assert!(said.contains(told), "{said}");
    }
    assert!(!page.text().contains("/api/answer/"), "{said}");
}
