//! An offer before it is answered: made from the teaser, which does not even hold the customer.

use chrono::Datelike;
use domain::{
    assignment::Clock,
    ids::AssignmentId,
    money::Money,
    opportunity::{OfferCard, Status, ValueBand},
    routing::Fit,
};

use crate::{
    Context, Error,
    entity::{assignment, opportunity::Teaser},
    opportunity::{holds::Holds, row::word},
};

/// Whether it can still be answered, or could be but for a hold.
pub(super) fn is_open(cx: &Context, offer: &assignment::Model, teaser: &Teaser) -> bool {
    let in_time = offer.accept_by.is_none_or(|deadline| cx.now <= deadline);
    teaser.held_at.is_some() || teaser.status == Status::Delivered.as_ref() && in_time
}

/// What is told of it.
pub(super) fn card(
    cx: &Context,
    offer: &assignment::Model,
    teaser: Teaser,
    holds: &Holds,
) -> Result<OfferCard, Error> {
    let currency = word(teaser.id, "currency", &teaser.currency)?;
    Ok(OfferCard {
        assignment: AssignmentId(offer.id),
        clock: clock(cx, offer, &teaser, holds),
        held_at: teaser.held_at.map(|at| cx.local(at)),
        place: place(teaser.city.as_deref(), teaser.region.as_deref()),
        products: products(&teaser)?,
        band: teaser.estimated_value.map(|minor| ValueBand::around(Money::new(minor, currency))),
        close_month: teaser.estimated_close_on.and_then(|day| day.with_day(1)),
        contested: offer.contested,
        offered_at: cx.local(offer.offered_at.unwrap_or(offer.created_at)),
        fit: fit(offer)?,
        reference: teaser.reference,
        topic: teaser.topic,
        needs: teaser.needs,
    })
}

/// City and region, without saying the same twice.
pub(super) fn place(city: Option<&str>, region: Option<&str>) -> Option<String> {
    match (city, region) {
        (Some(city), Some(region)) if city != region => Some(format!("{city}, {region}")),
        (Some(one), _) | (None, Some(one)) => Some(one.to_owned()),
        (None, None) => None,
    }
}

fn products(teaser: &Teaser) -> Result<Vec<String>, Error> {
    serde_json::from_str(&teaser.products).map_err(|_| Error::Inconsistent {
        table: "opportunity",
        id: teaser.id,
        what: "products are no list".to_owned(),
    })
}

/// Why it was this company, as it was when it was offered.
fn fit(offer: &assignment::Model) -> Result<Option<Fit>, Error> {
    let stored = offer.fit.as_deref().map(serde_json::from_str).transpose();
    stored.map_err(|error| Error::Inconsistent {
        table: "assignment",
        id: offer.id,
        what: error.to_string(),
    })
}

/// On hold it stands where it was stopped.
fn clock(cx: &Context, offer: &assignment::Model, teaser: &Teaser, holds: &Holds) -> Option<Clock> {
    let until = offer.accept_by?;
    let at = teaser.held_at.unwrap_or(cx.now);
    let start = holds.beginning(teaser.id, offer.offered_at.unwrap_or(offer.created_at));
    Some(Clock {
        seconds_left: (until - at).num_seconds(),
        seconds_total: (until - start).num_seconds(),
        until: cx.local(until),
        paused: teaser.held_at.is_some(),
    })
}
