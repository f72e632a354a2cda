//! A partner completes what it brought, within the fields that the vendor named.

use std::collections::BTreeMap;

use domain::{
    invalid::{Collector, FieldError},
    opportunity::{AskedField, OpportunityForm},
};

use super::{
    fields::{self, Links},
    form::{self, Names},
    holders::Holders,
    write,
};
use crate::{Context, Error, db::WriteTxn, entity::opportunity::Model};

/// The values of a row as a form shows them, without the records that it points to.
pub(crate) fn stored_values(cx: &Context, row: &Model) -> Result<OpportunityForm, Error> {
    form::stored(cx, row, &Names::default(), &Holders::default())
}

/// Stores what was typed into the named fields and answers which of them changed.
pub(crate) async fn complete(
    txn: &WriteTxn,
    cx: &Context,
    old: &Model,
    named: &[AskedField],
    typed: &BTreeMap<String, String>,
) -> Result<Vec<String>, Error> {
    let mut form = stored_values(cx, old)?;
    for field in named {
        if let Some(text) = typed.get(field.as_ref()) {
            form.answer(*field, text.clone());
        }
    }
    let input = form::composed(form).check()?;
    // Somebody has to be the customer.
    if old.account_id.is_none() && old.lead_company.is_some() && input.lead_company.is_none() {
        let missing = FieldError::new("lead_company", domain::invalid::Problem::Required);
        return Err(vec![missing].into());
    }
    let mut errors = Collector::default();
    fields::in_reach(cx, input.estimated_close_on, old.estimated_close_on, true, &mut errors);
    if !errors.is_empty() {
        return Err(errors.into_errors().into());
    }
    let mut next = old.clone();
    fields::put(&mut next, input, Links::of(old), cx.now);
    write::amend(txn, cx, old, next).await
}
