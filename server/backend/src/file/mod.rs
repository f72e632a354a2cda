//! Files on a timeline: uploaded first, attached to a note when it is written, opened by its readers only.

mod attach;
mod clean;
mod folder;
mod kind;
mod open;
mod upload;

pub(crate) use attach::attach;
pub use clean::clean;
pub use folder::Folder;
pub(crate) use folder::failed;
pub use kind::{MAX_BYTES, MAX_MB};
pub use open::{Opened, open};
pub(crate) use upload::digest;
pub use upload::{Upload, upload};
