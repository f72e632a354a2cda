//! People with a sign-in: the vendor's own and those of partners.

mod answerers;
pub(crate) mod row;

pub(crate) use answerers::answerers;
pub use answerers::can_answer;
