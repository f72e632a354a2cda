//! What a check says to good, changed, foreign and hostile files.

use chrono::{DateTime, Utc};
use domain::receipt::{Acceptance, Fact, Schema, Statement};
use ed25519_dalek::SigningKey;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::receipt::issue::sign;

fn at() -> DateTime<Utc> {
    DateTime::from_timestamp_millis(1_764_000_000_123).unwrap()
}

fn key() -> SigningKey {
    SigningKey::from_bytes(&[7; 32])
}

fn public() -> PublicKey {
    PublicKey::of(&key().verifying_key())
}

fn document() -> Document {
    let statement = Statement {
        schema: Schema::V1,
        id: Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0001).into(),
        at: at(),
        vendor: "Hronek Automatizace".to_owned(),
        partner: "Alfa Systems s.r.o.".to_owned(),
        company: "Alfa Systems s.r.o.".to_owned(),
        person: Some("Jana Malá".to_owned()),
        opportunity: "OPP-7K3Q-9F2M".to_owned(),
        topic: "Linka \"A\"".to_owned(),
        fact: Fact::Acceptance(Acceptance {
            offered_at: Some(at()),
            accept_by: None,
            first_report_by: at(),
        }),
    };
    sign(&key(), statement)
}

fn verdict(file: &str) -> Verdict {
    check(file.as_bytes(), &public()).verdict
}

#[test]
fn the_signed_text_is_written_down() {
    let text = String::from_utf8(signed_bytes(&document().statement)).unwrap();
    assert_eq!(
        text,
        r#"{"schema":"stafeta.receipt/1","id":"01900000-0000-7000-8000-000000000001","at":"2025-11-24T16:00:00.123Z","vendor":"Hronek Automatizace","partner":"Alfa Systems s.r.o.","company":"Alfa Systems s.r.o.","person":"Jana Malá","opportunity":"OPP-7K3Q-9F2M","topic":"Linka \"A\"","fact":{"acceptance":{"offered_at":"2025-11-24T16:00:00.123Z","accept_by":null,"first_report_by":"2025-11-24T16:00:00.123Z"}}}"#
    );
}

#[test]
fn spaces_and_line_breaks_do_not_matter() {
    let document = document();
    for file in [
        serde_json::to_string(&document).unwrap(),
        serde_json::to_string_pretty(&document).unwrap(),
        format!("\u{feff}{}\r\n", serde_json::to_string(&document).unwrap()),
    ] {
        let checked = check(file.as_bytes(), &public());
        assert_eq!(checked.verdict, Verdict::Valid, "{file}");
        assert_eq!(checked.statement.as_ref(), Some(&document.statement));
    }
}

#[test]
fn whatever_is_changed_shows() {
    let file = serde_json::to_string(&document()).unwrap();
    for (from, to) in [
        ("Jana Malá", "Jana Malý"),
        ("OPP-7K3Q-9F2M", "OPP-7K3Q-9F2N"),
        ("\"accept_by\":null", "\"accept_by\":\"2027-01-01T00:00:00Z\""),
        ("\"vendor\":", "\"discount\":90,\"vendor\":"),
        ("\"vendor\":", "\"vendor\":\"Jiný\",\"vendor\":"),
        ("\"accept_by\":null", "\"accept_by\":null,\"price\":1"),
        ("stafeta.receipt/1", "stafeta.receipt/2"),
        ("\"signature\":\"", "\"signature\":\"A"),
        ("\"signature\":", "\"more\":1,\"signature\":"),
    ] {
        assert!(file.contains(from), "{from}");
        assert_eq!(verdict(&file.replacen(from, to, 1)), Verdict::Changed, "{to}");
    }
}

#[test]
fn what_another_portal_signed_is_not_ours() {
    let theirs = sign(&SigningKey::from_bytes(&[8; 32]), document().statement);
    let checked = check(serde_json::to_string(&theirs).unwrap().as_bytes(), &public());
    assert_eq!(checked.verdict, Verdict::NotOurs);
    assert_eq!(checked.statement, Some(theirs.statement));
}

#[test]
fn hostile_files_are_answered() {
    let deep = |letter: &str| letter.repeat(60_000);
    let id = public().key_id;
    for file in [
        String::new(),
        "null".to_owned(),
        "[]".to_owned(),
        deep("["),
        deep("{\"a\":"),
        format!("{{\"key_id\":\"{id}\",\"statement\":{}", deep("[")),
        format!("{{\"key_id\":\"{id}\",\"key_id\":\"{id}\"}}"),
        " ".repeat(LARGEST + 1),
        "{\"statement\":1e999999}".to_owned(),
    ] {
        assert_eq!(verdict(&file), Verdict::NotOurs, "{file:.60}");
    }
    assert_eq!(check(&[0xff, 0xfe, 0x00], &public()).verdict, Verdict::NotOurs);
}

proptest! {
    #[test]
    fn no_byte_can_be_another(place in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let document = document();
        let mut file = serde_json::to_vec(&document).unwrap();
        let place = place.index(file.len());
        file[place] = byte;
        let checked = check(&file, &public());
        let is_same = checked.statement.as_ref() == Some(&document.statement);
        prop_assert!(checked.verdict != Verdict::Valid || is_same);
    }

    #[test]
    fn nothing_makes_it_panic(file in prop::collection::vec(any::<u8>(), 0..400)) {
        prop_assert_ne!(check(&file, &public()).verdict, Verdict::Valid);
    }
}
