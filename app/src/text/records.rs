//! Texts of accounts, contacts, partners, people and outgoing mail.

use domain::{
    format,
    lang::{Lang, plural},
    lookup::SimilarBy,
    mail::MailState,
};

use super::texts;

texts! {
    /// Lists and forms of records.
    DirectoryText {
        accounts: "Obchodní vztahy" | "Accounts";
        new_account: "Nový obchodní vztah" | "New account";
        contacts: "Kontakty" | "Contacts";
        new_contact: "Nový kontakt" | "New contact";
        partners: "Partnerské firmy" | "Partner companies";
        new_partner: "Nový partner" | "New partner";
        new: "Nové" | "New";
        search: "Hledat" | "Search";
        search_accounts: "Název, IČO, doména" | "Name, registration number, domain";
        search_contacts: "Jméno, e-mail, firma" | "Name, e-mail, company";
        search_partners: "Název, IČO, město" | "Name, registration number, city";
        pages: "Stránky" | "Pages";
        previous: "Předchozí" | "Previous";
        next: "Další" | "Next";
        nothing: "Nic takového tu není" | "Nothing like that here";
        nothing_text: "Zkuste jiná slova, nebo založte nový záznam." | "Try other words or create a new record.";
        data: "Údaje" | "Details";
        saved: "Uloženo." | "Saved.";
        invited: "Pozvánka je připravená." | "The invitation is ready.";
        changed: "Hotovo." | "Done.";
        name: "Název" | "Name";
        registration_number: "IČO" | "Registration number";
        vat_id: "DIČ" | "VAT id";
        domain: "Webová doména" | "Web domain";
        street: "Ulice a číslo" | "Street and number";
        city: "Město" | "City";
        region: "Kraj" | "Region";
        postal_code: "PSČ" | "Postal code";
        country: "Kód země" | "Country code";
        industry: "Obor" | "Industry";
        not_duplicate: "Není to duplicita, uložit" | "It is not a duplicate, save it";
        similar: "Možná už existuje" | "It may exist already";
        similar_text: "Podívejte se na podobné záznamy. Když jde o\u{a0}jinou firmu, zaškrtněte to a\u{a0}uložte znovu." | "Look at the similar records. If it is another company, tick the box and save again.";
        open: "Otevřené příležitosti" | "Open opportunities";
        updated: "Změněno" | "Changed";
        opportunities: "Příležitosti" | "Opportunities";
        none_so_far: "Zatím žádné." | "None so far.";
        first_name: "Jméno" | "First name";
        last_name: "Příjmení" | "Last name";
        email: "E-mail" | "E-mail";
        phone: "Telefon" | "Phone";
        job_title: "Funkce" | "Job title";
        account: "Obchodní vztah" | "Account";
        language: "Jazyk" | "Language";
        czech: "čeština" | "Czech";
        english: "angličtina" | "English";
        unknown: "neuvedeno" | "not given";
        full_name: "Celé jméno" | "Full name";
        status: "Stav" | "Status";
        tier: "Úroveň" | "Tier";
        accept_hours: "Hodin na přijetí" | "Hours to accept";
        time_zone: "Časové pásmo" | "Time zone";
        products: "Produkty" | "Products";
        products_hint: "Oddělené čárkou." | "Separated by commas.";
        recipient: "Komu chodí nabídky" | "Who is told of offers";
        offered: "Čeká na odpověď" | "Waiting for an answer";
        managed: "Spravuje" | "Manages";
        people: "Lidé" | "People";
        role: "Role" | "Role";
        seen: "Naposledy" | "Last seen";
        never: "zatím nikdy" | "not yet";
        invited_state: "pozvánka čeká" | "invited";
        inactive: "bez přístupu" | "no access";
        deactivate: "Odebrat přístup" | "Remove access";
        activate: "Vrátit přístup" | "Give access back";
        invite: "Pozvat" | "Invite";
        invite_heading: "Pozvat člověka" | "Invite somebody";
        administrator: "Správce" | "Administrator";
        manager: "Manažer" | "Manager";
        seller: "Prodejce" | "Seller";
        read_only: "Partnery upravují manažeři a\u{a0}správci." | "Managers and administrators change partners.";
        settings: "Nastavení" | "Settings";
        staff_people: "Lidé dodavatele" | "The vendor's people";
        admins_only: "Lidi dodavatele spravují správci." | "Administrators manage the vendor's people.";
        mail: "Odchozí pošta" | "Outgoing mail";
        mail_text: "Bez poštovního serveru zprávy čekají tady. Odkaz z\u{a0}pozvánky můžete předat sami." | "Without a mail server messages wait here. You can pass on the link of an invitation yourself.";
        mail_roles: "Odchozí poštu vidí manažeři a\u{a0}správci." | "Managers and administrators see outgoing mail.";
        no_mail: "Nic tu nečeká." | "Nothing waits here.";
        link: "Odkaz" | "Link";
        older_mail: "Starší zprávy" | "Older messages";
    }
}

/// What two accounts have in common.
pub(crate) fn similar_by(lang: Lang, why: SimilarBy) -> &'static str {
    match (why, lang) {
        (SimilarBy::RegistrationNumber, Lang::Cs) => "stejné IČO",
        (SimilarBy::RegistrationNumber, Lang::En) => "the same registration number",
        (SimilarBy::Domain, Lang::Cs) => "stejná doména",
        (SimilarBy::Domain, Lang::En) => "the same domain",
        (SimilarBy::Name, Lang::Cs) => "podobný název",
        (SimilarBy::Name, Lang::En) => "a similar name",
    }
}

/// Where a message stands.
pub(crate) fn mail_state(lang: Lang, state: MailState) -> &'static str {
    match (state, lang) {
        (MailState::Pending, Lang::Cs) => "čeká na odeslání",
        (MailState::Pending, Lang::En) => "waits to be sent",
        (MailState::Sent, Lang::Cs) => "odesláno",
        (MailState::Sent, Lang::En) => "sent",
        (MailState::Failed, Lang::Cs) => "nedoručeno",
        (MailState::Failed, Lang::En) => "not delivered",
        (MailState::Held, Lang::Cs) => "čeká na předání",
        (MailState::Held, Lang::En) => "waits to be passed on",
    }
}

/// `50 z 128 záznamů`.
pub(crate) fn of_records(lang: Lang, shown: usize, total: u64) -> String {
    let shown = format::number(lang, i64::try_from(shown).unwrap_or(i64::MAX));
    let all = format::number(lang, i64::try_from(total).unwrap_or(i64::MAX));
    match lang {
        Lang::Cs => {
            [&shown, " z ", &all, "\u{a0}", plural(lang, total, ("záznamu", "záznamů", "záznamů"))]
                .concat()
        }
        Lang::En => {
            [&shown, " of ", &all, "\u{a0}", plural(lang, total, ("record", "records", "records"))]
                .concat()
        }
    }
}
