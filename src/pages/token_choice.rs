//! A token as something to choose.

use console_core::domain::token::Token;
use console_core::words::tokens::display_name;

use crate::ui::select::Choice;

/// By its name, told apart and also found by its id.
pub(super) fn token_choice(token: &Token) -> Choice {
    let id = token.id.as_str();
    Choice::new(id, display_name(token)).note(id).id(id)
}
