//! Assignments as they may stand in the database, each with the facts that belong to its state.

use backend::{Context, db::WriteTxn};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{assignment::State, ids::AssignmentId};
use uuid::Uuid;

use crate::{people::Company, rows::insert};

/// One assignment to be written.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    pub company: Company,
    pub state: State,
    pub collaboration: bool,
    pub accept_by: Option<DateTime<Utc>>,
    /// The partner's seller works it.
    pub to_seller: bool,
}

impl Plan {
    /// To the company alone, without a deadline.
    pub(crate) fn new(company: &Company, state: State) -> Self {
        let company = company.clone();
        Self { company, state, collaboration: false, accept_by: None, to_seller: false }
    }

    pub(crate) async fn create(
        &self,
        txn: &WriteTxn,
        cx: &Context,
        opportunity: Uuid,
    ) -> AssignmentId {
        let id = AssignmentId(cx.new_id());
        let mode = if self.collaboration { "collaboration" } else { "exclusive" };
        let waits = matches!(self.state, State::Queued | State::Offered | State::Expired);
        let is_over = self.state.is_terminal();
        let lapsed_at = cx.now - TimeDelta::hours(1);
        let accept_by = self.accept_by.or((self.state == State::Expired).then_some(lapsed_at));
        // What staff share is nobody's answer.
        let answered = |value: Uuid| (!waits && !self.collaboration).then_some(value);
        let in_state = |state: State, code: &str| (self.state == state).then(|| code.to_owned());

        let row = vec![
            ("id", id.0.into()),
            ("opportunity_id", opportunity.into()),
            ("partner_id", self.company.id.0.into()),
            ("state", self.state.to_string().into()),
            ("mode", mode.into()),
            ("seller_id", self.to_seller.then_some(self.company.seller.0).into()),
            ("offered_at", (self.state != State::Queued).then_some(cx.now).into()),
            ("accept_by", accept_by.into()),
            ("answered_at", (!waits).then_some(cx.now).into()),
            ("answered_by", answered(self.company.manager.0).into()),
            ("decline_reason", in_state(State::Declined, "no_capacity").into()),
            ("return_reason", in_state(State::Returned, "no_budget").into()),
            ("ended_at", is_over.then_some(cx.now).into()),
            ("created_at", cx.now.into()),
            ("updated_at", cx.now.into()),
        ];
        insert(txn, "assignment", row).await;
        id
    }
}
