//! What the server really has, so that no operation is forgotten and no line outlives its operation.

use std::{collections::BTreeSet, fs, path::Path};

use app::{partner::PartnerApp, staff::StaffApp};
use leptos::server_fn::axum::server_fn_paths;
use leptos_axum::generate_route_list;

use super::row;

/// Routes that are in no other list, by the file that registers them.
fn routes_in_source(methods: &mut BTreeSet<String>) {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let endpoints = fs::read_dir(source.join("endpoints")).unwrap();
    let mut files: Vec<_> = endpoints.map(|entry| entry.unwrap().path()).collect();
    files.push(source.join("router.rs"));
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        for rest in text.split(".route(").skip(1) {
            let mut parts = rest.split('"');
            let (before, path) = (parts.next().unwrap(), parts.next().unwrap());
            assert!(before.trim().is_empty(), "{}: a route without a plain path", file.display());
            if path == "/api/{*function}" {
                continue;
            }
            let handler = parts.next().unwrap().trim_start_matches([',', ' ', '\n']);
            let method = handler.split('(').next().unwrap().to_uppercase();
            methods.insert(format!("{method} {path}"));
        }
    }
}

fn registered() -> BTreeSet<String> {
    let mut all: BTreeSet<String> =
        server_fn_paths().map(|(path, method)| format!("{method} {path}")).collect();
    let pages = [generate_route_list(PartnerApp), generate_route_list(StaffApp)];
    all.extend(pages.iter().flatten().map(|page| format!("GET {}", page.path())));
    routes_in_source(&mut all);
    all
}

#[tokio::test]
async fn every_operation_has_a_line_and_every_line_an_operation() {
    let lines: Vec<String> = row::all().into_iter().map(|row| row.name).collect();
    let written: BTreeSet<String> = lines.iter().cloned().collect();
    let registered = registered();

    let missing: Vec<_> = registered.difference(&written).collect();
    let stale: Vec<_> = written.difference(&registered).collect();

    assert!(registered.len() > 70, "only {} operations found", registered.len());
    assert!(missing.is_empty() && stale.is_empty(), "missing: {missing:#?}\nstale: {stale:#?}");
    assert_eq!(lines.len(), written.len(), "a line is there twice");
}
