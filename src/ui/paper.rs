//! What is on paper beside what is on the screen.

use std::cell::OnceCell;

use console_core::words::paper as words;
use leptos::prelude::*;

use super::dynamic::dynamic;
use super::number;

/// Rows of a table or lines of a list on paper: some hundred sheets. What is cut says so on the first line.
pub const LONGEST: usize = 10_000;

thread_local! {
    static PRINTING: OnceCell<RwSignal<bool>> = const { OnceCell::new() };
}

/// Looks from now on whether the page is printed. Once, within what outlives every page.
pub fn provide_printing() {
    let printing = RwSignal::new(false);
    let _ = window_event_listener_untyped("beforeprint", move |_| printing.set(true));
    let _ = window_event_listener_untyped("afterprint", move |_| printing.set(false));
    PRINTING.with(|own| {
        // The first one stays.
        let _ = own.set(printing);
    });
}

/// Whether the page is being printed: watched. Never where nobody looks.
pub fn is_printing() -> bool {
    PRINTING.with(|own| own.get().is_some_and(|printing| printing.get()))
}

/// That so many rows are too many for paper, if they are.
pub fn cut(rows: usize) -> Option<String> {
    (rows > LONGEST).then(|| words::cut(&number::count(LONGEST), &number::count(rows)))
}

/// The line that is at the top of each sheet: whose it is, when it was printed, what it shows, how complete. It is made
/// while the page is printed.
#[component]
pub fn PaperLine(
    /// What it says, in parts.
    text: Callback<(), Vec<String>>,
) -> impl IntoView {
    view! {
        {dynamic(move || is_printing().then(|| {
            let parts = text.run(()).into_iter().map(|part| view! { <span dir="auto">{part}</span>" " });
            view! { <div class="paper-line"><p>{parts.collect_view()}</p></div> }.into_any()
        }))}
    }.into_any()
}
