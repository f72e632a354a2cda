//! Labels, hints and messages belong to their control, by id.

use leptos::prelude::*;
use ui::{
    CheckboxField, Choice, FormError, FormErrors, InputKind, PasswordField, RichText, SafeHtml,
    SelectField, Tag, TextField,
};

use crate::{html, tag};

#[test]
fn a_field_without_fault_is_not_invalid() {
    let page = html(|| view! { <TextField label="Topic" name="topic" /> });
    assert!(tag(&page, "<label").contains("for=\"topic\""), "{page}");
    assert!(!page.contains("aria-invalid"), "{page}");
    assert!(!page.contains("aria-describedby"), "{page}");
}

#[test]
fn the_message_describes_the_control_after_the_hint() {
    let page = html(|| {
        let error = Some("Too long".to_owned());
        view! { <TextField label="Topic" name="topic" hint="At most 300" error=Signal::stored(error) /> }
    });
    let input = tag(&page, "<input");
    assert!(input.contains("aria-invalid=\"true\""), "{input}");
    assert!(input.contains("aria-describedby=\"topic-hint topic-error\""), "{input}");
    assert!(tag(&page, "class=\"help\"").contains("id=\"topic-hint\""), "{page}");
    assert!(tag(&page, "class=\"error\"").contains("id=\"topic-error\""), "{page}");
}

#[test]
fn the_star_of_a_required_field_is_no_part_of_its_name() {
    let page = html(|| view! { <TextField label="Topic" name="topic" required=true /> });
    assert!(tag(&page, "<input").contains("required"), "{page}");
    assert!(page.contains(">Topic</label>"), "{page}");
}

#[test]
fn what_was_typed_cannot_leave_its_attribute() {
    let typed = "\"><script>alert(1)</script>";
    let page = html(move || view! { <TextField label="Topic" name="topic" initial=typed /> });
    assert!(!page.contains("<script"), "{page}");
    assert!(tag(&page, "<input").contains("value=\"&quot;&gt;&lt;script"), "{page}");
}

#[test]
fn words_are_escaped_everywhere_else_too() {
    let page = html(|| view! { <Tag word="<img src=x onerror=alert(1)>" /> });
    assert!(!page.contains("<img"), "{page}");
}

#[test]
fn rich_text_is_shown_as_the_sanitizer_returned_it() {
    let safe = SafeHtml::from_sanitizer("<p>One <em>two</em></p>".to_owned());
    let page = html(|| view! { <RichText html=safe /> });
    assert!(page.contains("<div class=\"prose\"><p>One <em>two</em></p></div>"), "{page}");
}

#[test]
fn an_address_has_its_keyboard() {
    let page = html(|| view! { <TextField kind=InputKind::Email label="E-mail" name="email" /> });
    let input = tag(&page, "<input");
    for part in ["type=\"email\"", "inputmode=\"email\"", "autocapitalize=\"none\""] {
        assert!(input.contains(part), "{input}");
    }
}

#[test]
fn a_password_is_never_sent_to_the_page() {
    let page = html(|| {
        view! {
            <PasswordField
                label="Password"
                name="password"
                autocomplete="current-password"
                show="Show password"
                hide="Hide password"
            />
        }
    });
    assert!(!tag(&page, "<input").contains("value"), "{page}");
    assert!(tag(&page, "<button").contains("aria-label=\"Show password\""), "{page}");
}

#[test]
fn one_choice_is_selected() {
    let page = html(|| {
        let choices = vec![Choice::new("CZK", "koruna"), Choice::new("EUR", "euro")];
        view! { <SelectField label="Currency" name="currency" choices initial="EUR" /> }
    });
    assert!(tag(&page, "value=\"EUR\"").contains("selected"), "{page}");
    assert_eq!(page.matches("selected").count(), 1, "{page}");
}

#[test]
fn the_hint_of_a_check_box_is_no_part_of_its_name() {
    let page = html(
        || view! { <CheckboxField label="Share" name="share" hint="With several" initial=true /> },
    );
    assert!(page.contains("<label for=\"share\">Share</label>"), "{page}");
    let input = tag(&page, "<input");
    assert!(input.contains("checked"), "{input}");
    assert!(input.contains("aria-describedby=\"share-hint\""), "{input}");
}

#[test]
fn the_summary_links_to_the_fields() {
    let errors = vec![
        FormError { field: "topic".to_owned(), message: "Fill in the topic".to_owned() },
        FormError { field: String::new(), message: "Something else".to_owned() },
    ];
    let page = html(move || view! { <FormErrors title="Problem" errors=Signal::stored(errors) /> });
    assert!(page.contains("role=\"alert\""), "{page}");
    assert!(tag(&page, "<a").contains("href=\"#topic\""), "{page}");
    assert!(page.contains("<li>Something else</li>"), "{page}");
}

#[test]
fn a_form_without_faults_has_no_summary() {
    let page = html(|| view! { <FormErrors title="Problem" errors=Signal::stored(vec![]) /> });
    assert!(!page.contains("alert"), "{page}");
}
