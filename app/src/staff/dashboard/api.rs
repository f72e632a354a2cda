//! Server function of the dashboard.

use domain::dashboard::Dashboard;
use leptos::prelude::*;

use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::request::{Answer, context};

/// Everything on it, for a period in days.
#[server(endpoint = "dashboard/show")]
pub async fn show_dashboard(#[server(default)] days: String) -> Result<Dashboard, AppError> {
    let cx = context().await?;
    backend::dashboard::show(&cx, &days).await.answer()
}
