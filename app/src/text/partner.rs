//! Texts of what partners see.

use super::texts;

texts! {
    /// The partner's pages.
    PartnerText {
        dashboard: "Řídicí panel" | "Dashboard";
        more: "Více" | "More";
        navigation: "Hlavní navigace" | "Main navigation";
        tabs: "Spodní navigace" | "Bottom navigation";
    }
}
