//! Work that takes a while: how far it is, and a way to stop it.

use console_core::words::parts;
use leptos::prelude::*;

use super::button::{Button, ButtonKind};
use super::dynamic::dynamic;
use super::number;

/// A progress bar (role `progressbar`) with a "Stop" button.
#[component]
pub fn Progress(
    /// What is being done; its accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// How much is done.
    #[prop(into)]
    done: Signal<usize>,
    /// How much there is; 0 while that is not known.
    #[prop(into)]
    total: Signal<usize>,
    /// How long it still takes, in words.
    #[prop(into, optional)]
    left: Signal<Option<String>>,
    /// Stops it. Without it there is no button.
    #[prop(into, optional)]
    on_stop: Option<Callback<()>>,
) -> impl IntoView {
    let known = move || total.get() > 0;
    view! {
        <div class="progress">
            <span class="progress-label">{label}</span>
            <progress
                aria-label=label
                max=move || known().then(|| total.get().to_string())
                value=move || known().then(|| done.get().min(total.get()).to_string())
            ></progress>
            <span class="progress-count">
                {dynamic(move || known().then(|| {
                    parts::progress(&number::count(done.get()), &number::count(total.get()))
                }))}
            </span>
            {dynamic(move || left.get().map(|left| view! { <span class="progress-left">{left}</span> }))}
            {on_stop.map(|stop| view! {
                <Button label=parts::STOP kind=ButtonKind::Quiet on_press=stop/>
            })}
        </div>
    }
    .into_any()
}
