//! Styles by which a browser has no more to look at than what changes.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed")]

mod source;

use std::path::Path;

use source::files;

/// The selectors of a file that hold on a screen. Those of an inner rule stand by themselves.
fn selectors(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut plain = String::new();
    let mut parts = text.split("/*");
    plain.push_str(parts.next().unwrap_or_default());
    for part in parts {
        plain.push_str(part.split_once("*/").map_or("", |(_, after)| after));
    }
    // How deep each at-rule for paper began.
    let (mut depth, mut paper, mut head) = (0_usize, None, String::new());
    for letter in plain.chars() {
        match letter {
            '{' => {
                depth += 1;
                let own = head.trim().to_owned();
                if own.starts_with("@media print") && paper.is_none() {
                    paper = Some(depth);
                }
                if !own.starts_with('@') && paper.is_none() {
                    found.extend(split(&own, ','));
                }
                head.clear();
            }
            '}' => {
                if paper == Some(depth) {
                    paper = None;
                }
                depth = depth.saturating_sub(1);
                head.clear();
            }
            ';' => head.clear(),
            letter => head.push(letter),
        }
    }
    found
}

/// The parts between a separator that stands in no brackets.
fn split(text: &str, separator: char) -> Vec<String> {
    let (mut parts, mut depth) = (vec![String::new()], 0_usize);
    for letter in text.chars() {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if letter == separator && depth == 0 {
            parts.push(String::new());
        } else if let Some(last) = parts.last_mut() {
            last.push(letter);
        }
    }
    parts.iter().map(|part| part.trim().to_owned()).collect()
}

/// Without what stands in brackets of pseudo-classes.
fn outside(compound: &str) -> String {
    let (mut text, mut depth) = (String::new(), 0_usize);
    for letter in compound.chars() {
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            letter if depth == 0 => text.push(letter),
            _ => {}
        }
    }
    text
}

/// What of a selector makes each element that comes cost more than itself.
fn fault(selector: &str) -> Option<&'static str> {
    let parts: Vec<String> = split(selector, ' ').into_iter().filter(|it| !it.is_empty()).collect();
    let is_named = |compound: &str| {
        let own = outside(compound);
        (own.contains(['.', '#', '[']) || own.contains('&')) && !compound.contains(":not(:")
    };
    let is_before_neighbour = parts.windows(2).any(
        |pair| matches!(pair, [left, next] if (next == "~" || next == "+") && !is_named(left)),
    );
    if is_before_neighbour {
        return Some("a rule on neighbours whose first is any element");
    }
    let last = parts.last()?;
    let own = outside(last);
    let is_any = own.starts_with(':');
    (is_any && last.contains("nth-")).then_some("a rule on places of any element")
}

/// Where a rule on neighbours or on places begins with no name, a browser looks for what it styles in all of the page
/// around each element that comes: a row that is scrolled into sight, a sheet of the printed report.
#[test]
fn no_rule_has_a_page_looked_at_anew_for_each_element_that_comes() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut wrong = Vec::new();
    for file in files(&root.join("style"), "css") {
        let text = std::fs::read_to_string(&file).unwrap();
        for selector in selectors(&text) {
            if let Some(fault) = fault(&selector) {
                wrong.push(format!("{}: {selector}: {fault}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_looked_for_is_found() {
    let text = "/* a ~ b */ @layer ui { .a, input:not(:checked) ~ .b { c: d; } @media print { p + p { } } }";
    assert_eq!(selectors(text), [".a", "input:not(:checked) ~ .b"]);
    for wrong in [
        "input:checked ~ .label",
        ".list input:not(:checked) ~ .label .badge",
        ".list [type]:not(:checked) ~ .label",
        ".list > * + *",
        ".list > :is(.open, :nth-child(-n + 2))",
    ] {
        assert!(fault(wrong).is_some(), "{wrong}");
    }
    for right in [
        ".list [type]:checked + label",
        ".a:has(> .b) ~ .c",
        ".list > .closed:nth-child(-n + 2)",
        "td:nth-child(4)",
        ".list > .toggles:not(.toggles + .toggles)",
        ".check:not([data-on]) .badge",
    ] {
        assert_eq!(fault(right), None, "{right}");
    }
}
