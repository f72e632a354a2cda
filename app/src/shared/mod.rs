//! Parts that both sides show: states, deadlines, the timeline and the box to write on it.

pub mod api;
pub(crate) mod ask;
pub(crate) mod clock;
pub(crate) mod failure;
mod field_label;
pub(crate) mod form_summary;
pub(crate) mod mentionable;
mod now;
pub(crate) mod page_title;
pub(crate) mod post_form;
pub mod receipt;
mod record_picker;
mod status;
mod timeline;
mod unsaved;

pub(crate) use clock::OfferClock;
pub(crate) use field_label::field_label;
pub(crate) use now::{deadline, moment, now, provide_now, until};
pub(crate) use record_picker::{Lookup, RecordPicker, words as picker_words};
pub(crate) use status::{
    PartnerBadge, RegistrationBadge, StateBadge, StatusBadge, StatusLegs, step_of,
};
pub(crate) use timeline::{
    BEFORE, NoteBox, NoteDraft, NoteReader, RecordTimeline, Side, file_label, note_label, related,
    turn,
};
pub(crate) use unsaved::{guard_unsaved, provide_unsaved};
