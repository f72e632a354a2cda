//! Texts of the staff frame and of opportunities as staff see them.

use domain::{
    format,
    lang::{Lang, plural},
    money::Currency,
    opportunity::Count,
};

use super::texts;

texts! {
    /// The frame around staff pages.
    StaffText {
        navigation: "Hlavní navigace" | "Main navigation";
        tabs: "Spodní navigace" | "Bottom navigation";
        crumbs: "Drobečková navigace" | "Breadcrumbs";
        sales: "Prodej" | "Sales";
        accounts: "Obchodní vztahy" | "Accounts";
        accounts_short: "Vztahy" | "Accounts";
        contacts: "Kontakty" | "Contacts";
        registrations: "Registrace" | "Registrations";
        partners: "Partneři" | "Partners";
        partner_companies: "Partnerské firmy" | "Partner companies";
        administration: "Správa" | "Administration";
        import: "Import" | "Import";
        settings: "Nastavení" | "Settings";
        me: "Můj účet" | "My account";
        search_label: "Hledat příležitosti" | "Search opportunities";
        search_hint: "Hledat téma, číslo, IČO, partnera…" | "Search topic, number, partner…";
        search: "Hledat" | "Search";
        new: "Nové" | "New";
        unsaved_question: "Máte neuložené změny. Opravdu chcete stránku opustit?" | "You have unsaved changes. Leave the page anyway?";
    }
}

texts! {
    /// The list of opportunities.
    ListText {
        views: "Pohledy" | "Views";
        mine: "Moje otevřené" | "My open";
        open: "Všechny otevřené" | "All open";
        decision: "Čeká na rozhodnutí" | "Needs a decision";
        delivered: "Dodáno" | "Delivered";
        closed: "Uzavřené" | "Closed";
        topic: "Téma" | "Topic";
        account: "Obchodní vztah" | "Account";
        partner: "Partner" | "Partner";
        status: "Stav" | "Status";
        stage: "Fáze" | "Stage";
        value: "Hodnota" | "Value";
        close: "Uzavření" | "Close";
        due: "Lhůta" | "Deadline";
        first_report: "první zpráva" | "first report";
        to_decide: "na rozhodnutí" | "to decide";
        brought: "přinesl příležitost" | "brought it";
        activity: "Aktivita" | "Activity";
        owner: "Vlastník" | "Owner";
        currency: "Měna" | "Currency";
        min_value: "Hodnota alespoň" | "Value at least";
        close_to: "Uzavření do" | "Close by";
        is: "je" | "is";
        at_least: "je alespoň" | "is at least";
        until: "do" | "by";
        contains: "obsahuje" | "contains";
        searched: "Hledání" | "Search";
        event: "Událost" | "Event";
        reason: "Důvod odmítnutí" | "Decline reason";
        remove_filter: "Odebrat filtr" | "Remove filter";
        add_filter: "Filtr" | "Filter";
        apply_filter: "Použít" | "Apply";
        clear: "Vymazat" | "Clear";
        any: "Libovolný" | "Any";
        any_currency: "Libovolná" | "Any";
        unassigned: "Nepřiděleno" | "Not assigned";
        decide: "Rozhodnout" | "Decide";
        total: "Celkem" | "Total";
        pages: "Stránkování" | "Pages";
        previous: "Předchozí" | "Previous";
        next: "Další" | "Next";
        caption: "Příležitosti" | "Opportunities";
        none_title: "Zatím žádné příležitosti" | "No opportunities yet";
        none_text: "Založte první a\u{a0}předejte ji partnerovi, nebo nahrajte soubor z\u{a0}jiného systému i\u{a0}se zákazníky." | "Create the first one and hand it to a partner, or import a file from another system, customers included.";
        import: "Nahrát ze souboru" | "Import a file";
        empty_title: "V tomto pohledu nic není" | "Nothing in this view";
        empty_text: "Až se něco změní, objeví se to tady." | "It will show here once something changes.";
        no_match_title: "Nic neodpovídá" | "Nothing matches";
        no_match_text: "Zkuste méně slov nebo méně filtrů. Diakritika nerozhoduje." | "Try fewer words or fewer filters.";
        elsewhere_title: "V\u{a0}tomto pohledu nic neodpovídá" | "Nothing matches in this view";
        elsewhere_text: "Stejné hledání najde něco v\u{a0}jiném pohledu." | "The same search finds something in another view.";
        without_filters: "Zobrazit bez filtrů" | "Show without filters";
        end_search: "Zrušit hledání" | "End the search";
        show_all: "Zobrazit vše" | "Show all";
    }
}

texts! {
    /// The record of an opportunity.
    RecordText {
        overtaken: "Jiný partner přijal dřív" | "Another partner accepted first";
        new_title: "Nová příležitost" | "New opportunity";
        sections: "Oddíly záznamu" | "Sections of the record";
        summary: "Souhrn" | "Summary";
        general: "Obecné" | "General";
        partner_details: "Podrobnosti o partneru" | "Partner details";
        conversion: "Částka v\u{a0}nové měně" | "Amount in the new currency";
        keep_figure: "Ponechat číslo" | "Keep the figure";
        convert_figure: "Přepočítat kurzem" | "Convert";
        too_large: "Přepočítat nelze: částka by byla příliš velká." | "It cannot be converted: the amount would be too large.";
        will_offer: "Po uložení se příležitost nabídne partnerovi a\u{a0}ten dostane zprávu." | "Saving offers the opportunity to the partner, who is told.";
        will_share: "Po uložení dostanou příležitost všichni vybraní partneři rovnou jako přijatou a\u{a0}budou o\u{a0}sobě vědět." | "Saving gives it to all chosen partners at once, already accepted; they learn of each other.";
        will_recall: "Po uložení partneři o\u{a0}příležitost přijdou a\u{a0}dostanou zprávu s\u{a0}důvodem." | "Saving takes it from the partners, who are told the reason.";
        pipeline: "Partnerská profilace" | "Partner pipeline";
        collaboration_hint: "Příležitost spravuje více partnerů najednou. Každý ji dostane rovnou jako přijatou." | "Several partners manage the opportunity at once. Each gets it already accepted.";
        collaborators: "Účty pro spolupráci s partnery" | "Partner collaboration accounts";
        add_partner: "Přidat partnera" | "Add partner";
        no_collaborators: "Zatím nikdo. Přidejte alespoň dva partnery." | "Nobody yet. Add at least two partners.";
        remove: "Odebrat" | "Remove";
        collaborators_note: "Spolupracující partneři nemohou příležitost uzavřít, rozšířit ani předat dál. To může jen váš tým." | "Collaborating partners can neither close, extend nor hand over the opportunity. Only your team can.";
        more: "Další údaje" | "More details";
        accept_by_held: "Lhůta stojí. Až příležitost obnovíte, posune se o\u{a0}dobu pozastavení." | "The clock stands still. It goes on when you resume the opportunity, later by as long as it was on hold.";
        accept_by_hint: "Prázdné znamená obvyklou lhůtu partnera." | "Empty means the partner's usual time.";
        products_hint: "Oddělené čárkou" | "Separated by commas";
        country_hint: "Dvě písmena, například CZ" | "Two letters, such as CZ";
        nobody: "Nikdo" | "Nobody";
        choose: "Vyberte" | "Choose";
        not_stated: "Neuvedeno" | "Not stated";
        consent: "Souhlas" | "Consent";
        contract: "Smlouva" | "Contract";
        legitimate_interest: "Oprávněný zájem" | "Legitimate interest";
        create_account: "Založit nový obchodní vztah tohoto jména" | "Create a new account of this name";
        create_contact: "Založit nový kontakt tohoto jména" | "Create a new contact of this name";
        stages: "Fáze prodeje" | "Sales stages";
        done: "hotovo" | "done";
        created: "Založeno" | "Created";
        source: "zdroj" | "source";
        decide_about: "Partner má odpovědět" | "Partner has to answer";
        report_about: "Partner má podat první zprávu" | "First report due from the partner";
        copy: "Kopírovat referenční číslo" | "Copy the reference";
        read_only: "Příležitost vlastní kolega. Můžete ji číst a\u{a0}psát poznámky." | "A colleague owns the opportunity. You can read it and write notes.";
        decide_late: "Rozhodnout se mělo do" | "It should have been decided by";
        awaiting: "Příležitost vytvořil partner. Stav Přijato ji schválí, Zamítnuto ji s\u{a0}důvodem odmítne." | "A partner created the opportunity. The status Accepted approves it, Rejected refuses it with a reason.";
        on_hold: "Příležitost je pozastavená a\u{a0}lhůty stojí." | "The opportunity is on hold and the clocks stand still.";
        decide_next: "Vyberte dalšího partnera, nebo příležitost převezměte." | "Choose the next partner, or take the opportunity back.";
        save_region: "Uložení záznamu" | "Saving the record";
        unsaved: "Neuložené změny" | "Unsaved changes";
        not_stored: "Zatím neuloženo" | "Not stored yet";
        unchanged: "Naposledy uloženo" | "Last saved";
        discard: "Zahodit" | "Discard";
        moved: "Záznam mezitím změnil někdo jiný. Co jste napsali, zůstalo; po uložení si vyberete u\u{a0}každého rozdílu." | "Somebody else changed the record meanwhile. What you typed is still here; when you save, you choose for each difference.";
        conflict_title: "Která hodnota platí?" | "Which value is right?";
        conflict_text: "Než jste uložili, záznam změnil někdo jiný. Vyberte u\u{a0}každého rozdílu a\u{a0}uložte znovu." | "Somebody changed the record before you saved. Choose for each difference and save again.";
        theirs: "Uloženo" | "Stored";
        mine: "Vaše" | "Yours";
        keep_mine: "Nechat moje" | "Keep mine";
        take_theirs: "Vzít uložené" | "Take the stored ones";
        empty: "(prázdné)" | "(empty)";
        yes: "ano" | "yes";
        no: "ne" | "no";
        recall: "Odvolat…" | "Recall…";
        recall_do: "Odvolat" | "Recall";
        recall_title: "Odvolat příležitost?" | "Recall the opportunity?";
        recall_text: "Partneři o\u{a0}ni přijdou a\u{a0}dostanou zprávu s\u{a0}důvodem." | "The partners lose it and are told the reason.";
        recall_reason: "Důvod odvolání" | "Reason for the recall";
        undo: "Vrátit zpět" | "Undo";
        undo_until: "Předání lze vzít zpět bez udání důvodu" | "The hand-over can be undone without a reason";
        history: "Historie distribuce" | "Distribution history";
        history_empty: "Příležitost zatím nikdo nedostal." | "Nobody has had the opportunity yet.";
        handed_over: "Předáno" | "Handed over";
        answer_by: "Přijmout do" | "Accept by";
        can_be_named: "Koho lze zmínit za @" | "Whom you can mention behind @";
        first_report_by: "První zpráva do" | "First report by";
        answered: "Odpověď" | "Answer";
        timeline: "Časová osa" | "Timeline";
        seen_by_nobody: "Partneři to neuvidí." | "Partners will not see it.";
        seen_by_chosen: "Uvidí jen vybraný partner." | "Only the chosen partner will see it.";
        seen_by_managers: "Uvidí partneři, kteří příležitost přijmou." | "Partners that accept the opportunity will see it.";
    }
}

texts! {
    /// A partner's own opportunity before it is approved.
    AskText {
        ask: "Zeptat se partnera…" | "Ask the partner…";
        title: "Zeptat se partnera" | "Ask the partner";
        hint: "Partner dostane e-mail a\u{a0}bude moci změnit právě vybraná pole." | "The partner gets an e-mail and can change exactly the chosen fields.";
        question: "Otázka" | "Question";
        fields: "Co má partner doplnit" | "What the partner should complete";
        send: "Odeslat otázku" | "Send the question";
        waiting: "Čeká se na partnera" | "Waiting for the partner";
        brought_by: "Přinesl partner:" | "Brought by:";
        similar: "Zákazník může být některý z\u{a0}těchto obchodních vztahů" | "The customer may be one of these accounts";
        same_number: "stejné IČO" | "the same registration number";
        same_domain: "stejná doména" | "the same domain";
        same_name: "podobný název" | "a similar name";
    }
}

texts! {
    /// What a save did.
    DoneText {
        stored: "Uloženo." | "Saved.";
        created: "Příležitost je založená." | "The opportunity is created.";
        unplaced: "Příležitost je založená. Pravidlo ji mělo hned nabídnout, ale žádný partner nevyhovuje. Důvody jsou v\u{a0}časové ose." | "The opportunity is created. A rule should have offered it at once, but no partner fits. The reasons are in the timeline.";
        delivered: "Dodáno partnerovi" | "Delivered to";
        accept: "přijmout" | "to be accepted";
        shared: "Sdíleno, spravují ji" | "Shared, managed by";
        approved: "Schváleno, příležitost spravuje" | "Approved, managed by";
        rejected: "Zamítnuto." | "Rejected.";
        recalled: "Odvoláno, partneři dostali zprávu." | "Recalled, the partners were told.";
        taken_back: "Převzato zpět, můžete ji nabídnout dál." | "Taken back, you can offer it on.";
        held: "Pozastaveno, lhůty stojí." | "On hold, the clocks stand still.";
        resumed: "Obnoveno, lhůty běží." | "Resumed, the clocks run.";
        won: "Vyhráno. Gratulujeme!" | "Won. Congratulations!";
        lost: "Uzavřeno bez prodeje." | "Closed without a sale.";
        reopened: "Znovu otevřeno." | "Reopened.";
        close: "Zavřít zprávu" | "Close the message";
    }
}

/// The name of a currency.
pub(crate) fn currency(lang: Lang, currency: Currency) -> &'static str {
    let (cs, en) = match currency {
        Currency::Czk => ("česká koruna", "Czech koruna"),
        Currency::Eur => ("euro", "euro"),
        Currency::Usd => ("americký dolar", "US dollar"),
        Currency::Gbp => ("britská libra", "pound sterling"),
        Currency::Pln => ("polský zlotý", "Polish złoty"),
        Currency::Huf => ("maďarský forint", "Hungarian forint"),
        Currency::Chf => ("švýcarský frank", "Swiss franc"),
        Currency::Jpy => ("japonský jen", "Japanese yen"),
    };
    match lang {
        Lang::Cs => cs,
        Lang::En => en,
    }
}

/// `2 partneři`.
pub(crate) fn partner_count(lang: Lang, count: usize) -> String {
    let count = u64::try_from(count).unwrap_or_default();
    let forms = match lang {
        Lang::Cs => ("partner", "partneři", "partnerů"),
        Lang::En => ("partner", "partners", "partners"),
    };
    [&count.to_string(), "\u{a0}", plural(lang, count, forms)].concat()
}

/// `Spravují 2 partneři`, `Managed by 2 partners`.
pub(crate) fn managed_by(lang: Lang, count: usize) -> String {
    let partners = partner_count(lang, count);
    match (lang, count) {
        (Lang::Cs, 2..=4) => format!("Spravují {partners}"),
        (Lang::Cs, _) => format!("Spravuje {partners}"),
        (Lang::En, _) => format!("Managed by {partners}"),
    }
}

/// `Uvidí Alfa a Beta`
pub(crate) fn seen_by(lang: Lang, names: &str) -> String {
    match lang {
        Lang::Cs => format!("Uvidí {names}"),
        Lang::En => format!("Seen by {names}"),
    }
}

/// `128`, or `10 000+` where counting stopped.
pub(crate) fn count(lang: Lang, count: Count) -> String {
    let figure = |count: u64| format::number(lang, i64::try_from(count).unwrap_or(i64::MAX));
    match count {
        Count::Exactly(count) => figure(count),
        Count::AtLeast(count) => figure(count) + "+",
    }
}

/// `3 in My open`, where this view has none.
pub(crate) fn elsewhere(lang: Lang, count: Count, view: &str) -> String {
    let count = self::count(lang, count);
    match lang {
        Lang::Cs => format!("{count} v\u{a0}pohledu {view}"),
        Lang::En => format!("{count} in {view}"),
    }
}

/// `50 z 128`: rows in sight and all that match.
pub(crate) fn range(lang: Lang, rows: usize, total: Count) -> String {
    let of = match lang {
        Lang::Cs => "z",
        Lang::En => "of",
    };
    let rows = format::number(lang, i64::try_from(rows).unwrap_or(i64::MAX));
    [rows.as_str(), of, &count(lang, total)].join("\u{a0}")
}
