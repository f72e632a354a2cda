//! One line of an import: a new opportunity, new values of one that came before, or nothing new.

use domain::{
    invalid::{Collector, FieldError},
    opportunity::{OpportunityForm, Origin},
};

use super::{
    create, fields,
    form::{self, Names},
    holders::Holders,
    plan, row, write,
};
use crate::{Context, Error, db::WriteTxn, entity::opportunity::Model};

/// What became of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Absorbed {
    /// It is new.
    Created,
    /// It changed values.
    Updated,
    /// Everything stood there already.
    Unchanged,
}

/// Creates it with its external id; the outer error is ours, the inner one the line's.
pub(crate) async fn add(
    txn: &WriteTxn,
    cx: &Context,
    form: OpportunityForm,
    (system, id): (&str, &str),
) -> Result<Result<Absorbed, Vec<FieldError>>, Error> {
    let input = match form::composed(form).check() {
        Ok(input) => input,
        Err(errors) => return Ok(Err(errors)),
    };
    let mut errors = Collector::default();
    let mut new = create::empty(cx, Origin::Import);
    new.external_system = Some(system.to_owned());
    new.external_id = Some(id.to_owned());
    let links = fields::links(txn, cx, &input, &new, &mut errors).await?;
    let wish = input.wish.clone();
    fields::put(&mut new, input, links, cx.now);
    let wanted = plan::read(txn, cx, &new, &Holders::default(), &wish, &mut errors).await?;
    if !errors.is_empty() {
        return Ok(Err(errors.into_errors()));
    }
    write::insert(txn, cx, new, wanted.plan.as_ref()).await?;
    Ok(Ok(Absorbed::Created))
}

/// Lets `change` put the line's values over the stored ones. The status stays: what happened to it here is ours to say.
pub(crate) async fn refresh(
    txn: &WriteTxn,
    cx: &Context,
    old: &Model,
    change: impl FnOnce(&mut OpportunityForm),
) -> Result<Result<Absorbed, Vec<FieldError>>, Error> {
    let holders = Holders::of(txn, cx, old).await?;
    let names = Names::of(txn, cx, old).await?;
    let mut form = form::stored(cx, old, &names, &holders)?;
    change(&mut form);
    let input = match form::composed(form).check() {
        Ok(input) => input,
        Err(errors) => return Ok(Err(errors)),
    };
    let mut errors = Collector::default();
    let mut next = old.clone();
    let links = fields::links(txn, cx, &input, old, &mut errors).await?;
    fields::put(&mut next, input, links, cx.now);
    if !errors.is_empty() {
        return Ok(Err(errors.into_errors()));
    }
    if fields::changed(old, &next).is_empty() {
        return Ok(Ok(Absorbed::Unchanged));
    }
    row::status(old)?;
    write::update(txn, cx, old, next, &holders, None).await?;
    Ok(Ok(Absorbed::Updated))
}
