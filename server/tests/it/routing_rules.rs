//! The form of a rule, as a browser without script sends it.

use axum::http::StatusCode;
use backend::routing;
use domain::{
    lang::Lang,
    routing::{RuleForm, RuleSettings},
};

use crate::server::{Server, posted_without_script};

const SAVE: &str = "/api/routing/save_rule";

/// The value of the hidden field of a page.
fn hidden<'a>(page: &'a str, name: &str) -> &'a str {
    let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\"")).unwrap();
    rest.split('"').next().unwrap()
}

#[tokio::test]
async fn what_a_colleague_saved_is_not_overwritten_by_pressing_again() {
    let server = Server::open().await;
    let staff = server.portal.staff_manager();
    let token = server.token(staff.actor.user().unwrap()).await;
    let rule = |name: &str| RuleForm::of(name, &RuleSettings::of_everything_else(), Lang::Cs);
    let id = routing::save_rule(&staff, None, &rule("A")).await.unwrap();
    let (id, seen) = routing::rules(&staff, Some(id)).await.unwrap().chosen.unwrap();
    routing::save_rule(&staff, Some((id, seen)), &rule("Kolegovo")).await.unwrap();
    let page = format!("/staff/settings/routing?rule={id}");

    let mut version = seen.to_string();
    for _ in 0..2 {
        let form = format!(
            "rule={id}&version={version}&form[name]=Moje&form[strategy]=best&form[weight_tier]=1"
        );
        let answer = server.send(posted_without_script(SAVE, Some(&token), &form, &page)).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        let back = server.page(answer.header("location"), Some(&token)).await;
        let text = back.text();
        assert!(text.contains("value=\"Moje\""), "the typed text is gone");
        assert!(text.contains("Otevřít, jak je teď"), "nothing leads to what was saved");
        // The form stands below the list, whose rows have their own.
        let form = text.split_once("id=\"record\"").unwrap().1;
        hidden(form, "version").clone_into(&mut version);
    }

    let rules = routing::rules(&staff, Some(id)).await.unwrap();
    assert_eq!(rules.rules[0].name, "Kolegovo");
}
