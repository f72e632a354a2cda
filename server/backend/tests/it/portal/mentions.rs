//! People who are named in notes: shown, told, and refused when they may not read it.

use backend::{Context, mail, note, opportunity, portal, timeline_read};
use domain::{
    invalid::{FieldError, Problem},
    mail::MailForm,
    opportunity::PartnerOpportunity,
    timeline::{AudienceChoice, NoteForm},
};
use testkit::{Deal, Portal};

use super::notes::note;
use crate::refused::refused;

fn to_alfa(portal: &Portal, body: &str) -> NoteForm {
    NoteForm { partner: portal.alfa.id.to_string(), ..note(body, "one") }
}

/// Whom the outbox tells that they were named.
async fn told(portal: &Portal) -> Vec<String> {
    let mails = portal.mails().await.into_iter();
    let mut told: Vec<_> =
        mails.filter(|mail| mail.topic == "mentioned").map(|mail| mail.to).collect();
    told.sort_unstable();
    told
}

#[tokio::test]
async fn a_reader_is_marked_and_told_and_others_stay_text() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().accepted_by(&portal.alfa).create().await;
    let staff = portal.staff_manager();
    let body = "@milan z alfa systems s.r.o., zavolej. @Nikdo Takový a dotaz@firma.example ne.";

    note::write(&staff, deal.id, to_alfa(&portal, body)).await.unwrap();

    let items = timeline_read::items(&portal.manager_of(&portal.alfa), deal.id).await.unwrap();
    let html = items[0].body.as_ref().unwrap().as_str().to_owned();
    assert!(html.contains("<strong>@milan z alfa systems s.r.o.</strong>, zavolej."), "{html}");
    assert_eq!(html.matches("<strong>").count(), 1, "{html}");
    assert_eq!(told(&portal).await, ["manager@alfa.example"]);
    let mails = portal.mails().await;
    let mail = mails.iter().find(|mail| mail.topic == "mentioned").unwrap();
    assert!(mail.subject.starts_with("Zmínka o vás") && mail.text.contains("zavolej"), "{mail:?}");

    // A partner names one of the vendor's people.
    let manager = portal.manager_of(&portal.alfa);
    note::write(&manager, deal.id, note("@Simona Prodejná co vy?", "internal")).await.unwrap();
    assert_eq!(told(&portal).await, ["manager@alfa.example", "seller@stafeta.example"]);
}

#[tokio::test]
async fn whoever_may_not_read_it_is_refused_at_the_field() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().accepted_by(&portal.alfa).create().await;
    let (staff, manager) = (portal.staff_manager(), portal.manager_of(&portal.alfa));
    let of_alfa = "Milan z Alfa Systems s.r.o.".to_owned();
    let errors = |error| match error {
        backend::Error::Invalid(errors) => errors,
        other => panic!("{other:?}"),
    };

    // Only staff read this one.
    let call = note::write(&staff, deal.id, note(&format!("@{of_alfa}"), "internal"));
    let expected = [FieldError::new("body", Problem::NotReader { name: of_alfa })];
    assert_eq!(errors(refused(&portal, call).await), expected);

    // A colleague who does not work on it.
    let people = backend::company::show(&manager).await.unwrap().people;
    let seller = people.into_iter().find(|person| person.id == portal.alfa.seller).unwrap().name;
    let call = note::write(&manager, deal.id, note(&format!("@{seller}"), "internal"));
    let expected = [FieldError::new("body", Problem::NotReader { name: seller })];
    assert_eq!(errors(refused(&portal, call).await), expected);
}

#[tokio::test]
async fn strangers_are_not_known_by_their_names() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().accepted_by(&portal.alfa).create().await;
    let manager = portal.manager_of(&portal.alfa);

    let body = "@Milan z Beta Solutions a.s. nás předběhl";
    note::write(&manager, deal.id, note(body, "internal")).await.unwrap();

    let items = timeline_read::items(&manager, deal.id).await.unwrap();
    assert!(!items[0].body.as_ref().unwrap().as_str().contains("<strong>"));
    assert!(told(&portal).await.is_empty());
}

#[tokio::test]
async fn who_does_not_want_notes_is_not_told() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().accepted_by(&portal.alfa).create().await;
    mail::choose(&portal.manager_of(&portal.alfa), &MailForm::default()).await.unwrap();

    let body = "@Milan z Alfa Systems s.r.o. volej";
    note::write(&portal.staff_manager(), deal.id, to_alfa(&portal, body)).await.unwrap();

    assert!(told(&portal).await.is_empty());
}

#[tokio::test]
async fn staff_are_offered_those_who_read_the_note() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().accepted_by(&portal.alfa).create().await;
    let record = opportunity::show(&portal.staff_manager(), &deal.reference).await.unwrap();
    let offered = |audience, one| {
        let people = record.mentionable.iter().filter(|person| person.reads(audience, one));
        people.map(|person| person.name.as_str()).collect::<Vec<_>>()
    };
    let (of_alfa, ours) = ("Milan z Alfa Systems s.r.o.", "Simona Prodejná");

    assert!(offered(AudienceChoice::Internal, None).contains(&ours));
    assert!(!offered(AudienceChoice::Internal, None).contains(&of_alfa));
    for (audience, one) in
        [(AudienceChoice::One, Some(portal.alfa.id)), (AudienceChoice::All, None)]
    {
        let names = offered(audience, one);
        assert!(names.contains(&of_alfa) && names.contains(&ours), "{names:?}");
        // Nobody of a company that has nothing to do with it, nor who does not work on it.
        assert!(names.iter().all(|name| !name.contains("Beta")), "{names:?}");
    }
    assert!(!offered(AudienceChoice::One, Some(portal.beta.id)).contains(&of_alfa));

    // Whoever is offered is taken.
    for person in &record.mentionable {
        let to = if person.partner.is_some() { "all" } else { "internal" };
        let body = format!("@{}, prosím.", person.name);
        note::write(&portal.staff_manager(), deal.id, note(&body, to)).await.unwrap();
    }
    let items = timeline_read::items(&portal.staff_manager(), deal.id).await.unwrap();
    let marked = items.iter().filter_map(|item| item.body.as_ref());
    let marked = marked.filter(|body| body.as_str().contains("<strong>@")).count();
    assert_eq!(marked, record.mentionable.len());

    // Two of one name can neither be named.
    let twice = vec![("name", ours.into()), ("name_folded", "simona prodejna".into())];
    portal.set("user_account", portal.alfa.manager.0, twice).await;
    let record = opportunity::show(&portal.staff_manager(), &deal.reference).await.unwrap();
    assert!(record.mentionable.iter().all(|person| person.name != ours));
}

/// Whom a partner can name, as its page of the opportunity lists them.
async fn offered(cx: &Context, deal: &Deal) -> Vec<String> {
    let people = match portal::show(cx, &deal.reference).await.unwrap() {
        PartnerOpportunity::Managed(detail) => detail.mentionable,
        PartnerOpportunity::Brought(detail) => detail.mentionable,
        other => panic!("nothing can be written there: {other:?}"),
    };
    people.into_iter().map(|person| person.name).collect()
}

#[tokio::test]
async fn a_partner_is_offered_the_vendors_people_its_own_and_its_fellows() {
    let portal = Portal::open().await;
    let (alfa, beta) = (&portal.alfa, &portal.beta);
    let manager = portal.manager_of(alfa);
    let (ours, of_alfa, of_beta) =
        ("Simona Prodejná", "Alena z Alfa Systems s.r.o.", "Milan z Beta Solutions a.s.");

    let alone = portal.opportunity().accepted_by(alfa).create().await;
    let brought = portal.opportunity().brought_by(alfa, alfa.manager).create().await;
    for deal in [&alone, &brought] {
        let names = offered(&manager, deal).await;
        assert!(names.iter().any(|name| name == ours), "{names:?}");
        assert!(names.iter().any(|name| name == of_alfa), "{names:?}");
        assert!(names.iter().all(|name| !name.contains("Beta")), "{names:?}");
    }
    let shared = portal.opportunity().shared_by(&[alfa, beta]).create().await;
    let names = offered(&manager, &shared).await;
    assert!(names.iter().any(|name| name == of_beta), "{names:?}");
    assert!(names.iter().all(|name| !name.contains("Gama")), "{names:?}");
}
