//! One opportunity with one partner: how the company stands to it, and how it answers an offer.

mod accept;
mod by_link;
mod decline;
mod expire;
pub(crate) mod moved;
pub(crate) mod names;
mod offer;
mod remind;
pub(crate) mod report;
pub(crate) mod standing;

pub use accept::accept;
pub use by_link::{accept_by_link, decline_by_link, show_by_link};
pub(crate) use by_link::{issue, prolong};
pub use decline::decline;
pub use expire::expire_due;
pub use remind::remind_due;

use domain::ids::UserId;

use crate::{
    entity::{assignment, opportunity},
    mail::To,
};

/// Who of the vendor's people hears what a partner does with it: the owner, else whoever gave it to the partner.
pub(crate) fn in_charge(of: &opportunity::Model, row: &assignment::Model) -> To {
    To::FirstOf(owners(of, row))
}

fn owners(of: &opportunity::Model, row: &assignment::Model) -> Vec<UserId> {
    [of.owner_id, row.created_by].into_iter().flatten().map(UserId).collect()
}
