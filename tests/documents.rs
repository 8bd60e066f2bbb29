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
