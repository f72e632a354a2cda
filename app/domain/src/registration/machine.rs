//! The machine of a registration: which step is possible from where, and by whom an appeal is decided.

use chrono::{DateTime, Utc};

use super::{EXTEND_WITHIN, EXTENSIONS, State};
use crate::{ids::UserId, refusal::Refusal};

/// The facts that a step depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// Where it stands.
    pub state: State,
    /// Who decided last.
    pub decided_by: Option<UserId>,
    /// The partner appealed against a rejection.
    pub appealed: bool,
    /// How often the protection was extended.
    pub extensions: u8,
    /// Until when it protects, once it was approved.
    pub protected_until: Option<DateTime<Utc>>,
}

/// What somebody wants to happen to it.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize, strum::EnumIter,
)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Staff begin to look at it.
    Review,
    /// Staff ask the partner.
    Ask,
    /// The partner answers.
    Answer,
    /// Staff give the right.
    Approve,
    /// Staff refuse it.
    Reject,
    /// The partner takes it back.
    Withdraw,
    /// The partner wants a rejection looked at again.
    Appeal,
    /// The partner shows that it works on it.
    Extend,
    /// Staff end the right.
    Revoke,
    /// The timer ends it.
    Expire,
    /// The opportunity was won.
    Convert,
    /// The opportunity was lost, rejected, or won without the right.
    Close,
}

impl State {
    /// Whether somebody still has to decide.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Submitted | Self::InReview | Self::InfoRequested)
    }
}

impl Facts {
    /// Whether it protects at this instant. Its last millisecond still counts.
    #[must_use]
    pub fn protects(&self, now: DateTime<Utc>) -> bool {
        self.state == State::Approved && self.protected_until.is_some_and(|until| now <= until)
    }

    /// From when it can be extended, while that is still to come.
    #[must_use]
    pub fn extends_later(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let has_extension = self.state == State::Approved && self.extensions < EXTENSIONS;
        let from = self.protected_until.map(|until| until - EXTEND_WITHIN);
        from.filter(|from| has_extension && now < *from)
    }
}

/// Decides a step: the state that follows, or why not. `by` is the person who takes it; timers have none.
#[expect(clippy::match_same_arms, reason = "one line per step reads as the table of the design")]
pub fn apply(
    facts: &Facts,
    step: Step,
    by: Option<UserId>,
    now: DateTime<Utc>,
) -> Result<State, Refusal> {
    use State as S;

    let from = facts.state;
    let wrong = Err(Refusal::RegistrationState { from });
    match (step, from) {
        (Step::Review, S::Submitted) | (Step::Answer, S::InfoRequested) => Ok(S::InReview),
        (Step::Ask, S::InReview) => Ok(S::InfoRequested),
        (Step::Approve, S::InReview) => by_another(facts, by).map(|()| S::Approved),
        (Step::Reject, S::InReview) => by_another(facts, by).map(|()| S::Rejected),
        (Step::Withdraw, from) if from.is_open() => Ok(S::Withdrawn),
        (Step::Appeal, S::Rejected) if facts.appealed => Err(Refusal::AppealedBefore),
        (Step::Appeal, S::Rejected) => Ok(S::InReview),
        (Step::Extend, S::Approved) if !facts.protects(now) => Err(Refusal::ProtectionOver),
        (Step::Extend, S::Approved) if facts.extensions >= EXTENSIONS => {
            Err(Refusal::ExtensionsUsed)
        }
        (Step::Extend, S::Approved) => facts
            .extends_later(now)
            .map_or(Ok(S::Approved), |from| Err(Refusal::ExtendLater { from: from.date_naive() })),
        (Step::Revoke, S::Approved) => Ok(S::Revoked),
        (Step::Expire, S::Approved) if !facts.protects(now) => Ok(S::Expired),
        (Step::Convert, S::Approved) if facts.protects(now) => Ok(S::Converted),
        (Step::Close, S::Approved) => Ok(S::Closed),
        (Step::Close, from) if from.is_open() => Ok(S::Closed),
        _ => wrong,
    }
}

/// An appeal is decided by somebody else than what it is against.
fn by_another(facts: &Facts, by: Option<UserId>) -> Result<(), Refusal> {
    let same = facts.appealed && by.is_some() && facts.decided_by == by;
    if same { Err(Refusal::SamePerson) } else { Ok(()) }
}
