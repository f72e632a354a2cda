//! A call that is refused changes nothing; and what a test wants to see of an opportunity.

use std::fmt::Debug;

use backend::{Error, opportunity, timeline_read};
use domain::{
    assignment::State,
    opportunity::{StaffOpportunity, Status},
    refusal::Refusal,
    timeline::Event,
};
use testkit::{Deal, Portal};

/// Runs a call that has to be refused, and shows that the whole database is as before.
pub async fn refused<T: Debug>(
    portal: &Portal,
    call: impl Future<Output = Result<T, Error>>,
) -> Error {
    let before = portal.digest().await;
    let error = call.await.expect_err("the call has to be refused");
    let after = portal.digest().await;
    assert!(after == before, "{error:?} but changed {:?}", before.difference(&after));
    error
}

/// The refusal in the error.
pub fn refusal(error: &Error) -> Option<&Refusal> {
    match error {
        Error::Refused(refusal) => Some(refusal),
        _ => None,
    }
}

/// The fields that the error names.
pub fn fields(error: &Error) -> Vec<&str> {
    match error {
        Error::Invalid(errors) => errors.iter().map(|error| error.field.as_str()).collect(),
        _ => Vec::new(),
    }
}

/// As staff see it.
pub async fn seen_by_staff(portal: &Portal, deal: &Deal) -> StaffOpportunity {
    opportunity::show(&portal.staff_manager(), &deal.reference).await.unwrap()
}

/// Its status, and the states of its assignments from the newest to the oldest.
pub async fn standing(portal: &Portal, deal: &Deal) -> (Status, Vec<State>) {
    let seen = seen_by_staff(portal, deal).await;
    (seen.status, seen.assignments.iter().map(|row| row.state).collect())
}

/// What happened on it, the oldest first.
pub async fn events(portal: &Portal, deal: &Deal) -> Vec<Event> {
    let items = timeline_read::items(&portal.staff_manager(), deal.id).await.unwrap();
    items.into_iter().rev().map(|item| item.event).collect()
}
