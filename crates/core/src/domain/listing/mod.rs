//! Lists as people look at them: searched, filtered, sorted, and cut to what is on the screen.

mod columns;
mod days;
mod filters;
mod fold;
mod gradual;
mod index;
mod last_use;
mod lookup;
mod name_order;
mod natural;
mod place;
mod roster;
mod selection;
mod sorted_runs;
mod tokens;
mod window;

pub use columns::{ColumnLayout, ColumnWidth};
pub use days::{Day, Days};
pub use filters::{Filter, FilterSet, Truth};
pub use fold::{Normalize, Query, folded, normalize_by};
pub use gradual::{Gradual, TokenList};
pub use index::Index;
pub use last_use::{NoRecentUse, no_recent_use};
pub use lookup::{Lookup, look_up_tokens, named_token};
pub use name_order::{ByName, NameOrder, NameOrdering};
pub use natural::{NaturalKey, natural_order};
pub use place::{TablePlace, TablePlaces};
pub use roster::Roster;
pub use selection::Selection;
pub use tokens::{Column, Direction, Sort, count_each, count_undecided, filter_and_sort, finds};
pub use window::{Window, rows_in_turn, visible_rows};
