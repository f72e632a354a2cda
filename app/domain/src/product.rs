//! What the vendor sells, as a list that others choose from.

use serde::{Deserialize, Serialize};

use crate::{
    ids::ProductId,
    invalid::Problem,
    text::{self, SHORT_MAX},
};

/// One line of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductRow {
    /// Id.
    pub id: ProductId,
    /// Optimistic lock.
    pub version: i32,
    /// Name.
    pub name: String,
    /// It is offered to choose from.
    pub is_active: bool,
}

/// A name as it is stored. A comma would make two of it wherever products stand in one field.
pub fn name(input: &str) -> Result<String, Problem> {
    let name = text::required_line(input, SHORT_MAX)?;
    if name.contains([',', ';']) { Err(Problem::ListMark) } else { Ok(name) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_item_of_a_list() {
        assert_eq!(name(" WMS Standard "), Ok("WMS Standard".to_owned()));
        assert_eq!(name(""), Err(Problem::Required));
        assert_eq!(name("WMS, čtečky"), Err(Problem::ListMark));
        assert_eq!(name(&"x".repeat(81)), Err(Problem::TooLong { max: 80 }));
    }
}
