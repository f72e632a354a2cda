//! How well a partner fits: nine parts, each of them shown, and their weighted mean.

use serde::{Deserialize, Serialize};
use strum::{AsRefStr, Display, EnumIter, EnumString};

use super::{
    WHOLE,
    facts::{Candidate, Chance, Course},
};
use crate::partner::Tier;

/// How many parts there are.
pub const PART_COUNT: usize = 9;

/// How many cases of the whole programme a partner's own are mixed with: who has few of its own is taken for the
/// average, and not for the best or the worst.
const STRENGTH: u64 = 8;

/// What a partner without a stated capacity is taken to be able to carry.
const UNSTATED_LIMIT: u32 = 10;

/// From so many kilometres on a partner is as far away as can be. A hundred then count as much as a region that fits,
/// two hundred as a country.
const REACH: u32 = 400;

/// After so many days without an offer it is a partner's turn as much as it can be.
const IDLE_MAX: u32 = 30;

/// A part of the score.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
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
pub enum Part {
    /// Tier of the programme.
    Tier,
    /// The vendor's ranking.
    Ranking,
    /// How many of the products it sells.
    Products,
    /// How near it is; while that is not known, how narrowly its territory names the place.
    Territory,
    /// How often it accepts.
    Acceptance,
    /// How often it wins.
    Wins,
    /// How soon it answers.
    Speed,
    /// How much room it has.
    Load,
    /// How long it was offered nothing.
    Recency,
}

/// What each part counts, in any measure; in the order of [`Part`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Weights(pub [u16; PART_COUNT]);

impl Default for Weights {
    fn default() -> Self {
        Self([10, 10, 20, 20, 10, 10, 5, 10, 5])
    }
}

/// The average of the whole programme, with which small numbers are smoothed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prior {
    /// Accepted of answered, parts per million.
    pub acceptance: u32,
    /// Won of closed, parts per million.
    pub wins: u32,
    /// Minutes to an answer.
    pub reply_minutes: u32,
}

impl Prior {
    /// The average of these partners. Where nothing has happened yet, half of all, and a day.
    pub fn of<'a>(courses: impl IntoIterator<Item = &'a Course>) -> Self {
        let mut all = [0_u64; 6];
        for course in courses {
            let figures = [
                course.accepted.into(),
                course.answered.into(),
                course.won.into(),
                course.closed.into(),
                course.reply_minutes,
                course.replies.into(),
            ];
            for (sum, figure) in all.iter_mut().zip(figures) {
                *sum = sum.saturating_add(figure);
            }
        }
        let [accepted, answered, won, closed, minutes, replies] = all;
        Self {
            acceptance: share(accepted, answered).unwrap_or(WHOLE / 2),
            wins: share(won, closed).unwrap_or(WHOLE / 2),
            reply_minutes: minutes.checked_div(replies).map_or(24 * 60, clipped).max(1),
        }
    }
}

/// What an offer may come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Expected {
    /// Minutes to an answer.
    pub minutes: u64,
    /// How likely it is accepted and won, parts per million.
    pub wins: u64,
}

/// The facts about one partner and one opportunity that the score is made of: what is stored, and what a person is
/// shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Stored", into = "Stored")]
#[expect(missing_docs, reason = "the fields of Candidate and Course")]
pub struct Evidence {
    pub tier: Tier,
    pub ranking: u32,
    /// Products that were asked for and that the partner sells; it is `None` where either names none.
    pub products: Option<(u32, u32)>,
    /// Parts per million.
    pub closeness: u32,
    /// How far it is to the customer, where both are on the map.
    pub kilometres: Option<u32>,
    pub course: Course,
    pub open: u32,
    pub open_limit: Option<u32>,
    pub idle_days: u32,
    pub last_offered: Option<i64>,
}

/// As it is stored. Without a distance it looks as it did before distances were known, so that older records are what
/// they were.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Stored {
    Near(Profile, Past, Load, u32),
    Somewhere(Profile, Past, Load),
}

type Profile = (Tier, u32, Option<(u32, u32)>, u32);
type Past = (u32, u32, u32, u32, u32, u64);
type Load = (u32, Option<u32>, u32, Option<i64>);

impl From<Stored> for Evidence {
    fn from(stored: Stored) -> Self {
        let (profile, course, load, kilometres) = match stored {
            Stored::Near(profile, course, load, kilometres) => {
                (profile, course, load, Some(kilometres))
            }
            Stored::Somewhere(profile, course, load) => (profile, course, load, None),
        };
        let (tier, ranking, products, closeness) = profile;
        let (accepted, answered, won, closed, replies, reply_minutes) = course;
        let (open, open_limit, idle_days, last_offered) = load;
        let course = Course { accepted, answered, won, closed, replies, reply_minutes };
        Self {
            tier,
            ranking,
            products,
            closeness,
            kilometres,
            course,
            open,
            open_limit,
            idle_days,
            last_offered,
        }
    }
}

impl From<Evidence> for Stored {
    fn from(of: Evidence) -> Self {
        let Course { accepted, answered, won, closed, replies, reply_minutes } = of.course;
        let profile = (of.tier, of.ranking, of.products, of.closeness);
        let course = (accepted, answered, won, closed, replies, reply_minutes);
        let load = (of.open, of.open_limit, of.idle_days, of.last_offered);
        match of.kilometres {
            Some(kilometres) => Self::Near(profile, course, load, kilometres),
            None => Self::Somewhere(profile, course, load),
        }
    }
}

impl Evidence {
    /// What is known of the two.
    pub(super) fn between(chance: &Chance, partner: &Candidate) -> Self {
        let asked = u32::try_from(chance.products.len()).unwrap_or(u32::MAX);
        let both = asked > 0 && !partner.products.is_empty();
        let kilometres = partner.kilometres(chance);
        let closeness = match kilometres {
            Some(kilometres) => (REACH - kilometres.min(REACH)) * (WHOLE / REACH),
            None => partner.closeness(chance).unwrap_or_default(),
        };
        Self {
            tier: partner.tier,
            ranking: partner.ranking,
            products: both.then(|| (asked, partner.matched(chance))),
            closeness,
            kilometres,
            course: partner.course,
            open: partner.open,
            open_limit: partner.open_limit,
            idle_days: partner.idle_days,
            last_offered: partner.last_offered,
        }
    }

    /// The parts in the order of [`Part`], each from nothing to [`WHOLE`].
    #[must_use]
    pub fn parts(&self, prior: &Prior) -> [u32; PART_COUNT] {
        let course = &self.course;
        let limit = self.open_limit.unwrap_or(UNSTATED_LIMIT).max(1);
        let (asked, matched) = self.products.unwrap_or((2, 1));
        [
            match self.tier {
                Tier::Registered => WHOLE / 4,
                Tier::Silver => WHOLE / 2,
                Tier::Gold => WHOLE / 4 * 3,
                Tier::Platinum => WHOLE,
            },
            self.ranking.min(100) * (WHOLE / 100),
            share(matched.into(), asked.into()).unwrap_or_default(),
            self.closeness.min(WHOLE),
            smoothed(course.accepted, course.answered, prior.acceptance),
            smoothed(course.won, course.closed, prior.wins),
            self.speed(prior),
            share(limit.saturating_sub(self.open).into(), limit.into()).unwrap_or_default(),
            share(self.idle_days.min(IDLE_MAX).into(), IDLE_MAX.into()).unwrap_or_default(),
        ]
    }

    /// What offering it to this partner may come to, by its rates smoothed with the average.
    #[must_use]
    pub fn expected(&self, prior: &Prior) -> Expected {
        let course = &self.course;
        let accepts = smoothed(course.accepted, course.answered, prior.acceptance);
        let wins = smoothed(course.won, course.closed, prior.wins);
        let wins = u64::from(accepts) * u64::from(wins) / u64::from(WHOLE);
        Expected { minutes: self.minutes(prior), wins }
    }

    /// Minutes to an answer.
    fn minutes(&self, prior: &Prior) -> u64 {
        let usual = STRENGTH * u64::from(prior.reply_minutes);
        let minutes = self.course.reply_minutes.saturating_add(usual);
        minutes / (u64::from(self.course.replies) + STRENGTH)
    }

    /// Half for who is as quick as the average.
    fn speed(&self, prior: &Prior) -> u32 {
        let usual = u64::from(prior.reply_minutes);
        let own = self.minutes(prior);
        share(usual, usual.saturating_add(own)).unwrap_or(WHOLE / 2)
    }

    /// The weighted mean of the parts.
    #[must_use]
    pub fn total(&self, weights: &Weights, prior: &Prior) -> u32 {
        let sum: u64 = weights.0.iter().map(|weight| u64::from(*weight)).sum();
        let parts = self.parts(prior);
        let pairs = weights.0.iter().zip(parts);
        let weighted: u64 = pairs.map(|(w, part)| u64::from(*w) * u64::from(part)).sum();
        weighted.checked_div(sum).map_or(0, clipped)
    }
}

/// A rate of which `cases` are known, mixed with the average (the mean of a beta distribution).
fn smoothed(hits: u32, cases: u32, average: u32) -> u32 {
    let hits = u64::from(hits.min(cases)) * u64::from(WHOLE) + STRENGTH * u64::from(average);
    clipped(hits / (u64::from(cases) + STRENGTH))
}

/// `part` of `whole` in parts per million, at most all of it; `None` of nothing.
fn share(part: u64, whole: u64) -> Option<u32> {
    part.min(whole).saturating_mul(WHOLE.into()).checked_div(whole).map(clipped)
}

fn clipped(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
