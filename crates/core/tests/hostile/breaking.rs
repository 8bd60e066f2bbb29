//! Breaks texts and JSON the way a proxy, a bug or an attacker does.

use serde_json::{Map, Value, json};

use super::chance::Chance;

/// Texts that have broken something somewhere.
const TEXTS: [&str; 26] = [
    "",
    " ",
    ".",
    "..",
    "/",
    "%2f",
    "%00",
    "%",
    "%zz",
    "\0",
    "\u{202e}",
    "\u{feff}",
    "\u{200b}",
    "\u{1f468}\u{200d}\u{1f469}",
    "e\u{301}",
    "<script>alert(1)</script>",
    "javascript:alert(1)",
    "=cmd|' /C calc'!A0",
    "__proto__",
    "-1",
    "1e400",
    "99999999999999999999999999",
    "0x10",
    "9999-12-31T23:59:60Z",
    "0000-00-00T00:00:00Z",
    "Thu, 99 Foo 2026 25:61:61 GMT",
];

/// Pieces that break the text of JSON.
const PIECES: [&str; 16] = [
    "\u{feff}",
    "\\ud800",
    "\\ud800\\u0041",
    "\"\\udfff\"",
    "NaN",
    "1e999",
    "-",
    "01",
    ",",
    "{",
    "}",
    "[",
    "]",
    "\"",
    "\\",
    "//",
];

fn scalar(chance: &mut Chance) -> Value {
    match chance.below(9) {
        0 => Value::Null,
        1 => json!(true),
        2 => json!(-1),
        3 => json!(u64::MAX),
        4 => json!(i64::MIN),
        5 => json!(1.5e300),
        6 => json!("x".repeat(chance.below(5_000))),
        7 => json!([]),
        _ => json!(chance.one_of(&TEXTS)),
    }
}

fn deep(mut value: Value, chance: &mut Chance) -> Value {
    for _ in 0..chance.below(100) {
        value = if chance.below(2) == 0 { json!([value]) } else { json!({ "data": value }) };
    }
    value
}

/// Changes something in a value, or somewhere below it.
pub(crate) fn break_value(value: &mut Value, chance: &mut Chance) {
    let goes_down = chance.below(4) > 0;
    match value {
        Value::Array(all) if goes_down && !all.is_empty() => {
            let place = chance.below(all.len());
            break_value(&mut all[place], chance);
        }
        Value::Object(all) if goes_down && !all.is_empty() => {
            let place = chance.below(all.len());
            if let Some(below) = all.values_mut().nth(place) {
                break_value(below, chance);
            }
        }
        Value::Array(all) => match chance.below(4) {
            0 if !all.is_empty() => drop(all.remove(chance.below(all.len()))),
            1 if !all.is_empty() => {
                let one = all[chance.below(all.len())].clone();
                all.extend(std::iter::repeat_n(one, chance.below(20)));
            }
            2 => all.reverse(),
            _ => all.push(scalar(chance)),
        },
        Value::Object(all) => break_object(all, chance),
        other => {
            let new = scalar(chance);
            *other = if chance.below(8) == 0 { deep(new, chance) } else { new };
        }
    }
}

fn break_object(all: &mut Map<String, Value>, chance: &mut Chance) {
    let key = all.keys().nth(chance.below(all.len())).cloned().unwrap_or_default();
    match chance.below(5) {
        0 => drop(all.remove(&key)),
        1 => drop(all.insert(key, scalar(chance))),
        2 => {
            let value = all.remove(&key).unwrap_or_default();
            all.insert((*chance.one_of(&TEXTS)).to_owned(), value);
        }
        3 => {
            let value = all.remove(&key).unwrap_or_default();
            all.insert(key, deep(value, chance));
        }
        _ => drop(all.insert((*chance.one_of(&TEXTS)).to_owned(), scalar(chance))),
    }
}

fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Changes something in a text, whatever it holds.
pub(crate) fn break_text(text: &mut String, chance: &mut Chance) {
    let from = boundary(text, chance.below(text.len() + 1));
    let to = boundary(text, from + chance.below(text.len() - from + 1)).max(from);
    match chance.below(9) {
        0 => text.truncate(from),
        1 => text.replace_range(from..to, ""),
        2 => {
            let part = text[from..to].to_owned();
            text.insert_str(from, &part);
        }
        3 | 4 => {
            let place = chance.below(PIECES.len());
            text.insert_str(from, PIECES[place]);
        }
        5 => {
            let place = chance.below(TEXTS.len());
            text.insert_str(from, TEXTS[place]);
        }
        6 => text.insert_str(from, &"[".repeat(chance.below(3_000))),
        7 => {
            let odd = char::from_u32(u32::try_from(chance.below(0x11_0000)).unwrap());
            text.insert(from, odd.unwrap_or('\u{fffd}'));
        }
        _ => {
            let part = text[from..to].to_uppercase();
            text.insert_str(from, &part);
        }
    }
}

/// A text made of pieces, for what has no valid form to begin with.
pub(crate) fn odd_text(chance: &mut Chance, start: &[&str]) -> String {
    let mut text = (*chance.one_of(start)).to_owned();
    for _ in 0..chance.below(5) {
        break_text(&mut text, chance);
    }
    text
}

/// The text of a JSON value after some accidents.
pub(crate) fn broken(mut value: Value, chance: &mut Chance) -> String {
    for _ in 0..chance.below(4) {
        break_value(&mut value, chance);
    }
    let mut text = value.to_string();
    if chance.below(2) == 0 {
        for _ in 0..=chance.below(3) {
            break_text(&mut text, chance);
        }
    }
    text
}
