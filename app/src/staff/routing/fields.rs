//! The fields of a rule.

use domain::{
    money::Currency,
    routing::{Asking, Part, RulesPage, Strategy, Trigger, WEIGHT_FIELDS},
};
use strum::IntoEnumIterator as _;
use ui::{Choice, InputKind};

use super::Field;
use crate::text::{self, RulesText};

/// All of them.
pub(super) fn all(page: &RulesPage) -> Vec<Field> {
    let t = RulesText::get();
    let form = &page.form;
    let currencies = Currency::iter().map(|one| Choice::new(one.to_string(), one.to_string()));
    let nobody = Choice::new("", t.owner);
    let people = page.people.iter().map(|one| Choice::new(one.id.to_string(), one.name.clone()));
    let fallbacks = std::iter::once(nobody).chain(people).collect();
    let mut fields = vec![
        Field::line("name", t.name, &form.name).required(),
        Field::choice("trigger", t.trigger, &form.trigger, triggers()).hint(t.trigger_hint),
        Field::line("value_from", t.value_from, &form.value_from)
            .kind(InputKind::Decimal)
            .narrow()
            .group(t.for_what),
        Field::line("value_below", t.value_below, &form.value_below)
            .kind(InputKind::Decimal)
            .narrow(),
        Field::choice("currency", t.currency, &form.currency, currencies.collect()).narrow(),
        Field::line("countries", t.countries, &form.countries).hint(t.countries_hint),
        Field::line("products", t.products, &form.products).hint(t.list_hint),
        Field::line("sources", t.sources, &form.sources).hint(t.list_hint),
        Field::line("segments", t.segments, &form.segments).hint(t.list_hint),
        Field::choice("strategy", t.strategy, &form.strategy, strategies())
            .hint(t.how_hint)
            .group(t.how),
        Field::line("certification", t.certification, &form.certification),
    ];
    let weights = WEIGHT_FIELDS.into_iter().zip(Part::iter()).zip(form.typed_weights());
    fields.extend(weights.map(|((name, part), value)| {
        Field::line(name, text::weight_of(text::lang(), part), value).narrow().hint(t.weight_hint)
    }));
    fields.extend([
        Field::choice("asking", t.asking, &form.asking, askings()).group(t.offering),
        Field::line("waterfall", t.waterfall, &form.waterfall).hint(t.waterfall_hint),
        Field::line("accept_hours", t.accept_hours, &form.accept_hours).hint(t.accept_hours_hint),
        Field::choice("fallback", t.fallback, &form.fallback, fallbacks),
    ]);
    fields
}

fn strategies() -> Vec<Choice> {
    let word = |one: Strategy| Choice::new(one.to_string(), text::strategy(text::lang(), one));
    Strategy::iter().map(word).collect()
}

fn triggers() -> Vec<Choice> {
    let word = |one: Trigger| Choice::new(one.to_string(), text::trigger(text::lang(), one));
    Trigger::iter().map(word).collect()
}

fn askings() -> Vec<Choice> {
    let word = |one: Asking| Choice::new(one.to_string(), text::asking(text::lang(), one));
    Asking::iter().map(word).collect()
}
