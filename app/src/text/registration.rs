//! Texts of deal registrations: the request, its course, and the conflict check.

use chrono::NaiveDate;
use domain::{
    format,
    lang::Lang,
    registration::{CheckAnswer, MatchBy, State},
};

use super::texts;

texts! {
    /// What both sides call the facts of a request.
    RegistrationText {
        title: "Žádost o registraci dohody" | "Deal registration request";
        partner: "Partner" | "Partner";
        customer: "Zákazník" | "Customer";
        number: "IČO" | "Registration number";
        vat_id: "DIČ" | "VAT id";
        domain: "Web" | "Website";
        products: "Produkty" | "Products";
        value: "Hodnota" | "Value";
        close: "Uzavření" | "Close";
        justification: "Zdůvodnění" | "Justification";
        evidence: "Podklady" | "Evidence";
        submitted: "Odesláno" | "Submitted";
        clock_stands: "Lhůta dodavatele stojí." | "The vendor’s clock is paused.";
        state: "Stav" | "Status";
        question: "Otázka" | "Question";
        answer: "Odpověď" | "Answer";
        reason: "Důvod" | "Reason";
        words: "Vlastními slovy" | "In your own words";
        words_hint: "Nutné, když je to jiný důvod." | "Needed when it is another reason.";
        appeal: "Odvolání" | "Appeal";
        protected: "Chráněno do" | "Protected until";
        decide_by: "Rozhodnout do" | "Decide by";
        overdue: "po lhůtě" | "overdue";
    }
}

#[cfg(feature = "ssr")]
texts! {
    /// What only partners read; the server draws it.
    RegisterText {
        register: "Registrovat" | "Register";
        hint: "Požádejte o výhradní právo: po schválení příležitost nedostane nikdo jiný a zákazník je pro vás chráněný." | "Ask for the exclusive right: once approved, nobody else gets the opportunity and the customer is protected for you.";
        details: "Zobrazit žádost" | "Show the request";
        page: "Registrace dohody" | "Deal registration";
        send: "Odeslat žádost" | "Submit request";
        sent: "Žádost je odeslaná. Dodavatel o ní rozhodne do tří pracovních dnů." | "The request is sent. The vendor decides within three working days.";
        done: "Hotovo." | "Done.";
        about_customer: "O zákazníkovi" | "About the customer";
        identity: "Vyplňte aspoň jeden údaj: IČO, DIČ, nebo web zákazníka." | "Fill in at least one of them: registration number, VAT id or website.";
        proof: "Zdůvodnění a podklady" | "Justification and evidence";
        deal: "Čeho se týká" | "What it is about";
        other_products: "Jiné produkty" | "Other products";
        products_hint: "Oddělené čárkou. Chráněné budou právě uvedené produkty." | "Separated by commas. Exactly the products that you name are protected.";
        justification_hint: "Proč o právo žádáte: schůzky, potřeba zákazníka, vaše práce. Nejméně 20 znaků." | "Why you ask: meetings, the customer's need, your work. At least 20 characters.";
        evidence_hint: "Nejvýše 10 souborů, každý do 10 MB." | "At most 10 files of up to 10 MB each.";
        evidence_again: "Soubory vyberte prosím znovu, prohlížeč si je nepamatuje." | "Please choose the files again; the browser does not keep them.";
        decides: "Dodavatel rozhodne do" | "The vendor decides by";
        late: "Lhůta dodavatele uplynula" | "The vendor's deadline has passed";
        asked: "Dodavatel se ptá na registraci" | "The vendor asks about the registration";
        to_answer: "Odpovědět" | "Answer";
        stands: "Lhůta dodavatele stojí, dokud neodpovíte." | "The vendor's deadline stands still until you answer.";
        withdraw: "Vzít žádost zpět" | "Withdraw the request";
        withdraw_hint: "Žádost se tím uzavře. Později můžete poslat novou." | "This closes the request. You can send another one later.";
        appeal_title: "Odvolat se" | "Appeal";
        appeal_hint: "Odvolat se můžete jednou. Rozhodne někdo jiný než poprvé." | "You can appeal once. Somebody else than the first time decides.";
        appeal_words: "Proč má být rozhodnutí jiné" | "Why the decision should be different";
        send_appeal: "Odeslat odvolání" | "Send the appeal";
        extend_title: "Prodloužit ochranu o 30 dní" | "Extend the protection by 30 days";
        extend_on: "Kdy" | "When";
        extend_evidence: "Co se stalo" | "What happened";
        extend_hint: "Schůzka, nabídka nebo jiná práce pro zákazníka od schválení nebo od posledního prodloužení." | "A meeting, a quote or other work for the customer since the approval or the last extension.";
        extend: "Prodloužit ochranu" | "Extend the protection";
        extends_from: "Ochranu můžete prodloužit v\u{a0}posledních 30\u{a0}dnech, od" | "You can extend the protection in its last 30 days, from";
        answer_title: "Odpovědět dodavateli" | "Answer the vendor";
        send_answer: "Odeslat odpověď" | "Send the answer";
        none: "Zatím jste nic neregistrovali" | "You have not registered anything yet";
        none_hint: "Příležitost, kterou přinesete, můžete na její stránce registrovat." | "You can register an opportunity that you brought on its page.";
        check_lead: "Zjistěte předem, jestli je zákazník volný. Odpověď je vždy jen jedno ze tří slov." | "Find out beforehand whether a customer is free. The answer is always one of three words.";
        check_query: "IČO nebo doména zákazníka" | "Customer's registration number or domain";
        check_hint: "Například 25596641 nebo firma.cz. Chráněno může být i vaší vlastní registrací." | "For example 25596641 or company.com. What is protected may be so by a registration of yours.";
        check_do: "Zkontrolovat" | "Check";
        checked: "Poslední dotazy vaší firmy" | "Your company's latest checks";
        no_checks: "Zatím žádné." | "None yet.";
        asked_at: "Kdy" | "When";
        said: "Odpověď" | "Answer";
        limits: "Nejvýše 20 dotazů za hodinu a 60 za den pro celou firmu. Dotazy se zaznamenávají." | "At most 20 checks an hour and 60 a day for the whole company. Checks are logged.";
    }
}

texts! {
    /// What only staff read.
    DecideText {
        decision: "O registraci rozhoduje manažer." | "A manager decides registrations.";
        asked: "Čeká se na odpověď partnera, lhůta stojí." | "Waiting for the partner's answer, the clock stands still.";
        similar: "Podobné registrace a obchodní vztahy" | "Similar registrations and accounts";
        no_similar: "Nic podobného jsme nenašli." | "Nothing similar was found.";
        this_one: "Tato žádost" | "This request";
        score: "Shoda" | "Match";
        account: "Obchodní vztah" | "Account";
        registration: "Registrace" | "Registration";
        same_products: "stejné produkty" | "same products";
        review: "Začít posuzovat" | "Start the review";
        ask: "Zeptat se" | "Ask";
        ask_title: "Zeptat se partnera?" | "Ask the partner?";
        ask_text: "Lhůta pro rozhodnutí stojí, dokud partner neodpoví." | "The deadline stands still until the partner answers.";
        ask_do: "Odeslat dotaz" | "Send the question";
        approve: "Schválit" | "Approve";
        approve_title: "Schválit registraci?" | "Approve the registration?";
        approve_text: "Nikdo jiný příležitost nedostane a stejný zákazník s těmito produkty bude chráněný. Devadesát dní skončí" | "Nobody else gets the opportunity, and the same customer with these products is protected. Ninety days end on";
        days: "Ochrana ve dnech" | "Protection in days";
        approve_do: "Schválit registraci" | "Approve the registration";
        reject: "Zamítnout" | "Reject";
        reject_title: "Zamítnout registraci?" | "Reject the registration?";
        reject_text: "Partner dostane důvod a může se jednou odvolat." | "The partner is told the reason and can appeal once.";
        reject_do: "Zamítnout registraci" | "Reject the registration";
        revoke: "Odebrat ochranu" | "Revoke the protection";
        revoke_title: "Odebrat ochranu?" | "Revoke the protection?";
        revoke_text: "Partner dostane důvod a příležitost bude možné nabídnout i jiným." | "The partner is told the reason, and others can be offered the opportunity.";
        revoke_do: "Odebrat" | "Revoke";
        choose: "Vyberte" | "Choose";
        open: "K rozhodnutí" | "To decide";
        protected: "Chráněné" | "Protected";
        over: "Uzavřené" | "Over";
        views: "Pohledy" | "Views";
        none: "Nic tu nečeká" | "Nothing waits here";
        none_hint: "Žádosti partnerů o registraci dohody se objeví tady." | "Partners' deal registration requests appear here.";
        decided_by: "Rozhodl" | "Decided by";
        submitted_by: "Odeslal" | "Submitted by";
    }
}

/// Where a registration stands.
pub(crate) fn registration_state(lang: Lang, state: State) -> &'static str {
    let (cs, en) = match state {
        State::Submitted => ("Odesláno", "Submitted"),
        State::InReview => ("Posuzuje se", "In review"),
        State::InfoRequested => ("Čeká na odpověď", "Information requested"),
        State::Approved => ("Schváleno", "Approved"),
        State::Rejected => ("Zamítnuto", "Rejected"),
        State::Withdrawn => ("Vzato zpět", "Withdrawn"),
        State::Expired => ("Ochrana skončila", "Expired"),
        State::Revoked => ("Ochrana odebrána", "Revoked"),
        State::Converted => ("Vyhráno", "Converted"),
        State::Closed => ("Uzavřeno", "Closed"),
    };
    match lang {
        Lang::Cs => cs,
        Lang::En => en,
    }
}

/// What two customers have in common.
pub(crate) fn match_by(lang: Lang, by: MatchBy) -> &'static str {
    let (cs, en) = match by {
        MatchBy::RegistrationNumber => ("stejné IČO", "same registration number"),
        MatchBy::VatId => ("stejné DIČ", "same VAT id"),
        MatchBy::Domain => ("stejná doména", "same domain"),
        MatchBy::Name => ("stejný název", "same name"),
    };
    match lang {
        Lang::Cs => cs,
        Lang::En => en,
    }
}

/// The answer of the conflict check; `until` is the day on which a protection ends.
pub(crate) fn check_answer(lang: Lang, answer: CheckAnswer, until: Option<String>) -> String {
    let until = until.unwrap_or_default();
    match (lang, answer) {
        (Lang::Cs, CheckAnswer::Free) => "volné".to_owned(),
        (Lang::Cs, CheckAnswer::Protected) => format!("chráněno do {until}"),
        (Lang::Cs, CheckAnswer::Ask) => "zeptejte se nás".to_owned(),
        (Lang::En, CheckAnswer::Free) => "free".to_owned(),
        (Lang::En, CheckAnswer::Protected) => format!("protected until {until}"),
        (Lang::En, CheckAnswer::Ask) => "ask us".to_owned(),
    }
}

/// From when a protection can be extended; only the server draws the page that says it.
pub(crate) fn extends_later(lang: Lang, from: NaiveDate) -> String {
    let from = format::date(lang, from);
    match lang {
        Lang::Cs => format!("Ochranu můžete prodloužit nejdřív {from}."),
        Lang::En => format!("The protection can be extended from {from}."),
    }
}

/// `Registrací: 3 z 15`.
#[cfg(feature = "ssr")]
pub(crate) fn registrations_used(lang: Lang, used: u32, quota: u32) -> String {
    match lang {
        Lang::Cs => format!("Vaše firma má {used} z {quota} registrací."),
        Lang::En => format!("Your company has {used} of {quota} registrations."),
    }
}
