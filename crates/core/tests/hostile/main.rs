//! Whatever comes from outside is read without a panic, in bounded time, and without a secret in what is told.
//!
//! Valid answers and texts are broken by chance. A test that fails prints the number that repeats it.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test that panics has failed"
)]

mod answers;
mod breaking;
mod chance;
mod texts;
