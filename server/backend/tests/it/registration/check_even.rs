//! The conflict check does the same whatever is in the database, so that neither its length nor its time says more than
//! its word.
//!
//! Wall times are not compared: on a shared machine two equal calls differ by more than a row that is found. What makes a
//! difference that can be measured from outside is how often the database is asked, and that is counted here: the same
//! calls in the same order for each kind of customer. Each of them looks at an index and answers at most one row, and
//! no answer comes before the time that all of them take.

use std::{
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use backend::registration;
use domain::registration::{CheckAnswer, RegistrationForm};
use testkit::Portal;
use tracing::{
    Event, Metadata, Subscriber,
    span::{Attributes, Id, Record},
};

use super::{approved, brought, form, submitted_as};

/// Notes the name of each call to the database.
#[derive(Clone, Default)]
struct Calls(Arc<Mutex<Vec<&'static str>>>);

impl Subscriber for Calls {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.is_span() && metadata.target().starts_with("sea_orm::database")
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        self.0.lock().unwrap().push(span.metadata().name());
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, _: &Event<'_>) {}

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// A customer of each kind: what is asked for, and the word that Beta gets.
async fn customers(portal: &Portal) -> [(&'static str, CheckAnswer); 8] {
    approved(portal, &portal.alfa).await;
    let domain = |domain: &str| RegistrationForm {
        registration_number: String::new(),
        domain: domain.to_owned(),
        ..form()
    };
    let deal = brought(portal, &portal.alfa).await;
    submitted_as(portal, &deal, &portal.alfa, domain("ceka.example")).await;
    let own = brought(portal, &portal.beta).await;
    submitted_as(portal, &own, &portal.beta, domain("nase.example")).await;
    let account = portal.add_account("Pivovar Lípa a.s.").await;
    portal.set("account", account.0, vec![("domain", "lipa.example".into())]).await;
    portal.opportunity().account(account).create().await;
    let lead = portal.opportunity().create().await;
    portal.set("opportunity", lead.id.0, vec![("lead_domain", "huty.example".into())]).await;
    [
        ("volno.example", CheckAnswer::Free),
        ("00006947", CheckAnswer::Free),
        ("nase.example", CheckAnswer::Free),
        ("25596641", CheckAnswer::Protected),
        ("ceka.example", CheckAnswer::Ask),
        ("lipa.example", CheckAnswer::Ask),
        ("huty.example", CheckAnswer::Ask),
        ("seznam.cz", CheckAnswer::Ask),
    ]
}

#[tokio::test]
async fn the_database_is_asked_the_same_and_the_answer_has_the_same_form() {
    let portal = Portal::open().await;
    let mut seen: Vec<(Vec<&'static str>, Vec<String>)> = Vec::new();
    for (query, word) in customers(&portal).await {
        let cx = portal.seller_of(&portal.beta);
        let calls = Calls::default();
        let began = Instant::now();
        let id = {
            let _noting = tracing::subscriber::set_default(calls.clone());
            registration::check(&cx, query).await.unwrap()
        };

        assert!(began.elapsed() >= Duration::from_millis(250), "{query}: too soon");
        let rows = registration::checks(&cx).await.unwrap();
        let row = rows.into_iter().find(|row| row.id == id).unwrap();
        assert_eq!(row.answer, word, "{query}");
        assert_eq!(row.until.is_some(), word == CheckAnswer::Protected, "{query}");
        // What comes back at once is where the answer stands: an id, as long for each.
        assert_eq!(id.to_string().len(), 36);
        let row = serde_json::to_value(&row).unwrap();
        let named = row.as_object().unwrap().keys().cloned().collect();
        let calls = calls.0.lock().unwrap().clone();
        seen.push((calls, named));
    }
    let first = &seen[0];
    assert!(first.0.len() >= 8, "the calls are seen at all: {first:?}");
    for other in &seen {
        assert_eq!(other, first);
    }
}
