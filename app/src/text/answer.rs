//! Texts of answering an offer from a mail, of a forgotten password, and of choosing which messages come.

use domain::{lang::Lang, mail::Topic};

use super::texts;

#[cfg(feature = "ssr")]
texts! {
    /// The page behind the link of an offer.
    AnswerText {
        offer_for: "Nabídka pro" | "Offer for";
        you_answer_as: "odpovídáte jako" | "you answer as";
        accept_by: "Odpovědět" | "Answer";
        you_accepted: "Příležitost je vaše" | "The opportunity is yours";
        you_accepted_hint: "Přijali jste ji a\u{a0}dodavatel to už ví. Zákazníka a\u{a0}kontakty uvidíte po přihlášení." | "You accepted it and the vendor knows. The customer and contacts are shown when you sign in.";
        accepted_already: "Už je přijatá" | "It is accepted already";
        accepted_already_hint: "Přijal ji někdo z\u{a0}vaší firmy, nebo vy na jiném zařízení. Není potřeba nic dělat." | "Somebody at your company accepted it, or you did on another device. There is nothing you need to do.";
        you_declined: "Nabídku jste odmítli" | "You declined the offer";
        you_declined_hint: "Dodavatel teď rozhodne, komu ji předá." | "The vendor now decides who gets it.";
        declined_already: "Vaše firma ji už odmítla" | "Your company declined it already";
        lapsed: "Lhůta pro přijetí uplynula" | "The time to accept has passed";
        lapsed_hint: "Dodavatel teď rozhodne, co dál. Může vám ji nabídnout znovu." | "The vendor now decides what next. It may be offered to you again.";
        gone: "Nabídka už neplatí" | "The offer no longer stands";
        gone_hint: "Dodavatel ji stáhl, nebo se mezitím změnila. Není potřeba nic dělat." | "The vendor took it back, or it has changed since. There is nothing you need to do.";
        sign_in: "Otevřít na portálu" | "Open it on the portal";
    }
}

#[cfg(feature = "ssr")]
texts! {
    /// A forgotten password.
    ForgottenText {
        forgotten: "Zapomenuté heslo" | "Forgotten password";
        forgotten_hint: "Napište e-mail, kterým se přihlašujete. Pošleme vám odkaz na nové heslo." | "Write the e-mail with which you sign in. We will send you a link to a new password.";
        send: "Poslat odkaz" | "Send the link";
        sent: "Podívejte se do pošty" | "Look into your mail";
        sent_hint: "Jestli k\u{a0}této adrese patří účet, přijde vám odkaz. Platí hodinu." | "If there is an account with this address, a link is on its way. It is good for an hour.";
        back: "Zpět na přihlášení" | "Back to signing in";
        choose: "Nové heslo" | "New password";
        save: "Uložit heslo a\u{a0}přihlásit se" | "Store the password and sign in";
    }
}

texts! {
    /// Which messages come.
    MailChoiceText {
        title: "E-maily" | "E-mails";
        hint: "Nabídky, odvolání a\u{a0}zprávy o\u{a0}přihlášení chodí vždy." | "Offers, recalls and messages about signing in always come.";
        save: "Uložit výběr" | "Save the choice";
        saved: "Výběr e-mailů je uložený." | "The choice of e-mails is saved.";
    }
}

/// A kind of message, as its box is labelled.
pub(crate) fn mail_topic(lang: Lang, topic: Topic) -> &'static str {
    let (cs, en) = match topic {
        Topic::Answers => ("Odpovědi a výsledky partnerů", "Answers and outcomes of partners"),
        Topic::Changes => ("Změny příležitostí od dodavatele", "Changes by the vendor"),
        Topic::Notes => ("Poznámky", "Notes"),
        Topic::Reminders => ("Připomenutí lhůt", "Reminders of deadlines"),
        Topic::Registrations => ("Registrace dohod", "Deal registrations"),
    };
    match lang {
        Lang::Cs => cs,
        Lang::En => en,
    }
}
