//! Every sentence is in `crates/core/src/words`: a label or a sentence elsewhere fails here, and so do
//! words that break the rules of docs/words.md.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed")]

mod source;

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use source::files;

const ROOMS: [&str; 4] = ["src/pages", "src/app", "src/ui", "src/state"];

/// Attributes that people read or hear.
const SAID: [&str; 12] = [
    "label",
    "aria-label",
    "copy_label",
    "title",
    "text",
    "placeholder",
    "tip",
    "data-tip",
    "hint",
    "alt",
    "none_text",
    "suffix",
];

/// Names of keys and of elements, and of the rows that stand for others: for programs.
const FOR_PROGRAMS: [&str; 17] = [
    "Tab",
    "ArrowDown",
    "ArrowLeft",
    "ArrowRight",
    "ArrowUp",
    "End",
    "Home",
    "PageDown",
    "PageUp",
    "Enter",
    "Escape",
    "Shift",
    "Control",
    "Meta",
    "BODY",
    "gap ",
    "viewBox",
];

/// The sources of a folder that are no tests.
fn own_files(below: &Path) -> Vec<PathBuf> {
    let is_test =
        |file: &PathBuf| file.strip_prefix(below).unwrap().iter().any(|folder| folder == "tests");
    files(below, "rs").into_iter().filter(|file| !is_test(file)).collect()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A text between quotation marks, and the code before it on its line and above.
struct Literal<'a> {
    before: &'a str,
    text: &'a str,
    line: usize,
}

/// The literals of a file, without those of comments, attributes and tests.
fn literals(source: &str) -> Vec<Literal<'_>> {
    let source = source.split("#[cfg(test)]").next().unwrap_or_default();
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(rest) = source.get(at..).filter(|rest| !rest.is_empty()) {
        if rest.starts_with("//") {
            at += rest.find('\n').unwrap_or(rest.len());
        } else if rest.starts_with("'\"'") {
            at += 3;
        } else if let Some(inner) = rest.strip_prefix('"') {
            let end = length(inner);
            let before = source.get(..at).unwrap_or_default();
            let code = before.trim_end();
            let own = code.rsplit('\n').next().unwrap_or_default().trim_start();
            if !own.starts_with("#[") && !own.starts_with("#![") {
                let line = before.matches('\n').count() + 1;
                found.push(Literal { before: code, text: inner.get(..end).unwrap(), line });
            }
            at += end + 2;
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    found
}

/// How long a text is, up to its closing mark.
fn length(inner: &str) -> usize {
    let mut escaped = false;
    inner
        .find(|c: char| {
            let ends = c == '"' && !escaped;
            escaped = c == '\\' && !escaped;
            ends
        })
        .unwrap()
}

/// The names of every class in the styles.
fn classes() -> HashSet<String> {
    let mut all = HashSet::new();
    for file in files(&root().join("style"), "css") {
        let text = std::fs::read_to_string(file).unwrap();
        for part in text.split('.').skip(1) {
            let end = part.find(|c: char| !c.is_ascii_alphanumeric() && c != '-');
            all.insert(part[..end.unwrap_or(part.len())].to_owned());
        }
    }
    all
}

fn is_for_people(literal: &Literal<'_>, classes: &HashSet<String>) -> bool {
    let text = literal.text;
    if !text.chars().any(char::is_alphabetic) || FOR_PROGRAMS.contains(&text) {
        return false;
    }
    let attribute = literal.before.strip_suffix('=').map(|before| {
        before.rsplit(|c: char| c.is_whitespace() || c == '<').next().unwrap_or_default()
    });
    if attribute.is_some_and(|name| SAID.contains(&name)) {
        return true;
    }
    // The text of an element, but not the outcome of an arm or of a closure's type.
    let element = literal.before.ends_with('>')
        && !literal.before.ends_with("=>")
        && !literal.before.ends_with("->");
    let drawing = text.chars().all(|c| "MmLlHhVvCcSsQqTtAaZz0123456789 .,-".contains(c));
    let styled = text.split(' ').all(|word| classes.contains(word));
    let selector =
        text.starts_with(['.', '-', '[']) || text.starts_with(" .") || text.contains('[');
    let capital = text
        .chars()
        .zip(text.chars().skip(1))
        .any(|(first, second)| first.is_ascii_uppercase() && second.is_ascii_lowercase());
    let phrase = text.contains(' ') && text.chars().any(char::is_lowercase);
    let is_text = element || capital || phrase || text.contains('…');
    is_text && !drawing && !styled && (capital || !selector)
}

#[test]
fn every_sentence_is_in_its_room() {
    let classes = classes();
    let mut wrong = Vec::new();
    for room in ROOMS {
        for file in own_files(&root().join(room)) {
            let source = std::fs::read_to_string(&file).unwrap();
            for literal in literals(&source) {
                if is_for_people(&literal, &classes) {
                    let Literal { text, line, .. } = literal;
                    wrong.push(format!("{}:{line}: \"{text}\"", file.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "belongs in crates/core/src/words:\n{}", wrong.join("\n"));
}

#[test]
fn sentences_and_labels_are_told_from_names_for_programs() {
    let classes = HashSet::from(["button".to_owned(), "quiet".to_owned()]);
    let said = |source: &str| literals(source).iter().any(|one| is_for_people(one, &classes));
    for source in [
        "view! { <p>\"gone\"</p> }",
        "view! { <Button label=\"go\"/> }",
        "let x = \"Nothing here\".to_owned();",
        "let x = [&n, \" of them\"].concat();",
        "Some(\"Loading…\")",
        "match x { _ => \"Copied\" }",
    ] {
        assert!(said(source), "{source}");
    }
    for source in [
        "view! { <p class=\"button quiet\"></p> }",
        "event.key() == \"Escape\"",
        "query_selector(\".dialog-actions button\")",
        "// \"A comment\"",
        "Self(\"M18 6 6 18M6 6l12 12\")",
        "match x { _ => \"csv\" }",
    ] {
        assert!(!said(source), "{source}");
    }
}

#[test]
fn words_keep_to_their_rules() {
    let mut wrong = Vec::new();
    for file in own_files(&root().join("crates/core/src/words")) {
        if file.ends_with("tests.rs") {
            continue;
        }
        let source = std::fs::read_to_string(&file).unwrap();
        for Literal { text, line, .. } in literals(&source) {
            let lower = text.to_lowercase();
            let bad = ["...", "  ", "!", "please", "oops", "sorry", "successfully", "invalid"];
            // A sentence that is a constant ends; a label does not.
            let words = text.split(' ').count();
            let is_sentence =
                words > 4 && text.contains(". ") && !text.starts_with(['.', ' ', '"']);
            let ends = text.trim_end().ends_with(['.', ':']) || text.ends_with(' ');
            if bad.iter().any(|bad| lower.contains(bad)) || (is_sentence && !ends) {
                wrong.push(format!("{}:{line}: \"{text}\"", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_page_is_in_the_language_of_the_words_before_the_program_runs() {
    let page = std::fs::read_to_string(root().join("index.html")).unwrap();
    let opening = ["<html lang=\"", console_core::words::LANGUAGE, "\""].concat();
    assert!(page.contains(&opening));
}
