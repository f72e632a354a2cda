//! The timeline of a record: what happened on its opportunities, page by page, and who may read what of it.

use std::collections::BTreeSet;

use backend::{Context, Error, account, contact, note, portal, registration, timeline_read};
use chrono::TimeDelta;
use domain::{
    assignment::State,
    ids::{AccountId, ContactId, EntryId, PartnerId},
    policy::Denied,
    timeline::{Audience, Event, NoteForm, RelatedItem, RelatedTimeline, Subject, TimelineItem},
};
use testkit::{Deal, Portal};

async fn page(cx: &Context, of: Subject, before: Option<EntryId>) -> RelatedTimeline {
    timeline_read::related(cx, of, before).await.unwrap()
}

/// All pages, one after the other; none is longer than a page or empty.
async fn walked(page: impl AsyncFn(Option<EntryId>) -> RelatedTimeline) -> Vec<RelatedItem> {
    let (mut items, mut before) = (Vec::new(), None);
    loop {
        let found = page(before).await;
        assert!(found.items.len() <= 20);
        before = found.earlier;
        assert!(before.is_none() || found.items.len() == 20, "a page is filled");
        items.extend(found.items);
        if before.is_none() {
            return items;
        }
    }
}

/// Opportunities with their notes, in the order in which they stand.
fn seen(items: &[RelatedItem]) -> Vec<(&str, i64)> {
    items.iter().map(|each| (each.reference.as_str(), each.item.seq)).collect()
}

async fn notes(portal: &Portal, deal: &Deal, count: usize) {
    for _ in 0..count {
        portal.add_note(&portal.staff_seller(), deal.id, Audience::Staff).await;
    }
}

#[tokio::test]
async fn a_record_tells_of_its_own_opportunities_the_newest_first() {
    let portal = Portal::open().await;
    let brewery = portal.add_account("Pivovar Lípa a.s.").await;
    let jana = portal.add_contact(brewery, "Jana", "Malá").await;
    let deal = || portal.opportunity().account(brewery);
    let first = deal().contact(jana).topic("Stáčecí linka").create().await;
    let second = deal().accepted_by(&portal.alfa).create().await;
    let foreign = portal.opportunity().accepted_by(&portal.beta).create().await;
    for deal in [&first, &foreign, &second, &first] {
        notes(&portal, deal, 1).await;
        portal.clock.advance(TimeDelta::minutes(1));
    }
    let staff = portal.staff_seller();
    let (first, second) = (first.reference.as_str(), second.reference.as_str());

    let of_account = page(&staff, Subject::Account(brewery), None).await;
    assert_eq!(seen(&of_account.items), [(first, 2), (second, 1), (first, 1)]);
    assert_eq!(of_account.items[0].topic, "Stáčecí linka");
    let of_contact = page(&staff, Subject::Contact(jana), None).await;
    assert_eq!(seen(&of_contact.items), [(first, 2), (first, 1)]);
    let of_partner = page(&staff, Subject::Partner(portal.alfa.id), None).await;
    assert_eq!(seen(&of_partner.items), [(second, 1)]);
    assert_eq!(page(&staff, Subject::Partner(portal.gama.id), None).await.items, []);
}

#[tokio::test]
async fn each_entry_is_on_exactly_one_page_also_when_all_have_one_instant() {
    let portal = Portal::open().await;
    let brewery = portal.add_account("Pivovar Lípa a.s.").await;
    let deals = [
        portal.opportunity().account(brewery).create().await,
        portal.opportunity().account(brewery).create().await,
        portal.opportunity().account(brewery).create().await,
    ];
    // The clock stands still: only the opportunity and the number tell the entries apart.
    for deal in &deals {
        notes(&portal, deal, 15).await;
    }
    let (staff, of) = (portal.staff_seller(), Subject::Account(brewery));

    let items = walked(async |before| page(&staff, of, before).await).await;

    assert_eq!(items.len(), 45);
    let once: BTreeSet<_> = seen(&items).into_iter().collect();
    assert_eq!(once.len(), 45);
    for deal in &deals {
        let of_deal = items.iter().filter(|each| each.reference == deal.reference);
        let numbers: Vec<i64> = of_deal.map(|each| each.item.seq).collect();
        assert_eq!(numbers, (1..=15).rev().collect::<Vec<_>>());
    }
}

#[tokio::test]
async fn a_full_page_has_no_next_one_and_a_place_elsewhere_is_the_beginning() {
    let portal = Portal::open().await;
    let (brewery, other) = (portal.add_account("Lípa").await, portal.add_account("Dub").await);
    let deal = portal.opportunity().account(brewery).create().await;
    notes(&portal, &deal, 20).await;
    let elsewhere = portal.opportunity().account(other).create().await;
    notes(&portal, &elsewhere, 1).await;
    let staff = portal.staff_seller();

    let whole = page(&staff, Subject::Account(brewery), None).await;
    assert_eq!((whole.items.len(), whole.earlier), (20, None));
    let foreign = page(&staff, Subject::Account(other), None).await.items[0].item.id;
    assert_eq!(page(&staff, Subject::Account(brewery), Some(foreign)).await, whole);
    let last = whole.items[19].item.id;
    assert_eq!(page(&staff, Subject::Account(brewery), Some(last)).await.items, []);
}

#[tokio::test]
async fn a_record_says_when_it_was_made_and_by_whom() {
    let portal = Portal::open().await;
    let staff = portal.staff_seller();
    let form = domain::account::AccountForm { name: "Lípa".to_owned(), ..Default::default() };
    let id = account::create(&staff, &form).await.unwrap();

    let made = page(&staff, Subject::Account(id), None).await.made.unwrap();

    assert_eq!(made.at.to_utc(), portal.now());
    let me = backend::session::me(&staff).await.unwrap();
    assert_eq!(made.author, Some(me.name));
    // What a timer or the demo makes has no author.
    let partner = page(&staff, Subject::Partner(portal.alfa.id), None).await.made.unwrap();
    assert_eq!(partner.author, None);
}

#[tokio::test]
async fn what_happened_goes_with_the_opportunities_when_two_records_become_one() {
    let portal = Portal::open().await;
    let cx = portal.staff_manager();
    let (stays, goes) = (portal.add_account("Lípa").await, portal.add_account("Lípa a.s.").await);
    let deal = portal.opportunity().account(goes).create().await;
    notes(&portal, &deal, 1).await;
    let form = domain::account_merge::MergeForm { stays: "first".to_owned(), ..Default::default() };
    account::merge(&cx, (stays, 1), (goes, 1), &form).await.unwrap();

    let found = page(&portal.staff_manager(), Subject::Account(stays), None).await;

    let events: Vec<&Event> = found.items.iter().map(|each| &each.item.event).collect();
    assert_eq!(events, [&Event::Edited { fields: vec!["account_name".into()] }, &Event::Note]);
}

#[tokio::test]
async fn only_staff_read_the_timeline_of_a_record_and_only_of_one_that_exists() {
    let portal = Portal::open().await;
    let brewery = portal.add_account("Pivovar Lípa a.s.").await;
    let jana = portal.add_contact(brewery, "Jana", "Malá").await;
    let deal = portal.opportunity().account(brewery).contact(jana).accepted_by(&portal.alfa);
    notes(&portal, &deal.create().await, 1).await;
    let nobody = uuid::Uuid::from_u128(7);
    let there =
        [Subject::Account(brewery), Subject::Contact(jana), Subject::Partner(portal.alfa.id)];
    let nowhere = [
        Subject::Account(AccountId(nobody)),
        Subject::Contact(ContactId(nobody)),
        Subject::Partner(PartnerId(nobody)),
    ];

    for (who, cx) in portal.everybody() {
        for of in there {
            let found = timeline_read::related(&cx, of, None).await;
            if who.starts_with("staff") {
                assert_eq!(found.unwrap().items.len(), 1, "{who} {of:?}");
            } else {
                assert!(matches!(found, Err(Error::Denied(_))), "{who} {of:?}: {found:?}");
            }
        }
        for of in nowhere {
            let found = timeline_read::related(&cx, of, None).await;
            assert!(matches!(found, Err(Error::Denied(_))), "{who} {of:?}: {found:?}");
        }
    }
}

/// A customer with opportunities in every way in which they may stand to Alfa, and notes of all sides for all readers.
async fn customer_of_many(portal: &Portal) -> (AccountId, Vec<Deal>) {
    let (alfa, beta) = (&portal.alfa, &portal.beta);
    let brewery = portal.add_account("Pivovar Lípa a.s.").await;
    let deal = || portal.opportunity().account(brewery);
    let deals = vec![
        deal().accepted_by(alfa).create().await,
        deal().worked_by_seller_of(alfa).create().await,
        deal().shared_by(&[alfa, beta]).create().await,
        deal().accepted_by(beta).create().await,
        deal().offered_to(alfa).create().await,
        deal().formerly_with(alfa, State::Returned).create().await,
        deal().formerly_with(alfa, State::Completed).create().await,
        deal().brought_by(alfa, alfa.manager).create().await,
        deal().create().await,
    ];
    portal.clock.advance(TimeDelta::hours(1));
    let staff = portal.staff_manager();
    for deal in &deals {
        for audience in [
            Audience::Staff,
            Audience::Partner(alfa.id),
            Audience::Partner(beta.id),
            Audience::AllPartners,
        ] {
            portal.add_note(&staff, deal.id, audience).await;
        }
        for company in [alfa, beta, alfa, beta, alfa] {
            let cx = portal.manager_of(company);
            let form = NoteForm { body: "Vzkaz".to_owned(), ..NoteForm::default() };
            // Who does not have it is refused; whoever does writes.
            let _ = note::write(&cx, deal.id, form).await;
            portal.clock.advance(TimeDelta::minutes(1));
        }
    }
    (brewery, deals)
}

/// What the reader sees on the pages of these opportunities, one after the other.
async fn one_by_one(cx: &Context, deals: &[Deal]) -> Vec<(String, TimelineItem)> {
    let mut all = Vec::new();
    for deal in deals {
        let items = timeline_read::items(cx, deal.id).await.unwrap_or_default();
        all.extend(items.into_iter().map(|item| (deal.reference.clone(), item)));
    }
    all.sort_by_key(|(reference, item)| (reference.clone(), item.seq));
    all
}

fn by_opportunity(items: Vec<RelatedItem>) -> Vec<(String, TimelineItem)> {
    let mut all: Vec<_> = items.into_iter().map(|each| (each.reference, each.item)).collect();
    all.sort_by_key(|(reference, item)| (reference.clone(), item.seq));
    all
}

#[tokio::test]
async fn everybody_reads_on_the_customers_page_what_stands_on_those_of_its_opportunities() {
    let portal = Portal::open().await;
    let (brewery, deals) = customer_of_many(&portal).await;

    let staff = portal.staff_seller();
    let all = walked(async |before| page(&staff, Subject::Account(brewery), before).await).await;
    assert!(all.len() > deals.len() * 4, "the notes of staff and those of partners");
    assert_eq!(by_opportunity(all), one_by_one(&staff, &deals).await);

    let mut counts = Vec::new();
    for cx in [
        portal.manager_of(&portal.alfa),
        portal.seller_of(&portal.alfa),
        portal.manager_of(&portal.beta),
        portal.seller_of(&portal.beta),
    ] {
        let read = async |before| match portal::own_customer(&cx, brewery, before).await {
            Ok(customer) => customer.timeline,
            Err(Error::Denied(Denied::Hidden)) => RelatedTimeline::default(),
            Err(error) => panic!("{error:?}"),
        };
        let found = walked(read).await;
        counts.push(found.len());
        assert!(found.iter().all(|each| each.item.audience != Audience::Staff));
        assert_eq!(by_opportunity(found), one_by_one(&cx, &deals).await);
    }
    assert!(counts[0] > 20, "{counts:?}: more than one page");
    assert!(counts[0] > counts[1] && counts[1] > 0, "{counts:?}: a seller reads less");
    assert_eq!(counts[3], 0, "nothing was given to the seller of Beta");
}

#[tokio::test]
async fn no_place_opens_what_is_not_for_the_reader() {
    let portal = Portal::open().await;
    let (brewery, deals) = customer_of_many(&portal).await;
    let secret = timeline_read::items(&portal.staff_manager(), deals[3].id).await.unwrap();
    let alfa = portal.manager_of(&portal.alfa);
    let newest = portal::own_customer(&alfa, brewery, None).await.unwrap().timeline;

    for entry in secret {
        let found = portal::own_customer(&alfa, brewery, Some(entry.id)).await.unwrap();
        assert_eq!(found.timeline, newest, "a foreign entry is like none");
    }
    assert_eq!(newest.made, None, "when the vendor entered it is the vendor's");
}

#[tokio::test]
async fn a_contact_shows_the_registrations_of_the_opportunities_that_name_the_person() {
    let portal = Portal::open().await;
    let brewery = portal.add_account("Pivovar Lípa a.s.").await;
    let jana = portal.add_contact(brewery, "Jana", "Malá").await;
    let karel = portal.add_contact(brewery, "Karel", "Velký").await;
    let mut references = Vec::new();
    for person in [jana, karel] {
        let deal = portal.opportunity().account(brewery).contact(person);
        let deal = deal.brought_by(&portal.alfa, portal.alfa.manager).approved();
        let deal = deal.accepted_by(&portal.alfa).create().await;
        let form = domain::registration::RegistrationForm {
            customer: format!("Pivovar {}", deal.reference),
            registration_number: "25596641".to_owned(),
            products: "Lis".to_owned(),
            value: "1 200 000".to_owned(),
            close_on: "2026-06-30".to_owned(),
            justification: "Zákazníka jsme dvakrát navštívili.".to_owned(),
            ..Default::default()
        };
        registration::submit(&portal.manager_of(&portal.alfa), deal.id, form, &[]).await.unwrap();
        references.push(deal.reference);
    }
    let staff = portal.staff_seller();

    for (person, reference) in [jana, karel].into_iter().zip(references) {
        let shown = contact::show(&staff, person).await.unwrap().registrations;
        let of: Vec<_> = shown.into_iter().map(|row| row.opportunity).collect();
        assert_eq!(of, [reference]);
    }
}
