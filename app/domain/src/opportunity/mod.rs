//! The sales chance: its status machine, what is typed into it, and what each audience reads of it.

mod form;
mod list;
mod machine;
mod partner_form;
mod partner_view;
mod staff_view;
mod status;
mod value_band;

pub use form::{
    ACCEPT_BY, Conflict, FieldConflict, Flag, Intent, OpportunityForm, OpportunityInput, Picked,
    PickedPartner, StatusWish,
};
pub use list::{
    Count, Direction, ListQuery, OpportunityPage, OpportunityRow, Sort, View, ViewCount,
};
pub use machine::{
    MIN_COLLABORATORS, Move, Needs, Situation, UNDO_WINDOW, apply, move_to, needs, targets,
};
pub use partner_form::{FinishForm, Progress, ProgressForm, Reason, ReasonForm};
pub use partner_view::{
    CustomerCard, FormerDetail, ManagedDetail, ManagedRow, OfferCard, OfferDetail, PartnerBoard,
    PartnerOpportunity,
};
pub use staff_view::{Draft, Named, Saved, SavedNotice, StaffOpportunity};
pub use status::{LegalBasis, LossReason, Origin, Status, StatusGroup};
pub use value_band::ValueBand;
