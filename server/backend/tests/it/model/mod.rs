//! Random deeds of staff, partners and the timer under a moving clock, against a pure model.
//!
//! `STAFETA_MODEL_SEQUENCES` says how many sequences are tried, 32 when it is not set.

mod command;
mod days;
mod expected;

use std::collections::BTreeSet;

use backend::{Context, Error, assignment, dashboard, note, opportunity, portal, timeline_read};
use chrono::TimeDelta;
use command::{Command, PARTNERS, Partner, sequence};
use domain::{
    assignment::State,
    ids::AssignmentId,
    opportunity::{
        CheckInForm, FinishForm, OpportunityForm, PartnerOpportunity, PickedPartner, ProgressForm,
        ReasonForm, StaffOpportunity, Status,
    },
    policy::Denied,
    timeline::{Event, NoteForm},
};
use expected::{Model, Outcome, Sight};
use proptest::{
    strategy::Strategy,
    test_runner::{Config, TestRunner},
};
use testkit::{Company, Deal, Portal};

#[test]
fn the_backend_does_what_the_rules_say() {
    try_all(&sequence(), async |commands| {
        let mut world = World::open().await;
        for command in &commands {
            let command = command.clone().by(world.model.holder());
            world.step(&command).await;
        }
        world.figures_agree(&commands).await;
    });
}

/// Tries as many sequences as `STAFETA_MODEL_SEQUENCES` says and shows the shortest that fails.
pub fn try_all<S: Strategy>(sequences: &S, run: impl AsyncFn(S::Value)) {
    let cases = std::env::var("STAFETA_MODEL_SEQUENCES").ok().and_then(|text| text.parse().ok());
    let config = Config {
        cases: cases.unwrap_or(32),
        failure_persistence: None,
        max_shrink_iters: 400,
        ..Config::default()
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let tried = TestRunner::new(config).run(sequences, |commands| {
        runtime.block_on(run(commands));
        Ok(())
    });
    if let Err(error) = tried {
        panic!("{error}");
    }
}

struct World {
    portal: Portal,
    deal: Deal,
    model: Model,
}

impl World {
    async fn open() -> Self {
        let portal = Portal::open().await;
        let owner = portal.staff_seller().actor.user().unwrap();
        let deal = portal.opportunity().owner(owner).create().await;
        Self { portal, deal, model: Model::new() }
    }

    /// Does it in both worlds and compares: the answer, what changed, what everybody sees.
    async fn step(&mut self, command: &Command) {
        // No two deeds happen in the same instant.
        self.portal.clock.advance(TimeDelta::milliseconds(1));
        let digest = self.portal.digest().await;
        let (events, mails) = (self.events().await, self.portal.mails().await.len());

        let answer = self.call(command).await;
        let outcome = self.model.apply(command, self.portal.now());

        let happened = self.events().await - events;
        match (outcome, &answer) {
            (Outcome::Done, Ok(())) => {
                assert_eq!(happened, 1, "{command:?}: each transition is one event");
                let is_told = !matches!(
                    command,
                    Command::Hold
                        | Command::Resume
                        | Command::ToStaff
                        | Command::Progress(..)
                        | Command::CheckIn(_)
                        | Command::Assign(_)
                        | Command::Offer(_)
                        | Command::Share(_)
                        | Command::StaffWin
                        | Command::StaffLose
                );
                let mails = self.portal.mails().await.len() - mails;
                assert!(mails > 0 || !is_told, "{command:?}: somebody has to be told");
            }
            (Outcome::Nothing, Ok(())) | (Outcome::Refused, Err(_)) => {
                assert!(!is_failure(&answer), "{command:?}: {answer:?}");
                let after = self.portal.digest().await;
                assert!(after == digest, "{command:?} changed {:?}", digest.difference(&after));
            }
            _ => panic!("{command:?}: expected {outcome:?}, got {answer:?}"),
        }
        self.compare(command).await;
    }

    async fn call(&self, command: &Command) -> Result<(), Error> {
        let staff = self.portal.staff_manager();
        let id = self.deal.id;
        match command {
            Command::Recall => opportunity::recall(&staff, id, "Jinak.").await,
            Command::Undo => opportunity::undo(&staff, id).await,
            Command::Expire => assignment::expire_due(&self.portal.system(), 10).await.map(|_| ()),
            Command::Wait(time) => {
                self.portal.clock.advance(*time);
                Ok(())
            }
            Command::Accept(p)
            | Command::Decline(p)
            | Command::AcceptByLink(p)
            | Command::DeclineByLink(p)
            | Command::CheckIn(p)
            | Command::Assign(p)
            | Command::Progress(p, _)
            | Command::Win(p)
            | Command::Lose(p)
            | Command::GiveBack(p)
            | Command::Leave(p)
            | Command::Note(p) => self.partner_does(command, *p).await,
            _ => self.staff_save(&staff, command).await,
        }
    }

    async fn partner_does(&self, command: &Command, partner: Partner) -> Result<(), Error> {
        let cx = self.portal.manager_of(self.company(partner));
        let id = self.deal.id;
        let reason = |code: &str| ReasonForm { reason: code.to_owned(), text: String::new() };
        let finish = FinishForm {
            actual_value: "1000".into(),
            reason: "price".into(),
            ..FinishForm::default()
        };
        match command {
            Command::Accept(_) => {
                assignment::accept(&cx, self.offer_of(partner).await).await.map(|_| ())
            }
            Command::Decline(_) => {
                assignment::decline(&cx, self.offer_of(partner).await, reason("no_capacity")).await
            }
            Command::AcceptByLink(_) | Command::DeclineByLink(_) => {
                self.by_link(command, partner).await
            }
            Command::CheckIn(_) => {
                let form = CheckInForm { kind: "progressing".into(), ..CheckInForm::default() };
                portal::check_in(&cx, id, form).await.map(|_| ())
            }
            Command::Assign(_) => {
                let seller = self.other_seller(partner).await;
                portal::assign_seller(&cx, id, &seller).await.map(|_| ())
            }
            Command::Progress(_, with_value) => {
                let value = if *with_value { self.other_value().await } else { String::new() };
                let note = "Jde to.".to_owned();
                let form =
                    ProgressForm { stage: "develop".into(), note, value, close_on: String::new() };
                portal::progress(&cx, id, form).await
            }
            Command::Win(_) => portal::win(&cx, id, finish).await,
            Command::Lose(_) => portal::lose(&cx, id, finish).await,
            Command::GiveBack(_) => portal::give_back(&cx, id, reason("no_budget")).await,
            Command::Leave(_) => portal::leave(&cx, id, "").await,
            _ => {
                let form =
                    NoteForm { body: "x".into(), audience: "all".into(), ..NoteForm::default() };
                note::write(&cx, id, form).await.map(|_| ())
            }
        }
    }

    /// Answers without signing in, by the newest link that the company's administrator has.
    async fn by_link(&self, command: &Command, partner: Partner) -> Result<(), Error> {
        let to = ["admin@alfa.example", "admin@beta.example", "admin@gama.example"][partner];
        let mails = self.portal.mails().await;
        let mut offers = mails.iter().filter(|mail| mail.to == to && mail.topic == "offered");
        let text = offers.next_back().and_then(|mail| mail.text.split_once("/answer/"));
        let link = text.and_then(|(_, rest)| rest.split_whitespace().next()).unwrap_or("none");
        let nobody = self.portal.anonymous();
        if matches!(command, Command::AcceptByLink(_)) {
            return assignment::accept_by_link(&nobody, link).await.map(|_| ());
        }
        let reason = ReasonForm { reason: "no_capacity".into(), text: String::new() };
        assignment::decline_by_link(&nobody, link, reason).await
    }

    /// Whom it is not with within the company: its seller, or nobody.
    async fn other_seller(&self, partner: Partner) -> String {
        let company = self.company(partner);
        let seen = portal::show(&self.portal.manager_of(company), &self.deal.reference).await;
        match seen {
            Ok(PartnerOpportunity::Managed(view)) if view.seller.is_some() => String::new(),
            _ => company.seller.to_string(),
        }
    }

    /// The form as the page shows it, with another status and what belongs to it.
    async fn staff_save(&self, staff: &Context, command: &Command) -> Result<(), Error> {
        let seen = self.seen().await;
        let mut form = seen.form.clone();
        let target = match command {
            Command::Offer(_) => Status::Delivered,
            Command::Share(_) => Status::Accepted,
            Command::ToStaff => Status::InProgress,
            Command::Hold => Status::OnHold,
            Command::Resume => self.model.underlying(),
            Command::StaffWin => Status::Won,
            _ => Status::Canceled,
        };
        form.status = target.to_string();
        "Důvod".clone_into(&mut form.reason);
        match command {
            Command::Offer(partner) => self.name_partner(&mut form, *partner),
            Command::Share(partners) => self.name_partners(&mut form, partners),
            Command::StaffWin if seen.status != Status::Won => {
                "1000".clone_into(&mut form.actual_value);
            }
            Command::StaffLose => "price".clone_into(&mut form.loss_reason),
            _ => {}
        }
        opportunity::save(staff, self.deal.id, seen.version, None, form).await.map(|_| ())
    }

    fn name_partner(&self, form: &mut OpportunityForm, partner: Partner) {
        let company = self.company(partner);
        form.partner_name.clone_from(&company.name);
        form.partner_id = company.id.to_string();
        "Přesto".clone_into(&mut form.override_reason);
        if form.status != "on_hold" && self.model.underlying() != Status::Accepted {
            form.collaboration.clear();
            form.collaborators.clear();
        }
    }

    fn name_partners(&self, form: &mut OpportunityForm, partners: &BTreeSet<Partner>) {
        form.partner_name.clear();
        form.partner_id.clear();
        "on".clone_into(&mut form.collaboration);
        "Přesto".clone_into(&mut form.override_reason);
        form.collaborators = partners
            .iter()
            .map(|partner| self.company(*partner))
            .map(|company| PickedPartner { name: company.name.clone(), id: company.id.to_string() })
            .collect();
    }

    async fn compare(&self, command: &Command) {
        let seen = self.seen().await;
        assert_eq!(seen.status, self.model.status, "{command:?}");
        let in_state = |state: State| -> BTreeSet<Partner> {
            let rows = seen.assignments.iter().filter(|row| row.state == state);
            rows.map(|row| self.number(row.partner)).collect()
        };
        assert_eq!(in_state(State::Accepted), self.model.managing, "{command:?}");
        let offered: BTreeSet<Partner> = self.model.offered.iter().map(|(to, _)| *to).collect();
        assert_eq!(in_state(State::Offered), offered, "{command:?}");
        let exclusive = |row: &&domain::assignment::AssignmentRow| {
            row.state == State::Accepted && !row.collaboration
        };
        assert!(seen.assignments.iter().filter(exclusive).count() <= 1, "{command:?}");
        for partner in 0..PARTNERS {
            let expected = self.model.sight_of(partner, self.portal.now());
            assert_eq!(self.sight_of(partner).await, expected, "{command:?}: partner {partner}");
        }
    }

    /// The dashboard counts what the timeline tells: dated rows and events never say different things.
    async fn figures_agree(&self, commands: &[Command]) {
        let staff = self.portal.staff_manager();
        let reports = dashboard::show(&staff, "365").await.unwrap().reports.unwrap();
        let told = timeline_read::items(&staff, self.deal.id).await.unwrap();
        let any = |is: fn(&Event) -> bool| u64::from(told.iter().any(|item| is(&item.event)));
        let yes = any(|event| matches!(event, Event::Accepted { .. }));
        let no = any(|event| matches!(event, Event::Declined { .. }));
        let late = any(|event| matches!(event, Event::Expired { .. }));

        assert_eq!(reports.accepted.number(), yes, "{commands:?}");
        assert_eq!(reports.answered.number(), yes | no, "{commands:?}");
        assert_eq!(reports.settled.number(), yes | no | late, "{commands:?}");
        let declined: u64 = reports.declines.iter().map(|(_, figure)| figure.number()).sum();
        assert_eq!(declined, no, "{commands:?}");
        assert_eq!(reports.won.number(), u64::from(self.model.status == Status::Won));
    }

    async fn sight_of(&self, partner: Partner) -> Sight {
        let cx = self.portal.manager_of(self.company(partner));
        match portal::show(&cx, &self.deal.reference).await {
            Ok(PartnerOpportunity::Offer(_)) => Sight::Offer,
            Ok(PartnerOpportunity::Managed(_)) => Sight::Managed,
            Ok(PartnerOpportunity::Former(_)) => Sight::Former,
            Err(Error::Denied(Denied::Hidden)) => Sight::Nothing,
            other => panic!("{other:?}"),
        }
    }

    /// The newest offer to the partner; where there is none, one that does not exist.
    async fn offer_of(&self, partner: Partner) -> AssignmentId {
        let id = self.company(partner).id;
        let seen = self.seen().await;
        let mut own = seen.assignments.iter().filter(|row| row.partner == id);
        let live = own.clone().find(|row| row.state.is_live());
        live.or_else(|| own.next()).map_or(AssignmentId(id.0), |row| row.id)
    }

    async fn other_value(&self) -> String {
        let now = self.seen().await.value.map_or(0, |value| value.minor / 100);
        (now + 1).to_string()
    }

    async fn seen(&self) -> StaffOpportunity {
        opportunity::show(&self.portal.staff_manager(), &self.deal.reference).await.unwrap()
    }

    async fn events(&self) -> usize {
        timeline_read::items(&self.portal.staff_manager(), self.deal.id).await.unwrap().len()
    }

    fn company(&self, partner: Partner) -> &Company {
        [&self.portal.alfa, &self.portal.beta, &self.portal.gama][partner]
    }

    fn number(&self, id: domain::ids::PartnerId) -> Partner {
        (0..PARTNERS).find(|partner| self.company(*partner).id == id).unwrap()
    }
}

/// An answer that is no answer.
fn is_failure(answer: &Result<(), Error>) -> bool {
    matches!(
        answer,
        Err(Error::Database(_)
            | Error::Inconsistent { .. }
            | Error::Unavailable
            | Error::Busy
            | Error::Stale)
    )
}
