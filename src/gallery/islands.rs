//! The two parts whose elements are made by hand, with whatever may happen to them.

use std::sync::Arc;

use crate::ui::button::Button;
use crate::ui::check_list::{Check, CheckLabel, CheckList, Lock};
use crate::ui::table::{Cell, DataTable, Rows, TableColumn, columns};
use leptos::prelude::*;

/// So many rows: more than are in the page at once.
const ROWS: usize = 2_000;

/// Which rows there are, and in which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    Up,
    Down,
    /// Every other one.
    Even,
}

impl Order {
    fn count(self) -> usize {
        if self == Self::Even { ROWS / 2 } else { ROWS }
    }

    /// The number of the row at a place.
    fn number(self, at: usize) -> usize {
        match self {
            Self::Up => at,
            Self::Down => ROWS.saturating_sub(at + 1),
            Self::Even => at * 2,
        }
    }
}

columns! {
    /// What is told of a number.
    RowColumn {
        Choice = "choice",
        Name = "name",
        Square = "count",
        Part = "part",
    }
}

/// A table whose rows can be turned round, left out, chosen and taken away; it tells how many components live in it.
pub(super) fn rows() -> AnyView {
    let order = RwSignal::new(Order::Up);
    let chosen = RwSignal::new(Vec::<usize>::new());
    let is_there = RwSignal::new(true);
    let alive = RwSignal::new(0_i32);
    let columns = || {
        vec![
            TableColumn::bare(RowColumn::Choice, 3.0),
            TableColumn::new(RowColumn::Name, "Name", 12.0).grows().names_row(),
            TableColumn::new(RowColumn::Square, "Square", 7.0).numeric(),
            TableColumn::bare(RowColumn::Part, 6.0),
        ]
    };
    let cell = move |row: usize, column: RowColumn| {
        let number = order.with(|order| order.number(row));
        let text = number.to_string();
        match column {
            RowColumn::Choice => {
                let is_on = chosen.with(|chosen| chosen.contains(&number));
                Cell::choice(["Choose ", &text].concat(), is_on)
            }
            RowColumn::Name => Cell::link("name", ["Row ", &text].concat(), ["#", &text].concat()),
            RowColumn::Part => Cell::widget("", text.clone(), move || living(alive, &text)),
            RowColumn::Square => Cell::text("number", (number * number).to_string()),
        }
    };
    let choose = move |row: usize, on: bool| {
        let number = order.get_untracked().number(row);
        chosen.update(|chosen| {
            chosen.retain(|own| *own != number);
            chosen.extend(on.then_some(number));
        });
    };
    let count = Memo::new(move |_| order.get().count());
    let rows =
        Rows::new(count, move |row| order.get().number(row).to_string(), cell).chosen(choose);
    let all = Arc::new(|| ().into_any());
    view! {
        <div class="row">
            <Button label="Upwards" on_press=move |()| order.set(Order::Up)/>
            <Button label="Downwards" on_press=move |()| order.set(Order::Down)/>
            <Button label="Every other one" on_press=move |()| order.set(Order::Even)/>
            <Button label="There or not" on_press=move |()| is_there.update(|is_there| *is_there = !*is_there)/>
            <output>{move || ["Living: ", &alive.get().to_string()].concat()}</output>
        </div>
        {move || is_there.get().then(|| view! {
            // Not as high as all rows, so that only some of them are in the page.
            <div class="gallery-table" style:display="flex" style:flex-direction="column" style:block-size="20rem">
                <DataTable label="Recycled rows" columns=columns() rows=rows.clone() select_all=all.clone()/>
            </div>
        })}
    }
    .into_any()
}

/// A component that counts itself.
fn living(alive: RwSignal<i32>, text: &str) -> AnyView {
    alive.update(|alive| *alive += 1);
    on_cleanup(move || alive.update(|alive| *alive -= 1));
    view! { <span>{["Part ", text].concat()}</span> }.into_any()
}

/// Boxes that are changed, locked, refused, and replaced by others.
pub(super) fn checks() -> AnyView {
    const NAMES: [&str; 6] =
        ["read_one", "read_two", "read_three", "write_one", "write_two", "write_three"];
    let on = RwSignal::new(Vec::<usize>::new());
    let is_locked = RwSignal::new(false);
    let is_refused = RwSignal::new(false);
    let is_other = RwSignal::new(false);
    let told = RwSignal::new(0_usize);
    let checks = Memo::new(move |_| {
        let check = |index: usize| {
            let is_on = on.with(|on| on.contains(&index));
            let locked = (is_locked.get() && index == 0).then_some(Lock::Because("It says why."));
            Check { is_on, is_changed: is_on, locked }
        };
        (0..NAMES.len()).map(check).collect::<Vec<_>>()
    });
    let change = move |index: usize, now: bool| {
        told.update(|told| *told += 1);
        if !is_refused.get_untracked() {
            on.update(|on| {
                on.retain(|own| *own != index);
                on.extend(now.then_some(index));
            });
        }
    };
    let list = move || {
        let names = if is_other.get() { &NAMES[..2] } else { &NAMES[..] };
        let label = |name: &&'static str| CheckLabel {
            name,
            description: "What it means.".to_owned(),
            ..CheckLabel::default()
        };
        let labels: Vec<CheckLabel> = names.iter().map(label).collect();
        view! { <CheckList labels checks=checks on_change=change/> }
    };
    let turn = |signal: RwSignal<bool>| move |()| signal.update(|on| *on = !*on);
    view! {
        <div class="row">
            <Button label="Lock the first or not" on_press=turn(is_locked)/>
            <Button label="Refuse changes or not" on_press=turn(is_refused)/>
            <Button label="Other boxes or not" on_press=turn(is_other)/>
            <output>{move || ["Told: ", &told.get().to_string()].concat()}</output>
        </div>
        <div role="group" aria-label="Made boxes">{list}</div>
    }
    .into_any()
}
