//! The two tabs of a record: which one is open, and what lies on which.

use domain::invalid::FieldError;
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate, use_query_map},
};
use ui::{Tab, Tabs};

use super::super::intent::{self, ADD_PARTNER};
use crate::{forms::FormState, text::RecordText};

/// What is sold to whom, and one partner.
pub(super) const SUMMARY: &str = "summary";
/// Several partners, and everything else.
pub(super) const GENERAL: &str = "general";

/// The tab of a field; `None` for one that is on both.
pub(super) fn of_field(field: &str) -> Option<&'static str> {
    match field {
        "status" | "reason" | "override_reason" | "loss_reason" | "actual_value" => None,
        "collaboration" | "collaborators" | "stage" | "probability" | "owner_id" | "source"
        | "products" | "country" | "region" | "city" | "postal_code" | "legal_basis" => {
            Some(GENERAL)
        }
        field if field.starts_with("lead_") || field.starts_with("collaborators.") => Some(GENERAL),
        _ => Some(SUMMARY),
    }
}

/// The tab to open for messages that the present one does not show.
pub(super) fn with_errors(errors: &[FieldError], open: &str) -> Option<&'static str> {
    let places = || errors.iter().map(|error| of_field(&error.field));
    let here = places().any(|place| place.is_none_or(|place| place == open));
    if here { None } else { places().flatten().next() }
}

/// The tab that is open at the start: as pressed without script, where something is wrong, or as the URL says.
pub(super) fn start(state: FormState) -> RwSignal<String> {
    let query = use_query_map().with_untracked(|query| query.get("tab"));
    let pressed = match intent::pressed(state).as_deref() {
        Some(ADD_PARTNER) => Some(GENERAL.to_owned()),
        Some(pressed) => pressed.strip_prefix("tab:").map(str::to_owned),
        None => state.posted("tab"),
    };
    let open = match pressed.or(query).as_deref() {
        Some(GENERAL) => GENERAL,
        _ => SUMMARY,
    };
    let wrong = state.field_errors().with_untracked(|errors| with_errors(errors, open));
    RwSignal::new(wrong.unwrap_or(open).to_owned())
}

/// The URL follows the tab, so that a link or a reload shows the same one.
pub(super) fn follow(tab: RwSignal<String>) {
    let (go, path) = (use_navigate(), use_location().pathname);
    Effect::new(move |before: Option<()>| {
        let open = tab.get();
        if before.is_none() {
            return;
        }
        let path = path.get_untracked();
        let place = if open == GENERAL { format!("{path}?tab={GENERAL}") } else { path };
        let options =
            NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
        go(&place, options);
    });
}

/// The tabs. Before them stands the button that Enter in a field presses: it saves, and is not one of the tabs.
#[component]
pub(super) fn RecordTabs(form: &'static str, tab: RwSignal<String>) -> impl IntoView {
    let t = RecordText::get();
    let one = |id: &'static str, word: &'static str| Tab {
        id: id.into(),
        word: word.into(),
        href: format!("?tab={id}").into(),
    };
    view! {
        <button class="vh" type="submit" form=form tabindex="-1" aria-hidden="true"></button>
        <Tabs
            label=t.sections
            tabs=vec![one(SUMMARY, t.summary), one(GENERAL, t.general)]
            selected=tab
            form=form
        />
    }
}

#[cfg(test)]
mod tests {
    use domain::invalid::Problem;

    use super::*;

    #[test]
    fn the_tab_with_the_message_is_opened() {
        let wrong = |field: &str| vec![FieldError::new(field, Problem::Required)];

        assert_eq!(with_errors(&wrong("topic"), SUMMARY), None);
        assert_eq!(with_errors(&wrong("topic"), GENERAL), Some(SUMMARY));
        assert_eq!(with_errors(&wrong("collaborators.1"), SUMMARY), Some(GENERAL));
        assert_eq!(with_errors(&wrong("reason"), GENERAL), None);
        assert_eq!(with_errors(&[], SUMMARY), None);
    }
}
