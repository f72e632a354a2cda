//! The values of a record as flat text, to compare two versions field by field.

use std::collections::BTreeMap;

use domain::opportunity::{OpportunityForm, PickedPartner};
use serde_json::Value;

/// All values by field name, and the rows of partners.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Values {
    /// Text of each field.
    pub lines: BTreeMap<String, String>,
    /// Names and ids of collaborating partners.
    pub partners: Vec<PickedPartner>,
}

impl Values {
    /// Takes a form apart. Its fields are all text, so that their names alone decide.
    pub(super) fn of(form: &OpportunityForm) -> Self {
        let fields = match serde_json::to_value(form) {
            Ok(Value::Object(fields)) => fields,
            _ => serde_json::Map::new(),
        };
        let lines = fields
            .into_iter()
            .filter_map(|(name, value)| match value {
                Value::String(text) => Some((name, text.replace("\r\n", "\n"))),
                _ => None,
            })
            .collect();
        Self { lines, partners: form.collaborators.clone() }
    }

    /// The text of a field.
    pub(super) fn line(&self, field: &str) -> &str {
        self.lines.get(field).map(String::as_str).unwrap_or_default()
    }

    /// Names of the collaborating partners, without empty rows.
    pub(super) fn partner_names(&self) -> Vec<&str> {
        self.partners.iter().map(|p| p.name.trim()).filter(|name| !name.is_empty()).collect()
    }

    /// Whether somebody typed here what somebody else changed to something different.
    pub(super) fn clashes(&self, before: &Self, now: &Self) -> bool {
        let line_clashes = self.lines.iter().any(|(field, mine)| {
            let (before, now) = (before.line(field), now.line(field));
            mine != before && now != before && mine != now
        });
        let (mine, before, now) =
            (self.partner_names(), before.partner_names(), now.partner_names());
        line_clashes || mine != before && now != before && mine != now
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(topic: &str, needs: &str) -> Values {
        let (topic, needs) = (topic.to_owned(), needs.to_owned());
        Values::of(&OpportunityForm { topic, needs, ..OpportunityForm::default() })
    }

    #[test]
    fn every_text_of_the_form_is_a_line() {
        let values = values("Linka", "a\r\nb");

        assert_eq!(values.line("topic"), "Linka");
        assert_eq!(values.line("needs"), "a\nb");
        assert!(values.lines.contains_key("actual_value"));
        assert!(!values.lines.contains_key("collaborators"));
    }

    #[test]
    fn different_fields_do_not_clash() {
        let before = values("Linka", "");
        assert!(!values("Moje", "").clashes(&before, &values("Linka", "Jejich")));
        assert!(!values("Stejné", "").clashes(&before, &values("Stejné", "")));
        assert!(values("Moje", "").clashes(&before, &values("Jejich", "")));
    }
}
