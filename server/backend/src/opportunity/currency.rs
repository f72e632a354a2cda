//! A save that changes the currency says what becomes of the figures that were left: kept, or converted.

use domain::{
    invalid::{Collector, FieldError, Problem},
    opportunity::{Conversion, Figures, OpportunityForm, Unsettled},
    rate::Unconvertible,
};

use crate::{Context, Error, db::WriteTxn, rate};

/// Name of the field with the choice.
const CHOICE: &str = "conversion";

/// The typed form with its figures in its currency; the choice is asked for where it is missing.
pub(super) async fn settled(
    txn: &WriteTxn,
    cx: &Context,
    before: &OpportunityForm,
    form: OpportunityForm,
) -> Result<OpportunityForm, Error> {
    let found = Unsettled::between(Figures::of(before), Figures::of(&form));
    let Some(unsettled) = found else { return Ok(form) };
    match form.conversion.trim().parse() {
        Ok(Conversion::Keep) => Ok(kept(unsettled, cx, form)),
        Ok(Conversion::Convert) => converted(txn, cx, unsettled, form).await,
        Err(_) => Err(unanswered(unsettled, &form).into()),
    }
}

/// The same digits. An actual value that was not sent is none the less there.
fn kept(unsettled: Unsettled, cx: &Context, mut form: OpportunityForm) -> OpportunityForm {
    if let Some(money) = unsettled.actual_value {
        form.actual_value = money.for_input(cx.lang);
    }
    form
}

async fn converted(
    txn: &WriteTxn,
    cx: &Context,
    unsettled: Unsettled,
    form: OpportunityForm,
) -> Result<OpportunityForm, Error> {
    let rates = rate::valid_on(txn, cx.local(cx.now).date_naive()).await?;
    let (mut errors, mut next) = (Collector::default(), form.clone());
    for (field, money, text) in [
        ("estimated_value", unsettled.estimated_value, &mut next.estimated_value),
        ("actual_value", unsettled.actual_value, &mut next.actual_value),
    ] {
        match money.map(|money| unsettled.convert(money, &rates)) {
            None => {}
            Some(Ok(money)) => *text = money.for_input(cx.lang),
            Some(Err(Unconvertible::TooLarge)) => errors.add(field, Problem::AmountRange),
            // The page does not offer it then.
            Some(Err(Unconvertible::NoRate(_))) => {
                return Err(unanswered(unsettled, &form).into());
            }
        }
    }
    if errors.is_empty() { Ok(next) } else { Err(errors.into_errors().into()) }
}

/// The question first, and whatever else is wrong with the form. What becomes of the figures is not known yet, so that
/// nothing can be wrong with them.
fn unanswered(unsettled: Unsettled, form: &OpportunityForm) -> Vec<FieldError> {
    let mut rest = form.clone();
    if unsettled.estimated_value.is_some() {
        rest.estimated_value.clear();
    }
    if unsettled.actual_value.is_some() {
        rest.actual_value.clear();
    }
    let mut errors = vec![FieldError::new(CHOICE, Problem::Choice)];
    errors.extend(rest.check().err().unwrap_or_default());
    errors
}
