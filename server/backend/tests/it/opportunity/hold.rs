//! Pausing: clocks stand still and go on where they stopped.

use backend::{opportunity, portal};
use chrono::TimeDelta;
use domain::{
    assignment::State,
    invalid::Problem,
    opportunity::{ListQuery, OpportunityForm, PartnerOpportunity, SavedNotice, Status},
    refusal::Refusal,
};
use testkit::Portal;

use super::{event, events, letters, refused, rule, save, shown, wrong};

#[tokio::test]
async fn the_working_time_that_was_left_is_left_after_a_hold() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().offered_to(&portal.alfa).create().await;
    portal.clock.advance(TimeDelta::hours(8));

    let pause = |form: &mut OpportunityForm| form.status = "on_hold".into();
    let held = save(&portal.staff_manager(), &deal.reference, pause).await.unwrap();
    assert_eq!(held.notice, SavedNotice::Held);

    let since = portal.now();
    portal.clock.advance(TimeDelta::days(30));
    let page = shown(&portal.staff_manager(), &deal.reference).await;
    let clock = page.clock.unwrap();
    assert_eq!((clock.seconds_left, clock.paused), (40 * 3600, true));
    assert_eq!((page.status, page.held_from), (Status::OnHold, Some(Status::Delivered)));
    assert_eq!(page.assignments[0].accept_by, None, "nobody knows yet");
    let manager = portal.manager_of(&portal.alfa);
    let offer = portal::show(&manager, &deal.reference).await.unwrap();
    let PartnerOpportunity::Offer(offer) = offer else { panic!("not offered") };
    assert_eq!(offer.card.held_at.map(|at| at.to_utc()), Some(since));

    let resume = |form: &mut OpportunityForm| form.status = "delivered".into();
    let resumed = save(&portal.staff_manager(), &deal.reference, resume).await.unwrap();
    assert_eq!(resumed.notice, SavedNotice::Resumed { status: Status::Delivered });

    let page = shown(&portal.staff_manager(), &deal.reference).await;
    let clock = page.clock.unwrap();
    // It goes on at ten on Wednesday evening. Good Friday, the weekend and Easter Monday are off.
    let until = "2026-04-07T14:00:00+02:00".parse().unwrap();
    assert_eq!((clock.until, clock.paused), (until, false));
    assert_eq!(page.assignments[0].accept_by, Some(clock.until));
    assert_eq!(
        events(&portal, deal.id).await,
        [event("held", "partner"), event("resumed", "partner")]
    );
}

#[tokio::test]
async fn time_on_hold_is_no_part_of_the_time_that_an_answer_has() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().offered_to(&portal.alfa).create().await;
    // Twice half a day at work and a day on hold, from Monday to Thursday noon.
    let turns = [("on_hold", TimeDelta::hours(12)), ("delivered", TimeDelta::days(1))];
    for (status, after) in [turns, turns].concat() {
        portal.clock.advance(after);
        let turn = |form: &mut OpportunityForm| form.status = status.into();
        save(&portal.staff_manager(), &deal.reference, turn).await.unwrap();
    }

    let staff = portal.staff_manager();
    let clock = shown(&staff, &deal.reference).await.clock.unwrap();
    assert_eq!((clock.seconds_left, clock.seconds_total), (24 * 3600, 48 * 3600));
    let list = opportunity::list(&staff, &ListQuery::default()).await.unwrap();
    assert_eq!(list.rows[0].clock.as_ref(), Some(&clock), "in the list of staff");
    let manager = portal.manager_of(&portal.alfa);
    let board = portal::board(&manager).await.unwrap();
    assert_eq!(board.distributed[0].clock.as_ref(), Some(&clock), "in the list of the partner");
    let PartnerOpportunity::Offer(offer) = portal::show(&manager, &deal.reference).await.unwrap()
    else {
        panic!("not offered");
    };
    assert_eq!(offer.card.clock, Some(clock), "and on its page");
}

#[tokio::test]
async fn another_deadline_can_be_set_with_resuming_and_not_before() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().offered_to(&portal.alfa).create().await;
    let cx = portal.staff_manager();
    save(&cx, &deal.reference, |form| form.status = "on_hold".into()).await.unwrap();

    let later = "2026-03-20T10:00";
    let errors = refused(&portal, &cx, &deal.reference, |form| form.accept_by = later.into()).await;
    assert_eq!(errors, rule("accept_by", Refusal::OnHold));

    let resume = |at: &'static str| {
        move |form: &mut OpportunityForm| {
            form.status = "delivered".into();
            form.accept_by = at.into();
        }
    };
    let errors = refused(&portal, &cx, &deal.reference, resume("2026-03-01T10:00")).await;
    assert_eq!(errors, wrong("accept_by", Problem::NotFuture));

    save(&cx, &deal.reference, resume(later)).await.unwrap();
    assert_eq!(shown(&cx, &deal.reference).await.form.accept_by, later);
}

#[tokio::test]
async fn it_goes_on_where_it_stopped_and_nowhere_else() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().create().await;
    let cx = portal.staff_manager();
    save(&cx, &deal.reference, |form| form.status = "on_hold".into()).await.unwrap();

    let wish = super::offer_to(&portal.alfa);
    let errors = refused(&portal, &cx, &deal.reference, wish).await;
    assert_eq!(errors, rule("status", Refusal::WrongStatus { from: Status::OnHold }));

    save(&cx, &deal.reference, |form| form.status = "in_progress".into()).await.unwrap();
    assert_eq!(shown(&cx, &deal.reference).await.status, Status::InProgress);
}

#[tokio::test]
async fn who_was_asked_is_told_of_the_pause_and_of_the_new_deadline() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().offered_to(&portal.alfa).create().await;
    let cx = portal.staff_manager();

    let pause = |form: &mut OpportunityForm| {
        form.status = "on_hold".into();
        form.reason = "Zákazník mění zadání.".into();
    };
    save(&cx, &deal.reference, pause).await.unwrap();
    let told = letters(&portal).await;
    assert_eq!(told, ["admin@alfa.example Pozastaveno", "manager@alfa.example Pozastaveno"]);
    let text = portal.mails().await.remove(0).text;
    assert!(text.contains("Lhůta pro odpověď se zastavila"), "{text}");
    assert!(text.contains("> Zákazník mění zadání."), "{text}");

    portal.clock.advance(TimeDelta::days(1));
    let resume = |form: &mut OpportunityForm| form.status = "delivered".into();
    save(&portal.staff_manager(), &deal.reference, resume).await.unwrap();
    let mails = portal.mails().await;
    assert_eq!(mails.len(), 4);
    let text = &mails[3].text;
    // A day later than it was, in the partner's time.
    assert!(text.contains("do 5.\u{a0}3.\u{a0}2026\u{a0}13.00."), "{text}");
}

#[tokio::test]
async fn whoever_works_on_it_is_told_of_the_pause() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().worked_by_seller_of(&portal.alfa).create().await;
    let pause = |form: &mut OpportunityForm| form.status = "on_hold".into();

    save(&portal.staff_manager(), &deal.reference, pause).await.unwrap();

    let told = ["admin", "manager", "seller"].map(|who| format!("{who}@alfa.example Pozastaveno"));
    assert_eq!(letters(&portal).await, told);
}

#[tokio::test]
async fn all_who_share_it_are_told_and_nobody_else() {
    let portal = Portal::open().await;
    let builder = portal.opportunity().formerly_with(&portal.gama, State::Declined);
    let deal = builder.shared_by(&[&portal.alfa, &portal.beta]).create().await;
    let cx = portal.staff_manager();
    save(&cx, &deal.reference, |form| form.status = "on_hold".into()).await.unwrap();
    save(&cx, &deal.reference, |form| form.status = "accepted".into()).await.unwrap();

    let both = |word: &str| {
        ["admin@alfa", "admin@beta", "manager@alfa", "manager@beta"]
            .map(|who| format!("{who}.example {word}"))
            .to_vec()
    };
    let mut expected = [both("Pozastaveno"), both("Pokračuje")].concat();
    expected.sort();
    assert_eq!(letters(&portal).await, expected);
    for mail in portal.mails().await {
        assert!(!mail.text.contains("Lhůta") && !mail.text.contains("Odpovězte"), "{}", mail.text);
        let other = if mail.to.contains("alfa") { "Beta" } else { "Alfa" };
        assert!(!mail.text.contains(other), "{}", mail.text);
    }
}

#[tokio::test]
async fn what_nobody_has_is_paused_silently() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().create().await;
    let cx = portal.staff_manager();
    save(&cx, &deal.reference, |form| form.status = "on_hold".into()).await.unwrap();
    save(&cx, &deal.reference, |form| form.status = "in_progress".into()).await.unwrap();
    assert!(portal.mails().await.is_empty());
}

#[tokio::test]
async fn a_moved_deadline_is_told_and_a_kept_one_is_not() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().offered_to(&portal.alfa).create().await;
    let cx = portal.staff_manager();
    save(&cx, &deal.reference, |form| form.topic = "Lakovací linka".into()).await.unwrap();
    assert!(portal.mails().await.is_empty());

    save(&cx, &deal.reference, |form| form.accept_by = "2026-03-20T10:00".into()).await.unwrap();
    assert_eq!(letters(&portal).await, ["admin@alfa.example Nová", "manager@alfa.example Nová"]);
    let text = portal.mails().await.remove(0).text;
    assert!(text.contains("Lakovací linka"), "{text}");
    assert!(text.contains("do 20.\u{a0}3.\u{a0}2026\u{a0}10.00."), "{text}");
}
