//! The report in groups, as text: what each token may do, who may do something on a resource, who has a permission.

use std::sync::Arc;

use console_core::domain::report::{GroupBy, GroupSubject, ReportRows, Row, RowGroup};
use console_core::words::tokens::display_name;
use console_core::words::{access_report as words, token};
use leptos::prelude::*;

use super::Report;
use super::table::with_reach;
use crate::pages::pieces::{Piece, Pieces};
use crate::ui::clipboard::CodeBlock;
use crate::ui::effect::effect;
use crate::ui::number;
use crate::ui::paper::{LONGEST, is_printing};
use crate::ui::toggle_group::{Toggle, ToggleGroup};

/// How many lines are shown; the rest is named, and in the export. On paper are more.
const LINES: usize = 2_000;
/// So many of them are shown before the browser has its turn: to lay out long lines takes time.
const AT_A_TIME: usize = 100;

/// How many lines there are.
pub(super) fn lines(report: Report) -> usize {
    let by = report.view.with(|view| view.group);
    report.rows.with(|rows| rows.groups(by).map(|group| group.lines().count()).sum())
}

/// Some lines: of which text, which of them, and what they say.
type Part = (u32, usize, Arc<str>);

pub(super) fn grouped(report: Report) -> AnyView {
    let by = Memo::new(move |_| report.view.with(|view| view.group));
    let (parts, pieces) = (RwSignal::new(Vec::<Part>::new()), Pieces::of_page());
    let edition = StoredValue::new(0_u32);
    effect(move || {
        let longest = if is_printing() { LONGEST } else { LINES };
        let mut lines = Lines::new(report, report.rows.get(), by.get(), longest);
        edition.update_value(|edition| *edition = edition.wrapping_add(1));
        let edition = edition.get_value();
        if is_printing() {
            // Paper does not wait.
            pieces.stop();
            let whole: String = std::iter::from_fn(|| lines.next_part(usize::MAX)).collect();
            parts.set(vec![(edition, 0, whole.into())]);
            return;
        }
        let mut count = 0;
        let piece = move || {
            let Some(text) = lines.next_part(AT_A_TIME) else { return Piece::Done(count) };
            parts.update(|parts| {
                parts.retain(|(own, ..)| *own == edition);
                parts.push((edition, count, text.into()));
            });
            count += 1;
            Piece::Shown(lines.told(), longest)
        };
        pieces.run(piece, move |count| {
            if count == 0 {
                parts.update(Vec::clear);
            }
        });
    });
    let text =
        move || parts.with(|parts| parts.iter().map(|(.., text)| &**text).collect::<String>());
    let shown = view! {
        <For
            each=move || parts.get()
            key=|(edition, at, _)| (*edition, *at)
            children=|(.., text)| text.to_string()
        />
    };
    view! {
        {choice(report, by)}
        <CodeBlock
            label=Signal::derive(move || words::grouped(by.get()).to_owned())
            text=Signal::derive(text)
            shown=shown.into_any()
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

/// The groups as lines, with an empty line between them.
struct Lines {
    report: Report,
    rows: ReportRows,
    by: GroupBy,
    /// Where the next group begins.
    next: usize,
    /// The group that is being told, and how many of its lines are.
    group: Option<(RowGroup, usize)>,
    /// How many lines may be told, and how many may yet.
    longest: usize,
    left: usize,
    is_cut: bool,
}

impl Lines {
    fn new(report: Report, rows: ReportRows, by: GroupBy, longest: usize) -> Self {
        Self { report, rows, by, next: 0, group: None, longest, left: longest, is_cut: false }
    }

    fn told(&self) -> usize {
        self.longest - self.left
    }

    /// The next lines, about so many; nothing once all are told.
    fn next_part(&mut self, count: usize) -> Option<String> {
        let Self { report, rows, by, next, group, left, is_cut, .. } = self;
        let (mut out, mut wanted) = (String::new(), count.min(*left).max(1));
        while wanted > 0 && !*is_cut {
            let Some((own, told)) = group else {
                let Some(own) = rows.group_at(*by, *next) else { break };
                if *next > 0 {
                    out.push('\n');
                }
                *next += own.rows.len();
                *is_cut = *left == 0;
                if !*is_cut {
                    let count = number::count(own.rows.len());
                    out.push_str(&words::group(&about(*report, own.about), &count));
                    out.push('\n');
                }
                *group = Some((own, 0));
                continue;
            };
            let before = *told;
            for line in own.lines().skip(before).take(wanted.min(*left)) {
                out.push_str(&["  ", &one_line(*report, own, line), "\n"].concat());
                *told += 1;
            }
            let lines = *told - before;
            (*left, wanted) = (*left - lines, wanted - lines);
            let is_told = own.lines().nth(*told).is_none();
            if is_told {
                *group = None;
            } else {
                *is_cut = *left == 0;
            }
        }
        if *is_cut && group.take().is_some() {
            out.push_str(words::MORE_LINES);
        }
        (!out.is_empty()).then_some(out)
    }
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
