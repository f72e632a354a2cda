//! Sentences that are put together on a page, as they are read.

use backend::assignment;

use crate::server::Server;

/// What stands between the tags, in one line.
fn words(html: &str) -> String {
    let texts = html.split('<').map(|rest| rest.split_once('>').map_or(rest, |(_, text)| text));
    texts.collect::<Vec<_>>().concat().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn nobody_is_told_by_when_twice() {
    let server = Server::open().await;
    let portal = &server.portal;
    let deal = portal.opportunity().offered_to(&portal.alfa).create().await;
    assignment::accept(&portal.manager_of(&portal.alfa), deal.assignment()).await.unwrap();
    let staff = server.token(portal.staff_manager().actor.user().unwrap()).await;
    let partner = server.token(portal.alfa.manager).await;

    for (path, token) in [
        (format!("/staff/opportunities/{}", deal.reference), &staff),
        (format!("/opportunities/{}", deal.reference), &partner),
    ] {
        for (lang, label, word) in
            [("en", "First report by", "by "), ("cs", "První zpráva do", "do ")]
        {
            let choice = format!("language={lang}");
            server.post("/api/session/set_preferences", Some(token), &choice).await;
            let said = words(server.page(&path, Some(token)).await.text());
            let (_, rest) = said.split_once(label).unwrap();
            assert!(!rest.trim_start().starts_with(word), "{path} {lang}: {label}{rest:.20}");
        }
    }
}
