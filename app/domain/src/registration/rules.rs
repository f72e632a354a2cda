//! How long, how many: the figures of the programme of deal registrations.

use chrono::TimeDelta;

use crate::partner::Tier;

/// Working days that the vendor has for a decision.
pub const DECIDE_WITHIN: u32 = 3;

/// How long an approval protects.
pub const PROTECTION: TimeDelta = TimeDelta::days(90);

/// How much longer one extension protects.
pub const EXTENSION: TimeDelta = TimeDelta::days(30);

/// How often a protection is extended at most.
pub const EXTENSIONS: u8 = 2;

/// How many days before the end the partner is warned, the first warning first.
pub const WARNINGS: [i32; 2] = [14, 3];

/// How many customers one company may ask about within an hour.
pub const CHECKS_AN_HOUR: u64 = 20;

/// How many customers one company may ask about within 24 hours.
pub const CHECKS_A_DAY: u64 = 60;

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
