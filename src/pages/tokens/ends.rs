//! The days in which the tokens that are shown end.

use console_core::domain::listing::{Day, Days};
use console_core::words::tokens as words;
use leptos::prelude::*;

use super::Listing;
use crate::ui::button::Button;
use crate::ui::dynamic::dynamic;
use crate::ui::text_field::{TextField, TextKind};
use crate::ui::toggle_group::Toggle;

/// A toggle for what is left of this month, and one for other days while they are asked for.
pub(super) fn toggles(listing: Listing) -> AnyView {
    let ends = asked(listing);
    let is_month = Memo::new(move |_| ends.get() == Some(listing.rest_of_month()));
    let others = Memo::new(move |_| ends.get().filter(|_| !is_month.get()));
    view! {
        <Toggle
            label=words::EXPIRES_THIS_MONTH
            pressed=is_month
            count=Signal::derive(move || listing.count_this_month())
            tip=Signal::derive(move || {
                let last = listing.rest_of_month().last().map(Day::iso);
                last.map(|last| words::expires_this_month(&last))
            })
            on_change=move |on: bool| ask(listing, on.then(|| untrack(|| listing.rest_of_month())))
        />
        {dynamic(move || others.get().map(|days| view! {
            <Toggle
                label=words::ends(days)
                pressed=true
                on_change=move |_: bool| ask(listing, None)
            />
        }))}
    }
    .into_any()
}

/// The first and the last of the days.
pub(crate) fn fields(listing: Listing) -> AnyView {
    let ends = asked(listing);
    let first = move || ends.get().and_then(Days::first);
    let last = move || ends.get().and_then(Days::last);
    let text = |day: Option<Day>| day.map(Day::iso).unwrap_or_default();
    view! {
        <div class="stack">
            <TextField
                label=words::ENDS_FROM
                kind=TextKind::Day
                value=Signal::derive(move || text(first()))
                on_input=move |typed: String| {
                    ask(listing, Days::between(Day::parse(&typed), untrack(last)));
                }
            />
            <TextField
                label=words::ENDS_UNTIL
                kind=TextKind::Day
                hint=Some(words::ENDS_HINT.to_owned())
                value=Signal::derive(move || text(last()))
                on_input=move |typed: String| {
                    let last = Day::parse(&typed);
                    let is_from_now = untrack(|| ends.get().is_some_and(Days::is_from_now));
                    ask(listing, match last {
                        Some(last) if is_from_now => Some(Days::from_now(last)),
                        last => Days::between(untrack(first), last),
                    });
                }
            />
            <Button label=words::ENDS_ANY on_press=move |()| ask(listing, None)/>
        </div>
    }
    .into_any()
}

fn asked(listing: Listing) -> Memo<Option<Days>> {
    Memo::new(move |_| listing.view.with(|view| view.filters.ends()))
}

fn ask(listing: Listing, ends: Option<Days>) {
    listing.change(|view| view.filters = view.filters.ending(ends));
}
