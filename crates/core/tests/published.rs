//! Files that are made from the code are what the code makes. `UPDATE=1 cargo test` writes them anew.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that panics has failed")]

use std::path::{Path, PathBuf};

use console_core::api::first_requests;
use console_core::domain::config;
use console_core::words::configuration;

fn at(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

fn agrees(path: &str, wanted: &str) {
    let path = at(path);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, wanted).unwrap();
    }
    let there = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(there, wanted, "{} is out of date: UPDATE=1 cargo test", path.display());
}

/// The page of the manual about `config.json`, in Markdown.
fn manual() -> String {
    let mut out = String::from(
        "# Configuration\n\n\
         `config.json` lies beside `index.html` and is read at every start, so one build serves every\n\
         deployment. Every key is optional, and so is the file. A wrong value stops the console with a\n\
         page that names the key; an unknown key is noted under Settings. `config.schema.json` beside it\n\
         is its JSON Schema. There is no place for a secret in it: the proxy holds the credential.\n\n\
         | key | value | without it | what it does |\n| --- | --- | --- | --- |\n",
    );
    for key in config::KEYS {
        let row = [
            "| `",
            key.path,
            "` | ",
            &configuration::kind(key.kind),
            " | ",
            key.default,
            " | ",
            key.about,
            " |\n",
        ];
        out.push_str(&row.concat());
    }
    out.push_str(
        "\n`policy.maxTtl` stands in the object `policy`, and so do its siblings, and those of `findings` in \
         theirs.\nA wrong value in `findings` stops only the page of findings; \
         while `findings.assertions` makes no sense, no change can be applied either.\n\n```json\n",
    );
    out.push_str(
        "{ \"organizations\": [\"acme\"], \"policy\": { \"maxTtl\": 7776000, \"allowNoExpiry\": false },\n  \
         \"findings\": { \"assertions\": [\n    { \"name\": \"Only dr-* deletes production backups\", \"tokens\": \"dr-*\",\n      \
         \"aloneMay\": [\"delete_production_branch_backups\"], \"blocks\": true },\n    \
         { \"name\": \"Metrics reads metrics\", \"tokens\": \"metrics-*\", \"nothingBut\": [\"read_metrics_endpoints\"] },\n    \
         { \"name\": \"Every token ends within a year\", \"tokens\": \"*\", \"endWithinDays\": 365 } ] } }\n```\n",
    );
    out
}

#[test]
fn the_schema_and_the_manual_say_what_the_reader_does() {
    agrees("public/config.schema.json", &config::schema());
    agrees("docs/configuration.md", &manual());
    agrees("public/config.json", config::example());
    assert_eq!(config::Config::read(config::example()).unwrap(), config::Loaded::default());
}

#[test]
fn boot_js_asks_for_what_the_client_asks_for() {
    let path = "public/boot.js";
    let script = std::fs::read_to_string(at(path)).unwrap();
    let (before, rest) = script.split_once("// <first-requests>\n").unwrap();
    let (_, after) = rest.split_once("// </first-requests>\n").unwrap();
    let wanted = first_requests();
    let wanted = format!("{before}// <first-requests>\n{wanted}// </first-requests>\n{after}");
    agrees(path, &wanted);
}
