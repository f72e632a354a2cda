//! What the staff form refuses and how it says so.

use super::*;

fn form() -> OpportunityForm {
    OpportunityForm { topic: "Linka".into(), ..OpportunityForm::default() }
}

#[test]
fn a_topic_is_enough() {
    let input = form().check().unwrap();
    assert_eq!((input.topic.as_str(), input.currency), ("Linka", Currency::Czk));
    assert_eq!(input.wish.status, Status::InProgress);
}

#[test]
fn every_problem_is_told_at_once() {
    let wrong = OpportunityForm {
        topic: " ".into(),
        currency: "XYZ".into(),
        estimated_value: "dost".into(),
        estimated_close_on: "31. 2.".into(),
        needs: "x".repeat(2001),
        status: "maybe".into(),
        accept_by: "včera".into(),
        ..OpportunityForm::default()
    };
    let fields: Vec<_> = wrong.check().unwrap_err().into_iter().map(|e| e.field).collect();
    assert_eq!(
        fields,
        [
            "currency",
            "topic",
            "estimated_value",
            "estimated_close_on",
            "needs",
            "status",
            "accept_by"
        ]
    );
}

#[test]
fn empty_partner_rows_are_left_out_and_keep_their_place_in_messages() {
    let mut form = form();
    form.collaborators = vec![
        PickedPartner::default(),
        PickedPartner { name: "Alfa".into(), id: "nonsense".into() },
    ];
    assert_eq!(form.check().unwrap_err()[0].field, "collaborators.1");
}

#[test]
fn a_deadline_is_read_as_browsers_post_it() {
    let form = OpportunityForm { accept_by: "2026-11-25T12:00".into(), ..form() };
    let at = form.check().unwrap().wish.accept_by.unwrap();
    assert_eq!(at.to_string(), "2026-11-25 12:00:00");
}

#[test]
fn unknown_fields_are_refused() {
    let attack = serde_json::from_str::<OpportunityForm>("{\"topic\":\"x\",\"version\":\"9\"}");
    assert!(attack.is_err());
}
