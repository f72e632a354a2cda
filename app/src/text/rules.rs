//! Texts of the rules by which opportunities are distributed.

use domain::{lang::Lang, routing::Part};

use super::texts;

texts! {
    /// The page of rules.
    RulesText {
        routing: "Pravidla distribuce" | "Distribution rules";
        lead: "Platí první pravidlo, které na příležitost pasuje. Rozhodnutí si pamatuje, podle které verze vzniklo." | "The first rule that is for an opportunity counts. Each decision keeps which version it was made by.";
        list: "Pravidla v\u{a0}pořadí" | "Rules in order";
        new: "Nové pravidlo" | "New rule";
        change: "Změnit pravidlo" | "Change the rule";
        draft_hint: "Uložením vznikne koncept. Začne platit, až ho použijete." | "Saving makes a draft. It counts once you put it into use.";
        late: "Pravidlo mezitím uložil kolega. Co jste napsali, je níže a\u{a0}neuloží se, dokud pravidlo neotevřete znovu." | "A colleague has saved the rule meanwhile. What you typed is below and is not saved until you open the rule anew.";
        open_anew: "Otevřít, jak je teď" | "Open it as it is now";
        name: "Název" | "Name";
        for_what: "Pro co" | "For what";
        offering: "Jak nabízí" | "How it offers";
        how: "Jak vybírá" | "How it chooses";
        strategy: "Způsob výběru" | "Strategy";
        how_hint: "Nejlépe pro celý výběr: když se distribuuje výběr ze seznamu. Jedna příležitost jde pak nejlepšímu. Nejde spojit s\u{a0}oslovením všech najednou." | "Best for the whole selection counts when a selection of the list is distributed. A single opportunity then goes to the best. It cannot be combined with asking all at once.";
        state: "Stav" | "State";
        in_use: "platí" | "in use";
        draft: "koncept" | "draft";
        off: "vypnuté" | "switched off";
        always: "platí vždy" | "always in use";
        version: "verze" | "version";
        everything_else: "Všechno ostatní" | "Everything else";
        no_condition: "pro všechno" | "for everything";
        up: "Výš" | "Up";
        activate: "Použít" | "Put into use";
        switch_off: "Vypnout" | "Switch off";
        from: "od" | "from";
        below: "pod" | "below";
        value_from: "Hodnota od" | "Value from";
        value_below: "Hodnota pod" | "Value below";
        currency: "Měna hodnot" | "Currency of the values";
        countries: "Země" | "Countries";
        countries_hint: "Dvoupísmenné kódy oddělené čárkou, například CZ, SK. Prázdné pole pasuje na všechno." | "Two-letter codes separated by commas, such as CZ, SK. An empty field fits everything.";
        products: "Produkty" | "Products";
        sources: "Zdroje" | "Sources";
        segments: "Obory zákazníka" | "Industries of the customer";
        list_hint: "Oddělte čárkou; stačí, když pasuje jedno." | "Separate by commas; one that fits is enough.";
        certification: "Vyžadovaná certifikace" | "Certification that is asked for";
        accept_hours: "Hodin na přijetí" | "Hours to accept";
        accept_hours_hint: "Prázdné: podle partnera." | "Empty: as the partner has it.";
        trigger: "Kdy rozhoduje" | "When it decides";
        trigger_hint: "Hned po vytvoření: co zadá člověk do formuláře nebo přijde ze souboru, se nabídne samo. Až na požádání: teprve tlačítkem." | "At creation: what people enter in the form or import from a file is offered by itself. On request: only by the button.";
        asking: "Jak se ptát" | "How to ask";
        waterfall: "Kolika partnerů se zeptat" | "How many partners to ask";
        waterfall_hint: "Jednoho po druhém 1 až 10: další je osloven hned po odmítnutí. Najednou 2 až 50: získá ji, kdo přijme první." | "One after another 1 to 10: the next one is asked as soon as one declines. At once 2 to 50: the first to accept wins.";
        fallback: "Kdo rozhodne, když nikdo nezbude" | "Who decides when nobody is left";
        owner: "vlastník příležitosti" | "owner of the opportunity";
        weight_hint: "0 až 100" | "0 to 100";
    }
}

/// `Váha: Území`
pub(crate) fn weight_of(lang: Lang, part: Part) -> &'static str {
    match (lang, part) {
        (Lang::Cs, Part::Tier) => "Váha: úroveň programu",
        (Lang::Cs, Part::Ranking) => "Váha: hodnocení dodavatele",
        (Lang::Cs, Part::Products) => "Váha: produkty",
        (Lang::Cs, Part::Territory) => "Váha: území",
        (Lang::Cs, Part::Acceptance) => "Váha: jak často přijímá",
        (Lang::Cs, Part::Wins) => "Váha: jak často vyhrává",
        (Lang::Cs, Part::Speed) => "Váha: jak rychle odpovídá",
        (Lang::Cs, Part::Load) => "Váha: volná kapacita",
        (Lang::Cs, Part::Recency) => "Váha: jak dlouho nic nedostal",
        (Lang::En, Part::Tier) => "Weight: programme tier",
        (Lang::En, Part::Ranking) => "Weight: vendor’s ranking",
        (Lang::En, Part::Products) => "Weight: products",
        (Lang::En, Part::Territory) => "Weight: territory",
        (Lang::En, Part::Acceptance) => "Weight: how often it accepts",
        (Lang::En, Part::Wins) => "Weight: how often it wins",
        (Lang::En, Part::Speed) => "Weight: how soon it answers",
        (Lang::En, Part::Load) => "Weight: free capacity",
        (Lang::En, Part::Recency) => "Weight: how long without an offer",
    }
}
