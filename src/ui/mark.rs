//! Marks of the whole document, for styles that depend on what is somewhere in it.
//!
//! A style could ask for it by `:has()`, but then each box that is checked and each row that comes would have every
//! element of the page looked at anew.

use leptos::prelude::*;

/// Marks the document with an attribute as long as the owner that is there now lasts. The attribute counts who marked
/// it.
pub fn mark(name: &'static str) {
    change(name, 1);
    on_cleanup(move || change(name, -1));
}

fn change(name: &str, by: i32) {
    let Some(root) = document().document_element() else { return };
    let before = root.get_attribute(name).and_then(|count| count.parse().ok()).unwrap_or(0);
    let _ = match before + by {
        ..=0 => root.remove_attribute(name),
        count => root.set_attribute(name, &count.to_string()),
    };
}
