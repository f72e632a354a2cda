//! Every text that a person reads, in both languages side by side.
//!
//! [`texts!`] makes a struct with one field a key and a value for each language: a missing translation does not compile,
//! and because nothing outside this crate can read the fields, an unused key is a `dead_code` warning.

mod answer;
#[cfg(feature = "ssr")]
mod bring;
#[cfg(feature = "ssr")]
mod check_in;
mod choice;
#[cfg(feature = "ssr")]
mod company;
mod dashboard;
mod distribution;
mod elsewhere;
mod everywhere;
mod failure;
mod import;
mod partner;
#[cfg(feature = "ssr")]
mod partner_words;
mod problem;
mod rates;
mod receipt;
mod records;
mod registration;
mod replay;
mod routing;
mod rules;
mod session;
mod settings;
mod staff;
mod words;

use domain::lang::Lang;
use leptos::prelude::*;

pub(crate) use answer::*;
#[cfg(feature = "ssr")]
pub(crate) use bring::*;
#[cfg(feature = "ssr")]
pub(crate) use check_in::*;
pub(crate) use choice::*;
#[cfg(feature = "ssr")]
pub(crate) use company::*;
pub(crate) use dashboard::*;
pub(crate) use distribution::*;
pub(crate) use elsewhere::provide_vendor_words;
pub(crate) use everywhere::CommonText;
pub(crate) use failure::failure;
pub(crate) use import::*;
pub(crate) use partner::*;
#[cfg(feature = "ssr")]
pub(crate) use partner_words::*;
pub(crate) use problem::{problem, refusal};
pub(crate) use rates::*;
pub(crate) use receipt::*;
pub(crate) use records::*;
pub(crate) use registration::*;
pub(crate) use replay::*;
pub(crate) use routing::*;
pub(crate) use rules::*;
pub(crate) use session::*;
pub(crate) use settings::*;
pub(crate) use staff::*;
pub(crate) use words::*;

/// One catalogue: `key: "česky" | "in English";` a line.
macro_rules! texts {
    ($(#[$doc:meta])* $name:ident { $($key:ident: $cs:literal | $en:literal;)* }) => {
        $(#[$doc])*
        pub(crate) struct $name {
            $(pub(crate) $key: &'static str,)*
        }

        impl $name {
            const CS: Self = Self { $($key: $cs,)* };
            const EN: Self = Self { $($key: $en,)* };

            /// The texts in the reader's language.
            pub(crate) fn get() -> &'static Self {
                match $crate::text::lang() {
                    domain::lang::Lang::Cs => &Self::CS,
                    domain::lang::Lang::En => &Self::EN,
                }
            }
        }
    };
}
pub(crate) use texts;

/// The reader's language: the server decided it for this page and wrote it on `<html>`.
pub(crate) fn lang() -> Lang {
    use_context::<Lang>().unwrap_or_default()
}

/// Makes [`lang`] known below; called first in each root.
pub(crate) fn provide_lang() {
    provide_context(page_lang());
}

/// Makes what every text asks for known right here, where there are many of them: it is otherwise looked for in every part
/// around it, up to the root, each time.
pub(crate) fn provide_here() {
    provide_context(lang());
    provide_context(ui::IconSprite::known());
}

/// In the quotation marks of the language.
pub(crate) fn quoted(lang: Lang, words: &str) -> String {
    match lang {
        Lang::Cs => ["„", words, "“"].concat(),
        Lang::En => ["“", words, "”"].concat(),
    }
}

#[cfg(feature = "ssr")]
fn page_lang() -> Lang {
    use_context::<crate::shell::Document>()
        .and_then(|document| document.lang.parse().ok())
        .unwrap_or_default()
}

#[cfg(not(feature = "ssr"))]
fn page_lang() -> Lang {
    document()
        .document_element()
        .and_then(|html| html.get_attribute("lang")?.parse().ok())
        .unwrap_or_default()
}
