//! Design system of Stafeta: parts that know no business word and no language.
//!
//! Every word comes in by a prop of type [`Text`] (`&'static str` or `String`). What changes while a
//! page is open is a `Signal`; everything else is a plain value. Each part works without script.
//!
//! | Part | Purpose |
//! |---|---|
//! | [`Icon`], [`Glyph`], [`IconSprite`] | a picture of the sprite |
//! | [`Button`], [`ButtonLink`], [`IconButton`], [`IconLink`] | buttons; `pending` swallows second clicks |
//! | [`TextField`] (`kind`: text, email, tel, decimal, digits, date, date-time, file …) | one line; `affix` for a currency |
//! | [`PasswordField`], [`SelectField`], [`CheckboxField`], [`SegmentedRadio`], [`TextArea`] | the other fields |
//! | [`RichText`], [`SafeHtml`] | rich text from the server's sanitizer |
//! | [`Badge`], [`Tag`], [`Tone`] | a state in colour, picture and word |
//! | [`Card`], [`Section`], [`Fact`] | regions named by their heading; facts |
//! | [`Countdown`] | what is left of a deadline |
//! | [`AppFrame`], [`Place`], [`PlaceGroup`], [`Me`], [`SkipLink`] | the frame of every page |
//! | [`Avatar`], [`Wordmark`], [`SignInArt`] | initials, logo, art beside the sign-in |

mod badge;
mod button;
mod card;
mod countdown;
mod field;
mod frame;
mod hydration;
mod icon;
mod safe_html;
mod wordmark;

pub use self::{
    badge::*, button::*, card::*, countdown::*, field::*, frame::*, icon::*, safe_html::*,
    wordmark::*,
};

/// A word or a sentence that does not change while it is shown.
pub type Text = leptos::prelude::Oco<'static, str>;
