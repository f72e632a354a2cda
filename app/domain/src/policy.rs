//! Who may do what. The only place that decides; everyone else asks.

use serde::{Deserialize, Serialize};
use strum::{AsRefStr, Display, EnumIter, EnumString};

use crate::ids::{PartnerId, UserId};

/// Whoever asks. Partner people always come with their partner: there is no third kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actor {
    /// Nobody has signed in.
    Anonymous,
    /// A timer or an operator at the command line.
    System,
    /// One of the vendor's people.
    Staff {
        /// Who.
        user: UserId,
        /// As what.
        role: StaffRole,
    },
    /// One of a partner's people.
    Partner {
        /// Who.
        user: UserId,
        /// Of which company.
        partner: PartnerId,
        /// As what.
        role: PartnerRole,
    },
}

impl Actor {
    /// The person, when there is one.
    #[must_use]
    pub fn user(&self) -> Option<UserId> {
        match *self {
            Self::Staff { user, .. } | Self::Partner { user, .. } => Some(user),
            Self::Anonymous | Self::System => None,
        }
    }

    /// The partner company, for partner people.
    #[must_use]
    pub fn partner(&self) -> Option<PartnerId> {
        match *self {
            Self::Partner { partner, .. } => Some(partner),
            Self::Anonymous | Self::System | Self::Staff { .. } => None,
        }
    }
}

/// Roles of the vendor's people, ordered: nobody grants above their own.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    Display,
    AsRefStr,
    EnumIter,
    EnumString,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum StaffRole {
    /// Creates, edits and distributes; sees all, edits own and unowned.
    Seller,
    /// All opportunities, partners, imports, reports.
    Manager,
    /// Everything, including people and settings.
    Admin,
}

/// Roles inside a partner company, ordered.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    Display,
    AsRefStr,
    EnumIter,
    EnumString,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum PartnerRole {
    /// Only managed opportunities assigned to them; neither accepts nor declines.
    Seller,
    /// All of the company's opportunities.
    Manager,
    /// The same, and the team.
    Administrator,
}

/// One variant per use case that concerns a record or an area.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Display, AsRefStr, EnumIter,
)]
#[strum(serialize_all = "kebab-case")]
pub enum Action {
    /// Read an opportunity as its audience may see it.
    ReadOpportunity,
    /// Create one as staff.
    CreateOpportunity,
    /// Change its fields.
    EditOpportunity,
    /// Offer it, share it, put it on hold, approve it.
    DistributeOpportunity,
    /// Take it back from partners.
    RecallOpportunity,
    /// Staff close it as won or lost.
    CloseOpportunity,
    /// Staff open a closed one again.
    ReopenOpportunity,
    /// Accept or decline an offer.
    AnswerOffer,
    /// Report stage, value and close date.
    UpdateProgress,
    /// The managing partner closes it as won or lost.
    FinishOpportunity,
    /// The managing partner gives it back.
    ReturnOpportunity,
    /// A collaborator leaves.
    LeaveCollaboration,
    /// Write on the timeline, attach files.
    WriteNote,
    /// List and read accounts and contacts.
    ReadCustomers,
    /// Create and change accounts and contacts.
    WriteCustomers,
    /// List and read partners.
    ReadPartners,
    /// Create and change partners.
    WritePartners,
    /// Invite, deactivate and change a partner's people.
    ManagePartnerPeople,
    /// Invite, deactivate and change the vendor's people.
    ManageStaff,
    /// See messages that wait for a mail server.
    ReadOutgoingMail,
    /// Import files.
    ImportOpportunities,
    /// Bring an opportunity of the company's own.
    BringOpportunity,
    /// Answer what the vendor asks about it, within the fields that were named.
    CompleteOpportunity,
    /// Ask for the exclusive right to it: submit, withdraw, appeal, extend.
    RegisterDeal,
    /// Review, ask, approve, reject, revoke.
    DecideRegistration,
    /// Read registrations.
    ReadRegistrations,
    /// Read the customers that were opened to the own company.
    ReadOwnCustomers,
    /// Correct where these are and who their people are.
    WriteOwnCustomers,
    /// Ask whether a customer is free.
    CheckConflict,
    /// Hand a managed opportunity to a colleague.
    AssignSeller,
    /// Read the own company's profile and team.
    ReadCompany,
    /// Change what the company says of itself.
    EditCompany,
    /// Invite, deactivate and change the people of the own company.
    ManageTeam,
    /// Figures over all opportunities and partners.
    ReadReports,
    /// Make one account of two.
    MergeAccounts,
    /// Products, reasons, protection, and what else holds for all.
    ManageSettings,
    /// Rules by which opportunities are distributed.
    ManageRouting,
    /// Have a whole selection distributed, and follow or stop it; each opportunity is asked about besides.
    DistributeSelection,
}

/// How the actor stands to the opportunity in question; the loader of the record finds out.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Display, AsRefStr, EnumIter,
)]
#[strum(serialize_all = "kebab-case")]
pub enum Relation {
    /// Staff: they own it, or nobody does. Also every question that concerns no opportunity.
    Own,
    /// Staff: a colleague owns it.
    Colleagues,
    /// Partner: it is offered to the company.
    Offered,
    /// Partner: the company alone manages it.
    Managing,
    /// Partner: the company manages it with others.
    Collaborating,
    /// Partner: the company brought it and nobody else ever had it; the vendor has not approved it, or closed it instead.
    Brought,
    /// Partner: the company had it once.
    Former,
    /// Partner: none of the company's business, or not assigned to this seller.
    Foreign,
}

/// `Hidden` is told as "not found": a partner must not learn what others were offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Denied {
    /// Answered exactly like a record that does not exist.
    #[error("not found")]
    Hidden,
    /// The record is no secret, the deed is not theirs.
    #[error("not allowed")]
    Forbidden,
    /// Nobody has signed in.
    #[error("sign in")]
    SignedOut,
}

/// Decides. Areas without a record are asked with [`Relation::Own`].
pub fn authorize(actor: &Actor, action: Action, relation: Relation) -> Result<(), Denied> {
    let allowed = match *actor {
        Actor::Anonymous => return Err(Denied::SignedOut),
        Actor::System => true,
        Actor::Staff { role, .. } => staff_may(role, action, relation),
        Actor::Partner { .. } if relation == Relation::Foreign => return Err(Denied::Hidden),
        Actor::Partner { role, .. } => match partner_may(role, action, relation) {
            Some(allowed) => allowed,
            None => return Err(Denied::Hidden),
        },
    };
    if allowed { Ok(()) } else { Err(Denied::Forbidden) }
}

/// Whether the actor may, for screens that offer only what will work.
#[must_use]
pub fn may(actor: &Actor, action: Action, relation: Relation) -> bool {
    authorize(actor, action, relation).is_ok()
}

#[expect(clippy::match_same_arms, reason = "one line per decision reads as a table")]
fn staff_may(role: StaffRole, action: Action, relation: Relation) -> bool {
    use Action as A;
    use StaffRole::{Admin, Manager, Seller};

    let own = relation == Relation::Own;
    match (action, role) {
        (A::ReadOpportunity | A::CreateOpportunity, Seller | Manager | Admin) => true,
        (A::EditOpportunity | A::DistributeOpportunity | A::RecallOpportunity, Seller) => own,
        (A::EditOpportunity | A::DistributeOpportunity | A::RecallOpportunity, Manager | Admin) => {
            true
        }
        (A::CloseOpportunity | A::ReopenOpportunity, Seller) => own,
        (A::CloseOpportunity | A::ReopenOpportunity, Manager | Admin) => true,
        (
            A::AnswerOffer | A::FinishOpportunity | A::ReturnOpportunity,
            Seller | Manager | Admin,
        ) => false,
        (A::LeaveCollaboration | A::UpdateProgress, Seller | Manager | Admin) => false,
        (A::WriteNote, Seller | Manager | Admin) => true,
        (A::ReadCustomers | A::WriteCustomers, Seller | Manager | Admin) => true,
        (A::ReadPartners, Seller | Manager | Admin) => true,
        (A::WritePartners | A::ManagePartnerPeople, Seller) => false,
        (A::WritePartners | A::ManagePartnerPeople, Manager | Admin) => true,
        (A::ManageStaff, Seller | Manager) => false,
        (A::ManageStaff, Admin) => true,
        (A::ReadOutgoingMail | A::ImportOpportunities, Seller) => false,
        (A::ReadOutgoingMail | A::ImportOpportunities, Manager | Admin) => true,
        (A::DecideRegistration | A::ReadReports | A::MergeAccounts, Seller) => false,
        (A::DecideRegistration | A::ReadReports | A::MergeAccounts, Manager | Admin) => true,
        (A::ReadRegistrations, Seller | Manager | Admin) => true,
        (A::ManageSettings, Seller | Manager) => false,
        (A::ManageSettings, Admin) => true,
        (A::ManageRouting, Seller) => false,
        (A::ManageRouting, Manager | Admin) => true,
        (A::DistributeSelection, Seller) => own,
        (A::DistributeSelection, Manager | Admin) => true,
        (
            A::BringOpportunity
            | A::ReadOwnCustomers
            | A::WriteOwnCustomers
            | A::CompleteOpportunity
            | A::RegisterDeal
            | A::CheckConflict
            | A::AssignSeller
            | A::ReadCompany
            | A::EditCompany
            | A::ManageTeam,
            Seller | Manager | Admin,
        ) => false,
    }
}

/// `None` is "not found": the area does not exist for partner people.
#[expect(
    clippy::match_same_arms,
    clippy::too_many_lines,
    reason = "one line per decision reads as a table, and a table is not cut in two"
)]
fn partner_may(role: PartnerRole, action: Action, relation: Relation) -> Option<bool> {
    use Action as A;
    use PartnerRole::{Administrator, Manager, Seller};
    use Relation as R;

    let managing = matches!(relation, R::Managing | R::Collaborating);
    match (action, role) {
        (A::ReadOpportunity, Administrator | Manager) => {
            let known = matches!(relation, R::Offered | R::Brought | R::Former);
            (managing || known).then_some(true)
        }
        (A::ReadOpportunity, Seller) => (managing || relation == R::Brought).then_some(true),
        (A::AnswerOffer, Administrator | Manager) => Some(relation == R::Offered),
        (A::AnswerOffer, Seller) => (relation != R::Offered).then_some(false),
        (A::UpdateProgress, Administrator | Manager | Seller) => Some(managing),
        (A::FinishOpportunity, Administrator | Manager | Seller) => Some(relation == R::Managing),
        (A::ReturnOpportunity, Administrator | Manager) => Some(relation == R::Managing),
        (A::ReturnOpportunity, Seller) => Some(false),
        (A::LeaveCollaboration, Administrator | Manager) => Some(relation == R::Collaborating),
        (A::LeaveCollaboration, Seller) => Some(false),
        (A::WriteNote, Administrator | Manager | Seller) => {
            Some(managing || relation == R::Brought)
        }
        (
            A::BringOpportunity | A::CheckConflict | A::ReadOwnCustomers | A::WriteOwnCustomers,
            Administrator | Manager | Seller,
        ) => Some(true),
        (A::CompleteOpportunity, Administrator | Manager | Seller) => Some(relation == R::Brought),
        (A::RegisterDeal, Administrator | Manager | Seller) => {
            Some(matches!(relation, R::Brought | R::Managing))
        }
        (A::ReadRegistrations | A::ReadCompany, Administrator | Manager | Seller) => Some(true),
        (A::AssignSeller, Administrator | Manager) => Some(relation == R::Managing),
        (A::AssignSeller, Seller) => Some(false),
        (A::EditCompany, Administrator | Manager) => Some(true),
        (A::EditCompany, Seller) => Some(false),
        (A::ManageTeam, Administrator) => Some(true),
        (A::ManageTeam, Manager | Seller) => Some(false),
        (A::ManagePartnerPeople, Administrator | Manager | Seller) => None,
        (
            A::CreateOpportunity
            | A::EditOpportunity
            | A::DistributeOpportunity
            | A::RecallOpportunity
            | A::CloseOpportunity
            | A::ReopenOpportunity
            | A::ReadCustomers
            | A::WriteCustomers
            | A::ReadPartners
            | A::WritePartners
            | A::ManageStaff
            | A::ReadOutgoingMail
            | A::ImportOpportunities
            | A::DecideRegistration
            | A::ReadReports
            | A::MergeAccounts
            | A::ManageSettings
            | A::ManageRouting
            | A::DistributeSelection,
            Administrator | Manager | Seller,
        ) => None,
    }
}

#[cfg(test)]
#[path = "policy_tests.rs"]
mod tests;
