//! How long, how many: the figures of the programme of deal registrations.

use chrono::TimeDelta;

use crate::{
    invalid::Problem,
    partner::{Tier, whole_number},
};

/// Working days that the vendor has for a decision.
pub const DECIDE_WITHIN: u32 = 3;

/// How long an approval protects unless its decider says otherwise.
pub const PROTECTION: TimeDelta = TimeDelta::days(90);

/// The most days that an approval protects.
pub const PROTECTION_MAX: i32 = 365;

/// How much longer one extension protects.
pub const EXTENSION: TimeDelta = TimeDelta::days(30);

/// How long before its end a protection can be extended: it is earned by work, not collected ahead.
pub const EXTEND_WITHIN: TimeDelta = TimeDelta::days(30);

/// How often a protection is extended at most.
pub const EXTENSIONS: u8 = 2;

/// How many days before the end the partner is warned, the first warning first.
pub const WARNINGS: [i32; 2] = [14, 3];

/// How many customers one company may ask about within an hour.
pub const CHECKS_AN_HOUR: u64 = 20;

/// How many customers one company may ask about within 24 hours.
pub const CHECKS_A_DAY: u64 = 60;

/// How long an approval protects, from the days as typed; nothing typed is the usual time.
pub fn protection(days: &str) -> Result<TimeDelta, Problem> {
    let days = whole_number(days, 1, PROTECTION_MAX)?;
    Ok(days.map_or(PROTECTION, |days| TimeDelta::days(days.into())))
}

/// How many registrations a partner may have open and approved at a time.
#[must_use]
pub fn quota(tier: Tier) -> u32 {
    match tier {
        Tier::Registered => 5,
        Tier::Silver => 15,
        Tier::Gold => 40,
        Tier::Platinum => 100,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn protection_is_given_for_a_day_to_a_year() {
        assert_eq!(protection(""), Ok(PROTECTION));
        assert_eq!(protection(" 1 "), Ok(TimeDelta::days(1)));
        assert_eq!(protection("365"), Ok(TimeDelta::days(365)));
        for wrong in ["0", "366", "-3", "rok"] {
            assert_eq!(
                protection(wrong),
                Err(Problem::NumberRange { min: 1, max: 365 }),
                "{wrong}"
            );
        }
    }
}
