//! The machine of one assignment.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use strum::{AsRefStr, Display, EnumIter, EnumString};

use crate::refusal::Refusal;

/// Where one assignment stands.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    Display,
    AsRefStr,
    EnumIter,
    EnumString,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum State {
    /// Next in a waterfall; the partner does not know yet.
    Queued,
    /// The partner may accept or decline.
    Offered,
    /// The partner manages the opportunity.
    Accepted,
    /// The partner said no.
    Declined,
    /// The partner said nothing in time.
    Expired,
    /// Staff took it back.
    Recalled,
    /// The partner gave it back after accepting.
    Returned,
    /// A collaborator left.
    Left,
    /// The opportunity was won or lost while the partner managed it.
    Completed,
}

impl State {
    /// Offered or accepted: the partner has something to do.
    #[must_use]
    pub fn is_live(self) -> bool {
        matches!(self, Self::Offered | Self::Accepted)
    }

    /// Nothing follows.
    #[must_use]
    pub fn is_terminal(self) -> bool {
        !self.is_live() && self != Self::Queued
    }

    /// Takes the offer. The deadline itself still counts as in time; without one the offer stands until recalled.
    pub fn accept(
        self,
        accept_by: Option<DateTime<Utc>>,
        now: DateTime<Utc>,
    ) -> Result<Self, Refusal> {
        self.answerable(accept_by, now).map(|()| Self::Accepted)
    }

    /// Refuses the offer, in time.
    pub fn decline(
        self,
        accept_by: Option<DateTime<Utc>>,
        now: DateTime<Utc>,
    ) -> Result<Self, Refusal> {
        self.answerable(accept_by, now).map(|()| Self::Declined)
    }

    /// The timer's answer: only after the deadline.
    pub fn expire(
        self,
        accept_by: Option<DateTime<Utc>>,
        now: DateTime<Utc>,
    ) -> Result<Self, Refusal> {
        match self.answerable(accept_by, now) {
            Err(Refusal::Lapsed) => Ok(Self::Expired),
            Ok(()) | Err(_) => Err(Refusal::AlreadyAnswered),
        }
    }

    /// Staff take it back.
    pub fn recall(self) -> Result<Self, Refusal> {
        match self {
            Self::Queued | Self::Offered | Self::Accepted => Ok(Self::Recalled),
            _ => Err(Refusal::AlreadyAnswered),
        }
    }

    /// The lone managing partner gives it back.
    pub fn give_back(self) -> Result<Self, Refusal> {
        self.managed().map(|()| Self::Returned)
    }

    /// A collaborator leaves.
    pub fn leave(self) -> Result<Self, Refusal> {
        self.managed().map(|()| Self::Left)
    }

    /// The opportunity was closed while the partner managed it.
    pub fn complete(self) -> Result<Self, Refusal> {
        self.managed().map(|()| Self::Completed)
    }

    fn managed(self) -> Result<(), Refusal> {
        if self == Self::Accepted { Ok(()) } else { Err(Refusal::NotManaging) }
    }

    fn answerable(
        self,
        accept_by: Option<DateTime<Utc>>,
        now: DateTime<Utc>,
    ) -> Result<(), Refusal> {
        match (self, accept_by) {
            (Self::Offered, Some(deadline)) if now > deadline => Err(Refusal::Lapsed),
            (Self::Offered, _) => Ok(()),
            _ => Err(Refusal::AlreadyAnswered),
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use strum::IntoEnumIterator;

    use super::*;

    fn noon() -> DateTime<Utc> {
        "2026-03-02T12:00:00Z".parse().unwrap()
    }

    #[test]
    fn the_deadline_itself_is_in_time() {
        assert_eq!(State::Offered.accept(Some(noon()), noon()), Ok(State::Accepted));
        assert_eq!(State::Offered.decline(Some(noon()), noon()), Ok(State::Declined));
        assert_eq!(State::Offered.expire(Some(noon()), noon()), Err(Refusal::AlreadyAnswered));
    }

    #[test]
    fn one_second_later_only_the_timer_answers() {
        let late = noon() + TimeDelta::seconds(1);
        assert_eq!(State::Offered.accept(Some(noon()), late), Err(Refusal::Lapsed));
        assert_eq!(State::Offered.decline(Some(noon()), late), Err(Refusal::Lapsed));
        assert_eq!(State::Offered.expire(Some(noon()), late), Ok(State::Expired));
    }

    #[test]
    fn an_answer_is_final() {
        for state in State::iter().filter(|s| *s != State::Offered) {
            assert_eq!(state.accept(None, noon()), Err(Refusal::AlreadyAnswered), "{state}");
            assert_eq!(state.decline(None, noon()), Err(Refusal::AlreadyAnswered), "{state}");
            assert_eq!(
                state.expire(Some(noon()), noon() + TimeDelta::days(1)),
                Err(Refusal::AlreadyAnswered)
            );
        }
    }

    #[test]
    fn nothing_leaves_a_terminal_state() {
        for state in State::iter().filter(|s| s.is_terminal()) {
            assert!(state.recall().is_err(), "{state}");
            assert!(state.give_back().is_err(), "{state}");
            assert!(state.leave().is_err(), "{state}");
            assert!(state.complete().is_err(), "{state}");
        }
    }

    #[test]
    fn only_what_is_managed_is_returned_left_or_completed() {
        assert_eq!(State::Accepted.give_back(), Ok(State::Returned));
        assert_eq!(State::Accepted.leave(), Ok(State::Left));
        assert_eq!(State::Accepted.complete(), Ok(State::Completed));
        assert_eq!(State::Offered.give_back(), Err(Refusal::NotManaging));
    }
}
