//! The access matrix: every operation of the server against everybody who may call it.
//!
//! `table.txt` has one line per operation. Nothing rewrites it: a changed answer is a changed line that somebody reads.

mod fixture;
mod hostile;
mod item;
mod keys;
mod registry;
mod row;

use axum::http::StatusCode;

use self::{
    fixture::{Fixture, Target},
    row::{ACTORS, Row},
};

/// Sends every operation of `rows` as everybody and compares.
async fn check(rows: impl Iterator<Item = Row>) {
    let mut wrong = Vec::new();
    let mut fixture = Fixture::open().await;
    for row in rows {
        let (mut seen, mut answers) = (Vec::new(), Vec::new());
        for (actor, expected) in ACTORS.into_iter().zip(row.expected) {
            let request = fixture.request(&row, actor, Target::of(actor)).await;
            let before = fixture.digest().await;
            let status = if row.is_function() {
                let answer = fixture.server.send(request).await;
                if answer.status == StatusCode::OK {
                    answers.push((actor, keys::of(&answer.body)));
                }
                answer.status
            } else {
                // An answer that may have no end.
                fixture.server.open_answer(request).await.status()
            };
            let after = fixture.server.portal.digest().await;

            let difference = before.difference(&after);
            seen.push(status.as_u16());
            let refused = status.is_client_error() || status.is_server_error();
            if refused && before != after {
                wrong.push(format!("{} was refused to {actor:?}: {difference:?}", row.name));
            }
            if status.as_u16() != expected {
                wrong.push(format!("{} for {actor:?}: {status}, not {expected}", row.name));
            }
            // What changed nothing leaves the portal as good as new.
            if before != after {
                fixture = Fixture::open().await;
            }
        }
        wrong.extend(keys::wrong(&row.name, &answers));
        if seen != row.expected {
            wrong.push(format!("    seen: {}", row::written(&row.name, &seen)));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[tokio::test]
async fn every_server_function_answers_everybody_as_written() {
    check(row::all().into_iter().filter(Row::is_function)).await;
}

#[test]
fn keys_are_written_of_what_there_is() {
    let names: Vec<String> =
        row::all().into_iter().filter(Row::is_function).map(|row| row.name).collect();
    assert_eq!(keys::stale(&names), [""; 0]);
}

#[tokio::test]
async fn every_page_and_other_route_answers_everybody_as_written() {
    check(row::all().into_iter().filter(|row| !row.is_function())).await;
}

#[tokio::test]
async fn what_belongs_to_others_is_answered_like_what_does_not_exist() {
    let mut fixture = Fixture::open().await;
    let mut compared = 0;
    for row in row::all().into_iter().filter(Row::concerns_an_opportunity) {
        for actor in row::PARTNER_PEOPLE {
            let mut answers = Vec::new();
            for target in [Target::Foreign, Target::Unknown] {
                let request = fixture.request(&row, actor, target).await;
                let before = fixture.server.portal.digest().await;
                let changes = fixture.server.portal.backend.db.changes().clone();
                let made_at = changes.mark();
                let answer = fixture.server.send(request).await;
                let marks = [made_at, changes.mark()];
                assert_eq!(fixture.server.portal.digest().await, before, "{}", row.name);
                assert_eq!(
                    answer.status,
                    StatusCode::NOT_FOUND,
                    "{} {actor:?} {target:?}",
                    row.name
                );
                let said = fixture.without_what_was_asked(&answer, target);
                // When it was made is nothing of what it is about.
                answers.push(marks.iter().fold(said, |said, mark| said.replace(mark, "(mark)")));
            }
            assert_eq!(answers[0], answers[1], "{} {actor:?}", row.name);
            compared += 1;
        }
    }
    assert!(compared > 30, "only {compared} compared");
}
