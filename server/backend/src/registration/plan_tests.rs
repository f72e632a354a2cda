//! The conflict check runs along indexes on SQLite, also among 20,000 customers: what it takes is no answer.

use domain::{ids::PartnerId, policy::Actor};
use sea_orm::{DbBackend, QuerySelect, QueryTrait};
use uuid::Uuid;

use super::conflict::{Key, of_accounts, of_leads, protections, records, requests};
use crate::entity::{
    account,
    plan_tests::{filled, walks},
};

/// Each customer has an opportunity; some are known by number, VAT id or domain, some are no account, some are asked for.
const ROWS: &[&str] = &[
    "CREATE TEMP TABLE n AS WITH RECURSIVE c(i) AS
         (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 20000)
         SELECT i, '2026-03-02T12:00:00+00:00' AS at FROM c",
    "INSERT INTO account (id, name, name_folded, name_sort, registration_number, vat_id, domain,
             created_at, updated_at)
         SELECT 'a' || i, i, i, i, CASE WHEN i % 2 THEN i END, CASE WHEN i % 4 = 0 THEN 'CZ' || i END,
             CASE WHEN i % 3 = 0 THEN i || '.example' END, at, at FROM n",
    "INSERT INTO merged_account (id, account_id, name_folded, registration_number, vat_id, domain,
             form, created_at, merged_at)
         SELECT 'm' || i, 'a' || i, i, 'm' || i, CASE WHEN i % 4 = 0 THEN 'CZm' || i END,
             CASE WHEN i % 3 = 0 THEN 'm' || i || '.example' END, '{}', at, at FROM n WHERE i <= 500",
    "INSERT INTO partner (id, account_id, status, created_at, updated_at)
         SELECT 'p' || i, 'a' || i, 'onboarding', at, at FROM n WHERE i <= 50",
    "INSERT INTO user_account (id, kind, role, email, email_folded, name, name_folded, name_sort,
             sessions_valid_from, created_at, updated_at)
         SELECT 'u', 'staff', 'manager', 'u', 'u', 'u', 'u', 'u', at, at, at FROM n WHERE i = 1",
    "INSERT INTO opportunity (id, reference, topic, topic_folded, topic_sort, search_text, origin,
             account_id, lead_number, lead_domain, currency, stage_entered_at, status, accepted_at,
             last_activity_at, created_at, updated_at)
         SELECT 'o' || i, 'R' || i, i, i, i, i, 'staff', CASE WHEN i % 5 THEN 'a' || i END,
             CASE WHEN i % 5 = 0 THEN i END, CASE WHEN i % 5 = 0 THEN i || '.example' END, 'CZK', at,
             'accepted', at, at, at, at FROM n",
    "INSERT INTO deal_registration (id, reference, opportunity_id, partner_id, customer_name,
             customer_folded, registration_number, vat_id, domain, currency, justification,
             submitted_at, submitted_by, decide_by, created_at, updated_at)
         SELECT 'r' || i, 'REG' || i, 'o' || i, 'p' || (i % 50 + 1), i, i,
             CASE WHEN i % 2 THEN i END, CASE WHEN i % 4 = 0 THEN 'CZ' || i END,
             CASE WHEN i % 3 = 0 THEN i || '.example' END, 'CZK', i, at, 'u', at, at, at FROM n",
];

#[tokio::test]
async fn no_question_of_the_check_walks_through_everything() {
    let (partner, sqlite) = (PartnerId(Uuid::from_u128(1)), DbBackend::Sqlite);
    let now = "2026-03-02T12:00:00Z".parse().unwrap();
    let keys = [Key::Number("25596641".to_owned()), Key::Domain("lipa.example".to_owned())];
    for analyzed in [false, true] {
        let database = testkit::Database::sqlite();
        let db = filled(&database.url, ROWS, analyzed).await;
        let everything = account::Entity::visible_to(&Actor::System).build(sqlite);
        assert_eq!(walks(&db, everything).await, ["SCAN account"], "the measure works");
        for key in &keys {
            for statement in [
                records(key).build(sqlite),
                protections(now, key, &[Uuid::from_u128(2)]).build(sqlite),
                requests(partner, key).limit(1).build(sqlite),
                of_accounts(partner, key).limit(1).build(sqlite),
                of_leads(partner, key).limit(1).build(sqlite),
            ] {
                let walks = walks(&db, statement.clone()).await;
                assert!(walks.is_empty(), "analyzed {analyzed}: {walks:?} in {}", statement.sql);
            }
        }
    }
}
