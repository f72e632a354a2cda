//! The isolation boundary, row by row: who knows of what, who sees it in full, who reads which entry.

use std::fmt::Write as _;

use domain::{
    assignment::State, ids::OpportunityId, opportunity::Status, policy::Actor, timeline::Audience,
};
use sea_orm::{ConnectionTrait, FromQueryResult, PaginatorTrait, QueryFilter, entity::prelude::*};
use testkit::{Deal, OpportunityBuilder, Portal};

use super::{
    account, assignment, attachment, contact, import_run, invitation, opportunity, outbox, partner,
    reveal, session, timeline_entry, user_account,
};
use crate::db::{Db, Options};

/// The test kit is built on the crate as others see it; its rows are read here through the crate itself.
async fn connect(portal: &Portal) -> Db {
    Db::connect(portal.url(), &Options::default()).await.unwrap()
}

async fn knows(db: &Db, actor: &Actor, id: OpportunityId) -> bool {
    let by_id = opportunity::Entity::visible_to(actor).filter(opportunity::Column::Id.eq(id.0));
    by_id.one(db.read()).await.unwrap().is_some()
}

async fn sees_in_full(db: &Db, actor: &Actor, id: OpportunityId) -> bool {
    let by_id = opportunity::Entity::revealed_to(actor).filter(opportunity::Column::Id.eq(id.0));
    by_id.one(db.read()).await.unwrap().is_some()
}

async fn assignments(db: &Db, actor: &Actor, id: OpportunityId) -> usize {
    assignment::Entity::visible_to(actor)
        .filter(assignment::Column::OpportunityId.eq(id.0))
        .all(db.read())
        .await
        .unwrap()
        .len()
}

/// Every way in which an opportunity may stand to Alfa.
async fn deals(portal: &Portal) -> Vec<(&'static str, Deal)> {
    let (alfa, beta) = (&portal.alfa, &portal.beta);
    let new = || portal.opportunity();
    let ended = |state| new().formerly_with(alfa, state);
    let lost = Status::Rejected;
    let plans: Vec<(&'static str, OpportunityBuilder<'_>)> = vec![
        ("with staff", new()),
        ("with Beta", new().accepted_by(beta)),
        ("queued for Alfa", new().queued_for(alfa)),
        ("offered to Alfa", new().offered_to(alfa)),
        ("managed by Alfa", new().accepted_by(alfa)),
        ("managed by Alfa's seller", new().worked_by_seller_of(alfa)),
        ("shared by Alfa and Beta", new().shared_by(&[alfa, beta])),
        ("declined by Alfa", ended(State::Declined)),
        ("expired at Alfa", ended(State::Expired)),
        ("recalled from Alfa", ended(State::Recalled)),
        ("returned by Alfa", ended(State::Returned)),
        ("left by Alfa", ended(State::Left)),
        ("won by Alfa", ended(State::Completed)),
        ("declined by Alfa, now with Beta", ended(State::Declined).accepted_by(beta)),
        ("brought by Alfa's manager", new().brought_by(alfa, alfa.manager)),
        ("brought by Alfa's seller", new().brought_by(alfa, alfa.seller)),
        ("brought by Alfa, rejected", new().brought_by(alfa, alfa.manager).status(lost)),
        (
            "brought by Alfa, approved",
            new().brought_by(alfa, alfa.manager).approved().accepted_by(alfa),
        ),
        (
            "brought by Alfa, now with Beta",
            new()
                .brought_by(alfa, alfa.manager)
                .approved()
                .formerly_with(alfa, State::Recalled)
                .accepted_by(beta),
        ),
    ];
    let mut deals = Vec::new();
    for (name, plan) in plans {
        deals.push((name, plan.create().await));
    }
    deals
}

#[tokio::test]
async fn who_knows_of_what_and_sees_it_in_full() {
    let portal = Portal::open().await;
    let db = connect(&portal).await;
    let deals = deals(&portal).await;

    let mut table = String::new();
    for (name, deal) in &deals {
        writeln!(table, "{name}").unwrap();
        for (who, cx) in portal.everybody() {
            let sight = match (
                knows(&db, &cx.actor, deal.id).await,
                sees_in_full(&db, &cx.actor, deal.id).await,
            ) {
                (false, false) => "-",
                (true, false) => "knows",
                (true, true) => "sees",
                (false, true) => "SEES WITHOUT KNOWING",
            };
            let rows = assignments(&db, &cx.actor, deal.id).await;
            if (sight, rows) != ("-", 0) {
                writeln!(table, "    {who:20} {sight:5} {rows} assignments").unwrap();
            }
        }
    }

    insta::assert_snapshot!(table);
}

/// Texts of the entries that the actor reads, by sequence number.
async fn reads(db: &Db, actor: &Actor, id: OpportunityId) -> Vec<i32> {
    let mut numbers: Vec<i32> = timeline_entry::Entity::visible_to(actor)
        .filter(timeline_entry::Column::OpportunityId.eq(id.0))
        .all(db.read())
        .await
        .unwrap()
        .into_iter()
        .map(|entry| entry.seq)
        .collect();
    numbers.sort_unstable();
    numbers
}

#[tokio::test]
async fn an_entry_is_read_by_its_audience() {
    let portal = Portal::open().await;
    let db = connect(&portal).await;
    let (alfa, beta) = (&portal.alfa, &portal.beta);
    let deal = portal.opportunity().shared_by(&[alfa, beta]).create().await;
    let staff = portal.staff_seller();
    let of_alfa = portal.manager_of(alfa);
    portal.add_note(&staff, deal.id, Audience::Staff).await;
    portal.add_note(&staff, deal.id, Audience::Partner(alfa.id)).await;
    portal.add_note(&staff, deal.id, Audience::AllPartners).await;
    portal.add_note(&of_alfa, deal.id, Audience::Partner(alfa.id)).await;
    portal.add_note(&of_alfa, deal.id, Audience::AllPartners).await;
    portal.add_note(&of_alfa, deal.id, Audience::Staff).await;

    assert_eq!(reads(&db, &staff.actor, deal.id).await, [1, 2, 3, 4, 5, 6]);
    assert_eq!(reads(&db, &of_alfa.actor, deal.id).await, [2, 3, 4, 5]);
    assert_eq!(reads(&db, &portal.manager_of(beta).actor, deal.id).await, [3, 5]);
    assert_eq!(reads(&db, &portal.manager_of(&portal.gama).actor, deal.id).await, [0; 0]);
    assert_eq!(reads(&db, &portal.seller_of(alfa).actor, deal.id).await, [0; 0]);
    assert_eq!(reads(&db, &portal.anonymous().actor, deal.id).await, [0; 0]);
}

async fn end(portal: &Portal, deal: &Deal, reason: &'static str) {
    let over = vec![
        ("state", "returned".into()),
        ("return_reason", reason.into()),
        ("ended_at", portal.now().into()),
    ];
    portal.set("assignment", deal.assignment().0, over).await;
}

/// "All partners" while Alfa was alone meant Alfa. Beta comes later and must not read it.
#[tokio::test]
async fn the_next_partner_does_not_read_what_was_meant_for_the_last() {
    let portal = Portal::open().await;
    let db = connect(&portal).await;
    let (alfa, beta) = (&portal.alfa, &portal.beta);
    let deal = portal.opportunity().accepted_by(alfa).create().await;
    let minute = chrono::TimeDelta::minutes(1);
    portal.clock.advance(minute);
    portal.add_note(&portal.staff_seller(), deal.id, Audience::AllPartners).await;
    portal.add_note(&portal.manager_of(alfa), deal.id, Audience::AllPartners).await;
    portal.clock.advance(minute);
    end(&portal, &deal, "no_budget").await;
    portal.clock.advance(minute);
    portal.add_note(&portal.staff_seller(), deal.id, Audience::AllPartners).await;
    portal.clock.advance(minute);
    portal.assign(deal.id, beta, State::Accepted).await;
    portal.add_note(&portal.manager_of(beta), deal.id, Audience::AllPartners).await;

    assert_eq!(reads(&db, &portal.manager_of(beta).actor, deal.id).await, [3, 4]);
    assert_eq!(reads(&db, &portal.manager_of(alfa).actor, deal.id).await, [0; 0]);
    assert_eq!(reads(&db, &portal.staff_seller().actor, deal.id).await, [1, 2, 3, 4]);
}

/// Staff who make partners collaborators open to each what both wrote for all.
#[tokio::test]
async fn collaborators_read_what_was_written_for_all_before_they_came() {
    let portal = Portal::open().await;
    let db = connect(&portal).await;
    let (alfa, beta, gama) = (&portal.alfa, &portal.beta, &portal.gama);
    let deal = portal.opportunity().shared_by(&[alfa, beta]).create().await;
    portal.clock.advance(chrono::TimeDelta::minutes(1));
    portal.add_note(&portal.manager_of(alfa), deal.id, Audience::AllPartners).await;
    portal.clock.advance(chrono::TimeDelta::minutes(1));
    portal.collaborate(deal.id, gama).await;

    assert_eq!(reads(&db, &portal.manager_of(gama).actor, deal.id).await, [1]);
}

#[tokio::test]
async fn files_follow_the_same_rule_as_entries() {
    let portal = Portal::open().await;
    let db = connect(&portal).await;
    let (alfa, beta) = (&portal.alfa, &portal.beta);
    let deal = portal.opportunity().shared_by(&[alfa, beta]).create().await;
    for (name, audience) in [
        ("smlouva.pdf", Audience::Staff),
        ("cenik.pdf", Audience::Partner(alfa.id)),
        ("plan.pdf", Audience::AllPartners),
    ] {
        portal.add_file(&portal.staff_seller(), deal.id, name, audience).await;
    }
    portal.add_file(&portal.seller_of(alfa), deal.id, "foto.jpg", Audience::AllPartners).await;

    let files = async |actor: &Actor| {
        let rows = attachment::Entity::visible_to(actor).all(db.read()).await.unwrap();
        let mut names: Vec<_> = rows.into_iter().map(|file| file.file_name).collect();
        names.sort_unstable();
        names
    };
    assert_eq!(files(&portal.staff_seller().actor).await.len(), 4);
    let of_alfa = files(&portal.manager_of(alfa).actor).await;
    assert_eq!(of_alfa, ["cenik.pdf", "foto.jpg", "plan.pdf"]);
    assert_eq!(files(&portal.manager_of(beta).actor).await, ["foto.jpg", "plan.pdf"]);
    assert_eq!(files(&portal.manager_of(&portal.gama).actor).await, Vec::<String>::new());
}

#[tokio::test]
async fn customers_open_with_acceptance_and_close_with_the_end() {
    let portal = Portal::open().await;
    let db = connect(&portal).await;
    let account = portal.add_account("Kovárna Viktoria, a.s.").await;
    let contact = portal.add_contact(account, "Jana", "Nováková").await;
    let about = async |builder: OpportunityBuilder<'_>| {
        builder.account(account).contact(contact).create().await;
    };
    let (alfa, beta, gama) = (&portal.alfa, &portal.beta, &portal.gama);
    about(portal.opportunity().offered_to(beta)).await;
    about(portal.opportunity().formerly_with(gama, State::Returned)).await;
    about(portal.opportunity().accepted_by(alfa)).await;

    let customers = async |actor: &Actor| {
        let accounts = account::Entity::visible_to(actor).all(db.read()).await.unwrap();
        let contacts = contact::Entity::visible_to(actor).all(db.read()).await.unwrap();
        (accounts.len(), contacts.len())
    };
    // Three partner companies and the customer.
    assert_eq!(customers(&portal.staff_seller().actor).await, (4, 1));
    // The own company, and the customer where it was opened.
    assert_eq!(customers(&portal.manager_of(alfa).actor).await, (2, 1));
    assert_eq!(customers(&portal.seller_of(alfa).actor).await, (1, 0));
    assert_eq!(customers(&portal.manager_of(beta).actor).await, (1, 0));
    assert_eq!(customers(&portal.manager_of(gama).actor).await, (1, 0));
    assert_eq!(customers(&portal.anonymous().actor).await, (0, 0));
}

#[tokio::test]
async fn fellows_are_named_to_each_other_only() {
    let portal = Portal::open().await;
    let db = connect(&portal).await;
    let (alfa, beta, gama) = (&portal.alfa, &portal.beta, &portal.gama);
    let shared = portal.opportunity().shared_by(&[alfa, beta]).create().await;
    let alone = portal.opportunity().accepted_by(gama).create().await;
    let ids = [shared.id.0, alone.id.0];

    let names = async |actor: &Actor| {
        let query = assignment::fellows(actor, &ids);
        let rows = db.read().query_all(&query).await.unwrap();
        let fellow = |row| assignment::Fellow::from_query_result(row, "").unwrap().partner_name;
        rows.iter().map(fellow).collect::<Vec<_>>()
    };
    assert_eq!(names(&portal.manager_of(alfa).actor).await, std::slice::from_ref(&beta.name));
    assert_eq!(names(&portal.administrator_of(beta).actor).await, std::slice::from_ref(&alfa.name));
    assert_eq!(names(&portal.manager_of(gama).actor).await, Vec::<String>::new());
    assert_eq!(names(&portal.seller_of(alfa).actor).await, Vec::<String>::new());
    assert_eq!(names(&portal.anonymous().actor).await, Vec::<String>::new());
}

#[tokio::test]
async fn people_are_known_to_their_team_and_named_to_fellows() {
    let portal = Portal::open().await;
    let db = connect(&portal).await;
    let (alfa, beta, gama) = (&portal.alfa, &portal.beta, &portal.gama);
    portal.opportunity().shared_by(&[alfa, beta]).create().await;

    let people = async |actor: &Actor| {
        let rows = user_account::Entity::visible_to(actor).all(db.read()).await.unwrap();
        let names = user_account::Entity::names_for(actor).all(db.read()).await.unwrap();
        (rows.len(), names.len())
    };
    assert_eq!(people(&portal.staff_seller().actor).await, (12, 12));
    // The team; and by name the vendor's three, the team, and Beta's three.
    assert_eq!(people(&portal.manager_of(alfa).actor).await, (3, 9));
    assert_eq!(people(&portal.manager_of(gama).actor).await, (3, 6));
    assert_eq!(people(&portal.anonymous().actor).await, (0, 0));
}

/// One session, mail, import, and one invitation of Alfa, and who saw a customer.
async fn odds_and_ends(portal: &Portal) {
    let now = portal.now();
    let id = || portal.system().new_id();
    let hash = "a".repeat(64);
    let deal = portal.opportunity().accepted_by(&portal.alfa).create().await;
    let seen = vec![
        ("assignment_id", deal.assignment().0.into()),
        ("user_id", portal.alfa.manager.0.into()),
        ("at", now.into()),
    ];
    portal.insert("reveal", seen).await;
    let session = vec![
        ("token_hash", hash.clone().into()),
        ("id", id().into()),
        ("user_id", portal.alfa.manager.0.into()),
        ("created_at", now.into()),
        ("last_seen_at", now.into()),
        ("idle_expires_at", now.into()),
        ("expires_at", now.into()),
    ];
    portal.insert("session", session).await;
    let invitation = vec![
        ("id", id().into()),
        ("token_hash", hash.into()),
        ("purpose", "invite".into()),
        ("kind", "partner".into()),
        ("role", "seller".into()),
        ("partner_id", portal.alfa.id.0.into()),
        ("email", "novy@alfa.example".into()),
        ("expires_at", now.into()),
        ("created_at", now.into()),
    ];
    portal.insert("invitation", invitation).await;
    let mail = vec![
        ("id", id().into()),
        ("topic", "offer".into()),
        ("key", "1".into()),
        ("recipient_email", "manager@alfa.example".into()),
        ("language", "cs".into()),
        ("template", "offer".into()),
        ("subject", "Nová".into()),
        ("text", "Nová".into()),
        ("next_attempt_at", now.into()),
        ("created_at", now.into()),
    ];
    portal.insert("outbox", mail).await;
    let run =
        vec![("id", id().into()), ("file_name", "export.csv".into()), ("started_at", now.into())];
    portal.insert("import_run", run).await;
}

#[tokio::test]
async fn the_rest_is_shown_to_those_it_concerns() {
    let portal = Portal::open().await;
    let db = connect(&portal).await;
    odds_and_ends(&portal).await;

    let mut table = String::new();
    for (who, cx) in portal.everybody() {
        let actor = &cx.actor;
        let counts = [
            ("partner", partner::Entity::visible_to(actor).count(db.read()).await.unwrap()),
            ("reveal", reveal::Entity::visible_to(actor).count(db.read()).await.unwrap()),
            ("session", session::Entity::visible_to(actor).count(db.read()).await.unwrap()),
            ("invitation", invitation::Entity::visible_to(actor).count(db.read()).await.unwrap()),
            ("outbox", outbox::Entity::visible_to(actor).count(db.read()).await.unwrap()),
            ("import_run", import_run::Entity::visible_to(actor).count(db.read()).await.unwrap()),
        ];
        write!(table, "{who:20}").unwrap();
        for (name, rows) in &counts {
            write!(table, " {name} {rows}").unwrap();
        }
        table.push('\n');
    }

    insta::assert_snapshot!(table);
}

/// The teaser's type has no customer to leak, whoever reads it.
#[tokio::test]
async fn a_teaser_does_not_fetch_the_customer() {
    let portal = Portal::open().await;
    let db = connect(&portal).await;
    portal.opportunity().offered_to(&portal.alfa).create().await;

    let teaser = opportunity::Entity::visible_to(&portal.manager_of(&portal.alfa).actor)
        .into_partial_model::<opportunity::Teaser>()
        .one(db.read())
        .await
        .unwrap()
        .unwrap();

    let everything = format!("{teaser:?}");
    assert!(everything.contains("Výrobní linka"));
    for secret in ["Viktoria", "tajna.adresa"] {
        assert!(!everything.contains(secret), "{everything}");
    }
}
