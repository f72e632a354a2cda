//! What of a partner's own profile fits an opportunity: all that the partner is told of why it was chosen.

use std::collections::BTreeSet;

use domain::{
    partner::{Profile, Territory},
    routing::Fit,
};

use super::place::Located;
use crate::{Error, entity::opportunity::Model, fold, opportunity::row};

/// Made from the partner's own words, so that it says nothing that the partner does not know.
pub(super) fn between(of: &Model, at: &Located, profile: &Profile) -> Result<Fit, Error> {
    let theirs: BTreeSet<String> = profile.products.iter().map(|name| fold::fold(name)).collect();
    let mut products = row::products(of)?;
    products.retain(|name| theirs.contains(&fold::fold(name)));
    let fitting = profile.territories.iter().filter(|territory| holds(territory, at));
    let territory = fitting.max_by_key(|territory| narrowness(territory)).cloned();
    Ok(Fit { territory, products })
}

fn narrowness(territory: &Territory) -> (usize, bool) {
    (territory.postal_prefix.as_ref().map_or(0, String::len), territory.region.is_some())
}

fn holds(territory: &Territory, at: &Located) -> bool {
    let same = |one: &str, other: &Option<String>| {
        other.as_ref().is_some_and(|other| fold::fold(one) == fold::fold(other))
    };
    same(&territory.country, &at.country)
        && match (&territory.region, &territory.postal_prefix) {
            (_, Some(prefix)) => {
                let prefix = plain(prefix);
                at.plain_code().is_some_and(|code| code.starts_with(&prefix))
            }
            (Some(region), None) => same(region, &at.region),
            (None, None) => true,
        }
}

/// A postal code, or what one begins with, as it is compared: `00-950` and `009 50` are one.
pub(super) fn plain(code: &str) -> String {
    code.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_ascii_uppercase()
}
