//! A registration and its opportunity, locked until the end of the transaction that moves them.

use chrono::{DateTime, Utc};
use domain::{
    ids::{EntryId, OpportunityId, PartnerId, RegistrationId, UserId},
    policy::{Action, Actor, Denied, Relation, authorize},
    registration::{Facts, Reason, State, Step, apply},
    timeline::{Audience, Event},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QuerySelect, UpdateMany,
    sea_query::Expr,
};
use uuid::Uuid;

use crate::{
    Context, Error,
    assignment::{names, standing},
    db::WriteTxn,
    entity::{
        deal_registration::{Column, Entity, Model},
        opportunity,
    },
    mail::{self, Notice, RegistrationNews, To, VendorNews},
    opportunity::row,
    receipt,
    timeline::{self, Entry},
};

/// Both rows.
pub(super) struct Request {
    pub opportunity: opportunity::Model,
    pub row: Model,
}

/// What a move says beside the state.
#[derive(Debug, Clone, Default)]
pub(super) struct Told {
    pub reason: Option<Reason>,
    pub text: Option<String>,
    pub until: Option<DateTime<Utc>>,
}

impl Request {
    /// Reads it through the scope and asks the policy.
    pub async fn to_change(
        txn: &WriteTxn,
        cx: &Context,
        id: RegistrationId,
        action: Action,
    ) -> Result<Self, Error> {
        let request = Self::read(txn, cx, id).await?;
        authorize(&cx.actor, action, relation(txn, cx, &request.opportunity).await?)?;
        Ok(request)
    }

    /// The same for its partner, which may take it back whoever has the opportunity by now.
    pub async fn to_take_back(
        txn: &WriteTxn,
        cx: &Context,
        id: RegistrationId,
    ) -> Result<Self, Error> {
        let request = Self::read(txn, cx, id).await?;
        authorize(&cx.actor, Action::RegisterDeal, relation_of_own(cx))?;
        Ok(request)
    }

    async fn read(txn: &WriteTxn, cx: &Context, id: RegistrationId) -> Result<Self, Error> {
        let opportunity: Uuid = Entity::visible_to(&cx.actor)
            .select_only()
            .column(Column::OpportunityId)
            .filter(Column::Id.eq(id.0))
            .into_tuple()
            .one(txn)
            .await?
            .ok_or(Denied::Hidden)?;
        // The opportunity first, as everybody locks it: two that lock in another order wait for ever.
        let opportunity = row::to_change(txn, cx, OpportunityId(opportunity)).await?;
        let row = Entity::visible_to(&cx.actor)
            .filter(Column::Id.eq(id.0))
            .one(txn)
            .await?
            .ok_or(Denied::Hidden)?;
        Ok(Self { opportunity, row })
    }

    /// Moves it if it still stands where it was read, and within its time. Answers where it stands then.
    pub async fn take(
        &self,
        txn: &WriteTxn,
        cx: &Context,
        step: Step,
        with: impl FnOnce(UpdateMany<Entity>) -> UpdateMany<Entity>,
    ) -> Result<State, Error> {
        let to = apply(&facts(&self.row)?, step, cx.actor.user(), cx.now)?;
        let update = Entity::update_many()
            .col_expr(Column::State, Expr::value(to.to_string()))
            .col_expr(Column::Version, Expr::col(Column::Version).add(1))
            .col_expr(Column::UpdatedAt, Expr::value(cx.now))
            .col_expr(Column::UpdatedBy, Expr::value(cx.user_id()))
            .filter(Column::Id.eq(self.row.id))
            .filter(Column::State.eq(self.row.state.as_str()))
            .filter(Column::Version.eq(self.row.version));
        let in_time = match step {
            Step::Extend | Step::Convert => update.filter(Column::ProtectedUntil.gte(cx.now)),
            Step::Expire => update.filter(Column::ProtectedUntil.lt(cx.now)),
            _ => update,
        };
        let written = with(in_time).exec(txn).await?;
        if written.rows_affected == 1 { Ok(to) } else { Err(Error::Stale) }
    }

    /// Records the move, for the partner and the vendor. This also touches the opportunity, so that whoever hands it
    /// over at the same moment comes before or after.
    pub async fn record(
        &self,
        txn: &WriteTxn,
        cx: &Context,
        state: State,
        told: Told,
    ) -> Result<EntryId, Error> {
        let event = Event::RegistrationMoved {
            registration: self.row.reference.clone(),
            state,
            reason: told.reason,
            text: told.text,
            until: told.until.map(|at| cx.local(at)),
        };
        self.record_event(txn, cx, event).await
    }

    /// Signs what was decided, for the partner to keep.
    pub async fn confirm(
        &self,
        txn: &WriteTxn,
        cx: &Context,
        state: State,
        told: &Told,
    ) -> Result<(), Error> {
        let decision = receipt::Decision {
            approved: state == State::Approved,
            until: told.until,
            reason: told.reason,
            text: told.text.clone(),
        };
        receipt::protection(txn, cx, &self.opportunity, &self.row, decision).await
    }

    /// The same for what is no move.
    pub async fn record_event(
        &self,
        txn: &WriteTxn,
        cx: &Context,
        event: Event,
    ) -> Result<EntryId, Error> {
        let id = OpportunityId(self.opportunity.id);
        timeline::record(txn, cx, id, Entry::of(event, Audience::Partner(self.partner()))).await
    }

    /// The company that asks.
    pub fn partner(&self) -> PartnerId {
        PartnerId(self.row.partner_id)
    }

    /// Tells those who answer for the company, and whoever sent the request.
    pub async fn tell_partner(
        &self,
        txn: &WriteTxn,
        cx: &Context,
        news: RegistrationNews,
    ) -> Result<(), Error> {
        let to = To::Workers(self.partner(), vec![UserId(self.row.submitted_by)]);
        mail::notify(txn, cx, to, self.notice(news)).await.map(drop)
    }

    /// Tells the vendor's people who decide.
    pub async fn tell_deciders(
        &self,
        txn: &WriteTxn,
        cx: &Context,
        what: VendorNews,
        text: Option<String>,
    ) -> Result<(), Error> {
        let until = match what {
            VendorNews::Extended => self.row.protected_until.unwrap_or(self.row.decide_by),
            _ => self.row.decide_by,
        };
        let news = RegistrationNews::ToVendor {
            what,
            partner: names::partner(txn, self.partner()).await?,
            customer: self.row.customer_name.clone(),
            until,
            text,
        };
        mail::notify(txn, cx, To::VendorManagers, self.notice(news)).await.map(drop)
    }

    fn notice(&self, news: RegistrationNews) -> Notice {
        Notice::Registration {
            reference: self.opportunity.reference.clone(),
            topic: self.opportunity.topic.clone(),
            registration: self.row.reference.clone(),
            news,
        }
    }
}

/// How whoever asks stands to the opportunity.
pub(crate) async fn relation(
    db: &impl ConnectionTrait,
    cx: &Context,
    opportunity: &opportunity::Model,
) -> Result<Relation, Error> {
    let closed_at = opportunity.closed_at;
    Ok(match cx.actor {
        Actor::Partner { .. } => {
            standing::of_partner(db, &cx.actor, opportunity.id, closed_at).await?.relation
        }
        Actor::Anonymous | Actor::System | Actor::Staff { .. } => {
            row::relation_of_staff(&cx.actor, opportunity)
        }
    })
}

/// How whoever asks stands to a request of their own, which the scope lets through: the company has that alone.
pub(super) fn relation_of_own(cx: &Context) -> Relation {
    match cx.actor {
        Actor::Partner { .. } => Relation::Managing,
        Actor::Anonymous | Actor::System | Actor::Staff { .. } => Relation::Own,
    }
}

/// The facts that the machine decides by.
pub(super) fn facts(row: &Model) -> Result<Facts, Error> {
    Ok(Facts {
        state: state(row)?,
        decided_by: row.decided_by.map(UserId),
        appealed: row.appealed_at.is_some(),
        extensions: u8::try_from(row.extension_count).unwrap_or(u8::MAX),
        protected_until: row.protected_until,
    })
}

/// Where it stands.
pub(super) fn state(row: &Model) -> Result<State, Error> {
    row.state.parse().map_err(|_| inconsistent(row, format!("state is {:?}", row.state)))
}

/// What it is for.
pub(super) fn products(row: &Model) -> Result<Vec<String>, Error> {
    serde_json::from_str(&row.products)
        .map_err(|_| inconsistent(row, "products are no list".to_owned()))
}

/// Why it was refused or ended.
pub(super) fn reason(row: &Model) -> Result<Option<Reason>, Error> {
    let code = row.reason_code.as_deref().map(str::parse).transpose();
    code.map_err(|_| inconsistent(row, format!("reason is {:?}", row.reason_code)))
}

/// A row that cannot be.
pub(super) fn inconsistent(row: &Model, what: String) -> Error {
    Error::Inconsistent { table: "deal_registration", id: row.id, what }
}
