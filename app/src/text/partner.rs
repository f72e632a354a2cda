//! Texts of what partners see.

use super::texts;

texts! {
    /// The partner's pages as the browser operates them.
    PartnerText {
        dashboard: "Řídicí panel" | "Dashboard";
        company: "Naše firma" | "Our company";
        company_short: "Firma" | "Company";
        more: "Více" | "More";
        navigation: "Hlavní navigace" | "Main navigation";
        tabs: "Spodní navigace" | "Bottom navigation";
        crumbs: "Drobečková navigace" | "Breadcrumbs";
        back: "Zpět" | "Back";
        opportunity: "Příležitost" | "Opportunity";
        customers: "Zákazníci" | "Customers";
        new: "Nová příležitost" | "New opportunity";
        me: "Můj účet" | "My account";
        registrations: "Registrace" | "Registrations";
        conflict_check: "Kontrola kolize" | "Conflict check";
        distributed: "Distribuované příležitosti" | "Distributed opportunities";
        nothing_distributed: "Na vaši odpověď nic nečeká" | "Nothing waits for your answer";
        nothing_distributed_hint: "Až vám dodavatel něco nabídne, objeví se to tady a\u{a0}přijde vám e-mail." | "When the vendor offers you something, it appears here and you get an e-mail.";
        decline: "Odmítnout" | "Decline";
        accept: "Přijmout" | "Accept";
        accepting: "Přijímá se…" | "Accepting…";
        reason: "Důvod" | "Reason";
        words: "Vlastními slovy" | "In your own words";
        words_hint: "Nutné, když je to jiný důvod." | "Needed when it is another reason.";
        lapsed_hint: "Zákazníka teď dostane někdo jiný, nebo se dodavatel ozve znovu." | "The vendor will now decide who gets it next.";
        answered_hint: "Co platí teď, vidíte níže." | "What is true now is shown below.";
        no_deadline: "Bez lhůty: nabídka platí, dokud ji dodavatel nestáhne." | "No deadline: the offer stands until the vendor takes it back.";
        time_is_up: "Lhůta vypršela" | "Time is up";
        deadline: "Lhůta" | "Deadline";
        stage: "Fáze" | "Stage";
        value: "Hodnota" | "Value";
        close: "Uzavření" | "Close";
        progress: "Postup" | "Progress";
        news: "Co je nového" | "What is new";
        report: "Uložit postup" | "Save progress";
        outcome: "Výsledek" | "Outcome";
        outcome_hint: "Až bude rozhodnuto, řekněte dodavateli, jak to dopadlo." | "When it is decided, tell the vendor how it ended.";
        only_vendor_closes: "Dokud partneři spolupracují, příležitost uzavírá, prodlužuje a\u{a0}předává jen dodavatel." | "While partners collaborate, only the vendor closes, extends or hands over the opportunity.";
        won: "Vyhráno" | "Won";
        lost: "Prohráno" | "Lost";
        give_back: "Vrátit" | "Return";
        return_hint: "Příležitost se vrátí dodavateli a\u{a0}zákazníka už neuvidíte." | "The opportunity goes back to the vendor and you no longer see the customer.";
        leave: "Odejít ze spolupráce" | "Leave the collaboration";
        leave_hint: "Ostatní partneři pokračují, vy už zákazníka neuvidíte." | "The other partners go on, you no longer see the customer.";
        leave_words: "Proč odcházíte" | "Why you leave";
        actual_value: "Skutečná hodnota" | "Actual value";
        actual_value_hint: "Za kolik se prodalo." | "What it was sold for.";
        timeline: "Časová osa" | "Timeline";
        note: "Poznámka" | "Note";
        file: "Soubor" | "File";
        read_by_us: "Uvidí jen vaše firma a\u{a0}dodavatel." | "Only your company and the vendor will see it.";
        read_by_all: "Uvidí dodavatel a všichni, kdo spolupracují: vy," | "The vendor and everybody who collaborates will see it: you,";
    }
}

#[cfg(not(feature = "ssr"))]
texts! {
    /// What only the browser says.
    PartnerBrowserText {
        loading: "Načítá se…" | "Loading…";
    }
}

#[cfg(feature = "ssr")]
texts! {
    /// What only the server draws.
    PartnerPartsText {
        not_yours_to_answer: "Přijmout nebo odmítnout může správce nebo manažer vaší firmy." | "An administrator or manager of your company can accept or decline.";
        offer_on_hold: "Dodavatel příležitost pozastavil a\u{a0}lhůta neběží. Odpovědět můžete, až ji zase spustí." | "The vendor has put it on hold and the clock stands still. You can answer once it is resumed.";
        held_since: "Pozastaveno" | "On hold since";
        managed: "Spravované příležitosti" | "Managed opportunities";
        closed: "Uzavřené příležitosti" | "Closed opportunities";
        nothing_managed: "Zatím nic nespravujete" | "You manage nothing yet";
        nothing_managed_hint: "Co přijmete, najdete tady i\u{a0}se zákazníkem a\u{a0}postupem." | "What you accept is here, with the customer and its progress.";
        show_all: "Zobrazit všechny" | "Show all";
        topic: "Téma" | "Topic";
        status: "Stav" | "Status";
        stage: "Fáze" | "Stage";
        value: "Hodnota" | "Value";
        close: "Uzavření" | "Close";
        last_activity: "Poslední aktivita" | "Last activity";
        who: "Kdo" | "Who";
        only_us: "Jen my" | "Only us";
        accepted_on: "Přijato" | "Accepted";
        assigned_to: "Řeší" | "Assigned to";
        assigned_hint: "Prodejce vidí jen to, co řeší. Komu příležitost předáte, tomu přijde e-mail." | "A seller sees only what is theirs. Whoever you hand it to gets an e-mail.";
        nobody_yet: "nikdo konkrétní" | "nobody in particular";
        who_works: "Kdo to u\u{a0}nás řeší" | "Who works on it";
        hand_over: "Předat" | "Hand over";
        first_report_by: "První zpráva do" | "First report by";
        first_report: "První zpráva:" | "First report:";
        about: "O příležitosti" | "About the opportunity";
        place: "Místo" | "Place";
        products: "Produkty" | "Products";
        situation: "Situace zákazníka" | "Customer situation";
        needs: "Potřeby zákazníka" | "Customer needs";
        solution: "Navržené řešení" | "Proposed solution";
        description: "Popis" | "Description";
        why_you: "Proč právě vy" | "Why you";
        your_territory: "Zákazník je na vašem území:" | "The customer is in your territory:";
        your_products: "Prodáváte, co potřebuje:" | "You sell what is needed:";
        your_programme: "Vyhovujete podmínkám, podle kterých dodavatel příležitosti předává." | "You meet the conditions by which the vendor passes opportunities on.";
        sealed: "Zákazník a kontakty" | "Customer and contacts";
        sealed_hint: "Ukážou se hned po přijetí." | "Shown as soon as you accept.";
        customer: "Zákazník" | "Customer";
        company: "Firma" | "Company";
        registration_number: "IČO" | "Registration number";
        address: "Adresa" | "Address";
        email: "E-mail" | "E-mail";
        phone: "Telefon" | "Phone";
        call: "Zavolat" | "Call";
        write: "Napsat e-mail" | "Write an e-mail";
        vendor_contact: "Kontakt u dodavatele" | "Contact at the vendor";
        stages: "Fáze prodeje" | "Stages of the sale";
        done: "hotovo" | "done";
        actual_value: "Skutečná hodnota" | "Actual value";
        to_opportunities: "Na příležitosti" | "To the opportunities";
        you_declined: "Nabídku jste odmítli" | "You declined the offer";
        you_declined_hint: "Dodavatel teď rozhodne, komu ji předá." | "The vendor now decides who gets it.";
        it_lapsed: "Lhůta pro přijetí uplynula" | "The time to accept has passed";
        it_lapsed_hint: "Dodavatel teď rozhodne, co dál. Může vám ji nabídnout znovu." | "The vendor now decides what next. It may be offered to you again.";
        it_was_recalled: "Dodavatel příležitost stáhl" | "The vendor took the opportunity back";
        it_was_recalled_hint: "Není potřeba nic dělat." | "There is nothing you need to do.";
        you_were_overtaken: "Jiný partner byl o chvíli rychlejší" | "Another partner was a little faster";
        you_were_overtaken_hint: "Děkujeme za zájem. Není potřeba nic dělat, další příležitosti vám přijdou jako vždy." | "Thank you for your interest. There is nothing you need to do; further opportunities will reach you as always.";
        contested: "Nabídku dostalo víc partnerů zároveň. Získá ji, kdo ji přijme první." | "Several partners have this offer. The first to accept has it.";
        you_returned: "Příležitost jste vrátili" | "You returned the opportunity";
        you_returned_hint: "Dodavatel teď rozhodne, co dál." | "The vendor now decides what next.";
        you_left: "Ze spolupráce jste odešli" | "You left the collaboration";
        you_left_hint: "Ostatní partneři pokračují." | "The other partners go on.";
        it_ended: "Příležitost je uzavřená" | "The opportunity is closed";
    }
}
