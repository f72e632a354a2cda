//! Where staff pages are.

use domain::choice::List;

/// What needs a decision, and figures.
pub(crate) const DASHBOARD: &str = "/staff/dashboard";
/// The list of opportunities.
pub(crate) const OPPORTUNITIES: &str = "/staff/opportunities";
/// An empty opportunity.
pub(crate) const NEW_OPPORTUNITY: &str = "/staff/opportunities/new";
/// End customers.
pub(crate) const ACCOUNTS: &str = "/staff/accounts";
/// People at end customers.
pub(crate) const CONTACTS: &str = "/staff/contacts";
/// Reselling companies.
pub(crate) const PARTNERS: &str = "/staff/partners";
/// Deal registrations.
pub(crate) const REGISTRATIONS: &str = "/staff/registrations";
/// Import of files.
pub(crate) const IMPORT: &str = "/staff/import";
/// Outgoing mail and people.
pub(crate) const SETTINGS: &str = "/staff/settings";
/// What the vendor sells.
pub(crate) const PRODUCTS: &str = "/staff/settings/products";
/// What currencies are worth.
pub(crate) const RATES: &str = "/staff/settings/rates";
/// Rules of automatic distribution.
pub(crate) const ROUTING: &str = "/staff/settings/routing";
/// Past decisions with other weights.
pub(crate) const REPLAY: &str = "/staff/routing/replay";
/// Stages or reasons.
pub(crate) fn choices(list: List) -> String {
    [SETTINGS, "/choices/", list.as_ref()].concat()
}

/// Selections that are distributed.
pub(crate) const DISTRIBUTIONS: &str = "/staff/distributions";
/// A selection looked at before.
pub(crate) const PREVIEW: &str = "/staff/opportunities/distribute";
/// A person's own settings.
pub(crate) const ME: &str = "/staff/me";

/// Who would get this one, looked at before; the way back leads to it.
pub(crate) fn preview_of(reference: &str) -> String {
    [PREVIEW, "?one=1&pick=", reference].concat()
}

/// One opportunity.
pub(crate) fn opportunity(reference: &str) -> String {
    [OPPORTUNITIES, "/", reference].concat()
}
