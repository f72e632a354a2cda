//! The list of staff: what is asked for in the URL, what comes back.

use serde::{Deserialize, Serialize};
use strum::{AsRefStr, Display, EnumIter, EnumString};

use super::Status;
use crate::{
    LocalTime,
    assignment::Clock,
    choice::{Chosen, Leg},
    ids::OpportunityId,
    money::Money,
    rate::InBase,
};

/// The system views.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Default,
    Serialize,
    Deserialize,
    Display,
    AsRefStr,
    EnumIter,
    EnumString,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum View {
    /// Open and owned by the reader.
    Mine,
    /// All open ones.
    #[default]
    Open,
    /// Declined, expired, returned, or created by a partner and not approved.
    Decision,
    /// Offered and unanswered.
    Delivered,
    /// Won and lost.
    Closed,
}

/// What the list is ordered by.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Default,
    Serialize,
    Deserialize,
    Display,
    AsRefStr,
    EnumIter,
    EnumString,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Sort {
    /// Last activity.
    #[default]
    Activity,
    /// Estimated value, within one currency.
    Value,
    /// Estimated close.
    Close,
    /// Topic in Czech order.
    Topic,
    /// Reference.
    Reference,
}

/// Which way.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Default,
    Serialize,
    Deserialize,
    Display,
    AsRefStr,
    EnumString,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Direction {
    /// Smallest first.
    Asc,
    /// Largest first.
    #[default]
    Desc,
}

/// The whole state of the list as it stands in the URL. Unknown values fall back to the default, so an old link still works.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ListQuery {
    /// [`View`].
    pub view: String,
    /// Searched words: topic, reference, account, IČO, partner.
    pub q: String,
    /// Only this [`Status`].
    pub status: String,
    /// Only this owner's (id).
    pub owner: String,
    /// Only with this partner (id): offered, managing, or brought by it while nobody has it.
    pub partner: String,
    /// The partner's name as typed; the id counts while it is called so. A part of a name means all that have it.
    pub partner_name: String,
    /// Only this account's (id).
    pub account: String,
    /// The account's name as typed; the id counts while it is called so. A part of a name means all that have it.
    pub account_name: String,
    /// Only this currency.
    pub currency: String,
    /// Only from this value on, as typed, in `currency` or CZK.
    pub min_value: String,
    /// Only closing on or before this day (ISO).
    pub close_to: String,
    /// Only what this [`super::Occasion`] is true of; then the view does not matter.
    pub event: String,
    /// Only since this day (ISO), with an `event` that has a period.
    pub since: String,
    /// Only declined for this reason (its code), with that `event`.
    pub reason: String,
    /// [`Sort`].
    pub sort: String,
    /// [`Direction`].
    pub dir: String,
    /// Opaque cursor of the last row before this page.
    pub after: String,
    /// Opaque cursor of the first row behind this page.
    pub before: String,
}

/// How many; counting views stops at 10,000, because nobody reads further and it keeps the list quick.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Count {
    /// Exactly.
    Exactly(u64),
    /// At least.
    AtLeast(u64),
}

/// How many rows a view has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViewCount {
    /// The view.
    pub view: View,
    /// Its rows.
    pub count: Count,
}

/// One page of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpportunityPage {
    /// At most 50 rows.
    pub rows: Vec<OpportunityRow>,
    /// All that match.
    pub total: Count,
    /// Sums of estimated value per currency over all that match.
    pub sums: Vec<Money>,
    /// What the sums come to in one currency, when there is more than one of them.
    pub in_base: Option<InBase>,
    /// Rows per view, without search and filters.
    pub views: Vec<ViewCount>,
    /// Where a search that finds nothing in this view would find something: only views with rows.
    pub elsewhere: Vec<ViewCount>,
    /// The search is the reference of this opportunity: who types it wants the record, not a list.
    pub exact: Option<String>,
    /// Cursor of the next page.
    pub next: Option<String>,
    /// Cursor of the page before.
    pub previous: Option<String>,
    /// Names behind the ids of the filters, for their chips: owner, partner, account.
    pub filter_names: [Option<String>; 3],
    /// The reason of the filter, for its chip.
    pub reason: Option<Chosen>,
    /// The vendor's people, for the owner filter: id and name.
    pub owners: Vec<(crate::ids::UserId, String)>,
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpportunityRow {
    /// Id.
    pub id: OpportunityId,
    /// Reference.
    pub reference: String,
    /// Topic.
    pub topic: String,
    /// Account or lead company.
    pub account: Option<String>,
    /// Status.
    pub status: Status,
    /// Stage.
    pub stage: Leg,
    /// Live partners, at most three names.
    pub partners: Vec<String>,
    /// How many more.
    pub more_partners: u64,
    /// Name of the partner that brought it, while no partner has it.
    pub brought_by: Option<String>,
    /// A partner brought it and the vendor has not decided: nobody else can be offered it.
    pub awaiting_approval: bool,
    /// Estimated value.
    pub value: Option<Money>,
    /// Estimated close.
    pub close_on: Option<chrono::NaiveDate>,
    /// Owner's name.
    pub owner: Option<String>,
    /// Last thing that happened.
    pub last_activity_at: LocalTime,
    /// The clock of a running offer.
    pub clock: Option<Clock>,
    /// The clock of the first report that is due soonest.
    pub report: Option<Clock>,
    /// The clock of the vendor's decision about what a partner brought; none while the partner is asked.
    pub decide_by: Option<Clock>,
}
