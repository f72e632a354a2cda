//! The lists as they stand: what is offered, what is still readable, what may be retired.

use super::{Choice, Chosen, Code, Leg, List};
use crate::{invalid::Problem, lang::Lang, refusal::Refusal};

/// Lines of some lists, in their order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choices(Vec<Choice>);

impl Choices {
    /// Of lines in any order.
    #[must_use]
    pub fn new(mut lines: Vec<Choice>) -> Self {
        lines.sort_by(|a, b| (a.list, a.position, &a.code).cmp(&(b.list, b.position, &b.code)));
        Self(lines)
    }

    /// The lines of one list, retired ones among them.
    pub fn of(&self, list: List) -> impl DoubleEndedIterator<Item = &Choice> {
        self.0.iter().filter(move |choice| choice.list == list)
    }

    /// One line.
    #[must_use]
    pub fn find(&self, list: List, code: &Code) -> Option<&Choice> {
        self.of(list).find(|choice| choice.code == *code)
    }

    /// What is chosen from, in the reader's language.
    #[must_use]
    pub fn offered(&self, list: List, lang: Lang) -> Vec<Chosen> {
        self.offered_beside(list, None, lang)
    }

    /// The same, with what a record has already in its place.
    #[must_use]
    pub fn offered_beside(&self, list: List, kept: Option<&Code>, lang: Lang) -> Vec<Chosen> {
        self.of(list)
            .filter(|choice| choice.is_active || Some(&choice.code) == kept)
            .map(|choice| choice.called(lang))
            .collect()
    }

    /// A code with its word; one that no list knows has no word but itself.
    #[must_use]
    pub fn called(&self, list: List, code: &Code, lang: Lang) -> Chosen {
        match self.find(list, code) {
            Some(choice) => choice.called(lang),
            None => Chosen { code: code.clone(), label: None },
        }
    }

    /// The first one that is offered.
    #[must_use]
    pub fn first(&self, list: List) -> Option<&Code> {
        self.of(list).find(|choice| choice.is_active).map(|choice| &choice.code)
    }

    /// How far a sale in this stage is: what is offered counts, and the stage itself if it is retired.
    #[must_use]
    pub fn leg(&self, stage: &Code, lang: Lang) -> Leg {
        let stages = self.offered_beside(List::Stage, Some(stage), lang);
        let before = stages.iter().position(|each| each.code == *stage);
        let number = |count: usize| u8::try_from(count).unwrap_or(u8::MAX);
        Leg {
            at: before.map_or(0, |before| number(before + 1)),
            of: number(stages.len()),
            stage: self.called(List::Stage, stage, lang),
        }
    }

    /// The probability of a record that goes from one stage to another: it follows the stage, unless somebody set another
    /// one than the stage had.
    #[must_use]
    pub fn probability_after(&self, old: &str, new: &Code, stored: Option<i32>) -> Option<i32> {
        let of = |code: &Code| self.find(List::Stage, code).and_then(|stage| stage.probability);
        let before = old.parse().ok().as_ref().and_then(of);
        let follows = stored.is_none() || stored == before;
        if old != new.as_ref() && follows { of(new) } else { stored }
    }

    /// Reads what was chosen. What is retired is refused, unless the record has it already.
    pub fn read(&self, list: List, typed: &str, kept: Option<&str>) -> Result<Code, Problem> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Err(Problem::Required);
        }
        let code: Code = typed.parse()?;
        if kept == Some(code.as_ref()) {
            return Ok(code);
        }
        match self.find(list, &code) {
            None => Err(Problem::Choice),
            Some(choice) if choice.is_active => Ok(code),
            Some(_) => Err(Problem::Retired),
        }
    }

    /// Whether a choice can be taken out of what is offered: *other* stays, and so does the last one.
    pub fn may_retire(&self, list: List, code: &Code) -> Result<(), Refusal> {
        if list != List::Stage && *code == Code::OTHER {
            return Err(Refusal::OtherStays);
        }
        let others =
            self.of(list).filter(|choice| choice.is_active && choice.code != *code).count();
        if others == 0 { Err(Refusal::LastChoice) } else { Ok(()) }
    }

    /// The one before or behind it.
    #[must_use]
    pub fn neighbour(&self, list: List, code: &Code, before: bool) -> Option<&Choice> {
        let lines: Vec<&Choice> = self.of(list).collect();
        let at = lines.iter().position(|choice| choice.code == *code)?;
        let beside = if before { at.checked_sub(1)? } else { at + 1 };
        lines.get(beside).copied()
    }
}

impl Choice {
    /// It, as somebody reads it.
    #[must_use]
    pub fn called(&self, lang: Lang) -> Chosen {
        let label = self.labels.get(lang).map(str::to_owned);
        Chosen { code: self.code.clone(), label }
    }
}

#[cfg(test)]
#[path = "choices_tests.rs"]
mod tests;
