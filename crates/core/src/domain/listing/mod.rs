//! Lists as people look at them: searched, filtered, sorted, and cut to what is on the screen.

mod columns;
mod fold;
mod index;
mod tokens;
mod window;

pub use columns::{ColumnLayout, ColumnWidth};
pub use fold::{Normalize, Query, folded, normalize_by};
pub use index::Index;
pub use tokens::{Column, Direction, Filter, Filters, Sort, shown};
pub use window::{Window, visible};
