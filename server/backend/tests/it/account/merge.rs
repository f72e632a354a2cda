//! Two records of one company become one.

use backend::{Error, account, contact, opportunity, partner, timeline_read};
use domain::{
    account::{AccountForm, ListingQuery},
    account_merge::MergeForm,
    ids::AccountId,
    policy::Denied,
    refusal::Refusal,
    timeline::Event,
};
use testkit::Portal;

use super::record::form;
use crate::refused::{fields, refusal, refused};

async fn two(portal: &Portal) -> (AccountId, AccountId) {
    let cx = portal.staff_seller();
    let known = AccountForm { city: "Zlín".into(), ..form("Pivovar Lípa") };
    let first = account::create(&cx, &known).await.unwrap();
    let again = AccountForm {
        registration_number: "45274649".into(),
        city: "Brno".into(),
        street: "Dlouhá 1".into(),
        not_duplicate: "on".into(),
        ..form("Pivovar Lípa a.s.")
    };
    (first, account::create(&cx, &again).await.unwrap())
}

fn keep(stays: &str) -> MergeForm {
    MergeForm { stays: stays.to_owned(), name: "second".to_owned(), ..MergeForm::default() }
}

#[tokio::test]
async fn nothing_is_lost() {
    let portal = Portal::open().await;
    let cx = portal.staff_manager();
    let (first, second) = two(&portal).await;
    let person = portal.add_contact(second, "Jana", "Malá").await;
    let deal = portal.opportunity().account(second).contact(person).create().await;
    portal.add_note(&cx, deal.id, domain::timeline::Audience::Staff).await;

    let both = account::compare(&cx, first, second).await.unwrap();
    assert_eq!((both.second.contact_count, both.second.opportunity_count), (1, 1));
    let stayed = account::merge(&cx, (first, 1), (second, 1), &keep("first")).await.unwrap();

    assert_eq!(stayed, first);
    let merged = account::show(&cx, first).await.unwrap();
    let expected = AccountForm {
        registration_number: "45274649".into(),
        city: "Zlín".into(),
        street: "Dlouhá 1".into(),
        ..form("Pivovar Lípa a.s.")
    };
    assert_eq!(merged.form, expected);
    assert_eq!(merged.contacts.iter().map(|(id, ..)| *id).collect::<Vec<_>>(), [person]);
    assert_eq!(merged.opportunities[0].reference, deal.reference);
    assert_eq!(account::show(&cx, second).await.unwrap().id, first, "old links lead to it");
    assert_eq!(contact::show(&cx, person).await.unwrap().form.account_id, first.to_string());
    let page = opportunity::show(&cx, &deal.reference).await.unwrap();
    assert_eq!((page.version, page.account.unwrap().id), (2, first), "an open form is old now");
    let items = timeline_read::items(&cx, deal.id).await.unwrap();
    assert_eq!(items[0].event, Event::Edited { fields: vec!["account_name".to_owned()] });
    assert_eq!(items[1].event, Event::Note);
    let query = ListingQuery { q: "lipa".into(), ..ListingQuery::default() };
    assert_eq!(account::list(&cx, &query).await.unwrap().total, 1);
}

#[tokio::test]
async fn what_was_not_chosen_is_still_there() {
    let portal = Portal::open().await;
    let cx = portal.staff_manager();
    let (first, second) = two(&portal).await;
    let looked_after = vec![("managing_partner_id", portal.beta.id.0.into())];
    portal.set("account", second.0, looked_after).await;
    let a = account::show(&cx, first).await.unwrap().form;
    let b = account::show(&cx, second).await.unwrap().form;

    account::merge(&cx, (first, 1), (second, 1), &keep("first")).await.unwrap();

    let kept = account::show(&cx, first).await.unwrap().merged;
    let of = |form: &AccountForm| kept.iter().find(|record| record.form == *form).unwrap();
    assert_eq!(kept.len(), 2);
    assert_eq!(of(&a).managing_partner, None);
    assert_eq!(of(&b).managing_partner.as_deref(), Some(portal.beta.name.as_str()));
    assert_eq!(of(&b).merged_by.as_deref(), Some("Marek Řídicí"));

    // The one that stays becomes part of a third one: everything goes with it.
    let third = AccountForm { not_duplicate: "on".into(), ..form("Pivovar Lípa, spol. s r.o.") };
    let third = account::create(&cx, &third).await.unwrap();
    let version = account::show(&cx, first).await.unwrap().version;
    let unchanged = MergeForm { stays: "first".into(), ..MergeForm::default() };
    account::merge(&cx, (third, 1), (first, version), &unchanged).await.unwrap();
    for id in [first, second, third] {
        let shown = account::show(&cx, id).await.unwrap();
        assert_eq!(shown.id, third);
        assert_eq!(shown.merged.len(), 4, "two of each time");
    }
}

#[tokio::test]
async fn a_file_finds_the_company_by_what_it_was_called_before() {
    let portal = Portal::open().await;
    let cx = portal.staff_manager();
    let (first, second) = two(&portal).await;
    let form = MergeForm { registration_number: "first".into(), ..keep("first") };
    account::merge(&cx, (first, 1), (second, 1), &form).await.unwrap();

    let file = "External id,Topic,Account,Account number\n\
                a,Podle jména,PIVOVAR LÍPA,\n\
                b,Podle čísla,Kdokoli,45274649\n";
    let options = backend::import::Options { write: true, ..Default::default() };
    let report =
        backend::import::execute(&cx, "stare.csv", file.as_bytes(), options).await.unwrap();

    assert_eq!(report.failed, 0, "{:?}", report.errors);
    let shown = account::show(&cx, first).await.unwrap();
    let mut topics: Vec<_> = shown.opportunities.iter().map(|row| row.topic.as_str()).collect();
    topics.sort_unstable();
    assert_eq!(topics, ["Podle jména", "Podle čísla"]);
    let all = ListingQuery { q: "lipa".into(), ..ListingQuery::default() };
    assert_eq!(account::list(&cx, &all).await.unwrap().total, 1);
}

#[tokio::test]
async fn a_partner_keeps_its_profile_and_two_partners_stay_two() {
    let portal = Portal::open().await;
    let cx = portal.staff_manager();
    let (first, _) = two(&portal).await;
    let alfa = portal.alfa.clone();

    let stayed = account::merge(&cx, (first, 1), (alfa.account, 1), &keep("first")).await.unwrap();
    let shown = partner::show(&cx, alfa.id).await.unwrap();
    assert_eq!((shown.account_id, shown.form.name), (stayed, alfa.name.clone()));
    assert_eq!(shown.people.len(), 3);

    let version = account::show(&cx, stayed).await.unwrap().version;
    let beta = (portal.beta.account, 1);
    let form = keep("first");
    let call = account::merge(&cx, (stayed, version), beta, &form);
    assert_eq!(refusal(&refused(&portal, call).await), Some(&Refusal::BothPartners));
}

#[tokio::test]
async fn an_older_page_a_wrong_choice_and_one_record_twice_change_nothing() {
    let portal = Portal::open().await;
    let cx = portal.staff_manager();
    let (first, second) = two(&portal).await;

    let form = keep("first");
    let error = refused(&portal, account::merge(&cx, (first, 2), (second, 1), &form)).await;
    assert!(matches!(error, Error::Stale), "{error:?}");
    let form = keep("");
    let error = refused(&portal, account::merge(&cx, (first, 1), (second, 1), &form)).await;
    assert_eq!(fields(&error), ["stays"]);
    let form = keep("first");
    let error = refused(&portal, account::merge(&cx, (first, 1), (first, 1), &form)).await;
    assert!(matches!(error, Error::Denied(Denied::Hidden)), "{error:?}");
}

#[tokio::test]
async fn managers_merge_and_nobody_else() {
    let portal = Portal::open().await;
    let (first, second) = two(&portal).await;
    let form = keep("first");
    for (name, cx) in portal.everybody() {
        if matches!(name.as_str(), "staff manager" | "staff admin") {
            continue;
        }
        let error = refused(&portal, account::merge(&cx, (first, 1), (second, 1), &form)).await;
        assert!(matches!(error, Error::Denied(_)), "{name}: {error:?}");
        assert!(account::compare(&cx, first, second).await.is_err(), "{name}");
    }
}
