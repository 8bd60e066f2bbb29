//! Files that are made from the code are what the code makes. `UPDATE=1 cargo test` writes them anew.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that panics has failed")]

use console_core::domain::config;

fn agrees(path: &str, wanted: &str) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, wanted).unwrap();
    }
    let there = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(there, wanted, "{} is out of date: UPDATE=1 cargo test", path.display());
}

#[test]
fn the_schema_and_the_manual_say_what_the_reader_does() {
    agrees("public/config.schema.json", &config::schema());
    agrees("docs/configuration.md", &config::documentation());
    agrees("public/config.json", config::example());
    assert_eq!(config::Config::read(config::example()).unwrap(), config::Loaded::default());
}
