//! Two requests for one customer as a pure model, written from the product's rules and not from the code under test.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::{opportunity::Status, registration::State};
use proptest::prelude::*;

/// 0 Alfa, 1 Beta. Each brought an opportunity of its own with the same customer.
pub type Side = usize;
/// Who decides for the vendor: its manager or its administrator.
pub type Decider = usize;

#[derive(Debug, Clone, Copy)]
pub enum Command {
    Submit(Side),
    Withdraw(Side),
    Answer(Side),
    Appeal(Side),
    Extend(Side),
    Review(Side),
    Ask(Side),
    Approve(Side, Decider),
    Reject(Side, Decider),
    Revoke(Side),
    /// Staff ask about the opportunity itself, while it waits for their approval.
    AskFor(Side),
    Complete(Side),
    /// Status *Accepted*.
    ApproveDeal(Side),
    /// Status *Rejected*.
    RejectDeal(Side),
    Win(Side),
    Lose(Side),
    /// Staff take it back from its company.
    Recall(Side),
    /// Staff offer to Gama what they took back.
    Offer(Side),
    /// Staff name Gama beside its company.
    Share(Side),
    /// Staff make one of the two records of the customer.
    Merge,
    /// The timer.
    Lapse,
    /// Days pass.
    Wait(i64),
}

impl Command {
    /// Whose request it is a step of, if it is one.
    pub fn step_of(self) -> Option<Side> {
        match self {
            Self::Withdraw(side)
            | Self::Answer(side)
            | Self::Appeal(side)
            | Self::Extend(side)
            | Self::Review(side)
            | Self::Ask(side)
            | Self::Approve(side, _)
            | Self::Reject(side, _)
            | Self::Revoke(side) => Some(side),
            _ => None,
        }
    }

    /// Whether this model says what comes of it: what its company has no more is only offered further.
    pub fn is_told(self, model: &Model) -> bool {
        let of = |side: Side| &model.own[side];
        match self {
            Self::Recall(side) | Self::Share(side) => {
                of(side).with == With::Own && of(side).status == Status::Accepted
            }
            Self::Offer(side) => of(side).with == With::Nobody,
            Self::Submit(side)
            | Self::AskFor(side)
            | Self::Complete(side)
            | Self::ApproveDeal(side)
            | Self::RejectDeal(side)
            | Self::Win(side)
            | Self::Lose(side) => of(side).with == With::Own,
            _ => self.step_of().is_none_or(|side| of(side).with == With::Own),
        }
    }
}

fn command() -> impl Strategy<Value = Command> {
    use Command as C;

    let side = || 0..2_usize;
    let decided = || (side(), 0..2_usize);
    prop_oneof![
        4 => side().prop_map(C::Submit),
        1 => side().prop_map(C::Withdraw),
        3 => side().prop_map(C::Answer),
        3 => side().prop_map(C::Appeal),
        3 => side().prop_map(C::Extend),
        5 => side().prop_map(C::Review),
        2 => side().prop_map(C::Ask),
        6 => decided().prop_map(|(side, by)| C::Approve(side, by)),
        2 => decided().prop_map(|(side, by)| C::Reject(side, by)),
        1 => side().prop_map(C::Revoke),
        1 => side().prop_map(C::AskFor),
        2 => side().prop_map(C::Complete),
        2 => side().prop_map(C::ApproveDeal),
        1 => side().prop_map(C::RejectDeal),
        1 => side().prop_map(C::Win),
        1 => side().prop_map(C::Lose),
        1 => side().prop_map(C::Recall),
        3 => side().prop_map(C::Offer),
        1 => side().prop_map(C::Share),
        1 => Just(C::Merge),
        2 => Just(C::Lapse),
        2 => (1..40_i64).prop_map(C::Wait),
    ]
}

/// Single deeds, and the steps that lead to where the interesting ones are possible.
pub fn sequence() -> impl Strategy<Value = Vec<Command>> {
    use Command as C;

    let part = prop_oneof![
        6 => command().prop_map(|command| vec![command]),
        3 => (0..2_usize, 0..2_usize)
            .prop_map(|(side, by)| vec![C::Submit(side), C::Review(side), C::Approve(side, by)]),
        1 => (0..2_usize, 0..2_usize).prop_map(|(side, by)| {
            vec![C::Submit(side), C::Review(side), C::Reject(side, by), C::Appeal(side)]
        }),
        1 => Just(vec![C::Wait(91), C::Lapse]),
        1 => (0..2_usize, 0..2_usize).prop_map(|(side, by)| {
            let protected = [C::Submit(side), C::Review(side), C::Approve(side, by)];
            let passed_on = [C::Share(side), C::Recall(side), C::Offer(side)];
            [&[C::ApproveDeal(side)][..], &protected, &passed_on].concat()
        }),
        1 => (0..2_usize).prop_map(|side| vec![C::ApproveDeal(side), C::Share(side)]),
        1 => (0..2_usize, 55..70_i64).prop_map(|(side, days)| vec![C::Wait(days), C::Extend(side)]),
    ];
    prop::collection::vec(part, 1..14).prop_map(|parts| parts.concat())
}

/// What is known of one request.
#[derive(Debug, Clone)]
pub struct Request {
    pub state: State,
    decided_by: Option<Decider>,
    appealed: bool,
    extensions: u8,
    extended_on: Option<NaiveDate>,
    until: DateTime<Utc>,
}

/// Who has an opportunity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum With {
    /// The company that brought it.
    Own,
    /// Staff took it back.
    Nobody,
    /// Gama was asked, or shares it.
    Others,
}

/// Everything that is known.
#[derive(Debug, Clone)]
pub struct Model {
    pub own: [Own; 2],
    merged: bool,
}

impl Model {
    pub fn new() -> Self {
        Self { own: [Own::new(), Own::new()], merged: false }
    }
}

/// One company's opportunity.
#[derive(Debug, Clone)]
pub struct Own {
    pub status: Status,
    with: With,
    /// Staff have not approved it.
    waits: bool,
    /// Staff asked about it and have no answer.
    asked: bool,
    pub request: Option<Request>,
}

impl Own {
    fn new() -> Self {
        let status = Status::InProgress;
        Self { status, with: With::Own, waits: true, asked: false, request: None }
    }

    fn is_open(&self) -> bool {
        matches!(self.status, Status::InProgress | Status::Accepted)
    }

    pub fn protects(&self, now: DateTime<Utc>) -> bool {
        let holds = |request: &Request| request.state == State::Approved && now <= request.until;
        self.request.as_ref().is_some_and(holds)
    }

    fn close(&mut self, status: Status, now: DateTime<Utc>) {
        let protects = self.protects(now);
        self.status = status;
        (self.waits, self.asked) = (false, false);
        let held = self.request.as_mut().filter(|r| undecided(r) || r.state == State::Approved);
        if let Some(request) = held {
            let converts = status == Status::Won && protects;
            request.state = if converts { State::Converted } else { State::Closed };
        }
    }
}

/// Somebody still has to decide or to answer.
fn undecided(request: &Request) -> bool {
    matches!(request.state, State::Submitted | State::InReview | State::InfoRequested)
}

/// How long an approval protects, one extension prolongs it, and how many of these there are.
const PROTECTED: TimeDelta = TimeDelta::days(90);
const LONGER: TimeDelta = TimeDelta::days(30);
/// How long before its end it can be prolonged.
const NEAR: TimeDelta = TimeDelta::days(30);
const EXTENSIONS: u8 = 2;

/// Whether it happened.
pub fn apply(model: &mut Model, command: Command, now: DateTime<Utc>) -> bool {
    let own = &mut model.own;
    match command {
        Command::Merge => !std::mem::replace(&mut model.merged, true),
        Command::Recall(side) => {
            (own[side].status, own[side].with) = (Status::InProgress, With::Nobody);
            true
        }
        Command::Share(side) => pass_on(&mut own[side], Status::Accepted, now),
        Command::Offer(side) => pass_on(&mut own[side], Status::Delivered, now),
        Command::Submit(side) => submit(&mut own[side]),
        Command::ApproveDeal(side) => {
            let deal = &mut own[side];
            let possible = deal.waits;
            if possible {
                (deal.status, deal.waits, deal.asked) = (Status::Accepted, false, false);
            }
            possible
        }
        Command::RejectDeal(side) => close(&mut own[side], Status::Rejected, now),
        Command::Win(side) => close(&mut own[side], Status::Won, now),
        Command::Lose(side) => close(&mut own[side], Status::Canceled, now),
        Command::AskFor(side) => {
            let possible = own[side].waits && !own[side].asked;
            own[side].asked |= possible;
            possible
        }
        Command::Complete(side) => std::mem::take(&mut own[side].asked),
        Command::Lapse => {
            let requests = own.iter_mut().filter_map(|deal| deal.request.as_mut());
            let due = requests.filter(|r| r.state == State::Approved && r.until < now);
            due.map(|request| request.state = State::Expired).count() > 0
        }
        _ => command.step_of().is_some_and(|side| step(own, side, command, now)),
    }
}

/// Nobody else can be asked while it is protected for its company.
fn pass_on(deal: &mut Own, status: Status, now: DateTime<Utc>) -> bool {
    let possible = !deal.protects(now);
    if possible {
        (deal.status, deal.with) = (status, With::Others);
    }
    possible
}

fn submit(deal: &mut Own) -> bool {
    let free = deal
        .request
        .as_ref()
        .is_none_or(|r| matches!(r.state, State::Withdrawn | State::Expired | State::Revoked));
    let possible = deal.is_open() && free;
    if possible {
        deal.request = Some(Request {
            state: State::Submitted,
            decided_by: None,
            appealed: false,
            extensions: 0,
            extended_on: None,
            until: DateTime::UNIX_EPOCH,
        });
    }
    possible
}

fn close(deal: &mut Own, status: Status, now: DateTime<Utc>) -> bool {
    let possible = match status {
        Status::Rejected => deal.waits,
        _ => deal.status == Status::Accepted,
    };
    if possible {
        deal.close(status, now);
    }
    possible
}

/// A step of a request that was sent.
fn step(own: &mut [Own; 2], side: Side, command: Command, now: DateTime<Utc>) -> bool {
    let is_open = own[side].is_open();
    let other_protects = own[1 - side].protects(now);
    let Some(request) = &mut own[side].request else { return false };
    let other_person = |by: Decider, r: &Request| !r.appealed || r.decided_by != Some(by);
    let (possible, next) = match command {
        Command::Withdraw(_) => (undecided(request), State::Withdrawn),
        Command::Answer(_) => (request.state == State::InfoRequested, State::InReview),
        Command::Review(_) => (request.state == State::Submitted, State::InReview),
        Command::Ask(_) => (request.state == State::InReview, State::InfoRequested),
        Command::Appeal(_) => {
            (request.state == State::Rejected && !request.appealed && is_open, State::InReview)
        }
        Command::Extend(_) => {
            let lasts = request.state == State::Approved && now <= request.until;
            let is_near = now >= request.until - NEAR;
            // Proved by what happens today.
            let is_new = request.extended_on.is_none_or(|day| day < now.date_naive());
            (lasts && is_near && is_new && request.extensions < EXTENSIONS, State::Approved)
        }
        Command::Approve(_, by) => {
            let may = request.state == State::InReview && other_person(by, request);
            (may && !other_protects, State::Approved)
        }
        Command::Reject(_, by) => {
            (request.state == State::InReview && other_person(by, request), State::Rejected)
        }
        _ => (request.state == State::Approved, State::Revoked),
    };
    if !possible {
        return false;
    }
    request.state = next;
    remember(request, command, now);
    true
}

/// What a step leaves behind besides the state.
fn remember(request: &mut Request, command: Command, now: DateTime<Utc>) {
    match command {
        Command::Approve(_, by) => {
            (request.decided_by, request.until) = (Some(by), now + PROTECTED);
        }
        Command::Reject(_, by) => request.decided_by = Some(by),
        Command::Appeal(_) => request.appealed = true,
        Command::Extend(_) => {
            request.extensions += 1;
            request.extended_on = Some(now.date_naive());
            request.until += LONGER;
        }
        _ => {}
    }
}
