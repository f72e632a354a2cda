//! The timeline of a record costs what the record has: it never walks through all entries.

use domain::{
    ids::UserId,
    policy::{Actor, StaffRole},
    timeline::Subject,
};
use sea_orm::{DbBackend, QuerySelect, QueryTrait};
use uuid::Uuid;

use super::related::{of_record, sorted};
use crate::entity::plan_tests::{crowded, walks};

#[tokio::test]
async fn no_timeline_of_a_record_walks_through_everything() {
    let id = Uuid::from_u128(1);
    let staff = Actor::Staff { user: UserId(id), role: StaffRole::Seller };
    for analyzed in [false, true] {
        let database = testkit::Database::sqlite();
        let db = crowded(&database.url, analyzed).await;
        for of in
            [Subject::Account(id.into()), Subject::Contact(id.into()), Subject::Partner(id.into())]
        {
            let page = sorted(of_record(&staff, of)).limit(21).build(DbBackend::Sqlite);
            let walks = walks(&db, page).await;
            assert!(walks.is_empty(), "{of:?}, analyzed {analyzed}: {walks:?}");
        }
    }
}
