//! Whom an opportunity cannot be offered to, with every reason.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use strum::{AsRefStr, Display, EnumIter, EnumString, IntoEnumIterator};

use super::facts::{Candidate, Chance, Rates};

/// Why a partner is out.
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
#[repr(u8)]
pub enum Obstacle {
    /// It does not take part.
    Inactive,
    /// Nobody there can accept.
    NoRecipient,
    /// It works elsewhere.
    Territory,
    /// It sells none of the products.
    Products,
    /// It does not speak the customer's language.
    Language,
    /// It has not the certification that the rule asks for, or not any more.
    Certification,
    /// The value is below what it wants.
    ValueBelow,
    /// The value is above what it can do.
    ValueAbove,
    /// The value is in a currency that cannot be compared with its limits.
    NoRate,
    /// It has as many as it can take at a time.
    OpenFull,
    /// It was offered as many as it can take in a month.
    MonthFull,
    /// It said no before.
    Declined,
    /// It had it, or has it.
    HadIt,
    /// It is in conflict with the customer.
    Conflict,
    /// An approved registration protects it for somebody else.
    Protected,
}

impl Obstacle {
    fn bit(self) -> u16 {
        1 << (self as u8)
    }
}

/// All reasons why one partner is out; none means that it can be chosen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Obstacles(u16);

impl Obstacles {
    /// The partner can be chosen.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The reasons, in the order in which they are told.
    pub fn iter(self) -> impl Iterator<Item = Obstacle> {
        Obstacle::iter().filter(move |obstacle| self.contains(*obstacle))
    }

    /// Whether this is one of them.
    #[must_use]
    pub fn contains(self, obstacle: Obstacle) -> bool {
        self.0 & obstacle.bit() != 0
    }

    fn when(&mut self, stands: bool, obstacle: Obstacle) {
        if stands {
            self.0 |= obstacle.bit();
        }
    }

    /// Everything that stands between a partner and an opportunity.
    pub(super) fn between(
        chance: &Chance,
        partner: &Candidate,
        today: NaiveDate,
        rates: &Rates,
    ) -> Self {
        use Obstacle as O;

        let id = partner.partner;
        let mut found = Self::default();
        found.when(!partner.is_active, O::Inactive);
        found.when(!partner.can_answer, O::NoRecipient);
        found.when(partner.closeness(chance).is_none(), O::Territory);
        let choosy = !partner.products.is_empty() && !chance.products.is_empty();
        found.when(choosy && partner.matched(chance) == 0, O::Products);
        let spoken = |word| partner.languages.is_empty() || partner.languages.contains(&word);
        found.when(!chance.language.is_none_or(spoken), O::Language);
        let proved = |name| {
            partner.certificates.iter().any(|proof| {
                proof.name == name && proof.valid_until.is_none_or(|last| last >= today)
            })
        };
        found.when(!chance.certification.is_none_or(proved), O::Certification);
        found.value(chance, partner, rates);
        found.when(partner.open_limit.is_some_and(|limit| partner.open >= limit), O::OpenFull);
        found.when(partner.month_limit.is_some_and(|limit| partner.month >= limit), O::MonthFull);
        found.when(chance.declined_by.contains(&id), O::Declined);
        found.when(chance.had_by.contains(&id), O::HadIt);
        found.when(chance.conflicts.contains(&id), O::Conflict);
        found.when(chance.protected_for.is_some_and(|holder| holder != id), O::Protected);
        found
    }

    fn value(&mut self, chance: &Chance, partner: &Candidate, rates: &Rates) {
        let Some(value) = chance.value else { return };
        for (limit, is_least) in [(partner.min_value, true), (partner.max_value, false)] {
            let Some(limit) = limit else { continue };
            match rates.compared(value, limit) {
                None => self.when(true, Obstacle::NoRate),
                Some((value, limit)) if is_least => self.when(value < limit, Obstacle::ValueBelow),
                Some((value, limit)) => self.when(value > limit, Obstacle::ValueAbove),
            }
        }
    }
}
