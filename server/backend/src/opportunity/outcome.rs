//! What a move of staff does to the partners and tells to people: one event, its readers, the mails.

use std::collections::BTreeSet;

use domain::{
    assignment::State,
    choice::Code,
    ids::{OpportunityId, PartnerId},
    opportunity::{Move, SavedNotice},
    timeline::{Audience, Event},
};

use super::{
    assign::{self, Begin},
    bring,
    holders::{COLLABORATION, EXCLUSIVE, Holders, Holding},
    plan::Plan,
};
use crate::{
    Context, Error, db::WriteTxn, entity::opportunity::Model, fold, info, mail::Notice,
    registration,
};

/// What is recorded and told once the rows are written.
#[derive(Debug)]
pub(super) struct Outcome {
    pub event: Event,
    pub audience: Audience,
    pub notice: SavedNotice,
    /// Partners whose answerers get a mail.
    pub mails: Vec<(PartnerId, Notice)>,
}

impl Outcome {
    fn new(event: Event, audience: Audience, notice: SavedNotice) -> Self {
        Self { event, audience, notice, mails: Vec::new() }
    }
}

/// Writes the assignments of the move. `row` stands after it already, `holders` as they were before.
pub(super) async fn carry_out(
    txn: &WriteTxn,
    cx: &Context,
    row: &Model,
    holders: &Holders,
    plan: &Plan,
) -> Result<Outcome, Error> {
    let audience = holders.audience();
    let told = |event, notice| Ok(Outcome::new(event, audience, notice));
    match plan.wish {
        Move::Offer => deliver(txn, cx, row, holders, plan).await,
        Move::Broadcast { .. } => broadcast(txn, cx, row, holders, plan).await,
        Move::Share { .. } => share(txn, cx, row, holders, plan).await,
        Move::Approve => approve(txn, cx, row, holders).await,
        Move::Reject => reject(txn, cx, row, holders, plan).await,
        Move::Recall | Move::Undo => withdraw(txn, cx, row, holders, plan).await,
        Move::TakeBack => told(Event::TakenBack, SavedNotice::TakenBack),
        Move::Reopen => {
            let reason = plan.reason.clone().unwrap_or_default();
            told(Event::Reopened { reason }, SavedNotice::Reopened)
        }
        Move::Hold => Ok(hold(row, holders, plan)),
        Move::Resume => resume(txn, cx, row, holders, plan).await,
        Move::Win { .. } => {
            let event = Event::Won { value: plan.actual_value };
            finish(txn, cx, row, holders, Outcome::new(event, audience, SavedNotice::Won)).await
        }
        Move::Lose { .. } => {
            let event = lost(plan);
            finish(txn, cx, row, holders, Outcome::new(event, audience, SavedNotice::Lost)).await
        }
        Move::Accept
        | Move::Decline { .. }
        | Move::Expire { .. }
        | Move::GiveBack
        | Move::Leave { .. } => Err(Error::Stale),
    }
}

fn hold(row: &Model, holders: &Holders, plan: &Plan) -> Outcome {
    let event = Event::Held { reason: plan.reason.clone() };
    let held = |holding: &Holding| Notice::Held {
        reference: row.reference.clone(),
        topic: row.topic.clone(),
        accept_by: row.accept_by.filter(|_| holding.state == State::Offered),
        reason: plan.reason.clone(),
    };
    let mails = holders.live().map(|holding| (holding.partner(), held(holding))).collect();
    Outcome { mails, ..Outcome::new(event, holders.audience(), SavedNotice::Held) }
}

/// All clocks go on with the time that was left, the vendor's own as well; an offer perhaps with a deadline that was typed.
async fn resume(
    txn: &WriteTxn,
    cx: &Context,
    row: &Model,
    holders: &Holders,
    plan: &Plan,
) -> Result<Outcome, Error> {
    let mut mails = Vec::new();
    let held = holders.held_at().unwrap_or(cx.now);
    registration::go_on(txn, cx, row.id, held).await?;
    for holding in holders.live() {
        let is_asked = holding.state == State::Offered;
        assign::go_on(txn, cx, holding, held, plan.accept_by).await?;
        let told = Notice::Resumed {
            reference: row.reference.clone(),
            topic: row.topic.clone(),
            accept_by: plan.accept_by.filter(|_| is_asked),
        };
        mails.push((holding.partner(), told));
    }
    let status = plan.target;
    let (event, notice) = (Event::Resumed { status }, SavedNotice::Resumed { status });
    Ok(Outcome { mails, ..Outcome::new(event, holders.audience(), notice) })
}

fn lost(plan: &Plan) -> Event {
    let reason = plan.loss().unwrap_or(Code::OTHER);
    Event::Lost { status: plan.target, reason, text: plan.reason.clone() }
}

async fn deliver(
    txn: &WriteTxn,
    cx: &Context,
    row: &Model,
    holders: &Holders,
    plan: &Plan,
) -> Result<Outcome, Error> {
    let Some(partner) = &plan.partner else {
        return Err(domain::refusal::Refusal::PartnerMissing.into());
    };
    if let Some(waiting) = holders.queued_of(partner.id) {
        assign::end(txn, cx, waiting, State::Recalled, None).await?;
    }
    let why = plan.override_reason.as_deref();
    let begin = Begin {
        partner: partner.id,
        accept_by: plan.accept_by,
        override_reason: why,
        terms: &partner.terms,
    };
    assign::offer(txn, cx, row, begin).await?;

    let accept_by = plan.accept_by.map(|at| cx.local(at));
    let event = Event::Delivered {
        partner: partner.name.clone(),
        accept_by,
        override_reason: plan.override_reason.clone(),
    };
    let notice = SavedNotice::Delivered { partner: partner.name.clone(), accept_by };
    let told = Notice::Offered {
        reference: row.reference.clone(),
        topic: row.topic.clone(),
        accept_by: plan.accept_by,
    };
    Ok(Outcome {
        mails: vec![(partner.id, told)],
        ..Outcome::new(event, Audience::Partner(partner.id), notice)
    })
}

/// Several are asked at once. Who the others are is read by staff only.
async fn broadcast(
    txn: &WriteTxn,
    cx: &Context,
    row: &Model,
    holders: &Holders,
    plan: &Plan,
) -> Result<Outcome, Error> {
    let mut mails = Vec::new();
    for partner in &plan.collaborators {
        if let Some(waiting) = holders.queued_of(partner.id) {
            assign::end(txn, cx, waiting, State::Recalled, None).await?;
        }
        let begin = Begin {
            partner: partner.id,
            accept_by: plan.accept_by,
            override_reason: None,
            terms: &partner.terms,
        };
        assign::offer(txn, cx, row, begin).await?;
        let told = Notice::Offered {
            reference: row.reference.clone(),
            topic: row.topic.clone(),
            accept_by: plan.accept_by,
        };
        mails.push((partner.id, told));
    }
    let partners = sorted(plan.collaborators.iter().map(|partner| partner.name.clone()));
    let accept_by = plan.accept_by.map(|at| cx.local(at));
    let event = Event::Broadcast { partners: partners.clone(), accept_by };
    let notice = SavedNotice::Broadcast { partners, accept_by };
    Ok(Outcome { mails, ..Outcome::new(event, Audience::Staff, notice) })
}

async fn share(
    txn: &WriteTxn,
    cx: &Context,
    row: &Model,
    holders: &Holders,
    plan: &Plan,
) -> Result<Outcome, Error> {
    let chosen: BTreeSet<PartnerId> = plan.collaborators.iter().map(|partner| partner.id).collect();
    let before = holders.sharing_ids();
    let mut mails = Vec::new();

    let gone: Vec<&Holding> =
        holders.live().filter(|holding| !chosen.contains(&holding.partner())).collect();
    for holding in &gone {
        assign::end(txn, cx, holding, State::Recalled, plan.reason.as_deref()).await?;
        mails.push((holding.partner(), recalled(row, plan.reason.clone())));
    }
    for partner in &plan.collaborators {
        match holders.live_of(partner.id).or_else(|| holders.queued_of(partner.id)) {
            Some(holding) if holding.is_shared() => continue,
            Some(holding) => assign::promote(txn, cx, holding, COLLABORATION).await?,
            None => {
                let why = plan.override_reason.as_deref();
                let begin = Begin {
                    partner: partner.id,
                    accept_by: None,
                    override_reason: why,
                    terms: &partner.terms,
                };
                assign::entrust(txn, cx, row, begin, COLLABORATION).await?;
            }
        }
        mails.push((partner.id, shared(row, plan, partner.id)));
    }

    let all = sorted(plan.collaborators.iter().map(|partner| partner.name.clone()));
    let (event, notice) = if before.is_empty() {
        (Event::Shared { partners: all.clone() }, SavedNotice::Shared { partners: all })
    } else {
        let newcomers = plan.collaborators.iter().filter(|partner| !before.contains(&partner.id));
        let added = sorted(newcomers.map(|partner| partner.name.clone()));
        let removed = sorted(gone.iter().map(|holding| holding.company.name.clone()));
        (
            Event::CollaboratorsChanged { added: added.clone(), removed: removed.clone() },
            SavedNotice::CollaboratorsChanged { added, removed },
        )
    };
    Ok(Outcome { mails, ..Outcome::new(event, Audience::AllPartners, notice) })
}

fn shared(row: &Model, plan: &Plan, to: PartnerId) -> Notice {
    let others = plan.collaborators.iter().filter(|partner| partner.id != to);
    Notice::Shared {
        reference: row.reference.clone(),
        topic: row.topic.clone(),
        others: sorted(others.map(|partner| partner.name.clone())),
    }
}

async fn approve(
    txn: &WriteTxn,
    cx: &Context,
    row: &Model,
    holders: &Holders,
) -> Result<Outcome, Error> {
    let partner = brought_by(row)?;
    let found = super::holders::companies(txn, cx, [partner.0]).await?;
    let company = super::holders::company(&found, partner.0)?;
    if let Some(holding) = holders.live_of(partner).or_else(|| holders.queued_of(partner)) {
        assign::promote(txn, cx, holding, EXCLUSIVE).await?;
    } else {
        let terms = &company.terms;
        let begin = Begin { partner, accept_by: None, override_reason: None, terms };
        assign::entrust(txn, cx, row, begin, EXCLUSIVE).await?;
    }
    bring::keep_seller(txn, row).await?;
    info::close(txn, cx, OpportunityId(row.id)).await?;
    let told = Notice::Approved { reference: row.reference.clone(), topic: row.topic.clone() };
    let notice = SavedNotice::Approved { partner: company.name };
    Ok(Outcome {
        mails: vec![(partner, told)],
        ..Outcome::new(Event::Approved, Audience::Partner(partner), notice)
    })
}

async fn reject(
    txn: &WriteTxn,
    cx: &Context,
    row: &Model,
    holders: &Holders,
    plan: &Plan,
) -> Result<Outcome, Error> {
    let partner = brought_by(row)?;
    info::close(txn, cx, OpportunityId(row.id)).await?;
    let reason = plan.reason.clone().unwrap_or_default();
    if let Some(holding) = holders.live_of(partner).or_else(|| holders.queued_of(partner)) {
        assign::end(txn, cx, holding, State::Recalled, Some(&reason)).await?;
    }
    let told = Notice::Rejected {
        reference: row.reference.clone(),
        topic: row.topic.clone(),
        reason: reason.clone(),
    };
    let event = Event::Rejected { reason };
    Ok(Outcome {
        mails: vec![(partner, told)],
        ..Outcome::new(event, Audience::Partner(partner), SavedNotice::Rejected)
    })
}

/// Takes it from everybody who has it. Each of them is told; nobody reads who the others were.
async fn withdraw(
    txn: &WriteTxn,
    cx: &Context,
    row: &Model,
    holders: &Holders,
    plan: &Plan,
) -> Result<Outcome, Error> {
    let mut mails = Vec::new();
    for holding in holders.live() {
        assign::end(txn, cx, holding, State::Recalled, plan.reason.as_deref()).await?;
        mails.push((holding.partner(), recalled(row, plan.reason.clone())));
    }
    let partners = sorted(holders.live().map(|holding| holding.company.name.clone()));
    let audience = match holders.audience() {
        Audience::AllPartners => Audience::Staff,
        one => one,
    };
    let event = Event::Recalled {
        partners: partners.clone(),
        reason: plan.reason.clone(),
        undone: plan.wish == Move::Undo,
    };
    Ok(Outcome { mails, ..Outcome::new(event, audience, SavedNotice::Recalled { partners }) })
}

/// Who manages it has completed it; who has not answered is not asked any more; who brought it and
/// waits for an approval learns that none will come.
async fn finish(
    txn: &WriteTxn,
    cx: &Context,
    row: &Model,
    holders: &Holders,
    mut outcome: Outcome,
) -> Result<Outcome, Error> {
    let won = outcome.notice == SavedNotice::Won;
    info::close(txn, cx, OpportunityId(row.id)).await?;
    for holding in holders.live() {
        let notice = if holding.state == State::Accepted {
            assign::end(txn, cx, holding, State::Completed, None).await?;
            closed(row, won)
        } else {
            assign::end(txn, cx, holding, State::Recalled, None).await?;
            recalled(row, None)
        };
        outcome.mails.push((holding.partner(), notice));
    }
    for holding in holders.queued() {
        assign::end(txn, cx, holding, State::Recalled, None).await?;
    }
    if let Some(bringer) = holders.bringer(row) {
        outcome.audience = Audience::Partner(bringer);
        outcome.mails.push((bringer, closed(row, won)));
    }
    Ok(outcome)
}

fn closed(row: &Model, won: bool) -> Notice {
    Notice::Closed { reference: row.reference.clone(), topic: row.topic.clone(), won }
}

fn recalled(row: &Model, reason: Option<String>) -> Notice {
    Notice::Recalled { reference: row.reference.clone(), topic: row.topic.clone(), reason }
}

fn brought_by(row: &Model) -> Result<PartnerId, Error> {
    row.origin_partner_id.map(PartnerId).ok_or_else(|| Error::Inconsistent {
        table: "opportunity",
        id: row.id,
        what: "waits for approval and nobody brought it".to_owned(),
    })
}

/// Names in Czech order, so that a list reads the same everywhere.
fn sorted(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut names: Vec<String> = names.collect();
    names.sort_by_key(|name| fold::sort_key(name));
    names
}
