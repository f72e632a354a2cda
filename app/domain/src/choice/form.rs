//! What administrators type about a choice.

use serde::{Deserialize, Serialize};

use super::{Labels, List};
use crate::{
    invalid::{Collector, FieldError, Problem},
    partner::whole_number,
    text::{self, SHORT_MAX},
};

/// A label in each language, and how likely a sale is in a stage.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields of the form")]
pub struct ChoiceForm {
    pub label_cs: String,
    pub label_en: String,
    /// In percent; only stages have one.
    pub probability: String,
}

/// The same, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields of ChoiceForm, checked")]
pub struct ChoiceInput {
    pub labels: Labels,
    pub probability: Option<i32>,
}

impl ChoiceForm {
    /// Where the program has a word of its own, an empty label leaves that one; everything else needs both.
    pub fn check(&self, list: List, has_own_words: bool) -> Result<ChoiceInput, Vec<FieldError>> {
        let mut c = Collector::default();
        let cs = c.take("label_cs", text::line(&self.label_cs, SHORT_MAX)).flatten();
        let en = c.take("label_en", text::line(&self.label_en, SHORT_MAX)).flatten();
        let probability = match list {
            List::Stage => c.take("probability", whole_number(&self.probability, 0, 100)).flatten(),
            List::Decline | List::Return | List::Loss => None,
        };
        if c.is_empty() && !has_own_words {
            for (field, label) in [("label_cs", &cs), ("label_en", &en)] {
                if label.is_none() {
                    c.add(field, Problem::Required);
                }
            }
        }
        if c.is_empty() {
            Ok(ChoiceInput { labels: Labels { cs, en }, probability })
        } else {
            Err(c.into_errors())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(cs: &str, en: &str, probability: &str) -> ChoiceForm {
        ChoiceForm { label_cs: cs.into(), label_en: en.into(), probability: probability.into() }
    }

    fn fields(form: &ChoiceForm, list: List, own: bool) -> Vec<String> {
        form.check(list, own).unwrap_err().into_iter().map(|error| error.field).collect()
    }

    #[test]
    fn only_what_the_program_has_a_word_for_may_go_without() {
        let half = form(" Bez licence ", "", "");
        assert_eq!(fields(&half, List::Decline, false), ["label_en"]);
        let input = half.check(List::Decline, true).unwrap();
        assert_eq!(input.labels, Labels { cs: Some("Bez licence".into()), en: None });
    }

    #[test]
    fn only_a_stage_has_a_probability() {
        let typed = |percent| form("Ukázka", "Demo", percent);
        assert_eq!(typed("40").check(List::Stage, false).unwrap().probability, Some(40));
        assert_eq!(fields(&typed("101"), List::Stage, false), ["probability"]);
        assert_eq!(typed("101").check(List::Loss, false).unwrap().probability, None);
    }
}
