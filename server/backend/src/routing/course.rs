//! How one opportunity is distributed: by the first rule that is for it, else as everything else is.

use domain::{
    ids::{RoutingRuleId, UserId},
    routing::{Asking, Rates, Rule, RuleSettings, Strategy, Subject, Terms, Trigger, Weights},
};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter};
use uuid::Uuid;

use super::{directory::Directory, place::Located, rules};
use crate::{
    Context, Error,
    entity::{account, opportunity::Model},
    fold,
    opportunity::row,
    rate,
};

/// What holds for its distribution.
#[derive(Debug, Clone)]
pub(super) struct Course {
    pub rule: Option<(RoutingRuleId, i32)>,
    /// Whether it decides at creation.
    pub trigger: Trigger,
    pub strategy: Strategy,
    pub weights: Weights,
    /// The certification that is asked for, folded.
    pub certification: Option<String>,
    /// Hours for an answer, instead of the partner's own.
    pub accept_hours: Option<i32>,
    pub waterfall: u8,
    /// Whether they are asked one after another, or at once.
    pub asking: Asking,
    /// Who decides when nobody is left.
    pub fallback: Option<UserId>,
    /// What currencies are worth today.
    pub rates: Rates,
}

impl Default for Course {
    fn default() -> Self {
        let all = RuleSettings::of_everything_else();
        Self { rule: None, ..Self::from(all.rule(RoutingRuleId(Uuid::nil()), 0, fold::fold)) }
    }
}

impl From<Rule> for Course {
    fn from(rule: Rule) -> Self {
        Self {
            rule: Some((rule.id, rule.version)),
            trigger: rule.trigger,
            strategy: rule.strategy,
            weights: rule.weights,
            certification: rule.certification,
            accept_hours: rule.accept_hours,
            waterfall: rule.waterfall,
            asking: rule.asking,
            fallback: rule.fallback,
            rates: Rates::default(),
        }
    }
}

impl Course {
    /// Finds it: the first rule in use whose conditions hold.
    pub async fn of(db: &impl ConnectionTrait, cx: &Context, of: &Model) -> Result<Self, Error> {
        let rates = known_rates(db, cx).await?;
        Self::among(db, cx, of, (&in_use(db).await?, &rates)).await
    }

    /// The same among rules and with rates that were read before.
    pub async fn among(
        db: &impl ConnectionTrait,
        cx: &Context,
        of: &Model,
        (in_use, rates): (&[Rule], &Rates),
    ) -> Result<Self, Error> {
        let rates = rates.clone();
        if in_use.is_empty() {
            return Ok(Self { rates, ..Self::default() });
        }
        let subject = subject(db, cx, of).await?;
        let found = Rule::first(in_use, &subject, &rates).cloned();
        Ok(Self { rates, ..found.map(Self::from).unwrap_or_default() })
    }

    /// What a decision goes by.
    pub fn terms(&self, cx: &Context, directory: &Directory) -> Terms {
        Terms {
            rule: self.rule,
            strategy: self.strategy,
            weights: self.weights,
            prior: directory.prior,
            seed: cx.new_draw(),
            now: cx.now,
            today: cx.local(cx.now).date_naive(),
            at_once: match self.asking {
                Asking::InTurn => 0,
                Asking::AtOnce => self.waterfall,
            },
            // Limits in a currency without a rate cannot be compared, and are a reason to stay out.
            rates: self.rates.clone(),
        }
    }
}

/// The rates of today.
pub(super) async fn known_rates(db: &impl ConnectionTrait, cx: &Context) -> Result<Rates, Error> {
    Ok(Rates::new(rate::valid_on(db, cx.local(cx.now).date_naive()).await?))
}

/// All rules in use, in their order.
pub(super) async fn in_use(db: &impl ConnectionTrait) -> Result<Vec<Rule>, Error> {
    let mut in_use = Vec::new();
    for known in rules::all(db).await? {
        let Some(active) = known.active() else { continue };
        in_use.push(rules::settings(active)?.rule(known.id(), active.number, fold::fold));
    }
    Ok(in_use)
}

/// What rules look at.
async fn subject(db: &impl ConnectionTrait, cx: &Context, of: &Model) -> Result<Subject, Error> {
    let customer = match of.account_id {
        Some(id) => {
            account::Entity::visible_to(&cx.actor)
                .filter(account::Column::Id.eq(id))
                .one(db)
                .await?
        }
        None => None,
    };
    let folded = |word: &Option<String>| word.as_deref().map(fold::fold);
    Ok(Subject {
        value: row::estimated_value(of)?,
        country: folded(&Located::of(of, customer.as_ref()).country),
        products: row::products(of)?.iter().map(|name| fold::fold(name)).collect(),
        source: folded(&of.source),
        segment: customer.as_ref().and_then(|customer| folded(&customer.industry)),
    })
}
