//! What the vendor sells: a list that administrators keep and others choose from.

mod add;
mod list;
mod names;
mod rename;
mod set_active;

pub use add::add;
pub use list::list;
pub(crate) use names::active;
pub use names::{names, names_to_bring};
pub use rename::rename;
pub use set_active::set_active;

use domain::invalid::{FieldError, Problem};

use crate::{Error, fold};

/// The name as it is stored and as it is compared.
fn named(typed: &str) -> Result<(String, String), Vec<FieldError>> {
    let name = domain::product::name(&fold::nfc(typed));
    let name = name.map_err(|problem| vec![FieldError::new("name", problem)])?;
    let folded = fold::fold(&name);
    Ok((name, folded))
}

/// The database allows a name once, however it is written.
fn taken(error: Error) -> Error {
    if error.is_unique_violation() { Error::field("name", Problem::Taken) } else { error }
}
