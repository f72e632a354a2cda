//! Random deeds of two companies, the vendor and the timer on one customer, against a pure model: whatever happens, and
//! in whatever order, at most one of the two is protected.

mod expected;

use std::ops::RangeInclusive;

use backend::{Context, Error, account, info, opportunity, portal, registration};
use chrono::TimeDelta;
use domain::{
    account_merge::MergeForm,
    ids::{AccountId, RegistrationId},
    opportunity::{AskForm, CompleteForm, FinishForm, PickedPartner, Status},
    registration::{ExtendForm, RegistrationForm, State},
};
use expected::{Command, Decider, Model, Side, apply, sequence};
use testkit::{Company, Deal, Portal};

use super::{because, form, protections};
use crate::{model::try_all, refused::standing};

struct World {
    portal: Portal,
    deals: [Deal; 2],
    /// The customer of each; one company that was entered twice.
    accounts: [AccountId; 2],
    model: Model,
}

impl World {
    async fn open() -> Self {
        let portal = Portal::open().await;
        let first = portal.add_account("Kovárna Viktoria a.s.").await;
        let second = portal.add_account("Kovárna Viktoria").await;
        let bring = async |company: &Company, account: AccountId| {
            let deal = portal.opportunity().account(account);
            deal.brought_by(company, company.seller).create().await
        };
        let deals = [bring(&portal.alfa, first).await, bring(&portal.beta, second).await];
        Self { portal, deals, accounts: [first, second], model: Model::new() }
    }

    /// Does it in both worlds and compares.
    async fn step(&mut self, command: Command) {
        if !command.is_told(&self.model) {
            return;
        }
        // No two deeds happen in the same instant.
        self.portal.clock.advance(TimeDelta::milliseconds(1));
        if let Command::Wait(days) = command {
            self.portal.clock.advance(TimeDelta::days(days));
        }
        let before = self.portal.digest().await;

        let answer = self.call(command).await;
        let happened = apply(&mut self.model, command, self.portal.now());

        let after = self.portal.digest().await;
        let quiet = matches!(command, Command::Lapse | Command::Wait(_));
        let model = &self.model;
        assert_eq!(answer.is_ok(), happened || quiet, "{command:?}: {answer:?} in {model:?}");
        assert_eq!(after != before, happened, "{command:?}: {:?}", before.difference(&after));
        self.compare(command).await;
    }

    async fn compare(&self, command: Command) {
        let now = self.portal.now();
        let own = &self.model.own;
        let holders = own.iter().filter(|deal| deal.protects(now)).count();
        assert!(holders <= 1, "{command:?}: two are protected");
        for (deal, own) in self.deals.iter().zip(own) {
            assert_eq!(standing(&self.portal, deal).await.0, own.status, "{command:?}");
            let seen = registration::show(&self.portal.staff_manager(), deal.id).await.unwrap();
            let state = seen.map(|seen| seen.registration.state);
            assert_eq!(state, own.request.as_ref().map(|request| request.state), "{command:?}");
            let page = opportunity::show(&self.portal.staff_manager(), &deal.reference).await;
            assert_eq!(page.unwrap().protection.is_some(), own.protects(now), "{command:?}");
        }
        // What has lapsed may still stand in the table until the timer or the next approval comes.
        let kept = own.iter().flat_map(|deal| &deal.request);
        // Two products under one number and one account.
        let most = kept.filter(|request| request.state == State::Approved).map(|_| 4).sum();
        let least = if holders > 0 { 4 } else { 0 };
        let range: RangeInclusive<i64> = least..=most;
        let rows = protections(&self.portal).await;
        assert!(range.contains(&rows), "{command:?}: {rows} rows, not {range:?}");
    }

    async fn call(&self, command: Command) -> Result<(), Error> {
        if let Some(side) = command.step_of() {
            return self.registration(command, side).await;
        }
        let manager = self.portal.staff_manager();
        match command {
            Command::Lapse => registration::lapse_due(&self.portal.system(), 10).await.map(|_| ()),
            Command::AskFor(side) => {
                let fields = [("needs".to_owned(), "on".to_owned())].into();
                let form = AskForm { fields, question: "Kolik?".to_owned() };
                info::ask(&manager, self.deals[side].id, form).await
            }
            Command::ApproveDeal(side) => self.save(&manager, side, Status::Accepted).await,
            Command::RejectDeal(side) => self.save(&manager, side, Status::Rejected).await,
            Command::Recall(side) => {
                opportunity::recall(&manager, self.deals[side].id, "Jinak.").await
            }
            Command::Share(side) => self.share(&manager, side).await,
            Command::Offer(side) => self.offer(&manager, side).await,
            Command::Merge => self.merge(&manager).await,
            Command::Submit(side)
            | Command::Complete(side)
            | Command::Win(side)
            | Command::Lose(side) => self.company_does(command, side).await,
            _ => Ok(()),
        }
    }

    async fn company_does(&self, command: Command, side: Side) -> Result<(), Error> {
        let (cx, id) = (self.partner(side), self.deals[side].id);
        let finish = FinishForm {
            actual_value: "1000".into(),
            reason: "price".into(),
            ..FinishForm::default()
        };
        match command {
            Command::Submit(_) => {
                // Further away than any sequence goes.
                let form = RegistrationForm { close_on: "2035-06-30".to_owned(), ..form() };
                registration::submit(&cx, id, form, &[]).await.map(|_| ())
            }
            Command::Complete(_) => {
                let form = CompleteForm { answer: "Dvě.".into(), ..CompleteForm::default() };
                info::answer(&cx, id, form).await.map(|_| ())
            }
            Command::Win(_) => portal::win(&cx, id, finish).await,
            _ => portal::lose(&cx, id, finish).await,
        }
    }

    async fn registration(&self, command: Command, side: Side) -> Result<(), Error> {
        let (cx, staff) = (self.partner(side), self.portal.staff_manager());
        let id = self.newest(side).await;
        let decider =
            |by: Decider| [self.portal.staff_manager(), self.portal.staff_admin()][by].clone();
        match command {
            Command::Withdraw(_) => registration::withdraw(&cx, id).await.map(|_| ()),
            Command::Answer(_) => registration::answer(&cx, id, "Ano.").await.map(|_| ()),
            Command::Appeal(_) => registration::appeal(&cx, id, "Přesto.").await.map(|_| ()),
            Command::Extend(_) => {
                let on = cx.local(cx.now).date_naive().to_string();
                let form = ExtendForm { on, evidence: "Schůzka u zákazníka.".into() };
                registration::extend(&cx, id, form).await.map(|_| ())
            }
            Command::Review(_) => registration::review(&staff, id).await,
            Command::Ask(_) => registration::ask(&staff, id, "Kdo?").await,
            Command::Approve(_, by) => registration::approve(&decider(by), id, "").await,
            Command::Reject(_, by) => {
                registration::reject(&decider(by), id, because("not_qualified")).await
            }
            _ => registration::revoke(&staff, id, because("inactivity")).await,
        }
    }

    /// The form as the page shows it, with another status.
    async fn save(&self, staff: &Context, side: Side, status: Status) -> Result<(), Error> {
        let deal = &self.deals[side];
        let seen = opportunity::show(staff, &deal.reference).await.unwrap();
        let mut form = seen.form.clone();
        form.status = status.to_string();
        "Důvod".clone_into(&mut form.reason);
        if seen.status == status {
            return Err(Error::Stale);
        }
        opportunity::save(staff, deal.id, seen.version, None, form).await.map(|_| ())
    }

    /// With its company and Gama.
    async fn share(&self, staff: &Context, side: Side) -> Result<(), Error> {
        let deal = &self.deals[side];
        let seen = opportunity::show(staff, &deal.reference).await.unwrap();
        let mut form = seen.form.clone();
        form.partner_name.clear();
        form.partner_id.clear();
        "on".clone_into(&mut form.collaboration);
        let both = [self.company(side), &self.portal.gama];
        let picked = |c: &Company| PickedPartner { name: c.name.clone(), id: c.id.to_string() };
        form.collaborators = both.map(picked).to_vec();
        opportunity::save(staff, deal.id, seen.version, Some(seen.form), form).await.map(|_| ())
    }

    async fn offer(&self, staff: &Context, side: Side) -> Result<(), Error> {
        let (deal, gama) = (&self.deals[side], &self.portal.gama);
        let seen = opportunity::show(staff, &deal.reference).await.unwrap();
        let mut form = seen.form.clone();
        form.partner_name.clone_from(&gama.name);
        form.partner_id = gama.id.to_string();
        form.status = Status::Delivered.to_string();
        opportunity::save(staff, deal.id, seen.version, Some(seen.form), form).await.map(|_| ())
    }

    async fn merge(&self, staff: &Context) -> Result<(), Error> {
        let [first, second] = self.accounts;
        let seen = account::compare(staff, first, second).await?;
        let both = ((first, seen.first.version), (second, seen.second.version));
        let form = MergeForm { stays: "first".to_owned(), ..MergeForm::default() };
        account::merge(staff, both.0, both.1, &form).await.map(|_| ())
    }

    fn company(&self, side: Side) -> &Company {
        [&self.portal.alfa, &self.portal.beta][side]
    }

    fn partner(&self, side: Side) -> Context {
        self.portal.manager_of(self.company(side))
    }

    /// The newest request; where there is none, one that does not exist.
    async fn newest(&self, side: Side) -> RegistrationId {
        let deal = &self.deals[side];
        let seen = registration::show(&self.portal.staff_manager(), deal.id).await.unwrap();
        seen.map_or(RegistrationId(deal.id.0), |seen| seen.registration.id)
    }
}

#[test]
fn at_most_one_is_protected_whatever_happens() {
    try_all(&sequence(), async |commands| {
        let mut world = World::open().await;
        for command in commands {
            world.step(command).await;
        }
    });
}
