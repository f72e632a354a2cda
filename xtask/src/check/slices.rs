//! Slices of the app never import each other: a change to one screen must not move another.
//!
//! A slice is a folder below `app/src/partner` or `app/src/staff`. Links between them are typed
//! functions in `routes`; parts that two of them need live in `shared`.

use std::collections::BTreeSet;

use super::sources::{Source, finding};

const SIDES: [&str; 2] = ["partner", "staff"];

/// Every import of one slice, or of one side, by another.
pub fn check(sources: &[Source]) -> Vec<String> {
    let slices: BTreeSet<(&str, &str)> = sources.iter().filter_map(slice_of).collect();
    sources.iter().flat_map(|source| check_file(source, &slices)).collect()
}

fn check_file(source: &Source, slices: &BTreeSet<(&str, &str)>) -> Vec<String> {
    let Some(side) = side_of(source) else { return Vec::new() };
    let other_sides =
        SIDES.iter().filter(|other| **other != side).map(|other| format!("crate::{other}::"));
    let own = slice_of(source);
    let other_slices = slices
        .iter()
        .filter(|slice| own.is_some_and(|own| own != **slice && own.0 == slice.0))
        .flat_map(|(side, name)| {
            [format!("crate::{side}::{name}"), format!("super::super::{name}")]
        });
    let forbidden: Vec<String> = other_sides.chain(other_slices).collect();

    let mut findings = Vec::new();
    for (index, line) in source.text.lines().enumerate() {
        for path in &forbidden {
            if names(line, path) {
                findings.push(finding(
                    source,
                    index + 1,
                    &format!("a slice imports another: {path}"),
                ));
            }
        }
    }
    findings
}

/// Whether the line names this path, and not one that only begins like it.
fn names(line: &str, path: &str) -> bool {
    line.match_indices(path).any(|(at, _)| {
        let next = line[at + path.len()..].chars().next();
        path.ends_with("::") || !next.is_some_and(|next| next.is_alphanumeric() || next == '_')
    })
}

fn side_of(source: &Source) -> Option<&str> {
    let rest = source.path.strip_prefix("app/src/")?;
    SIDES.into_iter().find(|side| rest.strip_prefix(side).is_some_and(|rest| rest.starts_with('/')))
}

/// Side and folder, for a file inside a slice.
fn slice_of(source: &Source) -> Option<(&str, &str)> {
    let mut parts = source.path.strip_prefix("app/src/")?.split('/');
    let (side, name) = (parts.next()?, parts.next()?);
    let is_slice = SIDES.contains(&side) && parts.next().is_some() && name != "shared";
    is_slice.then_some((side, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(path: &str, text: &str) -> Source {
        Source { path: path.to_owned(), text: text.to_owned() }
    }

    #[test]
    fn a_slice_may_import_anything_but_slices() {
        for (path, text, expected) in [
            ("app/src/partner/pipeline/mod.rs", "use crate::partner::offers::Card;", 1),
            ("app/src/partner/pipeline/mod.rs", "use super::super::offers;", 1),
            ("app/src/partner/pipeline/mod.rs", "use crate::partner::offers_count;", 0),
            ("app/src/partner/pipeline/mod.rs", "use crate::partner::shared::Card;", 0),
            ("app/src/partner/pipeline/mod.rs", "use crate::staff::Anything;", 1),
            ("app/src/partner/mod.rs", "use crate::partner::offers::OffersPage;", 0),
            ("app/src/staff/mod.rs", "use crate::partner::offers::OffersPage;", 1),
        ] {
            let neighbour = source("app/src/partner/offers/mod.rs", "");
            let findings = check(&[neighbour, source(path, text)]);
            assert_eq!(findings.len(), expected, "{path}: {text}");
        }
    }
}
