//! Server functions of the rates. Forms are plain: each answers with the page to go to.

use chrono::NaiveDate;
use domain::{
    money::Currency,
    rate::{RateForm, RatesPage},
};
use leptos::prelude::*;

use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::{
    request::{Answer, context},
    staff::places::RATES,
};

/// Some days of them, and one rate to correct.
#[server(endpoint = "rate/list")]
pub async fn list_rates(
    #[server(default)] before: Option<NaiveDate>,
    #[server(default)] chosen: Option<(Currency, NaiveDate)>,
) -> Result<RatesPage, AppError> {
    let cx = context().await?;
    backend::rate::rates(&cx, before, chosen).await.answer()
}

/// Adds one, or corrects the one that was shown.
#[server(endpoint = "rate/save")]
pub async fn save_rate(
    #[server(default)] version: Option<i32>,
    #[server(default)] form: RateForm,
) -> Result<(), AppError> {
    let cx = context().await?;
    backend::rate::save_rate(&cx, version, &form).await.answer()?;
    leptos_axum::redirect(&format!("{RATES}?done=saved"));
    Ok(())
}

/// Takes those of a sheet.
#[server(endpoint = "rate/take")]
pub async fn take_rates(#[server(default)] sheet: String) -> Result<(), AppError> {
    let cx = context().await?;
    let taken = backend::rate::take_sheet(&cx, &sheet).await.answer()?;
    let domain::rate::Taken { day, new, corrected, same } = taken;
    let to = format!("{RATES}?taken={day}&new={new}&corrected={corrected}&same={same}");
    leptos_axum::redirect(&to);
    Ok(())
}
