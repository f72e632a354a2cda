//! What people are told by mail, and which page each message leads to.

use chrono::{DateTime, Utc};
use domain::choice::{Code, Labels};

use super::registration::RegistrationNews;

/// Something that happened and that somebody should hear of.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the facts that the variant names")]
pub enum Notice {
    /// To the partner: an offer waits for an answer.
    Offered { reference: String, topic: String, accept_by: Option<DateTime<Utc>> },
    /// To the partner: it manages the opportunity, together with others.
    Shared { reference: String, topic: String, others: Vec<String> },
    /// To the partner: the vendor puts it on hold; `accept_by` is the deadline that stands still.
    Held {
        reference: String,
        topic: String,
        accept_by: Option<DateTime<Utc>>,
        reason: Option<String>,
    },
    /// To the partner: it goes on; `accept_by` is the deadline that runs again.
    Resumed { reference: String, topic: String, accept_by: Option<DateTime<Utc>> },
    /// To the partner: the offer is to be answered by another time.
    DeadlineMoved { reference: String, topic: String, accept_by: DateTime<Utc> },
    /// To the partner: the vendor took it back.
    Recalled { reference: String, topic: String, reason: Option<String> },
    /// To the partner: another one, asked at the same time, accepted first.
    Overtaken { reference: String, topic: String },
    /// To the partner: the time for an answer is over.
    Lapsed { reference: String, topic: String },
    /// To the partner: the offer still waits for an answer.
    AnswerSoon { reference: String, topic: String, accept_by: DateTime<Utc> },
    /// To the partner: the first report is due soon.
    ReportSoon { reference: String, topic: String, report_by: DateTime<Utc> },
    /// To the partner: the first report is overdue.
    ReportLate { reference: String, topic: String, report_by: DateTime<Utc> },
    /// To the owner: the partner did not report in time.
    OwnerReportLate { reference: String, topic: String, partner: String },
    /// To a partner's person: colleagues handed it over.
    SellerAssigned { reference: String, topic: String },
    /// To the owner: the partner accepted.
    Accepted { reference: String, topic: String, partner: String },
    /// To the owner: the partner declined.
    Declined {
        reference: String,
        topic: String,
        partner: String,
        reason: Code,
        /// What administrators call the reason.
        labels: Labels,
        text: Option<String>,
        /// Who was asked after it.
        next: Option<String>,
        /// How many were asked at the same time and have not answered.
        open: usize,
    },
    /// To the owner: the partner did not answer in time.
    OwnerLapsed { reference: String, topic: String, partner: String, next: Option<String> },
    /// To whoever decides then: a rule should have distributed it, and found nobody.
    NobodyFits { reference: String, topic: String },
    /// The same of a whole run: so many need a person, and its page, a path, says why.
    RunHeld { page: String, held: usize },
    /// To the owner: the partner gave it back.
    Returned { reference: String, topic: String, partner: String, text: Option<String> },
    /// To the owner: the partner is stuck and asks for help.
    NeedsHelp { reference: String, topic: String, partner: String, text: Option<String> },
    /// To the owner: a collaborator left.
    Left { reference: String, topic: String, partner: String, text: Option<String> },
    /// To the owner: the partner won or lost it.
    Finished { reference: String, topic: String, partner: String, won: bool },
    /// To the partner that managed it: the vendor closed it as won or lost.
    Closed { reference: String, topic: String, won: bool },
    /// To the partner: the vendor approved what it brought.
    Approved { reference: String, topic: String },
    /// To the partner: the vendor rejected what it brought.
    Rejected { reference: String, topic: String, reason: String },
    /// To the vendor's managers: a partner brought an opportunity of its own.
    Brought { reference: String, topic: String, partner: String },
    /// To the partner that brought it: the vendor asks before it decides.
    InfoRequested { reference: String, topic: String, question: String },
    /// To who asked: the partner answered.
    InfoGiven { reference: String, topic: String, partner: String, text: Option<String> },
    /// To either side: something about a deal registration.
    Registration { reference: String, topic: String, registration: String, news: RegistrationNews },
    /// To either side: somebody wrote a note.
    NoteWritten { reference: String, topic: String, author: String, excerpt: String },
    /// To either side: somebody named them in a note.
    Mentioned { reference: String, topic: String, author: String, excerpt: String },
    /// To somebody who forgot the password: a link to choose another one.
    PasswordReset { link: String },
    /// To somebody new: a link to choose a password. `company` is the partner's name, `None` for staff.
    Invitation { link: String, inviter: String, company: Option<String> },
}

/// Template of an invitation to the vendor's own people: its link is a sign-in as staff.
pub(super) const STAFF_INVITATION: &str = "staff_invitation";
/// Template of a link to choose another password.
pub(super) const PASSWORD_RESET: &str = "password_reset";
/// Template of what a run left for a person.
pub(super) const RUN_HELD: &str = "run_held";
/// Template of [`Notice::Accepted`].
pub(crate) const ACCEPTED: &str = "accepted";
/// Template of an invitation to a partner's people.
pub(super) const PARTNER_INVITATION: &str = "partner_invitation";

/// What a template is filled with. Fields that a notice does not have are empty and not used by its template.
#[derive(Debug, Default)]
pub(super) struct Facts<'a> {
    pub reference: Option<&'a str>,
    pub topic: &'a str,
    pub partner: &'a str,
    pub author: &'a str,
    pub company: &'a str,
    pub others: &'a [String],
    pub accept_by: Option<DateTime<Utc>>,
    pub report_by: Option<DateTime<Utc>>,
    pub reason: Option<&'a Code>,
    /// What administrators call it.
    pub reason_labels: Option<&'a Labels>,
    pub won: bool,
    /// The partner that was asked next.
    pub next: Option<&'a str>,
    /// How many others are still asked.
    pub open: usize,
    /// What people call the registration.
    pub registration: &'a str,
    /// What happened to it, in the words of its templates.
    pub news: &'a str,
    /// By when it is decided, or until when it protects.
    pub until: Option<DateTime<Utc>>,
    /// Words of a person, shown as a quotation.
    pub quote: Option<&'a str>,
    /// Where the message leads, when it is no opportunity.
    pub link: Option<&'a str>,
    /// Path of the page of the vendor's people that it leads to, when it is no opportunity.
    pub page: Option<&'a str>,
}

impl Notice {
    /// Name of the template, the same in both languages.
    pub(super) fn template(&self) -> &'static str {
        match self {
            Self::Offered { .. } => "offered",
            Self::Shared { .. } => "shared",
            Self::Held { .. } => "held",
            Self::Resumed { .. } => "resumed",
            Self::DeadlineMoved { .. } => "deadline_moved",
            Self::Recalled { .. } => "recalled",
            Self::Overtaken { .. } => "overtaken",
            Self::Lapsed { .. } => "lapsed",
            Self::AnswerSoon { .. } => "answer_soon",
            Self::ReportSoon { .. } => "report_soon",
            Self::ReportLate { .. } => "report_late",
            Self::OwnerReportLate { .. } => "owner_report_late",
            Self::SellerAssigned { .. } => "seller_assigned",
            Self::Accepted { .. } => ACCEPTED,
            Self::Declined { .. } => "declined",
            Self::OwnerLapsed { .. } => "owner_lapsed",
            Self::NobodyFits { .. } => "nobody_fits",
            Self::RunHeld { .. } => RUN_HELD,
            Self::Returned { .. } => "returned",
            Self::NeedsHelp { .. } => "needs_help",
            Self::Left { .. } => "left",
            Self::Finished { .. } => "finished",
            Self::Closed { .. } => "closed",
            Self::Approved { .. } => "approved",
            Self::Rejected { .. } => "rejected",
            Self::Brought { .. } => "brought",
            Self::InfoRequested { .. } => "info_requested",
            Self::InfoGiven { .. } => "info_given",
            Self::Registration { news, .. } => news.template(),
            Self::NoteWritten { .. } => "note_written",
            Self::Mentioned { .. } => "mentioned",
            Self::PasswordReset { .. } => PASSWORD_RESET,
            Self::Invitation { company: None, .. } => STAFF_INVITATION,
            Self::Invitation { company: Some(_), .. } => PARTNER_INVITATION,
        }
    }

    pub(super) fn facts(&self) -> Facts<'_> {
        match self {
            Self::Invitation { link, inviter, company } => Facts {
                link: Some(link),
                author: inviter,
                company: company.as_deref().unwrap_or_default(),
                ..Facts::default()
            },
            Self::PasswordReset { link } => Facts { link: Some(link), ..Facts::default() },
            Self::RunHeld { page, held } => {
                Facts { page: Some(page), open: *held, ..Facts::default() }
            }
            _ => self.facts_of_opportunity(),
        }
    }

    #[expect(clippy::too_many_lines, reason = "one arm for each message reads as a table")]
    fn facts_of_opportunity(&self) -> Facts<'_> {
        let facts =
            |reference, topic| Facts { reference: Some(reference), topic, ..Facts::default() };
        match self {
            Self::Offered { reference, topic, accept_by }
            | Self::Resumed { reference, topic, accept_by } => {
                Facts { accept_by: *accept_by, ..facts(reference, topic) }
            }
            Self::Held { reference, topic, accept_by, reason } => {
                Facts { accept_by: *accept_by, quote: reason.as_deref(), ..facts(reference, topic) }
            }
            Self::DeadlineMoved { reference, topic, accept_by }
            | Self::AnswerSoon { reference, topic, accept_by } => {
                Facts { accept_by: Some(*accept_by), ..facts(reference, topic) }
            }
            Self::ReportSoon { reference, topic, report_by }
            | Self::ReportLate { reference, topic, report_by } => {
                Facts { report_by: Some(*report_by), ..facts(reference, topic) }
            }
            Self::Shared { reference, topic, others } => {
                Facts { others, ..facts(reference, topic) }
            }
            Self::Recalled { reference, topic, reason } => {
                Facts { quote: reason.as_deref(), ..facts(reference, topic) }
            }
            Self::SellerAssigned { reference, topic }
            | Self::NobodyFits { reference, topic }
            | Self::Overtaken { reference, topic }
            | Self::Lapsed { reference, topic }
            | Self::Approved { reference, topic } => facts(reference, topic),
            Self::Accepted { reference, topic, partner }
            | Self::Brought { reference, topic, partner }
            | Self::OwnerReportLate { reference, topic, partner } => {
                Facts { partner, ..facts(reference, topic) }
            }
            Self::OwnerLapsed { reference, topic, partner, next } => {
                Facts { partner, next: next.as_deref(), ..facts(reference, topic) }
            }
            Self::Declined { reference, topic, partner, reason, labels, text, next, open } => {
                Facts {
                    partner,
                    next: next.as_deref(),
                    open: *open,
                    reason: Some(reason),
                    reason_labels: Some(labels),
                    quote: text.as_deref(),
                    ..facts(reference, topic)
                }
            }
            Self::InfoRequested { reference, topic, question } => {
                Facts { quote: Some(question), ..facts(reference, topic) }
            }
            Self::InfoGiven { reference, topic, partner, text }
            | Self::Returned { reference, topic, partner, text }
            | Self::NeedsHelp { reference, topic, partner, text }
            | Self::Left { reference, topic, partner, text } => {
                Facts { partner, quote: text.as_deref(), ..facts(reference, topic) }
            }
            Self::Finished { reference, topic, partner, won } => {
                Facts { partner, won: *won, ..facts(reference, topic) }
            }
            Self::Closed { reference, topic, won } => {
                Facts { won: *won, ..facts(reference, topic) }
            }
            Self::Rejected { reference, topic, reason } => {
                Facts { quote: Some(reason), ..facts(reference, topic) }
            }
            Self::Registration { reference, topic, registration, news } => {
                news.fill(Facts { registration, ..facts(reference, topic) })
            }
            Self::NoteWritten { reference, topic, author, excerpt }
            | Self::Mentioned { reference, topic, author, excerpt } => {
                Facts { author, quote: Some(excerpt), ..facts(reference, topic) }
            }
            Self::Invitation { .. } | Self::PasswordReset { .. } | Self::RunHeld { .. } => {
                Facts::default()
            }
        }
    }
}
