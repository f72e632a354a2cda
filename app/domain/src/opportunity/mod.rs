//! The sales chance: its status machine, what is typed into it, and what each audience reads of it.

mod bring_form;
mod check_in;
mod conversion;
mod form;
mod list;
mod machine;
mod occasion;
mod own_customer;
mod partner_form;
mod partner_view;
pub mod reach;
mod staff_view;
mod status;
mod value_band;

pub use bring_form::{AskForm, AskedField, BringForm, BringInput, CompleteForm, QUESTION_MAX};
pub use check_in::{CheckInForm, CheckInReport, WAIT_DAYS_MAX};
pub use conversion::{Conversion, Figures, Unsettled};
pub(crate) use form::date;
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
pub use occasion::Occasion;
pub use own_customer::{
    CustomerDeal, CustomerForm, CustomerPerson, OwnCustomer, OwnCustomerDetail, PersonForm,
    ReachForm,
};
pub use partner_form::{FinishForm, Progress, ProgressForm, Reason, ReasonForm};
pub use partner_view::{
    Asked, BroughtDetail, BroughtRow, CustomerCard, FormerDetail, InfoQuestion, ManagedDetail,
    ManagedRow, OfferCard, OfferDetail, PartnerBoard, PartnerOpportunity, ToComplete,
};
pub use staff_view::{
    Brought, DecideBy, Draft, Mentionable, Named, RecordChoices, Saved, SavedNotice,
    StaffOpportunity,
};
pub use status::{LegalBasis, Origin, Status, StatusGroup};
pub use value_band::ValueBand;
