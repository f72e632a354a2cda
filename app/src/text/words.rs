//! The words of the business: statuses, stages, reasons, roles.

use domain::{
    assignment::State,
    lang::Lang,
    opportunity::Status,
    partner::{PartnerStatus, Tier},
    person::Role,
    policy::{PartnerRole, StaffRole},
    registration::Reason,
};

pub(super) fn pick(lang: Lang, (cs, en): (&'static str, &'static str)) -> &'static str {
    match lang {
        Lang::Cs => cs,
        Lang::En => en,
    }
}

/// A status as the founding document calls it.
pub(crate) fn status(lang: Lang, status: Status) -> &'static str {
    pick(
        lang,
        match status {
            Status::InProgress => ("Rozpracováno", "In progress"),
            Status::OnHold => ("Pozastaveno", "On hold"),
            Status::Delivered => ("Dodáno", "Delivered"),
            Status::Accepted => ("Přijato", "Accepted"),
            Status::Declined => ("Odmítnuto", "Declined"),
            Status::Expired => ("Vypršelo", "Expired"),
            Status::Returned => ("Vráceno", "Returned"),
            Status::Won => ("Vyhráno", "Won"),
            Status::Canceled => ("Zrušeno", "Canceled"),
            Status::OutSold => ("Prodal konkurent", "Out-sold"),
            Status::Rejected => ("Zamítnuto", "Rejected"),
        },
    )
}

/// Where one assignment stands.
pub(crate) fn assignment_state(lang: Lang, state: State) -> &'static str {
    pick(
        lang,
        match state {
            State::Queued => ("V pořadí", "Queued"),
            State::Offered => ("Dodáno", "Delivered"),
            State::Accepted => ("Přijato", "Accepted"),
            State::Declined => ("Odmítnuto", "Declined"),
            State::Expired => ("Vypršelo", "Expired"),
            State::Recalled => ("Odvoláno", "Recalled"),
            State::Returned => ("Vráceno", "Returned"),
            State::Left => ("Odešel", "Left"),
            State::Completed => ("Dokončeno", "Completed"),
        },
    )
}

/// Why a deal registration was turned down or revoked.
pub(crate) fn registration_reason(lang: Lang, reason: Reason) -> &'static str {
    pick(
        lang,
        match reason {
            Reason::OwnCustomer => {
                ("Zákazníka obsluhuje dodavatel", "The vendor serves this customer itself")
            }
            Reason::Protected => ("Chráněno pro jiného partnera", "Protected for another partner"),
            Reason::Duplicate => ("Už bylo registrováno", "Registered before"),
            Reason::NotQualified => ("Zatím bez skutečné potřeby", "No real need yet"),
            Reason::Incomplete => ("Neúplné podklady", "Incomplete information"),
            Reason::OutOfScope => ("Mimo oprávnění partnera", "Outside of the partner's scope"),
            Reason::Inactivity => ("Partner na ní nepracuje", "The partner does not work on it"),
            Reason::Other => ("Jiný důvod", "Another reason"),
        },
    )
}

/// Programme status of a partner.
pub(crate) fn partner_status(lang: Lang, status: PartnerStatus) -> &'static str {
    pick(
        lang,
        match status {
            PartnerStatus::Prospect => ("Zájemce", "Prospect"),
            PartnerStatus::Onboarding => ("Zavádí se", "Onboarding"),
            PartnerStatus::Active => ("Aktivní", "Active"),
            PartnerStatus::Suspended => ("Pozastavený", "Suspended"),
            PartnerStatus::Ended => ("Ukončený", "Ended"),
        },
    )
}

/// Tier of a partner.
pub(crate) fn tier(lang: Lang, tier: Tier) -> &'static str {
    pick(
        lang,
        match tier {
            Tier::Registered => ("Registrovaný", "Registered"),
            Tier::Silver => ("Stříbrný", "Silver"),
            Tier::Gold => ("Zlatý", "Gold"),
            Tier::Platinum => ("Platinový", "Platinum"),
        },
    )
}

/// Role of a person.
pub(crate) fn role(lang: Lang, role: Role) -> &'static str {
    pick(
        lang,
        match role {
            Role::Staff(StaffRole::Seller) | Role::Partner(PartnerRole::Seller) => {
                ("Prodejce", "Seller")
            }
            Role::Staff(StaffRole::Manager) | Role::Partner(PartnerRole::Manager) => {
                ("Manažer", "Manager")
            }
            Role::Staff(StaffRole::Admin) | Role::Partner(PartnerRole::Administrator) => {
                ("Správce", "Administrator")
            }
        },
    )
}
