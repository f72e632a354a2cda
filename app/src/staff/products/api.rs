//! Server functions of products. Forms are plain: each answers with the page to go to.

use domain::{ids::ProductId, product::ProductRow};
use leptos::prelude::*;

use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::request::{Answer, context};

/// All of them.
#[server(endpoint = "product/list")]
pub async fn list_products() -> Result<Vec<ProductRow>, AppError> {
    let cx = context().await?;
    backend::product::list(&cx).await.answer()
}

/// One more.
#[server(endpoint = "product/add")]
pub async fn add_product(#[server(default)] name: String) -> Result<(), AppError> {
    let cx = context().await?;
    backend::product::add(&cx, &name).await.answer()?;
    leptos_axum::redirect("/staff/settings/products?done=saved");
    Ok(())
}

/// Another name.
#[server(endpoint = "product/rename")]
pub async fn rename_product(
    id: ProductId,
    version: i32,
    #[server(default)] name: String,
) -> Result<(), AppError> {
    let cx = context().await?;
    backend::product::rename(&cx, id, version, &name).await.answer()?;
    leptos_axum::redirect("/staff/settings/products?done=saved");
    Ok(())
}

/// Switches one off or on.
#[server(endpoint = "product/set_active")]
pub async fn set_product_active(id: ProductId, active: bool) -> Result<(), AppError> {
    let cx = context().await?;
    backend::product::set_active(&cx, id, active).await.answer()?;
    leptos_axum::redirect("/staff/settings/products?done=changed");
    Ok(())
}
