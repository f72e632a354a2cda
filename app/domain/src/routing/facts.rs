//! What routing knows of an opportunity and of the partners, with words as numbers: ten thousand partners are compared
//! with a thousand opportunities at a time.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::WHOLE;
use crate::{
    ids::{OpportunityId, PartnerId},
    money::{Currency, Money},
    partner::Tier,
    place::Place,
    rate::{BASE, Rate, UNIT},
};

/// A word as a number; equal words of one [`Vocabulary`] have equal numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Word(u32);

/// Numbers the words of one question. Its caller folds them: this crate knows nothing of case and marks.
#[derive(Debug, Default)]
pub struct Vocabulary(HashMap<String, Word>);

impl Vocabulary {
    /// The number of a folded word.
    pub fn word(&mut self, folded: &str) -> Word {
        if let Some(known) = self.0.get(folded) {
            return *known;
        }
        let word = Word(u32::try_from(self.0.len()).unwrap_or(u32::MAX));
        self.0.insert(folded.to_owned(), word);
        word
    }
}

/// What a unit of each currency is worth on one day. A unit of [`BASE`] needs no rate.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rates(BTreeMap<Currency, Rate>);

impl Rates {
    /// The rates that hold on one day. What is not positive is left out.
    #[must_use]
    pub fn new(rates: impl IntoIterator<Item = Rate>) -> Self {
        let sound = rates.into_iter().filter(|rate| rate.millionths > 0);
        Self(sound.map(|rate| (rate.currency, rate)).collect())
    }

    /// Those by which a value in one currency is compared with the limits of these partners.
    pub(super) fn between(&self, value: Option<Money>, partners: &[Candidate]) -> Vec<Rate> {
        let Some(value) = value else { return Vec::new() };
        let mut others = 0_u16;
        for limit in partners.iter().flat_map(|one| [one.min_value, one.max_value]).flatten() {
            if limit.currency != value.currency {
                others |= bit(limit.currency) | bit(value.currency);
            }
        }
        let is_used = |rate: &&Rate| others & bit(rate.currency) != 0;
        self.0.values().filter(is_used).copied().collect()
    }

    /// Both amounts in one measure; `None` when a rate is missing.
    pub(super) fn compared(&self, one: Money, other: Money) -> Option<(i128, i128)> {
        if one.currency == other.currency {
            return Some((one.minor.into(), other.minor.into()));
        }
        Some((self.worth(one)?, self.worth(other)?))
    }

    fn worth(&self, money: Money) -> Option<i128> {
        let rate = match money.currency {
            BASE => UNIT,
            other => self.0.get(&other)?.millionths,
        };
        // The scales of all currencies divide this.
        let hundredths = i128::from(money.minor) * 100 / i128::from(money.currency.scale());
        Some(hundredths * i128::from(rate))
    }
}

fn bit(currency: Currency) -> u16 {
    1 << (currency as u16)
}

/// From where it is known in which country the customer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlaceFrom {
    /// The opportunity says it.
    Opportunity,
    /// Its account says it.
    Account,
    /// Neither does: territories cannot be compared.
    Nowhere,
}

/// What is to be distributed.
#[derive(Debug, Clone)]
pub struct Chance {
    /// Which.
    pub opportunity: OpportunityId,
    /// Its country.
    pub country: Option<Word>,
    /// Its region.
    pub region: Option<Word>,
    /// Its postal code, capital letters and digits only.
    pub postal_code: Option<String>,
    /// Where the customer is.
    pub place: Option<Place>,
    /// From where that is known; `None` where nobody asked.
    pub place_from: Option<PlaceFrom>,
    /// Its product lines.
    pub products: Vec<Word>,
    /// What the customer speaks.
    pub language: Option<Word>,
    /// What it may bring.
    pub value: Option<Money>,
    /// The certification that the rule asks for.
    pub certification: Option<Word>,
    /// The partner that holds the exclusive right to it.
    pub protected_for: Option<PartnerId>,
    /// Who said no to it.
    pub declined_by: BTreeSet<PartnerId>,
    /// Who had it and let it lapse, gave it back, or has it now.
    pub had_by: BTreeSet<PartnerId>,
    /// Who must not get it: partners in conflict with the customer, or the customer itself.
    pub conflicts: BTreeSet<PartnerId>,
}

/// A part of a country where a partner works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    /// The country.
    pub country: Word,
    /// The region; `None` is all of it.
    pub region: Option<Word>,
    /// What postal codes begin with, capital letters and digits only.
    pub postal_prefix: Option<String>,
}

/// A proof with its last day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// What it is called.
    pub name: Word,
    /// `None` is for good.
    pub valid_until: Option<NaiveDate>,
}

/// What a partner did with what it was offered, counted from what happened.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Course {
    /// Offers that it accepted.
    pub accepted: u32,
    /// Offers that it accepted, declined or let lapse.
    pub answered: u32,
    /// Opportunities that it won.
    pub won: u32,
    /// Opportunities that it won or lost.
    pub closed: u32,
    /// How many offers it answered in time …
    pub replies: u32,
    /// … and how many minutes that took altogether.
    pub reply_minutes: u64,
}

/// A partner that may be chosen.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Which.
    pub partner: PartnerId,
    /// Takes part in the programme.
    pub is_active: bool,
    /// Somebody there can accept.
    pub can_answer: bool,
    /// Where it works; none is anywhere.
    pub areas: Vec<Area>,
    /// Where its seat is.
    pub place: Option<Place>,
    /// Its product lines; none is any.
    pub products: Vec<Word>,
    /// What it speaks; none is anything.
    pub languages: Vec<Word>,
    /// What it can prove.
    pub certificates: Vec<Certificate>,
    /// Its tier.
    pub tier: Tier,
    /// Its ranking, 0–100.
    pub ranking: u32,
    /// Smallest value that it wants.
    pub min_value: Option<Money>,
    /// Largest value that it can do.
    pub max_value: Option<Money>,
    /// Offered to it or managed by it now.
    pub open: u32,
    /// Most of these at a time.
    pub open_limit: Option<u32>,
    /// Offered to it in this month.
    pub month: u32,
    /// Most of these in a month.
    pub month_limit: Option<u32>,
    /// How it did.
    pub course: Course,
    /// When it was offered something last, in seconds since 1970.
    pub last_offered: Option<i64>,
    /// Days since then, or since it joined.
    pub idle_days: u32,
}

impl Candidate {
    /// How many more it can take; `None` is any number.
    #[must_use]
    pub fn room(&self) -> Option<u32> {
        let left = |limit: Option<u32>, used: u32| limit.map(|limit| limit.saturating_sub(used));
        match (left(self.open_limit, self.open), left(self.month_limit, self.month)) {
            (Some(open), Some(month)) => Some(open.min(month)),
            (open, month) => open.or(month),
        }
    }

    /// The same partner after it was offered one more.
    pub(super) fn take_one(&mut self, now: i64) {
        self.open = self.open.saturating_add(1);
        self.month = self.month.saturating_add(1);
        // Within a batch the order of turns has to show, and all of it happens at one instant.
        self.last_offered = Some(self.last_offered.map_or(now, |last| now.max(last + 1)));
        self.idle_days = 0;
    }

    /// How far it is to the customer; `None` while either of them is not on the map.
    pub(super) fn kilometres(&self, chance: &Chance) -> Option<u32> {
        Some(self.place?.kilometres_to(chance.place?))
    }

    /// How well its territory fits, in parts per million; `None` when it works elsewhere.
    pub(super) fn closeness(&self, chance: &Chance) -> Option<u32> {
        const ANYWHERE: u32 = WHOLE / 4;
        const COUNTRY: u32 = WHOLE / 2;
        const REGION: u32 = WHOLE / 4 * 3;
        const DIGIT: u32 = WHOLE / 20;

        let Some(country) = chance.country else { return Some(ANYWHERE) };
        if self.areas.is_empty() {
            return Some(ANYWHERE);
        }
        let fits = |area: &Area| {
            if area.country != country {
                return None;
            }
            match (&area.region, &area.postal_prefix) {
                (_, Some(prefix)) => {
                    let code = chance.postal_code.as_deref()?;
                    let digits = u32::try_from(prefix.len()).unwrap_or(u32::MAX);
                    code.starts_with(prefix.as_str())
                        .then(|| WHOLE.min(REGION + DIGIT.saturating_mul(digits)))
                }
                (Some(region), None) => (chance.region == Some(*region)).then_some(REGION),
                (None, None) => Some(COUNTRY),
            }
        };
        self.areas.iter().filter_map(fits).max()
    }

    /// How many of the products it sells.
    pub(super) fn matched(&self, chance: &Chance) -> u32 {
        let count = chance.products.iter().filter(|word| self.products.contains(word)).count();
        u32::try_from(count).unwrap_or(u32::MAX)
    }
}
