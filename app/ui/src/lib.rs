//! Design system of Stafeta: parts that know no business word and no language.
//!
//! Every word comes in by a prop of type [`Text`] (`&'static str` or `String`). What changes while a
//! page is open is a `Signal`; everything else is a plain value. Each part works without script.
//!
//! | Part | Purpose |
//! |---|---|
//! | [`AppFrame`], [`Place`], [`PlaceGroup`], [`Me`], [`SkipLink`] | the frame of every page |
//! | [`Wordmark`], [`SignInArt`], [`Avatar`], [`Icon`], [`Glyph`], [`IconSprite`] | pictures |
//! | [`Breadcrumbs`], [`FilterChip`], [`Switch`], [`Menu`] | getting about |
//! | [`Button`], [`ButtonLink`], [`IconButton`], [`IconLink`] | buttons; `pending` swallows second clicks |
//! | [`TextField`] (`kind`: text, email, tel, decimal, digits, date, date-time, file …) | one line; `affix` for a currency |
//! | [`PasswordField`], [`SelectField`], [`CheckboxField`], [`SegmentedRadio`], [`TextArea`] | the other fields |
//! | [`Picker`] | a text field that finds records, or makes one |
//! | [`FormErrors`], [`SaveBar`] | what is wrong with a form; its one Save |
//! | [`Dialog`], [`DialogButton`], [`DialogClose`], [`DialogState`] | a dialog, without script too |
//! | [`Notice`], [`Toast`] | a message that stays, one that passes |
//! | [`Card`], [`Section`], [`Fact`], [`EmptyState`], [`MessagePage`] | regions named by their heading; nothing there |
//! | [`Badge`], [`Tag`], [`Tone`], [`Stepper`], [`StageLegs`], [`Countdown`] | states, processes, deadlines |
//! | [`Table`], [`Th`], [`SortTh`], [`Row`], [`Cell`], [`Pager`] | tables that become cards |
//! | [`Tabs`], [`TabPanel`], [`ListViews`] | tabs of a record, views of a list |
//! | [`Timeline`], [`TimelineEvent`], [`NoteCard`], [`AudienceMark`], [`Composer`], [`FileLink`] | what happened, and writing a note |
//! | [`RichText`], [`SafeHtml`] | rich text from the server's sanitizer |
//! | [`Drawn`], [`DrawnHtml`] | a part of a page that only the server draws |
//! | [`settled`] | a part of a page that waits in which nothing waits: drawn in one go |
//! | [`in_earnest`] | where a part that waits has all it waits for |

mod badge;
mod button;
mod card;
mod composer;
mod countdown;
mod dialog;
mod empty;
mod field;
mod form_errors;
mod frame;
mod hydration;
mod icon;
mod menu;
mod nav;
mod notice;
mod picker;
mod safe_html;
mod save_bar;
mod settled;
mod stepper;
mod table;
mod tabs;
mod timeline;
mod wordmark;

pub use self::{
    badge::*, button::*, card::*, composer::*, countdown::*, dialog::*, empty::*, field::*,
    form_errors::*, frame::*, icon::*, menu::*, nav::*, notice::*, picker::*, safe_html::*,
    save_bar::*, settled::*, stepper::*, table::*, tabs::*, timeline::*, wordmark::*,
};

/// A word or a sentence that does not change while it is shown.
pub type Text = leptos::prelude::Oco<'static, str>;
