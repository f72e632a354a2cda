//! Builds opportunities with their assignments, in any status that the database allows.

use backend::fold;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::{
    assignment::State,
    ids::{AccountId, AssignmentId, ContactId, OpportunityId, UserId},
    opportunity::Status,
};

use crate::{
    Portal,
    assignment::Plan,
    people::Company,
    rows::{Value, insert},
};

/// An opportunity that stands in the database.
#[derive(Debug, Clone)]
pub struct Deal {
    /// Its id.
    pub id: OpportunityId,
    /// Its reference.
    pub reference: String,
    /// Its assignments in the order in which they were asked for.
    pub assignments: Vec<AssignmentId>,
}

impl Deal {
    /// The first, usually the only, assignment.
    pub fn assignment(&self) -> AssignmentId {
        *self.assignments.first().expect("the opportunity was given to somebody")
    }
}

/// What is to be written; everything has a sensible value.
#[derive(Debug)]
#[must_use = "nothing is written before `create`"]
pub struct OpportunityBuilder<'p> {
    portal: &'p Portal,
    topic: String,
    status: Option<Status>,
    owner: Option<UserId>,
    account: Option<AccountId>,
    contact: Option<ContactId>,
    currency: String,
    value: Option<i64>,
    close_on: Option<NaiveDate>,
    brought_by: Option<(Company, UserId)>,
    approved: bool,
    plans: Vec<Plan>,
}

impl<'p> OpportunityBuilder<'p> {
    pub(crate) fn new(portal: &'p Portal) -> Self {
        Self {
            portal,
            topic: "Výrobní linka".to_owned(),
            status: None,
            owner: None,
            account: None,
            contact: None,
            currency: "CZK".to_owned(),
            value: Some(125_000_000),
            close_on: NaiveDate::from_ymd_opt(2026, 12, 18),
            brought_by: None,
            approved: false,
            plans: Vec::new(),
        }
    }

    /// The topic.
    pub fn topic(mut self, topic: impl Into<String>) -> Self {
        self.topic = topic.into();
        self
    }

    /// The status, where it does not follow from the assignments.
    pub fn status(mut self, status: Status) -> Self {
        self.status = Some(status);
        self
    }

    /// The staff owner.
    pub fn owner(mut self, owner: UserId) -> Self {
        self.owner = Some(owner);
        self
    }

    /// The customer, instead of a lead company.
    pub fn account(mut self, account: AccountId) -> Self {
        self.account = Some(account);
        self
    }

    /// The customer's person.
    pub fn contact(mut self, contact: ContactId) -> Self {
        self.contact = Some(contact);
        self
    }

    /// Estimated value in minor units.
    pub fn value(mut self, minor: impl Into<Option<i64>>, currency: &str) -> Self {
        self.value = minor.into();
        currency.clone_into(&mut self.currency);
        self
    }

    /// Estimated close.
    pub fn close_on(mut self, day: Option<NaiveDate>) -> Self {
        self.close_on = day;
        self
    }

    /// Offered to the company alone, to be answered within 48 hours.
    pub fn offered_to(self, company: &Company) -> Self {
        let accept_by = self.portal.now() + TimeDelta::hours(48);
        self.offered_until(company, Some(accept_by))
    }

    /// Offered to the company alone with this deadline.
    pub fn offered_until(self, company: &Company, accept_by: Option<DateTime<Utc>>) -> Self {
        self.with(company, State::Offered, false, accept_by)
    }

    /// Accepted by the company alone; nobody there is named as its seller.
    pub fn accepted_by(self, company: &Company) -> Self {
        self.with(company, State::Accepted, false, None)
    }

    /// Accepted by the company alone and given to its seller.
    pub fn worked_by_seller_of(self, company: &Company) -> Self {
        let mut builder = self.with(company, State::Accepted, false, None);
        builder.plans.iter_mut().for_each(|plan| plan.to_seller |= plan.company.id == company.id);
        builder
    }

    /// Shared by all these companies.
    pub fn shared_by(self, companies: &[&Company]) -> Self {
        companies
            .iter()
            .fold(self, |builder, company| builder.with(company, State::Accepted, true, None))
    }

    /// An earlier assignment that is over.
    pub fn formerly_with(self, company: &Company, ending: State) -> Self {
        self.with(company, ending, false, None)
    }

    /// Waits for its turn; the company does not know.
    pub fn queued_for(self, company: &Company) -> Self {
        self.with(company, State::Queued, false, None)
    }

    /// Created on the portal by this person of the company and not approved yet.
    pub fn brought_by(mut self, company: &Company, person: UserId) -> Self {
        self.brought_by = Some((company.clone(), person));
        self
    }

    /// What the company brought was approved.
    pub fn approved(mut self) -> Self {
        self.approved = true;
        self
    }

    fn with(
        mut self,
        company: &Company,
        state: State,
        collaboration: bool,
        accept_by: Option<DateTime<Utc>>,
    ) -> Self {
        self.plans.push(Plan { collaboration, accept_by, ..Plan::new(company, state) });
        self
    }

    /// Writes it.
    pub async fn create(self) -> Deal {
        let cx = self.portal.system();
        let txn = self.portal.backend.db.begin_write().await.expect("begin");
        let id = OpportunityId(cx.new_id());
        let reference = cx.new_reference();
        insert(&txn, "opportunity", self.row(id, &reference)).await;
        let mut assignments = Vec::new();
        for plan in &self.plans {
            assignments.push(plan.create(&txn, &cx, id.0).await);
        }
        txn.commit().await.expect("commit");
        Deal { id, reference, assignments }
    }

    fn implied_status(&self) -> Status {
        let states = || self.plans.iter().map(|plan| plan.state);
        if states().any(|state| state == State::Accepted) {
            Status::Accepted
        } else if states().any(|state| state == State::Offered) {
            Status::Delivered
        } else {
            match states().next_back() {
                Some(State::Declined) => Status::Declined,
                Some(State::Expired) => Status::Expired,
                Some(State::Returned) => Status::Returned,
                Some(State::Completed) => Status::Won,
                _ => Status::InProgress,
            }
        }
    }

    fn row(&self, id: OpportunityId, reference: &str) -> Vec<(&'static str, Value)> {
        let now = self.portal.now();
        let status = self.status.unwrap_or_else(|| self.implied_status());
        let was = |wanted: &[Status]| wanted.contains(&status).then_some(now);
        let accept_by = self.plans.iter().find_map(|plan| plan.accept_by);
        let origin = if self.brought_by.is_some() { "partner" } else { "staff" };
        let author = self.brought_by.as_ref().map(|(_, person)| person.0);
        let lead = self.account.is_none().then(|| "Kovárna Viktoria, a.s.".to_owned());
        let held = status == Status::OnHold;
        let awaits = self.brought_by.is_some() && !self.approved && status == Status::InProgress;
        vec![
            ("id", id.0.into()),
            ("reference", reference.into()),
            ("topic", self.topic.as_str().into()),
            ("topic_folded", fold::fold(&self.topic).into()),
            ("topic_sort", fold::sort_key(&self.topic).into()),
            ("search_text", fold::words([self.topic.as_str(), reference]).into()),
            ("needs", "Potřebují vyrábět rychleji.".into()),
            ("account_id", self.account.map(|account| account.0).into()),
            ("contact_id", self.contact.map(|contact| contact.0).into()),
            ("lead_company", lead.into()),
            ("lead_email", "tajna.adresa@zakaznik.example".into()),
            ("owner_id", self.owner.map(|owner| owner.0).into()),
            ("origin", origin.into()),
            ("origin_partner_id", self.brought_by.as_ref().map(|(c, _)| c.id.0).into()),
            ("city", "Brno".into()),
            ("region", "Jihomoravský kraj".into()),
            ("country", "CZ".into()),
            ("currency", self.currency.as_str().into()),
            ("estimated_value", self.value.into()),
            ("estimated_close_on", self.close_on.into()),
            ("stage_entered_at", now.into()),
            ("status", status.to_string().into()),
            ("held_from", held.then(|| self.implied_status().to_string()).into()),
            ("held_at", held.then_some(now).into()),
            ("awaiting_approval", awaits.into()),
            ("partner_collaboration", self.plans.iter().any(|plan| plan.collaboration).into()),
            ("accept_by", accept_by.into()),
            ("delivered_at", was(&[Status::Delivered, Status::Accepted]).into()),
            ("accepted_at", was(&[Status::Accepted, Status::Won]).into()),
            ("closed_at", (!status.is_open()).then_some(now).into()),
            ("last_activity_at", now.into()),
            ("created_at", now.into()),
            ("created_by", author.into()),
            ("updated_at", now.into()),
        ]
    }
}
