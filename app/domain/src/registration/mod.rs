//! Deal registration: a partner asks for the exclusive right to what it brought.

mod form;
mod machine;
#[cfg(test)]
mod machine_tests;
mod rules;
mod state;
mod view;

pub use form::{
    EVIDENCE_MAX, ExtendForm, Extension, JUSTIFICATION_MIN, RegistrationForm, RegistrationInput,
};
pub use machine::{Facts, Step, apply};
pub use rules::{
    CHECKS_A_DAY, CHECKS_AN_HOUR, DECIDE_WITHIN, EXTEND_WITHIN, EXTENSION, EXTENSIONS, PROTECTION,
    PROTECTION_MAX, WARNINGS, protection, quota,
};
pub use state::{Reason, State};
pub use view::{
    AskedCheck, CheckAnswer, CheckRow, ChecksPage, Match, MatchBy, MatchKind, OfOpportunity,
    Protection, QueueRow, QueueView, RegisterPage, RegistrationView, StaffRegistration,
};
