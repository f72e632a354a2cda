//! Requests that no page of ours makes: whoever sends them is told so, and nothing of it is our mistake.

use std::sync::{Arc, Mutex};

use axum::{
    body::Body,
    http::{HeaderValue, Method, StatusCode, header},
};
use tracing::{
    Event, Level, Metadata, Subscriber,
    span::{Attributes, Id, Record},
};

use super::{
    fixture::{Fixture, Target},
    row::{self, Actor, Row},
};
use crate::server::asked;

const ASKERS: [Actor; 3] = [Actor::Anonymous, Actor::StaffAdmin, Actor::ManagingAdministrator];

/// Notes what is logged as a mistake of ours.
#[derive(Clone, Default)]
struct Mistakes(Arc<Mutex<Vec<String>>>);

impl Subscriber for Mistakes {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.is_event() && *metadata.level() == Level::ERROR
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        self.0.lock().unwrap().push(format!("{event:?}"));
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// What stands where a form should.
fn bodies(form: &str) -> Vec<Vec<u8>> {
    let with = |value: &str| {
        let pairs = form.split('&').filter_map(|pair| pair.split_once('='));
        pairs.map(|(name, _)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
    };
    vec![
        Vec::new(),
        b"\xff\xfe=\xff".to_vec(),
        b"%ZZ=%&=&&[&]=%".to_vec(),
        b"id[][=1&form]]=2&form[form[form=3&id=4&id=5".to_vec(),
        b"{\"id\": 1, \"form\": [null]}".to_vec(),
        with("'%3B+DROP+TABLE+opportunity%3B+--%00").into(),
        with("%ff%fe").into(),
        with(&"9".repeat(400)).into(),
        with("-1").into(),
        format!("{form}&nonsense=1&form[nonsense]=1").into(),
        format!("{form}&{form}").into(),
    ]
}

fn posted() -> Vec<Row> {
    row::all().into_iter().filter(|row| row.name.starts_with("POST /api/")).collect()
}

#[tokio::test]
async fn malformed_calls_are_the_askers_mistake() {
    let mut fixture = Fixture::open().await;
    let mistakes = Mistakes::default();
    let mut wrong = Vec::new();
    for row in posted() {
        for actor in ASKERS {
            let whole = fixture.request(&row, actor, Target::of(actor)).await;
            let form = axum::body::to_bytes(whole.into_body(), 1 << 20).await.unwrap();
            for body in bodies(std::str::from_utf8(&form).unwrap()) {
                let shown = String::from_utf8_lossy(&body).chars().take(60).collect::<String>();
                let mut request = fixture.request(&row, actor, Target::of(actor)).await;
                *request.body_mut() = Body::from(body);
                let _noting = tracing::subscriber::set_default(mistakes.clone());
                let answer = fixture.server.send(request).await;
                if answer.status.is_server_error() {
                    wrong.push(format!("{} {actor:?} {shown:?}: {}", row.name, answer.status));
                }
                if answer.status == StatusCode::BAD_REQUEST {
                    assert_eq!(answer.text(), "{\"error\":\"malformed\"}", "{}", row.name);
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert_eq!(*mistakes.0.lock().unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn an_id_that_is_none_is_malformed() {
    let fixture = Fixture::open().await;
    let token = fixture.server.token(fixture.server.portal.alfa.manager).await;
    for body in ["id=x", "", "id=", "nonsense=1", "id=%ff"] {
        let answer = fixture.server.post("/api/assignment/accept", Some(&token), body).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{body}");
    }
}

#[tokio::test]
async fn uploads_that_break_off_are_the_askers_mistake() {
    let mut fixture = Fixture::open().await;
    for row in row::all().into_iter().filter(|row| row.name.starts_with("POST /")) {
        if row.name.starts_with("POST /api/") {
            continue;
        }
        for actor in ASKERS {
            for body in [
                "",
                "--stafeta-boundary",
                "--stafeta-boundary\r\nContent-Disposition: form-data; name=\"id\"\r\n\r\nx",
                "--stafeta-boundary\r\n\r\n\r\n--stafeta-boundary--\r\n",
                "--stafeta-boundary\r\nContent-Disposition: form-data; name=\"x\"; filename=\"\u{1}\r\n\r\n",
            ] {
                let mut request = fixture.request(&row, actor, Target::of(actor)).await;
                *request.body_mut() = Body::from(body);
                let status = fixture.server.send(request).await.status;
                assert!(!status.is_server_error(), "{} {actor:?} {body:?}: {status}", row.name);
            }
            let mut request = fixture.request(&row, actor, Target::of(actor)).await;
            let plain = HeaderValue::from_static("application/x-www-form-urlencoded");
            request.headers_mut().insert(header::CONTENT_TYPE, plain);
            let status = fixture.server.send(request).await.status;
            assert!(!status.is_server_error(), "{} {actor:?} as a form: {status}", row.name);
        }
    }
}

#[tokio::test]
async fn nothing_is_called_by_a_link() {
    let fixture = Fixture::open().await;
    let before = fixture.server.portal.digest().await;
    let token = fixture.server.token(fixture.server.portal.alfa.manager).await;
    for row in posted() {
        let path = row.name.trim_start_matches("POST ");
        for method in [Method::GET, Method::HEAD, Method::PUT, Method::DELETE] {
            let request = asked(method.clone(), path, Some(&token)).body(Body::empty()).unwrap();
            let answer = fixture.server.send(request).await;
            assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method} {path}");
            assert_eq!(answer.header("allow"), "POST", "{method} {path}");
        }
    }
    let unknown = fixture.server.post("/api/no/such", Some(&token), "").await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    assert_eq!(fixture.server.portal.digest().await, before);
}
