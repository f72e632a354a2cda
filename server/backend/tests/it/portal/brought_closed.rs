//! What a partner brought and the vendor closes instead of approving stays the partner's to read; and both can write.

use backend::{Context, note, opportunity, portal};
use domain::{
    choice::Code,
    ids::OpportunityId,
    opportunity::{PartnerOpportunity, Status},
    timeline::{Audience, Event, NoteForm},
};
use testkit::Portal;

use super::bring::{form, page};
use crate::refused::{fields, refused};

async fn close(staff: &Context, reference: &str, status: &str, reason: &str, words: &str) {
    let record = opportunity::show(staff, reference).await.unwrap();
    let mut form = record.form.clone();
    form.status = status.to_owned();
    form.loss_reason = reason.to_owned();
    form.reason = words.to_owned();
    opportunity::save(staff, record.id, record.version, None, form).await.unwrap();
}

fn to_bringer(portal: &Portal, body: &str) -> NoteForm {
    NoteForm {
        body: body.to_owned(),
        audience: "one".to_owned(),
        partner: portal.alfa.id.to_string(),
        ..NoteForm::default()
    }
}

async fn id_of(staff: &Context, reference: &str) -> OpportunityId {
    opportunity::show(staff, reference).await.unwrap().id
}

#[tokio::test]
async fn out_sold_and_canceled_stay_readable_with_what_happened() {
    for (status, code, reason, stands) in [
        ("out_sold", "", "competitor", Status::OutSold),
        ("canceled", "no_budget", "no_budget", Status::Canceled),
    ] {
        let portal = Portal::open().await;
        let seller = portal.seller_of(&portal.alfa);
        let reference = opportunity::bring(&seller, form("Lis")).await.unwrap();
        let staff = portal.staff_manager();

        close(&staff, &reference, status, code, "Koupili jinde.").await;

        for cx in [&seller, &portal.manager_of(&portal.alfa)] {
            let detail = page(cx, &reference).await;
            let reason: Code = reason.parse().unwrap();
            let loss = detail.loss.map(|loss| loss.code);
            assert_eq!((detail.status, loss.as_ref()), (stands, Some(&reason)));
            assert_eq!(detail.reason.as_deref(), Some("Koupili jinde."));
            let last = &detail.timeline[0];
            let text = Some("Koupili jinde.".to_owned());
            assert_eq!(last.event, Event::Lost { status: stands, reason, text });
            assert_eq!(last.audience, Audience::Partner(portal.alfa.id));
            let board = portal::board(cx).await.unwrap();
            assert!(board.waiting.is_empty());
            assert_eq!(board.rejected[0].status, stands);
        }
        let beta = portal.manager_of(&portal.beta);
        refused(&portal, portal::show(&beta, &reference)).await;
    }
}

#[tokio::test]
async fn opened_again_it_waits_for_its_approval_and_somebody_elses_closes_it() {
    let portal = Portal::open().await;
    let manager = portal.manager_of(&portal.alfa);
    let reference = opportunity::bring(&manager, form("Lis")).await.unwrap();
    let staff = portal.staff_manager();
    close(&staff, &reference, "out_sold", "", "").await;

    close(&staff, &reference, "in_progress", "", "Přece jen.").await;
    assert_eq!(page(&manager, &reference).await.status, Status::InProgress);
    assert_eq!(portal::board(&manager).await.unwrap().waiting.len(), 1);

    // Once somebody had it, a closing is no business of who brought it.
    close(&staff, &reference, "accepted", "", "").await;
    let detail = portal::show(&manager, &reference).await.unwrap();
    assert!(matches!(detail, PartnerOpportunity::Managed(_)), "{detail:?}");
    close(&staff, &reference, "in_progress", "", "Vezmeme si to.").await;
    close(&staff, &reference, "out_sold", "", "").await;
    let detail = portal::show(&manager, &reference).await.unwrap();
    assert!(matches!(detail, PartnerOpportunity::Former(_)), "{detail:?}");
}

#[tokio::test]
async fn staff_write_to_who_brought_it_before_and_after_the_decision() {
    let portal = Portal::open().await;
    let seller = portal.seller_of(&portal.alfa);
    let reference = opportunity::bring(&seller, form("Lis")).await.unwrap();
    let staff = portal.staff_manager();
    let record = opportunity::show(&staff, &reference).await.unwrap();
    assert_eq!(record.bringer.unwrap().name, portal.alfa.name);

    note::write(&staff, record.id, to_bringer(&portal, "Kdo rozhoduje?")).await.unwrap();
    close(&staff, &reference, "canceled", "price", "").await;
    note::write(&staff, record.id, to_bringer(&portal, "Příště dřív.")).await.unwrap();

    let detail = page(&seller, &reference).await;
    let read: Vec<_> = detail
        .timeline
        .iter()
        .filter_map(|item| item.body.as_ref())
        .map(domain::timeline::SafeHtml::as_str)
        .collect();
    assert!(read[0].contains("Příště dřív.") && read[1].contains("Kdo rozhoduje?"), "{read:?}");
    let mails = portal.mails().await;
    let mut told: Vec<_> =
        mails.iter().filter(|m| m.text.contains("Kdo rozhoduje?")).map(|m| m.to.as_str()).collect();
    told.sort_unstable();
    assert_eq!(told, ["admin@alfa.example", "manager@alfa.example", "seller@alfa.example"]);
}

#[tokio::test]
async fn a_note_to_another_partner_is_refused_at_its_field() {
    let portal = Portal::open().await;
    let manager = portal.manager_of(&portal.beta);
    let reference = opportunity::bring(&manager, form("Lis")).await.unwrap();
    let staff = portal.staff_manager();
    let id = id_of(&staff, &reference).await;

    let error = refused(&portal, note::write(&staff, id, to_bringer(&portal, "x"))).await;

    assert_eq!(fields(&error), ["partner"]);
}
