//! Parts of pages: buttons, fields, dialogs, tables, messages.
//!
//! What this room refuses to know: tokens, permissions, requests and the state of the program. Its
//! parts take plain values, signals and callbacks, and show them. Their accessible roles and names
//! are what they promise; their looks are in `style/`.

pub mod announce;
pub mod badge;
pub mod button;
pub mod check_list;
pub mod checkbox;
pub mod clipboard;
pub mod column_choices;
pub mod combobox;
pub mod commands;
pub mod dialog;
pub mod disclosure;
pub(crate) mod dynamic;
pub(crate) mod effect;
pub mod empty_state;
mod field;
pub mod fold_group;
pub mod gestures;
pub mod grid;
pub mod icon;
mod id;
pub mod in_sight;
mod layers;
pub mod mark;
pub mod menu;
pub mod number;
pub mod page;
mod painted;
pub mod paper;
mod press_end;
pub mod problem;
pub mod progress;
pub mod radio_group;
pub mod refuge;
pub mod relative_time;
pub mod search_box;
mod secret_guard;
pub mod select;
pub mod steps;
pub mod still;
pub mod suggestions;
pub mod table;
pub mod text_field;
pub mod text_spacing;
pub mod tip;
pub mod toggle_group;
