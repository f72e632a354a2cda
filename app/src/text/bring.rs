//! Texts of what partners bring; only the server says them.

use domain::{
    format,
    lang::{Lang, plural},
};

use super::texts;

texts! {
    /// A partner's own opportunity, from its form to the vendor's decision.
    BringText {
        lead: "Napište, co víte. Dodavatel příležitost schválí, zamítne, nebo se zeptá." | "Write what you know. The vendor approves it, rejects it, or asks.";
        restored: "Vrátili jsme sem, co jste tu psali naposledy a neodeslali." | "What you typed here last time and did not send is back.";
        discard: "Zahodit a začít znovu" | "Discard and start again";
        customer: "Zákazník" | "Customer";
        which_customer: "Který zákazník" | "Which customer";
        new_customer: "Nový zákazník (vyplňte níže)" | "A new customer (fill in below)";
        new_customer_hint: "Firmu nového zákazníka vyplňte níže. IČO a web pomohou dodavateli poznat, o koho jde." | "Fill in the company of a new customer below. Its registration number and web help the vendor to know who it is.";
        deal: "Příležitost" | "Opportunity";
        of_new_customer: "u\u{a0}nového zákazníka" | "for a new customer";
        need: "Co je potřeba" | "What is needed";
        place: "Místo" | "Place";
        products_hint: "Oddělené čárkou" | "Separated by commas";
        send: "Odeslat ke schválení" | "Send for approval";
        sent: "Odesláno. O schválení rozhodne dodavatel, dáme vám vědět e-mailem." | "Sent. The vendor decides about it, and you will get an e-mail.";
        waiting: "Čeká na schválení" | "Waiting for approval";
        waiting_long: "Čeká na schválení dodavatele" | "Waiting for the vendor's approval";
        waiting_hint: "Dokud dodavatel nerozhodne, nikdo jiný příležitost nedostane." | "Until the vendor decides, nobody else gets the opportunity.";
        decides_late: "Dodavatel měl rozhodnout do" | "The vendor should have decided by";
        on_hold: "Dodavatel rozhodnutí odložil" | "The vendor has put the decision on hold";
        rejected_ones: "Zamítnuté a uzavřené dodavatelem" | "Rejected and closed by the vendor";
        closed_unapproved: "Dodavatel příležitost uzavřel, než ji schválil" | "The vendor closed the opportunity before approving it";
        rejected: "Dodavatel příležitost zamítl" | "The vendor rejected the opportunity";
        asked: "Dodavatel se ptá" | "The vendor asks";
        asked_about: "Doplnit jde" | "Can be completed";
        complete: "Doplnit" | "Complete";
        complete_hint: "Změnit jde jen to, na co se dodavatel ptá. Ostatní zůstane." | "Only what the vendor asks about can be changed. Everything else stays.";
        answer: "Odpověď" | "Answer";
        answer_hint: "Nutná, když nic neměníte." | "Needed when you change nothing.";
        send_answer: "Odeslat odpověď" | "Send the answer";
        answered: "Odpověď je u dodavatele." | "The vendor has your answer.";
        brought_on: "Odesláno" | "Sent";
        brought_by: "Přinesl(a)" | "Brought by";
        place_of: "Místo" | "Place";
    }
}

texts! {
    /// The customers of a partner.
    CustomerText {
        lead: "Firmy z příležitostí, které spravujete nebo jste přinesli." | "Companies of opportunities that you manage or brought.";
        none: "Zatím žádní zákazníci" | "No customers yet";
        none_hint: "Až přijmete příležitost, najdete tady jejího zákazníka." | "When you accept an opportunity, its customer is here.";
        opportunities: "Příležitosti" | "Opportunities";
        about: "O zákazníkovi" | "About the customer";
        number: "IČO" | "Registration number";
        vat_id: "DIČ" | "VAT id";
        address: "Adresa" | "Address";
        web: "Web" | "Web";
        industry: "Odvětví" | "Industry";
        contacts: "Kontakty" | "Contacts";
        vendor_keeps: "Název, IČO, DIČ a\u{a0}web mění dodavatel. Ostatní můžete opravit." | "The vendor changes the name, the numbers and the web. You can correct the rest.";
        shared: "Tohoto zákazníka nemáte jen vy, jeho údaje proto mění dodavatel." | "This customer is not yours alone, so the vendor changes its details.";
        save: "Uložit" | "Save";
        saved: "Uloženo." | "Saved.";
        edit: "Upravit" | "Edit";
        add_person: "Přidat kontakt" | "Add a contact";
        add: "Přidat" | "Add";
    }
}

/// `3 příležitosti`.
pub(crate) fn opportunity_count(lang: Lang, count: u64) -> String {
    let forms = match lang {
        Lang::Cs => ("příležitost", "příležitosti", "příležitostí"),
        Lang::En => ("opportunity", "opportunities", "opportunities"),
    };
    let figure = format::number(lang, i64::try_from(count).unwrap_or(i64::MAX));
    [&figure, "\u{a0}", plural(lang, count, forms)].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opportunities_are_counted_in_both_languages() {
        assert_eq!(opportunity_count(Lang::Cs, 1), "1\u{a0}příležitost");
        assert_eq!(opportunity_count(Lang::Cs, 3), "3\u{a0}příležitosti");
        assert_eq!(opportunity_count(Lang::Cs, 5), "5\u{a0}příležitostí");
        assert_eq!(opportunity_count(Lang::En, 2), "2\u{a0}opportunities");
    }
}
