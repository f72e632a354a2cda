//! Who is asked next, and what staff can do about it.

use serde::{Deserialize, Serialize};
use strum::{AsRefStr, Display, EnumString};

use crate::ids::PartnerId;

/// A change of the order in which partners are asked.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Display, AsRefStr, EnumString,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum QueueDeed {
    /// Nobody is asked after this one.
    Stop,
    /// This one is not asked.
    Skip,
    /// This one is asked before the others.
    First,
}

impl QueueDeed {
    /// The order after it.
    #[must_use]
    pub fn of(self, list: &[PartnerId], partner: PartnerId) -> Vec<PartnerId> {
        let others = list.iter().copied().filter(|other| *other != partner);
        match self {
            Self::Stop => Vec::new(),
            Self::Skip => others.collect(),
            Self::First => std::iter::once(partner).chain(others).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn the_order_changes_as_it_says() {
        let [a, b, c] = [1, 2, 3].map(|id| PartnerId(Uuid::from_u128(id)));

        assert_eq!(QueueDeed::First.of(&[a, b, c], c), [c, a, b]);
        assert_eq!(QueueDeed::Skip.of(&[a, b, c], b), [a, c]);
        assert!(QueueDeed::Stop.of(&[a, b, c], a).is_empty());
    }
}
