//! Notes: who writes for whom, and who is told.

use backend::{Error, assignment, note, timeline_read};
use domain::{
    assignment::State,
    opportunity::Status,
    policy::Denied,
    timeline::{Audience, NoteForm},
};
use testkit::{Deal, Portal};

use crate::refused::{fields, refused};

pub fn note(body: &str, audience: &str) -> NoteForm {
    NoteForm { body: body.to_owned(), audience: audience.to_owned(), ..NoteForm::default() }
}

fn to_one(body: &str, partner: impl ToString) -> NoteForm {
    NoteForm { partner: partner.to_string(), ..note(body, "one") }
}

/// What each side reads on the timeline, the oldest first.
async fn read_by(cx: &backend::Context, deal: &Deal) -> Vec<String> {
    let items = timeline_read::items(cx, deal.id).await.unwrap();
    let text = |html: &str| html.replace("<p>", "").replace("</p>", "").trim().to_owned();
    items.iter().rev().filter_map(|item| Some(text(item.body.as_ref()?.as_str()))).collect()
}

#[tokio::test]
async fn every_note_is_for_its_audience() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().shared_by(&[&portal.alfa, &portal.beta]).create().await;
    let staff = portal.staff_seller();
    let (alfa, beta) = (portal.manager_of(&portal.alfa), portal.manager_of(&portal.beta));

    note::write(&staff, deal.id, note("pro nás", "")).await.unwrap();
    note::write(&staff, deal.id, to_one("pro alfu", portal.alfa.id)).await.unwrap();
    note::write(&staff, deal.id, note("pro oba", "all")).await.unwrap();
    note::write(&alfa, deal.id, note("alfa prodejci", "internal")).await.unwrap();
    note::write(&beta, deal.id, note("beta všem", "all")).await.unwrap();

    assert_eq!(
        read_by(&staff, &deal).await,
        ["pro nás", "pro alfu", "pro oba", "alfa prodejci", "beta všem"]
    );
    assert_eq!(read_by(&alfa, &deal).await, ["pro alfu", "pro oba", "alfa prodejci", "beta všem"]);
    assert_eq!(read_by(&beta, &deal).await, ["pro oba", "beta všem"]);

    let items = timeline_read::items(&alfa, deal.id).await.unwrap();
    let of = |index: usize| {
        let item = &items[index];
        (
            item.author.clone().unwrap(),
            item.company.clone(),
            item.is_mine,
            item.audience_name.clone(),
        )
    };
    let (alfa_name, beta_name) = (portal.alfa.name.clone(), portal.beta.name.clone());
    assert_eq!(of(0), ("Milan z Beta Solutions a.s.".to_owned(), Some(beta_name), false, None));
    assert_eq!(
        of(1),
        ("Milan z Alfa Systems s.r.o.".to_owned(), Some(alfa_name.clone()), true, Some(alfa_name))
    );
    assert_eq!(of(2), ("Simona Prodejná".to_owned(), None, false, None));
}

#[tokio::test]
async fn readers_are_told_but_not_the_author() {
    let portal = Portal::open().await;
    let owner = portal.staff_seller();
    let deal = portal
        .opportunity()
        .owner(owner.actor.user().unwrap())
        .shared_by(&[&portal.alfa, &portal.beta])
        .create()
        .await;
    let told = async |cx: &backend::Context, form: NoteForm| {
        let before = portal.mails().await;
        note::write(cx, deal.id, form).await.unwrap();
        let after = portal.mails().await.into_iter();
        let mut to: Vec<_> =
            after.filter(|mail| !before.contains(mail)).map(|mail| mail.to).collect();
        to.sort_unstable();
        to
    };
    let alfa = portal.manager_of(&portal.alfa);

    assert!(told(&owner, note("pro nás", "internal")).await.is_empty());
    assert_eq!(
        told(&portal.staff_manager(), note("x", "internal")).await,
        ["seller@stafeta.example"]
    );
    assert_eq!(
        told(&owner, to_one("x", portal.alfa.id)).await,
        ["admin@alfa.example", "manager@alfa.example"]
    );
    assert_eq!(told(&alfa, note("x", "internal")).await, ["seller@stafeta.example"]);
    assert_eq!(
        told(&alfa, note("**Volal** jsem", "all")).await,
        ["admin@beta.example", "manager@beta.example", "seller@stafeta.example"]
    );
    let mails = portal.mails().await;
    let called = mails.iter().filter(|mail| mail.text.contains("Volal jsem"));
    let by_milan = called.filter(|mail| mail.text.contains("Milan z Alfa Systems")).count();
    assert_eq!(by_milan, 3, "{mails:?}");
}

/// Whom the outbox writes to, sorted.
async fn told(portal: &Portal) -> Vec<String> {
    let mut told: Vec<_> = portal.mails().await.into_iter().map(|mail| mail.to).collect();
    told.sort_unstable();
    told
}

#[tokio::test]
async fn a_note_on_an_offer_is_mailed_to_no_partner_and_waits_for_those_who_accept() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().offered_to(&portal.alfa).create().await;
    let (staff, alfa) = (portal.staff_seller(), portal.manager_of(&portal.alfa));

    note::write(&staff, deal.id, note("Kovárna Viktoria spěchá", "all")).await.unwrap();
    note::write(&staff, deal.id, to_one("Volejte Nováka", portal.alfa.id)).await.unwrap();
    let named = note::write(&staff, deal.id, note("@Milan z Alfa Systems s.r.o., spěchá", "all"));
    assert_eq!(fields(&refused(&portal, named).await), ["body"]);

    assert!(told(&portal).await.is_empty());
    assignment::accept(&alfa, deal.assignment()).await.unwrap();
    assert_eq!(read_by(&alfa, &deal).await, ["Kovárna Viktoria spěchá", "Volejte Nováka"]);
}

#[tokio::test]
async fn whoever_works_on_it_is_told_once_beside_those_who_answer() {
    let all = ["admin@alfa.example", "manager@alfa.example", "seller@alfa.example"];
    for (works, expected) in [("seller", &all[..]), ("manager", &all[..2])] {
        let portal = Portal::open().await;
        let deal = portal.opportunity().worked_by_seller_of(&portal.alfa).create().await;
        if works == "manager" {
            let seller = vec![("seller_id", portal.alfa.manager.0.into())];
            portal.set("assignment", deal.assignment().0, seller).await;
        }

        note::write(&portal.staff_manager(), deal.id, note("Zavolejte", "all")).await.unwrap();

        assert_eq!(told(&portal).await, expected, "{works}");
    }
}

#[tokio::test]
async fn what_a_partner_writes_reaches_those_who_decide_when_the_owner_has_left() {
    let portal = Portal::open().await;
    let owner = portal.staff_seller().actor.user().unwrap();
    let deal = portal.opportunity().owner(owner).accepted_by(&portal.alfa).create().await;
    let gone = vec![("deactivated_at", portal.now().into())];
    portal.set("user_account", owner.0, gone).await;

    let alfa = portal.manager_of(&portal.alfa);
    note::write(&alfa, deal.id, note("Zákazník čeká", "internal")).await.unwrap();

    assert_eq!(told(&portal).await, ["manager@stafeta.example"]);
}

#[tokio::test]
async fn what_cannot_be_said_is_refused() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().shared_by(&[&portal.alfa, &portal.beta]).create().await;
    let staff = portal.staff_manager();
    let alfa = portal.manager_of(&portal.alfa);
    for (cx, form, field) in [
        (&staff, note("  ", "all"), "body"),
        (&staff, note(&"x".repeat(4001), "all"), "body"),
        (&staff, note("a\u{0}b", "all"), "body"),
        (&staff, note("x", "everybody"), "audience"),
        (&staff, to_one("x", ""), "partner"),
        (&staff, to_one("x", "alfa"), "partner"),
        (&staff, to_one("x", portal.gama.id), "partner"),
        (&alfa, to_one("x", portal.beta.id), "audience"),
        (&alfa, NoteForm { files: "nothing".to_owned(), ..note("x", "all") }, "files"),
        (&alfa, NoteForm { files: portal.alfa.id.to_string(), ..note("x", "all") }, "files"),
    ] {
        let error = refused(&portal, note::write(cx, deal.id, form)).await;
        assert_eq!(fields(&error), [field]);
    }
}

#[tokio::test]
async fn who_does_not_manage_it_does_not_write() {
    let portal = Portal::open().await;
    let deal = portal
        .opportunity()
        .formerly_with(&portal.gama, State::Declined)
        .offered_to(&portal.alfa)
        .create()
        .await;
    for (who, cx) in portal.everybody() {
        if who.starts_with("staff") {
            continue;
        }
        let error = refused(&portal, note::write(&cx, deal.id, note("x", "all"))).await;
        let knows = ["alfa manager", "alfa administrator", "gama manager", "gama administrator"];
        let expected =
            if knows.contains(&who.as_str()) { Denied::Forbidden } else { Denied::Hidden };
        assert!(matches!(&error, Error::Denied(d) if *d == expected), "{who}: {error:?}");
    }
}

#[tokio::test]
async fn on_hold_and_after_closing_people_still_talk() {
    let portal = Portal::open().await;
    let held = portal.opportunity().accepted_by(&portal.alfa).status(Status::OnHold);
    let held = held.create().await;
    let won = portal.opportunity().formerly_with(&portal.alfa, State::Completed);
    let won = won.status(Status::Won).create().await;
    for deal in [&held, &won] {
        let alfa = portal.manager_of(&portal.alfa);
        note::write(&alfa, deal.id, note("Díky.", "all")).await.unwrap();
        assert_eq!(read_by(&portal.staff_seller(), deal).await, ["Díky."]);
    }
}

#[tokio::test]
async fn an_audience_is_recorded_as_it_was_chosen() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().accepted_by(&portal.alfa).create().await;
    let staff = portal.staff_seller();
    for (form, audience) in [
        (note("a", "internal"), Audience::Staff),
        (to_one("b", portal.alfa.id), Audience::Partner(portal.alfa.id)),
        (note("c", "all"), Audience::AllPartners),
    ] {
        note::write(&staff, deal.id, form).await.unwrap();
        let items = timeline_read::items(&staff, deal.id).await.unwrap();
        assert_eq!(items[0].audience, audience);
    }
}

#[tokio::test]
async fn an_empty_note_on_what_one_may_not_see_is_not_found() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().accepted_by(&portal.alfa).create().await;
    for cx in [portal.manager_of(&portal.beta), portal.manager_of(&portal.gama)] {
        for form in [note("", ""), note("Ahoj", "nikomu"), to_one("Ahoj", "nikdo")] {
            let error = refused(&portal, note::write(&cx, deal.id, form)).await;
            assert!(matches!(error, Error::Denied(Denied::Hidden)), "{error:?}");
        }
    }
    // Who may see it is told what is missing.
    let own = portal.manager_of(&portal.alfa);
    let error = refused(&portal, note::write(&own, deal.id, note("", ""))).await;
    assert_eq!(fields(&error), ["body"]);
}
