//! What happened to opportunities since a day, or stands with them now: what the figures of the dashboard count, and the
//! list shows when one of them is followed.

use serde::{Deserialize, Serialize};
use strum::{AsRefStr, Display, EnumIter, EnumString};

/// What chooses the rows of a list beside its views. Each opportunity counts once, however often it happened to it.
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
pub enum Occasion {
    /// It was created.
    Created,
    /// It was given to a partner: offered, shared, or approved.
    Delivered,
    /// A partner took it, alone or with others, asked or not.
    Accepted,
    /// A partner that was asked alone said yes.
    OfferAccepted,
    /// A partner that was asked alone said yes or no.
    OfferAnswered,
    /// A partner that was asked alone said yes, no, or nothing in time.
    OfferSettled,
    /// A partner said no.
    Declined,
    /// A partner said nothing in time.
    Expired,
    /// A partner gave it back.
    Returned,
    /// It was sold.
    Won,
    /// It was sold or given up.
    Closed,
    /// Now: an offer runs out before the end of the day.
    ExpiringToday,
    /// Now: a partner manages it, and for long (`assignment::SILENT_DAYS`) nothing happened that it did or could read.
    Silent,
    /// Now: a partner asked for help.
    Stuck,
    /// Now: the time for a partner's first report is over and none came.
    ReportLate,
    /// Now: a partner brought it and waits for approval.
    Brought,
    /// Now: a deal registration waits for a decision.
    Registration,
}

impl Occasion {
    /// Whether it is asked about since a day; the others are about now.
    #[must_use]
    pub fn has_period(self) -> bool {
        !matches!(
            self,
            Self::ExpiringToday
                | Self::Silent
                | Self::Stuck
                | Self::ReportLate
                | Self::Brought
                | Self::Registration
        )
    }
}
