//! Labels of the opportunity form by field name: for history, for what changed, and for the fields themselves.

use domain::lang::Lang;

/// The label of a field, as the form writes it. Unknown names, from an older version, are shown as they are.
pub(crate) fn field_label(lang: Lang, field: &str) -> &str {
    let (cs, en) = match field {
        "topic" => ("Téma", "Topic"),
        "account_name" | "account" => ("Obchodní vztah", "Account"),
        "contact_name" | "contact" => ("Kontakt", "Contact"),
        "currency" => ("Měna", "Currency"),
        "estimated_value" => ("Odhadovaná hodnota", "Estimated value"),
        "estimated_close_on" => ("Odhadované uzavření", "Estimated close"),
        "situation" => ("Situace zákazníka", "Customer situation"),
        "needs" => ("Potřeby zákazníka", "Customer needs"),
        "solution" => ("Navržené řešení", "Proposed solution"),
        "description" => ("Popis", "Description"),
        "stage" => ("Fáze", "Stage"),
        "probability" => ("Pravděpodobnost", "Probability"),
        "owner_id" | "owner" => ("Vlastník", "Owner"),
        "source" => ("Zdroj", "Source"),
        "products" => ("Produkty", "Products"),
        "country" => ("Země", "Country"),
        "region" => ("Kraj", "Region"),
        "city" => ("Město", "City"),
        "postal_code" => ("PSČ", "Postal code"),
        "lead_company" => ("Firma zákazníka", "Customer company"),
        "lead_number" => ("IČO zákazníka", "Customer registration number"),
        "lead_domain" => ("Web nebo doména zákazníka", "Customer web or domain"),
        "lead_person" => ("Osoba u zákazníka", "Customer person"),
        "lead_email" => ("E-mail zákazníka", "Customer e-mail"),
        "lead_phone" => ("Telefon zákazníka", "Customer phone"),
        "legal_basis" => ("Právní základ", "Legal basis"),
        "partner_name" | "partner" => ("Partner", "Partner"),
        "status" => ("Stav", "Status"),
        "accept_by" => ("Přijmout do", "Accept by"),
        "collaboration" => ("Spolupráce s partnerem", "Partner collaboration"),
        "collaborators" => ("Spolupracující partneři", "Collaborating partners"),
        "reason" => ("Důvod", "Reason"),
        "override_reason" => ("Proč znovu témuž partnerovi", "Why the same partner again"),
        "loss_reason" => ("Důvod ztráty", "Reason for the loss"),
        "actual_value" => ("Skutečná hodnota", "Actual value"),
        other => (other, other),
    };
    match lang {
        Lang::Cs => cs,
        Lang::En => en,
    }
}
