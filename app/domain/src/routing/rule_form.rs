//! A rule as it is typed, and what is stored of it.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{
    PART_COUNT, Weights,
    rule::{AT_ONCE_MAX, Asking, Conditions, Rule, Strategy, Trigger, WATERFALL_MAX},
};
use crate::{
    account::country,
    ids::{RoutingRuleId, UserId},
    invalid::{Collector, FieldError, Problem},
    lang::Lang,
    money::{Currency, Money},
    opportunity::Named,
    partner::{list, optional_id, whole_number},
    text::{self, SHORT_MAX},
};

/// The names of the fields for the weights, in the order of [`super::Part`].
pub const WEIGHT_FIELDS: [&str; PART_COUNT] = [
    "weight_tier",
    "weight_ranking",
    "weight_products",
    "weight_territory",
    "weight_acceptance",
    "weight_wins",
    "weight_speed",
    "weight_load",
    "weight_recency",
];

/// What is typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields of Rule")]
pub struct RuleForm {
    pub name: String,
    pub trigger: String,
    pub value_from: String,
    pub value_below: String,
    pub currency: String,
    pub countries: String,
    pub products: String,
    pub sources: String,
    pub segments: String,
    pub strategy: String,
    pub certification: String,
    pub accept_hours: String,
    pub asking: String,
    pub waterfall: String,
    pub fallback: String,
    pub weight_tier: String,
    pub weight_ranking: String,
    pub weight_products: String,
    pub weight_territory: String,
    pub weight_acceptance: String,
    pub weight_wins: String,
    pub weight_speed: String,
    pub weight_load: String,
    pub weight_recency: String,
}

/// What a version of a rule says, in the words as they were typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleSettings {
    /// When it decides.
    #[serde(default)]
    pub trigger: Trigger,
    /// What it is for.
    pub conditions: Conditions,
    /// How it chooses.
    pub strategy: Strategy,
    /// What counts how much.
    pub weights: Weights,
    /// The certification that it asks for.
    pub certification: Option<String>,
    /// Hours of work for an answer, instead of the partner's own.
    pub accept_hours: Option<i32>,
    /// How several partners are asked.
    #[serde(default)]
    pub asking: Asking,
    /// How many partners are asked, the first included.
    pub waterfall: u8,
    /// Who decides when nobody is left.
    pub fallback: Option<UserId>,
}

impl RuleSettings {
    /// What everything goes by that no rule is for.
    #[must_use]
    pub fn of_everything_else() -> Self {
        Self {
            trigger: Trigger::Request,
            conditions: Conditions::default(),
            strategy: Strategy::Best,
            weights: Weights::default(),
            certification: None,
            accept_hours: None,
            asking: Asking::InTurn,
            waterfall: 3,
            fallback: None,
        }
    }

    /// The rule with its words folded by its caller.
    pub fn rule(self, id: RoutingRuleId, version: i32, fold: impl Fn(&str) -> String) -> Rule {
        let all = |list: Vec<String>| list.iter().map(|word| fold(word)).collect();
        let Conditions { value_from, value_below, countries, products, sources, segments } =
            self.conditions;
        Rule {
            id,
            version,
            trigger: self.trigger,
            conditions: Conditions {
                value_from,
                value_below,
                countries: all(countries),
                products: all(products),
                sources: all(sources),
                segments: all(segments),
            },
            strategy: self.strategy,
            weights: self.weights,
            certification: self.certification.map(|word| fold(&word)),
            accept_hours: self.accept_hours,
            asking: self.asking,
            waterfall: self.waterfall,
            fallback: self.fallback,
        }
    }
}

impl RuleForm {
    /// Reads it: the name, and what it says.
    pub fn check(&self) -> Result<(String, RuleSettings), Vec<FieldError>> {
        let mut c = Collector::default();
        let name = c.take("name", text::required_line(&self.name, SHORT_MAX));
        let strategy = self.strategy.parse::<Strategy>().map_err(|_| Problem::Choice);
        let strategy = c.take("strategy", strategy);
        let hours = c.take("accept_hours", whole_number(&self.accept_hours, 1, 240));
        let trigger = c.take("trigger", chosen(&self.trigger)).unwrap_or_default();
        let asking = c.take("asking", chosen(&self.asking)).unwrap_or_default();
        let (least, most) = match asking {
            Asking::InTurn => (1, WATERFALL_MAX),
            Asking::AtOnce => (2, AT_ONCE_MAX),
        };
        if strategy == Some(Strategy::Batch) && asking == Asking::AtOnce {
            c.add("strategy", Problem::BatchAtOnce);
        }
        let waterfall = whole_number(&self.waterfall, least, most.into());
        let waterfall = c.take("waterfall", waterfall).flatten().unwrap_or(3);
        let certification = c.take("certification", text::line(&self.certification, SHORT_MAX));
        let fallback = c.take("fallback", optional_id(&self.fallback));
        let conditions = self.conditions(&mut c);
        let weights = weights(self.typed_weights(), &mut c);
        let (Some(name), Some(strategy), true) = (name, strategy, c.is_empty()) else {
            return Err(c.into_errors());
        };
        let settings = RuleSettings {
            trigger,
            conditions,
            strategy,
            weights,
            certification: certification.flatten(),
            accept_hours: hours.flatten(),
            asking,
            waterfall: u8::try_from(waterfall).unwrap_or(1),
            fallback: fallback.flatten(),
        };
        Ok((name, settings))
    }

    fn conditions(&self, c: &mut Collector) -> Conditions {
        let currency = c.take("currency", chosen::<Currency>(&self.currency)).unwrap_or_default();
        let value_from = c.take("value_from", Money::parse(&self.value_from, currency)).flatten();
        let value_below =
            c.take("value_below", Money::parse(&self.value_below, currency)).flatten();
        let empty =
            value_from.zip(value_below).is_some_and(|(from, below)| from.minor >= below.minor);
        if empty {
            c.add("value_below", Problem::AmountOrder);
        }
        let codes = list(&self.countries)
            .and_then(|codes| codes.iter().filter_map(|code| country(code).transpose()).collect());
        Conditions {
            value_from,
            value_below,
            countries: c.take("countries", codes).unwrap_or_default(),
            products: c.take("products", list(&self.products)).unwrap_or_default(),
            sources: c.take("sources", list(&self.sources)).unwrap_or_default(),
            segments: c.take("segments", list(&self.segments)).unwrap_or_default(),
        }
    }

    /// The weights as typed, in the order of [`super::Part`].
    #[must_use]
    pub fn typed_weights(&self) -> [&str; PART_COUNT] {
        [
            &self.weight_tier,
            &self.weight_ranking,
            &self.weight_products,
            &self.weight_territory,
            &self.weight_acceptance,
            &self.weight_wins,
            &self.weight_speed,
            &self.weight_load,
            &self.weight_recency,
        ]
    }

    /// As it is shown.
    #[must_use]
    pub fn of(name: &str, settings: &RuleSettings, lang: Lang) -> Self {
        let conditions = &settings.conditions;
        let limit = conditions.value_from.or(conditions.value_below);
        let money = |value: Option<Money>| value.map(|m| m.for_input(lang)).unwrap_or_default();
        let [tier, ranking, products, territory, acceptance, wins, speed, load, recency] =
            settings.weights.0.map(|weight| weight.to_string());
        Self {
            name: name.to_owned(),
            trigger: settings.trigger.to_string(),
            value_from: money(conditions.value_from),
            value_below: money(conditions.value_below),
            currency: limit.map(|m| m.currency).unwrap_or_default().to_string(),
            countries: conditions.countries.join(", "),
            products: conditions.products.join(", "),
            sources: conditions.sources.join(", "),
            segments: conditions.segments.join(", "),
            strategy: settings.strategy.to_string(),
            certification: settings.certification.clone().unwrap_or_default(),
            accept_hours: settings.accept_hours.map(|h| h.to_string()).unwrap_or_default(),
            asking: settings.asking.to_string(),
            waterfall: settings.waterfall.to_string(),
            fallback: settings.fallback.map(|user| user.to_string()).unwrap_or_default(),
            weight_tier: tier,
            weight_ranking: ranking,
            weight_products: products,
            weight_territory: territory,
            weight_acceptance: acceptance,
            weight_wins: wins,
            weight_speed: speed,
            weight_load: load,
            weight_recency: recency,
        }
    }
}

/// What is chosen from a list; nothing typed is what stands first there.
fn chosen<T: FromStr + Default>(word: &str) -> Result<T, Problem> {
    match word.trim() {
        "" => Ok(T::default()),
        word => word.parse().map_err(|_| Problem::Choice),
    }
}

/// Reads weights, of which one at least counts.
pub(super) fn weights(typed: [&str; PART_COUNT], c: &mut Collector) -> Weights {
    let mut weights = [0; PART_COUNT];
    for ((field, typed), weight) in WEIGHT_FIELDS.into_iter().zip(typed).zip(&mut weights) {
        let number = c.take(field, whole_number(typed, 0, 100)).flatten().unwrap_or_default();
        *weight = u16::try_from(number).unwrap_or_default();
    }
    if c.is_empty() && weights.iter().all(|weight| *weight == 0) {
        c.add(WEIGHT_FIELDS[0], Problem::NumberRange { min: 1, max: 100 });
    }
    Weights(weights)
}

/// One rule in the list, in the order in which rules are looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleRow {
    /// Id.
    pub id: RoutingRuleId,
    /// Name.
    pub name: String,
    /// For optimistic locking.
    pub version: i32,
    /// The version that is used.
    pub active: Option<i32>,
    /// The version that waits to be used.
    pub draft: Option<i32>,
    /// What the newest version says.
    pub settings: RuleSettings,
}

/// The page of rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RulesPage {
    /// All of them, in order.
    pub rules: Vec<RuleRow>,
    /// The one that is changed, with its optimistic lock; `None` is a new one.
    pub chosen: Option<(RoutingRuleId, i32)>,
    /// What its form shows.
    pub form: RuleForm,
    /// Who can decide when nobody is left.
    pub people: Vec<Named<UserId>>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed() -> RuleForm {
        RuleForm::of("Slovensko", &RuleSettings::of_everything_else(), Lang::Cs)
    }

    #[test]
    fn what_is_shown_is_read_as_the_same() {
        let mut form = typed();
        form.value_from = "1 000,50".to_owned();
        form.countries = "sk, CZ".to_owned();
        form.products = "WMS, Čtečky".to_owned();

        let (name, settings) = form.check().unwrap();

        assert_eq!(settings.conditions.countries, ["SK", "CZ"]);
        let again = RuleForm::of(&name, &settings, Lang::Cs);
        assert_eq!(again.check().unwrap(), (name, settings));
    }

    #[test]
    fn what_makes_no_rule_is_said_at_its_field() {
        let wrong = |change: fn(&mut RuleForm)| {
            let mut form = typed();
            change(&mut form);
            let errors = form.check().unwrap_err();
            errors.into_iter().map(|error| error.field).collect::<Vec<_>>()
        };
        assert_eq!(wrong(|form| form.name.clear()), ["name"]);
        assert_eq!(wrong(|form| form.strategy = "any".to_owned()), ["strategy"]);
        assert_eq!(wrong(|form| form.waterfall = "11".to_owned()), ["waterfall"]);
        assert_eq!(wrong(|form| form.asking = "never".to_owned()), ["asking"]);
        assert_eq!(wrong(|form| form.trigger = "never".to_owned()), ["trigger"]);
        let alone = |form: &mut RuleForm| {
            form.asking = "at_once".to_owned();
            form.waterfall = "1".to_owned();
        };
        assert_eq!(wrong(alone), ["waterfall"]);
        let jointly = |form: &mut RuleForm| {
            form.asking = "at_once".to_owned();
            form.strategy = "batch".to_owned();
        };
        assert_eq!(wrong(jointly), ["strategy"]);
        assert_eq!(wrong(|form| form.weight_load = "-1".to_owned()), ["weight_load"]);
        assert_eq!(wrong(|form| form.countries = "Atlantida".to_owned()), ["countries"]);
        let nothing =
            RuleForm { name: "x".to_owned(), strategy: "best".to_owned(), ..RuleForm::default() };
        assert_eq!(nothing.check().unwrap_err()[0].field, "weight_tier");
        let empty = |form: &mut RuleForm| {
            form.value_from = "10".to_owned();
            form.value_below = "10".to_owned();
        };
        assert_eq!(wrong(empty), ["value_below"]);
    }

    #[test]
    fn whatever_is_too_long_is_said_at_its_field() {
        let shown = serde_json::to_value(typed()).unwrap();
        let fields: Vec<String> = shown.as_object().unwrap().keys().cloned().collect();
        for field in fields {
            for letter in ["a", "9"] {
                let mut posted = shown.clone();
                posted[&field] = letter.repeat(10_000).into();
                let form: RuleForm = serde_json::from_value(posted).unwrap();
                let errors = form.check().unwrap_err();
                let wrong: Vec<_> = errors.into_iter().map(|error| error.field).collect();
                assert_eq!(wrong, [field.as_str()]);
            }
        }
    }
}
