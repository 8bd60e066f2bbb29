//! The report in groups, as text: what each token may do, who may do something on a resource, who has a permission.

use console_core::domain::report::{GroupBy, GroupSubject, ReportRows, Row, RowGroup};
use console_core::words::tokens::display_name;
use console_core::words::{access_report as words, token};
use leptos::prelude::*;

use super::Report;
use super::table::with_reach;
use crate::ui::clipboard::CodeBlock;
use crate::ui::number;
use crate::ui::paper::{LONGEST, is_printing};
use crate::ui::toggle_group::{Toggle, ToggleGroup};

/// How many lines are shown; the rest is named, and in the export. On paper are more.
const LINES: usize = 2_000;

/// How many lines there are.
pub(super) fn lines(report: Report) -> usize {
    let by = report.view.with(|view| view.group);
    report.rows.with(|rows| rows.groups(by).map(|group| group.lines().count()).sum())
}

pub(super) fn grouped(report: Report) -> AnyView {
    let by = Memo::new(move |_| report.view.with(|view| view.group));
    let longest = Memo::new(move |_| if is_printing() { LONGEST } else { LINES });
    let text = move || report.rows.with(|rows| text(report, rows, by.get(), longest.get()));
    view! {
        {choice(report, by)}
        <CodeBlock
            label=Signal::derive(move || words::grouped(by.get()).to_owned())
            text=Signal::derive(text)
            copy_label=words::COPY_LIST
        />
    }
    .into_any()
}

fn choice(report: Report, by: Memo<GroupBy>) -> AnyView {
    let toggle = move |own: GroupBy| {
        view! {
            <Toggle
                label=words::group_by(own)
                pressed=Signal::derive(move || by.get() == own)
                on_change=move |_| report.change(|view| view.group = own)
            />
        }
        .into_any()
    };
    view! {
        <div class="toolbar">
            <ToggleGroup label=words::GROUP_BY>
                {GroupBy::ALL.into_iter().map(toggle).collect_view()}
            </ToggleGroup>
        </div>
    }
    .into_any()
}

/// The groups, with an empty line between them.
fn text(report: Report, rows: &ReportRows, by: GroupBy, longest: usize) -> String {
    let mut out = String::new();
    let mut left = longest;
    for group in rows.groups(by) {
        if !out.is_empty() {
            out.push('\n');
        }
        if left == 0 {
            out.push_str(words::MORE_LINES);
            break;
        }
        let count = number::count(group.rows.len());
        out.push_str(&words::group(&about(report, group.about), &count));
        out.push('\n');
        for line in group.lines() {
            if left == 0 {
                out.push_str(words::MORE_LINES);
                return out;
            }
            out.push_str(&["  ", &one_line(report, &group, line), "\n"].concat());
            left -= 1;
        }
    }
    out
}

fn about(report: Report, subject: GroupSubject) -> String {
    match subject {
        GroupSubject::Token(place) => holder(report, place),
        GroupSubject::Resource(key) => {
            token::resource_name(report.store.resources().borrow().get(key))
        }
        GroupSubject::Permission(permission) => permission.name().to_owned(),
    }
}

/// A token by its name, and by its ID, which tells namesakes apart.
fn holder(report: Report, place: u32) -> String {
    let token = report.store.token_at(place);
    token.map_or_else(String::new, |it| [display_name(&it), "  ", it.id.as_str()].concat())
}

fn one_line(report: Report, group: &RowGroup, line: &[Row]) -> String {
    let Some(first) = line.first() else { return String::new() };
    let resource =
        |row: &Row| token::resource_name(report.store.resources().borrow().get(row.grant.resource));
    let permissions = || line.iter().map(|row| row.grant.permission.name().to_owned()).collect();
    let (about, listed): (String, Vec<String>) = match group.about {
        GroupSubject::Token(_) => {
            (with_reach(report, &resource(first), first.reach), permissions())
        }
        GroupSubject::Resource(_) => {
            (with_reach(report, &holder(report, first.token), first.reach), permissions())
        }
        GroupSubject::Permission(_) => {
            let place = |row: &Row| with_reach(report, &resource(row), row.reach);
            (holder(report, first.token), line.iter().map(place).collect())
        }
    };
    words::group_line(&about, &listed)
}
