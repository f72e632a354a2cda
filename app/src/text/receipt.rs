//! Texts of signed receipts and of the page that checks them.

#[cfg(feature = "ssr")]
use domain::receipt::Verdict;
use domain::{lang::Lang, receipt::Kind};

use super::texts;

texts! {
    /// What stands on a receipt.
    ReceiptText {
        receipt: "Potvrzení" | "Receipt";
        receipts: "Podepsaná potvrzení" | "Signed receipts";
        at: "Kdy (UTC)" | "When (UTC)";
        vendor: "Dodavatel" | "Vendor";
        partner: "Partner" | "Partner";
        company: "Kdo" | "Who";
        person: "Jménem firmy" | "On the company's behalf";
        opportunity: "Příležitost" | "Opportunity";
        topic: "Téma" | "Topic";
        registration: "Registrace" | "Registration";
        offered_at: "Nabídnuto (UTC)" | "Offered (UTC)";
        accept_by: "Přijmout do (UTC)" | "Accept by (UTC)";
        first_report_by: "První zpráva do (UTC)" | "First report by (UTC)";
        decide_by: "Rozhodnutí do (UTC)" | "Decision by (UTC)";
        decision: "Rozhodnutí" | "Decision";
        approved: "Schváleno" | "Approved";
        refused: "Zamítnuto" | "Rejected";
        protected_until: "Chráněno do (UTC)" | "Protected until (UTC)";
        signature: "Podpis" | "Signature";
        signed: "Podepsáno klíčem" | "Signed by the key";
        signed_value: "Podpis Ed25519" | "Ed25519 signature";
        number: "Číslo potvrzení" | "Number of the receipt";
        download: "Stáhnout JSON" | "Download JSON";
        check: "Ověřit potvrzení" | "Check a receipt";
        hint: "Stažený soubor si uschovejte. Komukoli dokáže, co a kdy bylo potvrzeno." | "Keep the downloaded file. It proves to anybody what was confirmed and when.";
        back: "Zpět na příležitost" | "Back to the opportunity";
    }
}

#[cfg(feature = "ssr")]
texts! {
    /// The page that checks a receipt; the server draws it.
    VerifyText {
        title: "Ověřit potvrzení" | "Check a receipt";
        lead: "Vložte text souboru s potvrzením, nebo soubor vyberte. Nic z něj se neukládá a nemusíte se přihlašovat." | "Paste the text of a receipt's file, or choose the file. Nothing of it is stored, and you need not sign in.";
        text: "Text potvrzení (JSON)" | "Text of the receipt (JSON)";
        file: "Nebo soubor" | "Or the file";
        file_hint: "Nejvýše 64 kB." | "At most 64 kB.";
        check: "Ověřit" | "Check";
        result: "Výsledek" | "Result";
        states: "Co potvrzení uvádí" | "What the receipt states";
        valid: "Platné" | "Valid";
        valid_hint: "Potvrzení podepsal tento portál a nikdo ho nezměnil." | "This portal signed the receipt, and nobody changed it.";
        changed: "Změněné" | "Changed";
        changed_hint: "Odkazuje na náš klíč, ale obsah neodpovídá podpisu. Nespoléhejte na něj." | "It names our key, but its content does not match the signature. Do not rely on it.";
        not_ours: "Není naše" | "Not ours";
        not_ours_hint: "Tento portál nic takového nepodepsal." | "This portal did not sign anything like it.";
    }
}

/// What a receipt confirms.
pub(crate) fn receipt_kind(lang: Lang, kind: Kind) -> &'static str {
    let (cs, en) = match kind {
        Kind::Acceptance => ("Přijetí nabídky", "Acceptance of an offer"),
        Kind::Registration => ("Podání registrace dohody", "Submission of a deal registration"),
        Kind::Protection => ("Rozhodnutí o registraci dohody", "Decision on a deal registration"),
    };
    match lang {
        Lang::Cs => cs,
        Lang::En => en,
    }
}

/// The word of a check, and what it means.
#[cfg(feature = "ssr")]
pub(crate) fn verdict(verdict: Verdict) -> (&'static str, &'static str) {
    let t = VerifyText::get();
    match verdict {
        Verdict::Valid => (t.valid, t.valid_hint),
        Verdict::Changed => (t.changed, t.changed_hint),
        Verdict::NotOurs => (t.not_ours, t.not_ours_hint),
    }
}
