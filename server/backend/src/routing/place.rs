//! Where customers and partners are on the map, as far as their accounts say.

use std::collections::HashMap;

use domain::{place::Place, policy::Actor};
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

/// Where the customer of an opportunity is; not known when the opportunity names another town than its account.
pub(super) async fn of_customer(
    db: &impl ConnectionTrait,
    of: &opportunity::Model,
) -> Result<Option<Place>, Error> {
    let Some(id) = of.account_id else { return Ok(None) };
    let account = Entity::visible_to(&Actor::System).filter(Column::Id.eq(id)).one(db).await?;
    Ok(account.filter(|account| is_there(of, account)).and_then(|account| row::place(&account)))
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
