//! Texts of accounts, contacts, partners, people and outgoing mail.

use domain::{
    calendar::Calendar,
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
        no_accounts: "Zatím žádné obchodní vztahy" | "No accounts yet";
        no_accounts_text: "Založte prvního zákazníka, nebo nahrajte soubor: zákazníci se založí s\u{a0}příležitostmi." | "Create the first customer, or import a file: customers come with their opportunities.";
        no_contacts: "Zatím žádné kontakty" | "No contacts yet";
        no_contacts_text: "Založte prvního člověka u\u{a0}zákazníka, nebo nahrajte soubor: kontakty se založí s\u{a0}příležitostmi." | "Create the first person at a customer, or import a file: contacts come with their opportunities.";
        no_partners: "Zatím žádní partneři" | "No partners yet";
        no_partners_text: "Založte první partnerskou firmu a\u{a0}pozvěte její lidi. Pak jí půjde předat příležitost." | "Create the first partner company and invite its people. Then you can hand it an opportunity.";
        no_partners_read: "Partnerské firmy zakládají manažeři a\u{a0}správci." | "Managers and administrators create partner companies.";
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
        coordinates: "Souřadnice" | "Coordinates";
        coordinates_hint: "V\u{a0}mapě klepněte na místo pravým tlačítkem a\u{a0}souřadnice zkopírujte sem, například 50.0755, 14.4378. Podle nich se při automatické distribuci měří vzdálenost." | "Right-click the place on a map and copy its coordinates here, such as 50.0755, 14.4378. Automatic distribution measures the distance by them.";
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
        ranking: "Pořadí" | "Ranking";
        ranking_hint: "0 až 100; ze stejně vhodných vyhraje vyšší." | "0 to 100; of equals the higher wins.";
        accept_hours: "Hodin na přijetí" | "Hours to accept";
        accept_hours_hint: "Běží jen v\u{a0}pracovní dny." | "They run on working days only.";
        first_update_days: "Pracovních dnů na první zprávu" | "Working days for the first report";
        calendar: "Pracovní kalendář" | "Working calendar";
        territories: "Území" | "Territories";
        territories_hint: "Na řádek jedno: kód země; kraj; začátek PSČ." | "One a line: country code; region; beginning of the postal code.";
        languages: "Jazyky" | "Languages";
        languages_hint: "Kódy oddělené čárkou, například cs, en." | "Codes separated by commas, such as cs, en.";
        certifications: "Certifikace" | "Certifications";
        certifications_hint: "Na řádek jedna: název; poslední den platnosti." | "One a line: name; last valid day.";
        conflicts: "Komu ho nenabízet" | "Customers to keep it from";
        conflicts_hint: "Na řádek jeden zákazník: IČO nebo doména. Jeho příležitosti partner automaticky nedostane; ručně ho vybrat můžete." | "One customer a line: registration number or domain. The partner is not chosen for them automatically; you can still choose it by hand.";
        min_value: "Hodnota od" | "Value from";
        max_value: "Hodnota do" | "Value up to";
        value_currency: "Měna hodnot" | "Currency of values";
        capacity_open: "Nejvýše najednou" | "At most at a time";
        capacity_month: "Nejvýše nových za měsíc" | "At most new ones a month";
        change_role: "Změnit roli" | "Change role";
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
        merge_with: "Sloučit s\u{a0}jiným záznamem" | "Merge with another record";
        lists: "Seznamy" | "Lists";
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

texts! {
    /// Two records become one.
    MergeText {
        merge: "Sloučit obchodní vztahy" | "Merge accounts";
        with: "S\u{a0}kterým záznamem" | "With which record";
        search: "Název, IČO, doména" | "Name, registration number, domain";
        find: "Hledat" | "Search";
        nothing: "Nic takového tu není." | "Nothing like that here.";
        choose: "Co zůstane" | "What stays";
        lead: "Kontakty, příležitosti, časové osy a\u{a0}profil partnera přejdou na záznam, který zůstane. Uchová si i\u{a0}to, co stálo v\u{a0}obou předtím, a\u{a0}povede na něj adresa druhého." | "Contacts, opportunities, timelines and the partner profile go to the record that stays. It keeps a copy of what both said before, and the address of the other one leads to it.";
        field: "Údaj" | "Field";
        first: "Tento záznam" | "This record";
        second: "Druhý záznam" | "The other record";
        stays: "Který záznam zůstane" | "Which record stays";
        entered: "založen" | "entered";
        contacts: "kontakty:" | "contacts:";
        opportunities: "příležitosti:" | "opportunities:";
        partner: "partner" | "partner";
        empty: "prázdné" | "empty";
        do_merge: "Sloučit" | "Merge";
        merged: "Sloučené záznamy" | "Merged records";
        merged_at: "sloučeno" | "merged";
        entered_on: "Založen" | "Entered";
        managing_partner: "Spravující partner" | "Managing partner";
        both_partners: "Obě firmy jsou partneři, sloučit je nelze." | "Both companies are partners and cannot be merged.";
    }
}

texts! {
    /// What the vendor sells.
    ProductText {
        products: "Produkty" | "Products";
        lead: "Nabízejí se tam, kde se produkty píšou. Napsat jde i\u{a0}něco jiného." | "They are offered where products are typed. Anything else can be typed, too.";
        list: "Seznam produktů" | "List of products";
        none: "Zatím žádný." | "None so far.";
        name: "Název" | "Name";
        state: "Stav" | "State";
        change: "Změnit" | "Change";
        on: "nabízí se" | "offered";
        off: "vypnutý" | "switched off";
        rename: "Přejmenovat" | "Rename";
        switch_off: "Vypnout" | "Switch off";
        switch_on: "Zapnout" | "Switch on";
        add_heading: "Nový produkt" | "New product";
        add: "Přidat" | "Add";
    }
}

/// Whose days off count.
pub(crate) fn calendar(lang: Lang, calendar: Calendar) -> &'static str {
    match (calendar, lang) {
        (Calendar::Cz, Lang::Cs) => "Česko: víkendy a\u{a0}české svátky",
        (Calendar::Cz, Lang::En) => "Czech Republic: weekends and Czech holidays",
        (Calendar::Sk, Lang::Cs) => "Slovensko: víkendy a\u{a0}slovenské svátky",
        (Calendar::Sk, Lang::En) => "Slovakia: weekends and Slovak holidays",
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
