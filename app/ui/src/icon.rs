//! Pictures of the sprite, always decoration beside a word.

use leptos::prelude::*;

use crate::settled;

macro_rules! glyphs {
    ($($(#[$doc:meta])* $variant:ident = $id:literal),+ $(,)?) => {
        /// One picture of `style/icons.svg`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Glyph {
            $(#[doc = concat!("`#", $id, "`")] $variant),+
        }

        impl Glyph {
            /// Every picture there is.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// Its id in the sprite.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $(Self::$variant => $id),+ }
            }
        }
    };
}

glyphs! {
    ArrowDown = "arrow-down",
    ArrowUp = "arrow-up",
    Back = "back",
    Ban = "ban",
    Baton = "baton",
    Box = "box",
    Building = "building",
    Calendar = "calendar",
    Check = "check",
    Clip = "clip",
    Clock = "clock",
    Coins = "coins",
    Copy = "copy",
    Cup = "cup",
    Down = "down",
    Download = "download",
    Eye = "eye",
    EyeOff = "eye-off",
    File = "file",
    FileCheck = "file-check",
    Filter = "filter",
    Flag = "flag",
    Globe = "globe",
    Grid = "grid",
    Info = "info",
    Key = "key",
    Left = "left",
    Link = "link",
    List = "list",
    Lock = "lock",
    LogOut = "log-out",
    Mail = "mail",
    Menu = "menu",
    Monitor = "monitor",
    Moon = "moon",
    More = "more",
    Pause = "pause",
    Pencil = "pencil",
    Phone = "phone",
    Pin = "pin",
    Plus = "plus",
    Right = "right",
    Search = "search",
    Send = "send",
    Settings = "settings",
    Shield = "shield",
    Sort = "sort",
    Sun = "sun",
    Undo = "undo",
    Up = "up",
    Upload = "upload",
    User = "user",
    Users = "users",
    Warn = "warn",
    X = "x",
}

/// Where the sprite lies, with the hash of its content. The shell provides it as context and writes
/// it to `<html data-icons="…">`, where the browser finds it again.
#[derive(Debug, Clone)]
pub struct IconSprite(pub String);

impl IconSprite {
    /// Where it lies for this page.
    #[must_use]
    pub fn known() -> Self {
        use_context()
            .or_else(|| sprite_of_page().map(Self))
            .unwrap_or_else(|| Self("/icons.svg".to_owned()))
    }
}

/// The address of a symbol of the sprite.
pub(crate) fn sprite(id: &str) -> String {
    [&IconSprite::known().0, "#", id].concat()
}

fn sprite_of_page() -> Option<String> {
    if cfg!(feature = "ssr") {
        return None;
    }
    document().document_element()?.get_attribute("data-icons")
}

/// A picture of 16 px. It has no name of its own: the word stands beside it or in `aria-label`.
#[component]
pub fn Icon(
    /// Which picture.
    glyph: Glyph,
    /// 22 px instead of 16 px.
    #[prop(optional)]
    large: bool,
) -> AnyView {
    let class = if large { "icon icon--lg" } else { "icon" };
    settled(view! {
        <svg class=class aria-hidden="true">
            <use href=sprite(glyph.id())></use>
        </svg>
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SPRITE: &str = include_str!("../../../style/icons.svg");

    #[test]
    fn every_glyph_is_in_the_sprite() {
        for glyph in Glyph::ALL {
            let symbol = format!("<symbol id=\"{}\" viewBox=\"0 0 16 16\">", glyph.id());
            assert!(SPRITE.contains(&symbol), "{} is missing", glyph.id());
        }
    }

    #[test]
    fn the_sprite_holds_nothing_that_no_glyph_names() {
        let drawn = SPRITE.matches("viewBox=\"0 0 16 16\"").count();
        assert_eq!(drawn, Glyph::ALL.len());
    }
}
