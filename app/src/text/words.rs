//! The words of the business: statuses, stages, reasons, roles.

use domain::{
    assignment::{DeclineReason, ReturnReason, State},
    lang::Lang,
    opportunity::{LossReason, Status},
    partner::{PartnerStatus, Tier},
    person::Role,
    policy::{PartnerRole, StaffRole},
    registration::Reason,
    stage::Stage,
};

fn pick(lang: Lang, (cs, en): (&'static str, &'static str)) -> &'static str {
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

/// A stage.
pub(crate) fn stage(lang: Lang, stage: Stage) -> &'static str {
    pick(
        lang,
        match stage {
            Stage::Qualify => ("Kvalifikace", "Qualify"),
            Stage::Develop => ("Rozvoj", "Develop"),
            Stage::Propose => ("Nabídka", "Propose"),
            Stage::Close => ("Uzavření", "Close"),
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

/// Why an offer is declined.
pub(crate) fn decline_reason(lang: Lang, reason: DeclineReason) -> &'static str {
    pick(
        lang,
        match reason {
            DeclineReason::NoCapacity => ("Nemáme kapacitu", "No capacity"),
            DeclineReason::OutsideTerritory => ("Mimo naše území", "Outside our territory"),
            DeclineReason::NoExpertise => ("Chybí nám odbornost", "We lack the expertise"),
            DeclineReason::UnclearNeed => ("Zadání není jasné", "The need is unclear"),
            DeclineReason::AlreadyKnown => {
                ("Se zákazníkem už jednáme", "We already talk to this customer")
            }
            DeclineReason::ConflictOfInterest => ("Střet zájmů", "Conflict of interest"),
            DeclineReason::Other => ("Jiný důvod", "Another reason"),
        },
    )
}

/// Why an opportunity is returned.
pub(crate) fn return_reason(lang: Lang, reason: ReturnReason) -> &'static str {
    pick(
        lang,
        match reason {
            ReturnReason::NoResponse => ("Zákazník neodpovídá", "The customer does not answer"),
            ReturnReason::NotQualified => ("Není skutečná potřeba", "There is no real need"),
            ReturnReason::NoBudget => ("Zákazník nemá rozpočet", "The customer has no budget"),
            ReturnReason::CapabilityGap => ("Nezvládneme to", "We cannot do it"),
            ReturnReason::NoCapacity => ("Nemáme kapacitu", "No capacity"),
            ReturnReason::Other => ("Jiný důvod", "Another reason"),
        },
    )
}

/// Why a sale was lost.
pub(crate) fn loss_reason(lang: Lang, reason: LossReason) -> &'static str {
    pick(
        lang,
        match reason {
            LossReason::Price => ("Cena", "Price"),
            LossReason::Competitor => ("Vybrali konkurenta", "A competitor was chosen"),
            LossReason::NoBudget => ("Není rozpočet", "No budget"),
            LossReason::NoDecision => ("Zákazník se nerozhodl", "No decision"),
            LossReason::NoResponse => ("Zákazník neodpovídá", "No response"),
            LossReason::Other => ("Jiný důvod", "Another reason"),
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
