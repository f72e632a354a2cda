//! The rules by which opportunities are distributed: a list in order, each with a version in use and perhaps a draft.

mod change;
mod list;
mod save;

use std::collections::HashMap;

use domain::{ids::RoutingRuleId, policy::Actor, routing::RuleSettings};
use sea_orm::{ConnectionTrait, QueryOrder};
use uuid::Uuid;

use crate::{
    Error,
    entity::{routing_rule, routing_rule_version as version},
};

pub use change::{activate_rule, move_rule_up, switch_rule_off};
pub(crate) use list::how_many;
pub use list::rules;
pub use save::save_rule;

/// Stored word for the version in use.
const ACTIVE: &str = "active";
/// Stored word for the version that is being written.
const DRAFT: &str = "draft";
/// Stored word for a version that was in use; decisions name it.
const RETIRED: &str = "retired";

/// A rule with its versions, the newest first.
pub(super) struct Known {
    pub row: routing_rule::Model,
    pub versions: Vec<version::Model>,
}

impl Known {
    /// Its version in this state.
    pub fn in_state(&self, state: &str) -> Option<&version::Model> {
        self.versions.iter().find(|version| version.state == state)
    }

    /// The version in use.
    pub fn active(&self) -> Option<&version::Model> {
        self.in_state(ACTIVE)
    }

    /// What people see and change: the draft, else what is in use, else what was.
    pub fn newest(&self) -> Option<&version::Model> {
        self.in_state(DRAFT).or(self.active()).or(self.versions.first())
    }

    pub fn id(&self) -> RoutingRuleId {
        RoutingRuleId(self.row.id)
    }
}

/// All rules in their order, in two queries.
pub(super) async fn all(db: &impl ConnectionTrait) -> Result<Vec<Known>, Error> {
    let rows = routing_rule::Entity::visible_to(&Actor::System)
        .order_by_asc(routing_rule::Column::Position)
        .order_by_asc(routing_rule::Column::Id)
        .all(db)
        .await?;
    let versions = version::Entity::visible_to(&Actor::System)
        .order_by_desc(version::Column::Number)
        .all(db)
        .await?;
    let mut of: HashMap<Uuid, Vec<version::Model>> = HashMap::new();
    for version in versions {
        of.entry(version.rule_id).or_default().push(version);
    }
    let known = |row: routing_rule::Model| {
        let versions = of.remove(&row.id).unwrap_or_default();
        Known { row, versions }
    };
    Ok(rows.into_iter().map(known).collect())
}

/// What a version says.
pub(super) fn settings(row: &version::Model) -> Result<RuleSettings, Error> {
    serde_json::from_str(&row.settings).map_err(|error| Error::Inconsistent {
        table: "routing_rule_version",
        id: row.id,
        what: error.to_string(),
    })
}
