//! The vendor asks about what a partner brought; exactly the named fields can be completed.

use std::collections::BTreeMap;

use backend::{Error, info, opportunity, portal};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    ids::OpportunityId,
    opportunity::{AskForm, AskedField, BringForm, CompleteForm, ListQuery, PartnerOpportunity},
    policy::Denied,
    refusal::Refusal,
    timeline::Event,
};
use testkit::Portal;

use super::bring;
use crate::refused::{fields, refusal, refused};

fn question(named: &[&str]) -> AskForm {
    AskForm {
        fields: named.iter().map(|name| ((*name).to_owned(), "on".to_owned())).collect(),
        question: "Kdo to zaplatí?".to_owned(),
    }
}

fn typed(values: &[(&str, &str)], answer: &str) -> CompleteForm {
    let fields = values.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
    CompleteForm { fields: fields.collect::<BTreeMap<_, _>>(), answer: answer.to_owned() }
}

/// Something that Alfa's seller brought.
async fn brought(portal: &Portal) -> (OpportunityId, String) {
    let seller = portal.seller_of(&portal.alfa);
    let reference = opportunity::bring(&seller, bring::form("Lis")).await.unwrap();
    (bring::page(&seller, &reference).await.id, reference)
}

async fn topics_to(portal: &Portal, address: &str) -> Vec<String> {
    let mails = portal.mails().await.into_iter().filter(|mail| mail.to == address);
    mails.map(|mail| mail.topic).collect()
}

/// By when the vendor decides as the partner and as staff see it, in the record and in the list, and whether that has passed.
async fn decide_by(portal: &Portal, reference: &str) -> Option<(DateTime<Utc>, bool)> {
    let page = bring::page(&portal.seller_of(&portal.alfa), reference).await;
    let record = opportunity::show(&portal.staff_manager(), reference).await.unwrap();
    let both = [page.decide_by, record.brought.unwrap().decide_by];
    let [told, kept] = both.map(|by| by.map(|by| (by.at.with_timezone(&Utc), by.is_late)));
    assert_eq!(told, kept, "both sides see the same");
    let decision = ListQuery { view: "decision".into(), ..ListQuery::default() };
    let rows = opportunity::list(&portal.staff_manager(), &decision).await.unwrap().rows;
    let row = rows.into_iter().find(|row| row.reference == reference).unwrap();
    let listed = row.decide_by.map(|clock| clock.until.with_timezone(&Utc));
    assert_eq!(listed, told.map(|(at, _)| at), "the list shows the same");
    told
}

#[tokio::test]
async fn the_vendor_has_three_working_days_which_stand_still_while_it_asks() {
    let portal = Portal::open().await;
    let (id, reference) = brought(&portal).await;
    let thursday = |time: &str| format!("2026-03-05T{time}Z").parse::<DateTime<Utc>>().unwrap();
    assert_eq!(decide_by(&portal, &reference).await, Some((thursday("12:00:00"), false)));

    portal.clock.advance(TimeDelta::days(1));
    info::ask(&portal.staff_manager(), id, question(&["needs"])).await.unwrap();
    assert_eq!(decide_by(&portal, &reference).await, None);
    portal.clock.advance(TimeDelta::hours(5));
    let seller = portal.seller_of(&portal.alfa);
    info::answer(&seller, id, typed(&[], "My.")).await.unwrap();
    assert_eq!(decide_by(&portal, &reference).await, Some((thursday("17:00:00"), false)));

    // A question that comes too late gives nothing back.
    portal.clock.advance(TimeDelta::days(3));
    info::ask(&portal.staff_manager(), id, question(&["needs"])).await.unwrap();
    portal.clock.advance(TimeDelta::hours(1));
    info::answer(&seller, id, typed(&[], "Oni.")).await.unwrap();
    assert_eq!(decide_by(&portal, &reference).await, Some((thursday("17:00:00"), true)));
}

#[tokio::test]
async fn the_deadline_of_the_vendor_stands_still_on_hold() {
    let portal = Portal::open().await;
    let (_, reference) = brought(&portal).await;
    portal.clock.advance(TimeDelta::days(1));
    move_to(&portal, &reference, "on_hold").await;
    assert_eq!(decide_by(&portal, &reference).await, None);

    portal.clock.advance(TimeDelta::days(7));
    move_to(&portal, &reference, "in_progress").await;

    // Two of three days were left on Tuesday.
    let thursday = "2026-03-12T12:00:00Z".parse().unwrap();
    assert_eq!(decide_by(&portal, &reference).await, Some((thursday, false)));
}

async fn move_to(portal: &Portal, reference: &str, status: &str) {
    let staff = portal.staff_manager();
    let record = opportunity::show(&staff, reference).await.unwrap();
    let mut form = record.form.clone();
    form.status = status.to_owned();
    opportunity::save(&staff, record.id, record.version, None, form).await.unwrap();
}

#[tokio::test]
async fn the_named_fields_can_be_completed_and_nothing_else() {
    let portal = Portal::open().await;
    let (id, reference) = brought(&portal).await;
    let seller = portal.seller_of(&portal.alfa);

    info::ask(&portal.staff_manager(), id, question(&["needs", "estimated_value"])).await.unwrap();

    let asked = bring::page(&seller, &reference).await;
    let open = asked.question.unwrap();
    assert!(asked.may_complete);
    assert_eq!(open.fields, [AskedField::EstimatedValue, AskedField::Needs]);
    assert_eq!(open.question, "Kdo to zaplatí?");
    assert!(portal::board(&seller).await.unwrap().waiting[0].is_asked);
    assert_eq!(topics_to(&portal, "seller@alfa.example").await, ["info_requested"]);
    assert_eq!(topics_to(&portal, "manager@alfa.example").await, ["info_requested"]);
    let form = info::to_complete(&seller, &reference).await.unwrap();
    assert_eq!(form.values[1], (AskedField::Needs, "Nový lis.".to_owned()));

    let answer = typed(
        &[
            ("needs", "Dva lisy."),
            ("topic", "Podvržené téma"),
            ("owner_id", "0190f000-0000-7000-8000-000000000001"),
            ("status", "accepted"),
            ("lead_company", "Podvržená firma"),
        ],
        "Platí mateřská firma.",
    );
    let before = opportunity::show(&portal.staff_manager(), &reference).await.unwrap();
    assert_eq!(info::answer(&seller, id, answer).await.unwrap(), reference);

    let after = opportunity::show(&portal.staff_manager(), &reference).await.unwrap();
    assert_eq!(after.form.needs, "Dva lisy.");
    let others = |form: &domain::opportunity::OpportunityForm| {
        form.values().into_iter().filter(|(name, _)| *name != "needs").collect::<Vec<_>>()
    };
    assert_eq!(others(&after.form), others(&before.form));
    assert_eq!((after.status, after.awaiting_approval), (before.status, true));
    assert_eq!(after.brought.unwrap().question, None);
    assert_eq!(
        after.timeline[0].event,
        Event::InfoGiven {
            fields: vec!["needs".to_owned()],
            answer: Some("Platí mateřská firma.".to_owned())
        }
    );
    assert!(topics_to(&portal, "manager@stafeta.example").await.contains(&"info_given".to_owned()));
    assert!(bring::page(&seller, &reference).await.question.is_none());
    let gone = info::to_complete(&seller, &reference).await;
    assert!(matches!(gone, Err(Error::Denied(Denied::Hidden))));
}

#[tokio::test]
async fn when_whoever_asked_has_left_the_managers_hear_the_answer() {
    let portal = Portal::open().await;
    let (id, _) = brought(&portal).await;
    let admin = portal.staff_admin();
    info::ask(&admin, id, question(&["needs"])).await.unwrap();
    let gone = vec![("deactivated_at", portal.now().into())];
    portal.set("user_account", admin.actor.user().unwrap().0, gone).await;

    info::answer(&portal.seller_of(&portal.alfa), id, typed(&[], "My.")).await.unwrap();

    assert!(topics_to(&portal, "manager@stafeta.example").await.contains(&"info_given".to_owned()));
}

#[tokio::test]
async fn asking_is_refused_without_a_change() {
    let portal = Portal::open().await;
    let (id, _) = brought(&portal).await;
    let manager = portal.staff_manager();
    let ask = |cx: &backend::Context, id, form| {
        let cx = cx.clone();
        async move { info::ask(&cx, id, form).await }
    };

    let error = refused(&portal, ask(&manager, id, AskForm::default())).await;
    assert_eq!(fields(&error), ["question"]);
    let error = refused(&portal, ask(&manager, id, question(&["owner_id"]))).await;
    assert_eq!(fields(&error), ["fields"]);
    for company in [&portal.alfa, &portal.beta] {
        let cx = portal.administrator_of(company);
        let error = refused(&portal, ask(&cx, id, question(&["topic"]))).await;
        assert!(matches!(error, Error::Denied(Denied::Hidden)), "{error:?}");
    }
    let owned = portal.opportunity().owner(manager.actor.user().unwrap());
    let owned = owned.brought_by(&portal.alfa, portal.alfa.manager).create().await;
    let error = refused(&portal, ask(&portal.staff_seller(), owned.id, question(&["topic"]))).await;
    assert!(matches!(error, Error::Denied(Denied::Forbidden)), "{error:?}");
    let staffs = portal.opportunity().create().await;
    let error = refused(&portal, ask(&manager, staffs.id, question(&["topic"]))).await;
    assert_eq!(refusal(&error), Some(&Refusal::NotAwaiting));

    ask(&manager, id, question(&["topic"])).await.unwrap();
    let error = refused(&portal, ask(&portal.staff_admin(), id, question(&["city"]))).await;
    assert_eq!(refusal(&error), Some(&Refusal::AlreadyAsked));
}

#[tokio::test]
async fn answering_is_refused_without_a_change() {
    let portal = Portal::open().await;
    let (id, reference) = brought(&portal).await;
    let seller = portal.seller_of(&portal.alfa);
    let words = || typed(&[], "Platí mateřská firma.");

    let error = refused(&portal, info::answer(&seller, id, words())).await;
    assert_eq!(refusal(&error), Some(&Refusal::NothingAsked));
    let asked = question(&["topic", "lead_number", "lead_company"]);
    info::ask(&portal.staff_manager(), id, asked).await.unwrap();
    let error = refused(&portal, info::answer(&seller, id, typed(&[], " "))).await;
    assert_eq!(fields(&error), ["answer"]);
    // What stands there already says nothing new.
    let same = typed(&[("topic", "Lis"), ("needs", "Jiné potřeby")], "");
    assert_eq!(fields(&refused(&portal, info::answer(&seller, id, same)).await), ["answer"]);
    let wrong = typed(&[("topic", ""), ("lead_number", "1")], "Tak.");
    let error = refused(&portal, info::answer(&seller, id, wrong)).await;
    assert_eq!(fields(&error), ["topic", "lead_number"]);
    let nobody = typed(&[("lead_company", " ")], "Tak.");
    assert_eq!(
        fields(&refused(&portal, info::answer(&seller, id, nobody)).await),
        ["lead_company"]
    );
    let stranger = portal.administrator_of(&portal.beta);
    let error = refused(&portal, info::answer(&stranger, id, words())).await;
    assert!(matches!(error, Error::Denied(Denied::Hidden)), "{error:?}");
    let hidden = info::to_complete(&stranger, &reference).await;
    assert!(matches!(hidden, Err(Error::Denied(Denied::Hidden))));
    let error = refused(&portal, info::answer(&portal.staff_manager(), id, words())).await;
    assert!(matches!(error, Error::Denied(Denied::Forbidden)), "{error:?}");
}

#[tokio::test]
async fn a_decision_ends_the_question() {
    let portal = Portal::open().await;
    let manager = portal.staff_manager();
    for status in ["accepted", "rejected", "out_sold"] {
        let cx = portal.manager_of(&portal.alfa);
        let form = BringForm { topic: status.to_owned(), ..bring::form("Lis") };
        let reference = opportunity::bring(&cx, form).await.unwrap();
        let id = bring::page(&cx, &reference).await.id;
        info::ask(&manager, id, question(&["topic"])).await.unwrap();
        let record = opportunity::show(&manager, &reference).await.unwrap();
        let mut form = record.form.clone();
        form.status = status.to_owned();
        form.reason = "Rozhodnuto.".to_owned();

        opportunity::save(&manager, id, record.version, None, form).await.unwrap();

        let late = typed(&[("topic", "Pozdě")], "");
        let error = refused(&portal, info::answer(&cx, id, late)).await;
        let told = refusal(&error) == Some(&Refusal::NothingAsked);
        assert!(told || matches!(error, Error::Denied(_)), "{status}: {error:?}");
        if let Ok(PartnerOpportunity::Brought(detail)) = portal::show(&cx, &reference).await {
            assert_eq!(detail.question, None);
        }
    }
}

#[tokio::test]
async fn two_answers_at_the_same_instant_are_one() {
    let portal = Portal::open().await;
    let (id, reference) = brought(&portal).await;
    info::ask(&portal.staff_manager(), id, question(&["topic"])).await.unwrap();

    let answers = [portal.seller_of(&portal.alfa), portal.manager_of(&portal.alfa)].map(|cx| {
        let text = cx.user_id().unwrap().to_string();
        tokio::spawn(async move { info::answer(&cx, id, typed(&[("topic", &text)], "")).await })
    });
    let mut done = 0;
    for answer in answers {
        match answer.await.unwrap() {
            Ok(_) => done += 1,
            Err(error) => {
                let late = refusal(&error) == Some(&Refusal::NothingAsked);
                assert!(late || matches!(error, Error::Stale), "{error:?}");
            }
        }
    }

    assert_eq!(done, 1);
    let seen = opportunity::show(&portal.staff_manager(), &reference).await.unwrap();
    let given = seen.timeline.iter().filter(|i| matches!(i.event, Event::InfoGiven { .. }));
    assert_eq!(given.count(), 1);
}
