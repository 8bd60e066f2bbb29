//! Console.

pub mod ui;
