//! In a narrow window, the button before a group of filters that folds and unfolds it. What is pressed stays in sight.

use console_core::words::parts;
use leptos::prelude::*;

use crate::ui::button::Button;
use crate::ui::icon::Icon;

/// The button, with how many filters are on. Whether it is there at all, the styles know: the group comes right after it.
pub(super) fn filters_fold(on: Signal<usize>) -> AnyView {
    let is_open = RwSignal::new(false);
    view! {
        <div class="filters-fold">
            <Button
                label=Signal::derive(move || parts::filters(on.get()))
                icon=Icon::FILTER
                expanded=Signal::from(is_open)
                on_press=move |()| is_open.update(|open| *open = !*open)
            />
        </div>
    }
    .into_any()
}
