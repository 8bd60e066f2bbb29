//! The documents name files that are there.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that panics has failed"
)]

use std::path::Path;

/// Where a path of a document may begin.
const PLACES: [&str; 4] = ["", "tests/browser", "tests/browser/specs", "docs"];

#[test]
fn every_test_and_document_that_is_named_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut missing = Vec::new();
    for document in ["docs/reliability.md", "docs/security.md"] {
        let text = std::fs::read_to_string(root.join(document)).unwrap();
        // Between backticks, and between the brackets of a link.
        let quoted = text.split('`').skip(1).step_by(2);
        let linked = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        let is_path = |name: &&str| {
            let ends = [".rs", ".ts", ".md"].iter().any(|ending| name.ends_with(ending));
            (ends || name.starts_with("tests/") || name.starts_with("crates/"))
                && !name.contains(' ')
        };
        for name in quoted.chain(linked).filter(is_path) {
            let name = name.trim_start_matches("../");
            // "caddy.spec.ts" stands beside the deployment before it.
            let places = PLACES.iter().chain(&["tests/browser/deployments"]);
            if !places.into_iter().any(|place| root.join(place).join(name).exists()) {
                missing.push(format!("{document}: {name}"));
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

/// Every source text of the console's core.
fn core_sources(below: &Path) -> String {
    let mut all = String::new();
    for entry in std::fs::read_dir(below).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.push_str(&core_sources(&path));
        } else {
            all.push_str(&std::fs::read_to_string(path).unwrap());
        }
    }
    all
}

#[test]
fn the_glossary_names_what_the_code_has() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let code = core_sources(&root.join("crates/core/src"));
    let glossary = std::fs::read_to_string(root.join("docs/glossary.md")).unwrap();
    let mut missing = Vec::new();
    for row in glossary.lines().filter(|line| line.starts_with("| ")).skip(2) {
        let column = row.trim_end_matches(" |").rsplit(" | ").next().unwrap();
        for quoted in column.split('`').skip(1).step_by(2) {
            let is_path = quoted.contains('/');
            let names = quoted.rsplit("::").next().unwrap();
            for name in names.split(['{', '}', ',', ' ']).filter(|name| !name.is_empty()) {
                let is_there = if is_path {
                    root.join(quoted).exists()
                } else {
                    code.split(|c: char| !c.is_alphanumeric() && c != '_').any(|own| own == name)
                };
                if !is_there {
                    missing.push(name.to_owned());
                }
            }
        }
    }
    assert!(missing.is_empty(), "{missing:?}");
}
