//! Where customers and partners are on the map, as far as their accounts say.

use std::collections::HashMap;

use domain::{place::Place, policy::Actor, routing::PlaceFrom};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::fit;
use crate::{
    Error,
    account::row,
    entity::{
        account::{Column, Entity, Model},
        opportunity, partner,
    },
    fold, many,
};

/// So many accounts are looked up at a time: a statement takes only so many values.
const BATCH: usize = 1000;

/// The seats of these partners, by the id of the account.
pub(super) async fn seats(
    db: &impl ConnectionTrait,
    partners: &[partner::Model],
) -> Result<HashMap<Uuid, Place>, Error> {
    let mut seats = HashMap::new();
    for some in partners.chunks(BATCH) {
        let known: Vec<(Uuid, Option<i32>, Option<i32>)> = Entity::visible_to(&Actor::System)
            .select_only()
            .column(Column::Id)
            .column(Column::Latitude)
            .column(Column::Longitude)
            .filter(Column::Id.is_in(many::ids(some.iter().map(|row| row.account_id))))
            .filter(Column::Latitude.is_not_null())
            .into_tuple()
            .all(db)
            .await?;
        let known = known
            .into_iter()
            .filter_map(|(id, latitude, longitude)| Some((id, Place::new(latitude?, longitude?)?)));
        seats.extend(known);
    }
    Ok(seats)
}

/// Where the customer of an opportunity is, for everything in routing that asks.
#[derive(Debug, Clone, Default)]
pub(super) struct Located {
    pub country: Option<String>,
    pub region: Option<String>,
    pub postal_code: Option<String>,
    /// On the map; not known when the opportunity names another town than its account.
    pub place: Option<Place>,
    from_account: bool,
}

impl Located {
    /// What the opportunity says wins. Where it names no country the account's is taken, and with it the rest of the
    /// account's address, unless the opportunity names another town: a postal code of the one is none of the other.
    pub fn of(of: &opportunity::Model, account: Option<&Model>) -> Self {
        let there = account.filter(|account| is_there(of, account));
        let own = Self {
            country: of.country.clone(),
            region: of.region.clone(),
            postal_code: of.postal_code.clone(),
            place: there.and_then(row::place),
            from_account: false,
        };
        let Some(account) =
            account.filter(|account| of.country.is_none() && account.country.is_some())
        else {
            return own;
        };
        Self {
            country: account.country.clone(),
            region: own.region.or_else(|| there?.region.clone()),
            postal_code: own.postal_code.or_else(|| there?.postal_code.clone()),
            from_account: true,
            ..own
        }
    }

    /// Where that comes from.
    pub fn source(&self) -> PlaceFrom {
        match (&self.country, self.from_account) {
            (None, _) => PlaceFrom::Nowhere,
            (Some(_), true) => PlaceFrom::Account,
            (Some(_), false) => PlaceFrom::Opportunity,
        }
    }

    /// Capital letters and digits of the postal code only.
    pub fn plain_code(&self) -> Option<String> {
        self.postal_code.as_deref().map(fit::plain)
    }
}

/// The same, with the account looked up.
pub(super) async fn located(
    db: &impl ConnectionTrait,
    of: &opportunity::Model,
) -> Result<Located, Error> {
    let account = match of.account_id {
        Some(id) => Entity::visible_to(&Actor::System).filter(Column::Id.eq(id)).one(db).await?,
        None => None,
    };
    Ok(Located::of(of, account.as_ref()))
}

/// Whether what both say of where it is is the same; what one of them leaves out is no difference.
fn is_there(of: &opportunity::Model, account: &Model) -> bool {
    let plain = |text: &String| fit::plain(&fold::fold(text));
    let same = |one: &Option<String>, other: &Option<String>| match (one, other) {
        (Some(one), Some(other)) => plain(one) == plain(other),
        (None, _) | (_, None) => true,
    };
    same(&of.country, &account.country)
        && same(&of.region, &account.region)
        && same(&of.city, &account.city)
        && same(&of.postal_code, &account.postal_code)
}
