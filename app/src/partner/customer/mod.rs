//! What a partner corrects of its customer: where it is, and who its people are. Only the server draws these forms.

#[cfg(feature = "ssr")]
mod about;
pub mod api;
#[cfg(feature = "ssr")]
mod forms;
#[cfg(feature = "ssr")]
mod people;

#[cfg(feature = "ssr")]
pub(super) use {about::about, forms::Forms, people::people};
