//! What a partner brought: W11 of the walk-through, approved or rejected by staff.

use backend::opportunity;
use domain::{
    assignment::State,
    invalid::Problem,
    opportunity::{ListQuery, OpportunityRow, SavedNotice, Status},
    refusal::Refusal,
};
use testkit::Portal;

use super::{event, events, letters, offer_to, refused, rule, save, share_with, shown, wrong};

#[tokio::test]
async fn accepted_lets_the_partner_manage_it_and_tells_it() {
    let portal = Portal::open().await;
    let builder = portal.opportunity().brought_by(&portal.alfa, portal.alfa.seller);
    let deal = builder.queued_for(&portal.alfa).create().await;
    let cx = portal.staff_manager();
    let page = shown(&cx, &deal.reference).await;
    assert!(page.awaiting_approval && page.targets.contains(&Status::Accepted));

    let saved = save(&cx, &deal.reference, |form| form.status = "accepted".into()).await.unwrap();

    assert_eq!(saved.notice, SavedNotice::Approved { partner: portal.alfa.name.clone() });
    let page = shown(&cx, &deal.reference).await;
    assert_eq!((page.status, page.awaiting_approval), (Status::Accepted, false));
    assert_eq!(page.partner.unwrap().id, portal.alfa.id);
    assert_eq!(page.assignments[0].state, State::Accepted);
    assert_eq!(events(&portal, deal.id).await, [event("approved", "partner")]);
    // Who may answer at the company, and the seller who brought it.
    assert_eq!(letters(&portal).await.len(), 3);
}

#[tokio::test]
async fn the_partner_gets_it_even_if_nothing_waits_for_it() {
    let portal = Portal::open().await;
    let builder = portal.opportunity().brought_by(&portal.alfa, portal.alfa.seller);
    let deal = builder.create().await;
    let cx = portal.staff_manager();

    save(&cx, &deal.reference, |form| form.status = "accepted".into()).await.unwrap();

    assert_eq!(shown(&cx, &deal.reference).await.partner.unwrap().id, portal.alfa.id);
}

#[tokio::test]
async fn nobody_else_gets_it_before_it_is_approved() {
    let portal = Portal::open().await;
    let builder = portal.opportunity().brought_by(&portal.alfa, portal.alfa.seller);
    let deal = builder.create().await;
    let cx = portal.staff_manager();

    let errors = refused(&portal, &cx, &deal.reference, offer_to(&portal.beta)).await;
    assert_eq!(errors, rule("status", Refusal::AwaitingApproval));
    let both = share_with(&[&portal.alfa, &portal.beta]);
    let errors = refused(&portal, &cx, &deal.reference, both).await;
    assert_eq!(errors, rule("collaboration", Refusal::AwaitingApproval));
}

#[tokio::test]
async fn rejecting_needs_a_reason_and_can_be_reconsidered() {
    let portal = Portal::open().await;
    let builder = portal.opportunity().brought_by(&portal.alfa, portal.alfa.seller);
    let deal = builder.queued_for(&portal.alfa).create().await;
    let cx = portal.staff_manager();

    let errors = refused(&portal, &cx, &deal.reference, |form| {
        form.status = "rejected".into();
    })
    .await;
    assert_eq!(errors, wrong("reason", Problem::Required));

    save(&cx, &deal.reference, |form| {
        form.status = "rejected".into();
        form.reason = "Už ji řešíme sami.".into();
    })
    .await
    .unwrap();
    assert_eq!(shown(&cx, &deal.reference).await.status, Status::Rejected);
    // Who may answer at the company, and the seller who brought it.
    assert_eq!(letters(&portal).await.len(), 3);

    save(&cx, &deal.reference, |form| {
        form.status = "in_progress".into();
        form.reason = "Přece jen ne.".into();
    })
    .await
    .unwrap();
    assert!(shown(&cx, &deal.reference).await.awaiting_approval);
    save(&cx, &deal.reference, |form| form.status = "accepted".into()).await.unwrap();
    assert_eq!(
        events(&portal, deal.id).await,
        [event("rejected", "partner"), event("reopened", "staff"), event("approved", "partner")]
    );
}

#[tokio::test]
async fn closing_it_without_an_approval_is_told_to_who_brought_it() {
    let portal = Portal::open().await;
    let builder = portal.opportunity().brought_by(&portal.alfa, portal.alfa.seller);
    let deal = builder.queued_for(&portal.alfa).create().await;
    let cx = portal.staff_manager();

    save(&cx, &deal.reference, |form| form.status = "out_sold".into()).await.unwrap();

    let page = shown(&cx, &deal.reference).await;
    assert_eq!((page.status, page.awaiting_approval), (Status::OutSold, false));
    // Who may answer at the company, and the seller who brought it.
    assert_eq!(letters(&portal).await.len(), 3);
}

/// The rows of the list, by topic.
async fn rows(portal: &Portal, query: ListQuery) -> Vec<OpportunityRow> {
    let query = ListQuery { sort: "topic".into(), dir: "asc".into(), ..query };
    opportunity::list(&portal.staff_seller(), &query).await.unwrap().rows
}

#[tokio::test]
async fn the_list_names_who_brought_what_nobody_has_and_by_when_to_decide() {
    let portal = Portal::open().await;
    let (alfa, beta) = (&portal.alfa, &portal.beta);
    let deal = |topic: &str| portal.opportunity().brought_by(alfa, alfa.seller).topic(topic);
    deal("a nová").queued_for(alfa).create().await;
    deal("b u jiného").approved().offered_to(beta).create().await;
    deal("c vrácená").approved().formerly_with(alfa, State::Returned).create().await;
    portal.opportunity().topic("d cizí").create().await;

    let told: Vec<_> = rows(&portal, ListQuery::default())
        .await
        .into_iter()
        .map(|row| {
            let left = row.decide_by.map(|clock| (clock.seconds_left, clock.seconds_total));
            (row.brought_by, row.partners, row.awaiting_approval, left)
        })
        .collect();
    let name = || Some(alfa.name.clone());
    // Three working days from a Monday on.
    let days = 3 * 24 * 3600;
    let expected = [
        (name(), vec![], true, Some((days, days))),
        (None, vec![beta.name.clone()], false, None),
        (name(), vec![], false, None),
        (None, vec![], false, None),
    ];
    assert_eq!(told, expected);
}

#[tokio::test]
async fn the_filter_by_partner_finds_what_it_brought_and_nobody_has() {
    let portal = Portal::open().await;
    let (alfa, beta) = (&portal.alfa, &portal.beta);
    let deal = |topic: &str| portal.opportunity().brought_by(alfa, alfa.seller).topic(topic);
    deal("a nová").queued_for(alfa).create().await;
    deal("b u jiného").approved().offered_to(beta).create().await;
    deal("c vrácená").approved().formerly_with(alfa, State::Returned).create().await;
    let topics = async |query: ListQuery| {
        let found = rows(&portal, query).await.into_iter().map(|row| row.topic);
        found.collect::<Vec<_>>()
    };

    let of = |id: &str, name: &str| ListQuery {
        partner: id.to_owned(),
        partner_name: name.to_owned(),
        ..ListQuery::default()
    };
    let (one, other) = (alfa.id.to_string(), beta.id.to_string());
    for query in [of(&one, ""), of("", &alfa.name), of("", "alf")] {
        assert_eq!(topics(query.clone()).await, ["a nová", "c vrácená"], "{query:?}");
        let decision = ListQuery { view: "decision".into(), ..query.clone() };
        assert_eq!(topics(decision).await, ["a nová", "c vrácená"], "{query:?}");
        // Where nothing is asked about partners, the filter still narrows.
        let brought = ListQuery { event: "brought".into(), ..query };
        assert_eq!(topics(brought).await, ["a nová"]);
    }
    assert_eq!(topics(of(&other, "")).await, ["b u jiného"]);
    let brought = ListQuery { event: "brought".into(), ..of(&other, "") };
    assert_eq!(topics(brought).await, Vec::<String>::new());
}
