//! What the program and its tests are made of: from where, under which licences, and no crate twice without a reason.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that panics has failed"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

/// Licences that ask for nothing but their text.
const LICENCES: [&str; 12] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "Unicode-3.0",
    "Zlib",
];

/// Crates of which there are two versions, because others ask for both: none of them is the project's own choice. Those of
/// random numbers and of shells come with the command of wasm-bindgen, which is built and never shipped.
const TWICE: [&str; 16] = [
    "base64",
    "convert_case",
    "cpufeatures",
    "getrandom",
    "gimli",
    "hashbrown",
    "itertools",
    "rand",
    "rand_core",
    "shlex",
    "syn",
    "thiserror",
    "thiserror-impl",
    "wasm-encoder",
    "wasmparser",
    "windows-sys",
];

fn packages() -> Vec<Value> {
    let told = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    let told: Value = serde_json::from_slice(&told.stdout).unwrap();
    told["packages"].as_array().unwrap().clone()
}

/// Whether one of the licences that may be chosen is allowed: "A OR B", "A AND B", "(A OR B) AND C", and "A/B" of old.
fn is_allowed(licence: &str) -> bool {
    let licence = licence.replace('/', " OR ");
    let licence = licence.trim();
    for word in [" OR ", " AND "] {
        let parts = split(licence, word);
        if parts.len() > 1 {
            let mut allowed = parts.iter().map(|part| is_allowed(part));
            return if word == " AND " { allowed.all(|own| own) } else { allowed.any(|own| own) };
        }
    }
    let inner = licence.strip_prefix('(').and_then(|inner| inner.strip_suffix(')'));
    inner.map_or_else(|| LICENCES.contains(&licence), is_allowed)
}

/// The parts between a word that is not within brackets.
fn split<'a>(text: &'a str, word: &str) -> Vec<&'a str> {
    let (mut parts, mut start, mut depth) = (Vec::new(), 0, 0_i32);
    for (at, c) in text.char_indices() {
        depth += i32::from(c == '(') - i32::from(c == ')');
        if depth == 0 && at >= start && text[at..].starts_with(word) {
            parts.push(&text[start..at]);
            start = at + word.len();
        }
    }
    parts.push(&text[start..]);
    parts
}

#[test]
fn every_crate_has_a_licence_that_asks_for_nothing_but_its_text() {
    let wrong: Vec<String> = packages()
        .iter()
        .filter(|package| !package["license"].as_str().is_some_and(is_allowed))
        .map(|package| format!("{}: {}", package["name"], package["license"]))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_crate_is_the_projects_own_or_of_the_one_registry() {
    let registry = "registry+https://github.com/rust-lang/crates.io-index";
    for package in packages() {
        let source = package["source"].as_str();
        assert!(source.is_none_or(|source| source == registry), "{}: {source:?}", package["name"]);
    }
}

#[test]
fn no_crate_is_there_twice_without_a_reason() {
    let mut versions: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for package in packages() {
        let text = |field: &str| package[field].as_str().unwrap().to_owned();
        versions.entry(text("name")).or_default().insert(text("version"));
    }
    let twice: Vec<&str> =
        versions.iter().filter(|(_, all)| all.len() > 1).map(|(name, _)| name.as_str()).collect();
    assert_eq!(twice, TWICE);
}

#[test]
fn licences_are_read_as_they_are_written() {
    for allowed in [
        "MIT",
        "MIT/Apache-2.0",
        "GPL-3.0 OR MIT",
        "(MIT OR Apache-2.0) AND ISC",
        "MIT OR ISC AND GPL-3.0",
    ] {
        assert!(is_allowed(allowed), "{allowed}");
    }
    for refused in ["GPL-3.0", "MIT AND GPL-3.0", "(GPL-3.0 OR AGPL-3.0) AND MIT", ""] {
        assert!(!is_allowed(refused), "{refused}");
    }
}
