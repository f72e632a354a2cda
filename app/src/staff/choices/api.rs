//! Server functions of stages and reasons. Forms are plain: each answers with the page to go to.

use domain::choice::{Choice, ChoiceForm, Code, List};
use leptos::prelude::*;

use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::{
    request::{Answer, context},
    staff::places,
    text,
};

/// The lines of all lists, each list in its order.
#[server(endpoint = "choice/list")]
pub async fn list_choices() -> Result<Vec<Choice>, AppError> {
    let cx = context().await?;
    backend::choice::list(&cx).await.answer()
}

/// One more.
#[server(endpoint = "choice/add")]
pub async fn add_choice(list: List, #[server(default)] form: ChoiceForm) -> Result<(), AppError> {
    let cx = context().await?;
    backend::choice::add(&cx, list, form).await.answer()?;
    leptos_axum::redirect(&[&places::choices(list), "?done=saved"].concat());
    Ok(())
}

/// Other words.
#[server(endpoint = "choice/save")]
pub async fn save_choice(
    list: List,
    code: Code,
    version: i32,
    #[server(default)] form: ChoiceForm,
) -> Result<(), AppError> {
    let cx = context().await?;
    let form = text::without_own_words(list, &code, form);
    backend::choice::save(&cx, list, &code, version, form).await.answer()?;
    leptos_axum::redirect(&[&places::choices(list), "?done=saved"].concat());
    Ok(())
}

/// One place up or down.
#[server(endpoint = "choice/shift")]
pub async fn shift_choice(list: List, code: Code, position: i32, up: bool) -> Result<(), AppError> {
    let cx = context().await?;
    backend::choice::shift(&cx, list, &code, position, up).await.answer()?;
    leptos_axum::redirect(&[&places::choices(list), "?done=changed"].concat());
    Ok(())
}

/// Retires one, or offers it again.
#[server(endpoint = "choice/set_active")]
pub async fn set_choice_active(
    list: List,
    code: Code,
    version: i32,
    active: bool,
) -> Result<(), AppError> {
    let cx = context().await?;
    backend::choice::set_active(&cx, list, &code, version, active).await.answer()?;
    leptos_axum::redirect(&[&places::choices(list), "?done=changed"].concat());
    Ok(())
}
