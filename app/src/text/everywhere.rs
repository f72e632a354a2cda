//! Texts of more than one slice.

use super::texts;

texts! {
    /// Words of the frame and of every form.
    CommonText {
        product: "Stafeta" | "Stafeta";
        skip: "Přejít na obsah" | "Skip to content";
        save: "Uložit" | "Save";
        cancel: "Zrušit" | "Cancel";
        error_prefix: "Chyba:" | "Error:";
        problem_heading: "Zkontrolujte prosím zadané údaje" | "Please check what you entered";
        optional: "nepovinné" | "optional";
        opportunities: "Příležitosti" | "Opportunities";
        sign_out: "Odhlásit se" | "Sign out";
    }
}
