//! Every sentence of the interface, by area: this room is all that a translator changes.
//!
//! Nothing here decides anything: constants, functions that put values into a sentence, and functions that
//! name what [`domain`](crate::domain) and [`api`](crate::api) return as enums. Those two use nothing of this room, so
//! that no decision depends on a language. `docs/words.md` has the rules of the text.
//!
//! Words that are elsewhere, because they have to be: the descriptions of permissions
//! ([`catalog`](crate::domain::catalog)) and of configuration keys
//! ([`KEYS`](crate::domain::config::KEYS)), which are tables of facts; and what is said before this
//! program runs or when it cannot: in `index.html` "Starting…", that it takes long, and "JavaScript is
//! off" and what to do about it; in `public/boot.js` the browser that is too old, the console that
//! could not be loaded, is not built whole, could not be started or stopped in the midst of its work,
//! and WebAssembly that is not available, each with what to do.

pub mod abilities;
pub mod access_report;
pub mod actions;
pub mod activity;
pub mod compare;
pub mod configuration;
pub mod creation;
pub mod creation_policy;
pub mod deletion;
pub mod export;
pub mod faults;
mod finding_rules;
pub mod findings;
pub mod lifetimes;
pub mod meaning;
pub mod operations;
pub mod own_token;
pub mod paper;
pub mod parts;
pub mod printed;
pub mod replacement;
pub mod report_filters;
pub mod review;
pub mod risks;
pub mod rotation;
pub mod settings;
pub mod shell;
pub mod times;
pub mod token;
pub mod tokens;
pub mod who;

/// The language of the words (`lang` of the document).
pub const LANGUAGE: &str = "en";

/// The direction that the language is written in (`dir` of the document).
pub const DIRECTION: &str = "ltr";

/// A number, and how its reader's locale writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    value: usize,
    text: String,
}

impl Count {
    /// A number as it was written for its reader.
    pub fn new(value: usize, text: String) -> Self {
        Self { value, text }
    }

    /// The number alone.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The number and what there are so many of.
    fn of(&self, one: &str, other: &str) -> String {
        [&self.text, " ", plural(self.value, one, other)].concat()
    }
}

impl From<usize> for Count {
    /// In plain digits.
    fn from(value: usize) -> Self {
        Self { value, text: value.to_string() }
    }
}

/// The form of a word that goes with a number: English has one for 1 and one for everything else. A
/// language with more forms takes more of them.
pub fn plural<'a>(count: usize, one: &'a str, other: &'a str) -> &'a str {
    if count == 1 { one } else { other }
}

/// A sentence with one part that the page makes (a link, a name, a time). It may stand anywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Around {
    /// What is said before it.
    pub before: &'static str,
    /// What is said after it.
    pub after: &'static str,
}

/// A name from outside within a sentence: whichever way it is written, the words around it stay in
/// their order.
pub fn isolated(name: &str) -> String {
    ["\u{2068}", name, "\u{2069}"].concat()
}

#[cfg(test)]
mod tests;
