//! Pages of receipts: a partner's own, and the one on which anybody checks one. Only the server draws them.

mod page;
mod verify_page;

pub(super) use page::ReceiptPage;
pub use verify_page::Verification;
pub(super) use verify_page::VerifyPage;
