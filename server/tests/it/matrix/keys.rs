//! Reads `keys.txt`: which keys an answer has, exactly. A field that somebody adds to what partners get is a line that
//! somebody reads.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::Value;

use super::row::Actor;

/// What an answer is made of, whatever it says: the keys of its objects, and what stands under them.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Shape {
    is_list: bool,
    keys: BTreeMap<String, Shape>,
}

impl Shape {
    fn of(value: &Value) -> Self {
        let mut shape = Self::default();
        shape.take(value);
        shape
    }

    /// All elements of a list have the keys of each.
    fn take(&mut self, value: &Value) {
        match value {
            Value::Array(elements) => {
                self.is_list = true;
                for element in elements {
                    self.take(element);
                }
            }
            Value::Object(fields) => {
                for (key, value) in fields {
                    self.keys.entry(key.clone()).or_default().take(value);
                }
            }
            _ => {}
        }
    }

    /// `{id rows[{name}]}`.
    fn written(&self) -> String {
        let keys = self.keys.iter().map(|(key, shape)| [key.as_str(), &shape.written()].concat());
        let keys = keys.collect::<Vec<_>>().join(" ");
        let object = if keys.is_empty() { String::new() } else { ["{", &keys, "}"].concat() };
        if self.is_list { ["[", &object, "]"].concat() } else { object }
    }
}

/// The keys of an answer; nothing for one without any.
pub fn of(answer: &[u8]) -> String {
    if answer.is_empty() {
        return String::new();
    }
    Shape::of(&serde_json::from_slice(answer).expect("JSON")).written()
}

/// Operation, who asks, and the keys, as the file has them.
fn lines() -> impl Iterator<Item = (&'static str, Vec<&'static str>, &'static str)> {
    let lines = include_str!("keys.txt").lines();
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| {
        let mut parts = line.splitn(3, " | ");
        let mut next = || parts.next().unwrap_or_else(|| panic!("{line}")).trim();
        let (name, who, keys) = (next(), next(), next());
        (name, who.split(' ').collect(), keys)
    })
}

/// What is wrong with the answers to one operation.
pub fn wrong(name: &str, seen: &[(Actor, String)]) -> Vec<String> {
    let mut expected = HashMap::new();
    for (_, who, keys) in lines().filter(|(operation, ..)| *operation == name) {
        for actor in who {
            assert!(expected.insert(actor, keys).is_none(), "{name} has {actor} twice");
        }
    }
    assert!(expected.len() < 2 || !expected.contains_key("everybody"), "{name} names everybody");
    let told = |actor: &Actor| {
        let keys =
            expected.get("everybody").or_else(|| expected.get(format!("{actor:?}").as_str()));
        keys.copied().unwrap_or_default()
    };
    if seen.iter().all(|(actor, keys)| told(actor) == keys) {
        return Vec::new();
    }
    let shapes: BTreeSet<&str> = seen.iter().map(|(_, keys)| keys.as_str()).collect();
    let who = |shape: &str| {
        if shapes.len() == 1 {
            return "everybody".to_owned();
        }
        let who = seen.iter().filter(|(_, keys)| keys == shape);
        who.map(|(actor, _)| format!("{actor:?}")).collect::<Vec<_>>().join(" ")
    };
    let written = shapes.iter().filter(|shape| !shape.is_empty());
    let written = written.map(|shape| format!("    keys: {name} | {} | {shape}", who(shape)));
    written.chain([format!("{name} answers with other keys than are written")]).collect()
}

/// Lines of operations that are none any more.
pub fn stale(names: &[String]) -> Vec<&'static str> {
    lines().map(|(name, ..)| name).filter(|name| !names.iter().any(|known| known == name)).collect()
}
