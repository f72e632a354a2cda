//! How an opportunity is distributed.

use super::directory::Directory;
use crate::Context;
use domain::{
    ids::{RoutingRuleId, UserId},
    routing::{Rates, Strategy, Terms, Weights},
};

/// How many partners are asked one after another where no rule says otherwise.
const WATERFALL: u8 = 3;

/// What holds for its distribution.
#[derive(Debug, Clone)]
pub(super) struct Course {
    pub rule: Option<(RoutingRuleId, i32)>,
    pub strategy: Strategy,
    pub weights: Weights,
    /// Hours for an answer, instead of the partner's own.
    pub accept_hours: Option<i32>,
    /// How many partners are asked, the first included.
    pub waterfall: u8,
    /// Who decides when nobody is left.
    pub fallback: Option<UserId>,
}

impl Default for Course {
    fn default() -> Self {
        Self {
            rule: None,
            strategy: Strategy::Best,
            weights: Weights::default(),
            accept_hours: None,
            waterfall: WATERFALL,
            fallback: None,
        }
    }
}

impl Course {
    /// What a decision goes by.
    pub fn terms(&self, cx: &Context, directory: &Directory) -> Terms {
        Terms {
            rule: self.rule,
            strategy: self.strategy,
            weights: self.weights,
            prior: directory.prior,
            seed: cx.new_draw(),
            now: cx.now,
            today: cx.local(cx.now).date_naive(),
            // Nobody has stated any; limits in another currency cannot be compared, and are a reason to stay out.
            rates: Rates::default(),
        }
    }
}
