//! What people and the timer may try, in any order.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use proptest::prelude::*;

/// Number of a partner: 0 alfa, 1 beta, 2 gama.
pub type Partner = usize;
/// How many there are.
pub const PARTNERS: Partner = 3;

/// What somebody does.
#[derive(Debug, Clone)]
pub enum Command {
    /// Staff choose *Delivered* and this partner.
    Offer(Partner),
    /// Staff choose *Accepted* with these partners, who collaborate.
    Share(BTreeSet<Partner>),
    /// Staff choose *In progress*, with a reason.
    ToStaff,
    /// Staff press *Recall*.
    Recall,
    /// Staff press *Undo*.
    Undo,
    /// Staff choose *On hold*.
    Hold,
    /// Staff choose the status from before the hold.
    Resume,
    /// Staff choose *Won*.
    StaffWin,
    /// Staff choose *Canceled*.
    StaffLose,
    Accept(Partner),
    Decline(Partner),
    /// By the link of the newest mail that offered it.
    AcceptByLink(Partner),
    DeclineByLink(Partner),
    CheckIn(Partner),
    /// To its seller, or from its seller to nobody in particular.
    Assign(Partner),
    /// Stage and note; the second says whether the value changes too.
    Progress(Partner, bool),
    Win(Partner),
    Lose(Partner),
    GiveBack(Partner),
    Leave(Partner),
    Note(Partner),
    /// The timer.
    Expire,
    /// Time passes.
    Wait(TimeDelta),
}

impl Command {
    /// The same command with `holder` in place of a partner that does not exist.
    pub fn by(mut self, holder: Partner) -> Self {
        match &mut self {
            Self::Accept(partner)
            | Self::Decline(partner)
            | Self::AcceptByLink(partner)
            | Self::DeclineByLink(partner)
            | Self::CheckIn(partner)
            | Self::Assign(partner)
            | Self::Progress(partner, _)
            | Self::Win(partner)
            | Self::Lose(partner)
            | Self::GiveBack(partner)
            | Self::Leave(partner)
            | Self::Note(partner)
                if *partner >= PARTNERS =>
            {
                *partner = holder;
            }
            _ => {}
        }
        self
    }
}

/// Partners 3 and above stand for whoever it is with, so that sequences get somewhere.
fn command() -> impl Strategy<Value = Command> {
    let partner = || 0..PARTNERS;
    let whoever = || 0..PARTNERS * 3;
    let several = prop::collection::btree_set(partner(), 1..=PARTNERS);
    prop_oneof![
        5 => partner().prop_map(Command::Offer),
        6 => several.prop_map(Command::Share),
        3 => Just(Command::ToStaff),
        1 => Just(Command::Recall),
        1 => Just(Command::Undo),
        1 => Just(Command::Hold),
        2 => Just(Command::Resume),
        1 => Just(Command::StaffWin),
        1 => Just(Command::StaffLose),
        5 => whoever().prop_map(Command::Accept),
        3 => whoever().prop_map(Command::Decline),
        3 => whoever().prop_map(Command::AcceptByLink),
        2 => whoever().prop_map(Command::DeclineByLink),
        2 => whoever().prop_map(Command::CheckIn),
        2 => whoever().prop_map(Command::Assign),
        3 => (whoever(), any::<bool>()).prop_map(|(p, value)| Command::Progress(p, value)),
        1 => whoever().prop_map(Command::Win),
        1 => whoever().prop_map(Command::Lose),
        2 => whoever().prop_map(Command::GiveBack),
        4 => whoever().prop_map(Command::Leave),
        2 => whoever().prop_map(Command::Note),
        3 => Just(Command::Expire),
        2 => (1..6_000_i64).prop_map(|minutes| Command::Wait(TimeDelta::minutes(minutes))),
        1 => (1..9_i64).prop_map(|minutes| Command::Wait(TimeDelta::minutes(minutes))),
    ]
}

/// Single deeds, and the first steps that lead to where the interesting ones are possible.
pub fn sequence() -> impl Strategy<Value = Vec<Command>> {
    let partner = || 0..PARTNERS;
    let part = prop_oneof![
        6 => command().prop_map(|command| vec![command]),
        2 => partner().prop_map(|p| vec![Command::Offer(p), Command::Accept(p)]),
        1 => partner().prop_map(|p| {
            vec![Command::Offer(p), Command::Wait(TimeDelta::hours(49)), Command::Accept(p)]
        }),
        1 => Just(vec![Command::Hold, Command::Wait(TimeDelta::hours(30)), Command::Resume]),
        1 => Just(vec![Command::Wait(TimeDelta::hours(49)), Command::Expire]),
    ];
    prop::collection::vec(part, 1..20).prop_map(|parts| parts.concat())
}
