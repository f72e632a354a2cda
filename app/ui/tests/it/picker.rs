//! The picker sends a text and, as long as the text is a record's, its id.

use leptos::prelude::*;
use ui::{Picked, Picker, PickerOption, PickerWords};

use crate::{html, tag};

fn rendered(typed: &'static str) -> String {
    html(move || {
        let picked = RwSignal::new(Picked { id: "7".to_owned(), text: "Pivovar".to_owned() });
        let value = RwSignal::new(typed.to_owned());
        let words = PickerWords {
            list: "Suggestions".into(),
            empty: "Nothing".into(),
            loading: "Looking".into(),
            count: Callback::new(|count: usize| format!("{count} results")),
        };
        view! {
            <Picker
                label="Account"
                name="account"
                id_name="account_id"
                picked
                value
                options=Signal::stored(Vec::<PickerOption>::new())
                on_query=|_| ()
                words
            />
        }
    })
}

#[test]
fn a_chosen_record_is_sent_by_id_and_text() {
    let page = rendered("Pivovar");
    let hidden = tag(&page, "type=\"hidden\"");
    assert!(hidden.contains("name=\"account_id\"") && hidden.contains("value=\"7\""), "{hidden}");
    assert!(tag(&page, "role=\"combobox\"").contains("value=\"Pivovar\""), "{page}");
}

#[test]
fn another_text_is_not_that_record() {
    let page = rendered("Pivovar Nové");
    assert!(tag(&page, "type=\"hidden\"").contains("value=\"\""), "{page}");
}

#[test]
fn the_field_knows_its_list() {
    let page = rendered("Pivovar");
    let input = tag(&page, "role=\"combobox\"");
    for part in ["aria-expanded=\"false\"", "aria-controls=\"account-list\"", "name=\"account\""] {
        assert!(input.contains(part), "{input}");
    }
    assert!(tag(&page, "role=\"listbox\"").contains("id=\"account-list\""), "{page}");
    assert!(tag(&page, "class=\"picker-list\"").contains("hidden"), "{page}");
}
