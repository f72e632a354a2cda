//! Texts of signing in, of a person's own settings, and of pages that say what went wrong.

use domain::lang::{Lang, plural};

use super::texts;

texts! {
    /// Signing in, set-up and invitation.
    SessionText {
        sign_in: "Přihlášení" | "Sign in";
        portal_of: "Partnerský portál" | "Partner portal of";
        email: "E-mail" | "E-mail";
        password: "Heslo" | "Password";
        show_password: "Zobrazit heslo" | "Show password";
        hide_password: "Skrýt heslo" | "Hide password";
        do_sign_in: "Přihlásit se" | "Sign in";
        sentence: "Příležitost v\u{a0}dobrých rukou, od předání až po uzavření." | "An opportunity in good hands, from the hand\u{2011}over to the close.";
        explanation: "Přijměte nabídku z\u{a0}telefonu a\u{a0}pracujte na ní s\u{a0}ostatními." | "Accept an offer on your phone and work on it with others.";
        demo: "Ukázkový provoz: data jsou vymyšlená, hesla veřejná a\u{a0}každý se přihlásí jako kdokoli z\u{a0}nich." | "Demo: the data are invented, the passwords public, and anybody can sign in as anyone below.";
        demo_people: "Přihlásit se jedním stiskem" | "Sign in with one press";
        demo_password: "Heslo všech:" | "Everybody's password:";
        theme: "Barvy" | "Colours";
        theme_system: "Podle zařízení" | "As the device";
        theme_light: "Světlé" | "Light";
        theme_dark: "Tmavé" | "Dark";
        set_up: "První správce" | "First administrator";
        set_up_hint: "Tento odkaz platí jen jednou. Založte účet, ze kterého pozvete ostatní." | "This link works once. Make the account that will invite the others.";
        invitation: "Pozvánka" | "Invitation";
        joining: "Vaše firma:" | "Your company:";
        name: "Jméno a příjmení" | "Full name";
        new_password: "Nové heslo" | "New password";
        password_hint: "Nejméně 12 znaků." | "At least 12 characters.";
        password_again: "Nové heslo ještě jednou" | "New password again";
        begin: "Vytvořit účet a přihlásit se" | "Make the account and sign in";
        link_spent: "Odkaz už neplatí" | "The link is no longer valid";
        link_spent_hint: "Byl už použitý, vypršel, nebo ho nahradil novější. Požádejte o\u{a0}nový toho, kdo vás pozval." | "It was used, has expired or was replaced by a newer one. Ask whoever invited you for a new one.";
        me: "Můj účet" | "My account";
        appearance: "Jazyk a barvy" | "Language and colours";
        change_password: "Změna hesla" | "Change password";
        old_password: "Současné heslo" | "Current password";
        do_change_password: "Změnit heslo" | "Change the password";
        password_changed: "Heslo je změněné. Ostatní přihlášení skončila." | "The password is changed. Other sign-ins have ended.";
        sign_ins: "Přihlášení v zařízeních" | "Sign-ins on devices";
        sign_out_everywhere: "Odhlásit se všude" | "Sign out everywhere";
        role: "Role" | "Role";
        company: "Firma" | "Company";
    }
}

texts! {
    /// What went wrong, and what to do now.
    FailureText {
        not_found: "Tady nic není" | "There is nothing here";
        not_found_hint: "Stránka neexistuje, nebo k\u{a0}ní nemáte přístup. Zkontrolujte adresu, nebo začněte na úvodní stránce." | "The page does not exist, or it is not yours to see. Check the address, or start from the first page.";
        forbidden: "Sem nemáte přístup" | "You have no access here";
        forbidden_hint: "Tato část patří jiné roli. Potřebujete-li ji, obraťte se na svého správce." | "This part belongs to another role. If you need it, ask your administrator.";
        signed_out: "Přihlášení skončilo" | "Your sign-in has ended";
        signed_out_hint: "Přihlaste se znovu a\u{a0}pokračujte. Co je uložené, zůstalo." | "Sign in again and go on. What was saved is there.";
        busy: "Server teď neodpovídá" | "The server does not answer now";
        busy_hint: "Zkuste to za chvíli. Nic se neztratilo." | "Try again in a moment. Nothing was lost.";
        offline: "Bez připojení" | "No connection";
        offline_hint: "Zkontrolujte síť a\u{a0}zkuste to znovu. Co jste odeslali dřív, je uložené." | "Check the network and try again. What you sent before is stored.";
        internal: "Něco se pokazilo" | "Something went wrong";
        internal_hint: "Není to vaše chyba a\u{a0}nic se nezměnilo. Zkuste to znovu; kdyby to nepomohlo, řekněte nám, co jste dělali." | "It is not your fault and nothing was changed. Try again; if that does not help, tell us what you did.";
        refused: "To teď nejde" | "This is not possible now";
        sign_in: "Přihlásit se" | "Sign in";
        home: "Na úvodní stránku" | "To the first page";
        try_again: "Zkusit znovu" | "Try again";
    }
}

/// How many sign-ins a person has open.
pub(crate) fn sign_ins(lang: Lang, count: u64) -> String {
    let forms = match lang {
        Lang::Cs => ("otevřené přihlášení", "otevřená přihlášení", "otevřených přihlášení"),
        Lang::En => ("open sign-in", "open sign-ins", "open sign-ins"),
    };
    [&count.to_string(), "\u{a0}", plural(lang, count, forms)].concat()
}
