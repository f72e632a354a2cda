//! Browsers report here what the content policy refused: in a correct page that never happens.

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, PoisonError},
};

use axum::{body::Bytes, extract::State, http::StatusCode};
use backend::Backend;
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value;
use url::Url;

/// The largest report that is read (bytes).
pub const LARGEST: usize = 16 << 10;
/// So many are read within a minute, from everybody together: a page that breaks the policy sends a handful.
const A_MINUTE: u32 = 60;
/// So many kinds are told apart. Anybody can send a report, and make up more.
const KINDS: usize = 100;

/// What the endpoint remembers while the server runs.
#[derive(Clone)]
pub struct Reports {
    backend: Backend,
    seen: Arc<Mutex<Seen>>,
}

#[derive(Default)]
struct Seen {
    since: DateTime<Utc>,
    count: u32,
    kinds: BTreeSet<String>,
}

impl Reports {
    /// Nothing was reported yet.
    #[must_use]
    pub fn new(backend: Backend) -> Self {
        Self { backend, seen: Arc::default() }
    }
}

impl Seen {
    /// Counts a report; the one too many is not read.
    fn admits(&mut self, now: DateTime<Utc>) -> bool {
        if now - self.since >= TimeDelta::minutes(1) {
            (self.since, self.count) = (now, 0);
        }
        self.count = self.count.saturating_add(1);
        self.count <= A_MINUTE
    }

    /// Whether it is the first of its kind.
    fn is_new(&mut self, kind: &str) -> bool {
        self.kinds.len() < KINDS && self.kinds.insert(kind.to_owned())
    }
}

/// Logs each kind of violation once.
pub async fn report(State(reports): State<Reports>, body: Bytes) -> StatusCode {
    let now = reports.backend.system().now;
    let mut seen = reports.seen.lock().unwrap_or_else(PoisonError::into_inner);
    if !seen.admits(now) {
        return StatusCode::TOO_MANY_REQUESTS;
    }
    for (kind, page) in kinds(&body) {
        if seen.is_new(&kind) {
            tracing::warn!(kind, page, "content policy violated");
        }
    }
    StatusCode::NO_CONTENT
}

/// What was refused, and on which page: of one report as `report-uri` gets it, or of several as `report-to` does.
fn kinds(body: &[u8]) -> Vec<(String, String)> {
    let told = match serde_json::from_slice(body) {
        Ok(Value::Array(reports)) => reports,
        Ok(report) => vec![report],
        Err(_) => return Vec::new(),
    };
    told.iter().filter_map(kind).collect()
}

fn kind(report: &Value) -> Option<(String, String)> {
    let report = report.get("csp-report").or_else(|| report.get("body"))?;
    let text = |names: [&str; 2]| {
        let found = names.iter().find_map(|name| report.get(*name)?.as_str());
        found.map(short)
    };
    let directive = text(["effective-directive", "effectiveDirective"])?;
    let blocked = text(["blocked-uri", "blockedURL"]).unwrap_or_default();
    let page = text(["document-uri", "documentURL"]).unwrap_or_default();
    Some((format!("{directive} {blocked}"), page))
}

/// An address as far as the first part of its path, of anything else its beginning: what stands further behind may be
/// personal, and in links that answer an offer or set a password it is the secret.
fn short(text: &str) -> String {
    let bare = Url::parse(text).ok().map(|mut url| {
        url.set_query(None);
        url.set_fragment(None);
        let first = url.path_segments().and_then(|mut parts| parts.next()).map(str::to_owned);
        if let Some(first) = first {
            url.set_path(&first);
        }
        url.to_string()
    });
    let text = bare.unwrap_or_else(|| text.to_owned());
    text.chars().filter(|c| !c.is_control()).take(200).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_of_reporting_are_read_alike() {
        let single = br#"{"csp-report": {"effective-directive": "img-src",
            "blocked-uri": "https://evil.example/x?secret=1#y", "document-uri": "https://p.example/reset/token?a=b"}}"#;
        let several = br#"[{"type": "csp-violation", "body": {"effectiveDirective": "img-src",
            "blockedURL": "https://evil.example/x?other", "documentURL": "https://p.example/reset/other"}}, {"type": "x"}]"#;
        let known = ("img-src https://evil.example/x", "https://p.example/reset");
        let known = vec![(known.0.to_owned(), known.1.to_owned())];
        assert_eq!(kinds(single), known);
        assert_eq!(kinds(several), known);
    }

    #[test]
    fn nonsense_is_no_report() {
        for body in [&b""[..], b"{", b"[[[]]]", b"{\"csp-report\": 1}", b"\xff", b"[1, null]"] {
            assert_eq!(kinds(body), Vec::new());
        }
        let odd =
            br#"{"csp-report": {"effective-directive": "a\nb", "blocked-uri": "in\u001bline"}}"#;
        assert_eq!(kinds(odd), [("ab inline".to_owned(), String::new())]);
    }

    #[test]
    fn a_kind_is_new_once_and_there_are_so_many() {
        let mut seen = Seen::default();
        assert!(seen.is_new("a") && !seen.is_new("a"));
        let more = (0..1000).filter(|n| seen.is_new(&n.to_string())).count();
        assert_eq!(more, KINDS - 1);
    }

    #[test]
    fn a_minute_has_so_many_and_the_next_one_again() {
        let (mut seen, now) = (Seen::default(), DateTime::UNIX_EPOCH + TimeDelta::days(9));
        let admitted = (0..200).filter(|_| seen.admits(now)).count();
        assert_eq!(admitted, 60);
        assert!(seen.admits(now + TimeDelta::minutes(1)));
    }
}
