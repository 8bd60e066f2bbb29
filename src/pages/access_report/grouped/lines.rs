//! Which lines there are, some at a time, and their text.

use std::sync::Arc;

use console_core::domain::report::{GroupBy, GroupSubject, ReportRows, Row, RowGroup};
use console_core::words::tokens::display_name;
use console_core::words::{access_report as words, token};

use super::super::Report;
use super::super::table::with_reach;
use crate::ui::number;

/// So many lines are shown before the browser has its turn, and fewer where they tell of so many accesses: to lay them
/// out takes time.
const AT_A_TIME: usize = 20;
const ACCESSES: usize = 200;

/// Some lines of a group that follow each other.
#[derive(Debug, Clone)]
pub(super) struct Told {
    pub(super) group: Arc<RowGroup>,
    first: usize,
    count: usize,
}

impl Told {
    pub(super) fn lines(&self) -> impl Iterator<Item = &[Row]> {
        self.group.lines().skip(self.first).take(self.count)
    }

    /// Its group begins before it.
    pub(super) fn goes_on(&self) -> bool {
        self.first > 0
    }

    fn ends_group(&self) -> bool {
        self.group.lines().nth(self.first + self.count).is_none()
    }
}

/// What is shown in one turn.
pub(super) type Part = Vec<Told>;

/// The groups as lines, some of them at a time.
pub(super) struct Lines {
    rows: ReportRows,
    by: GroupBy,
    /// Where the next group begins.
    next: usize,
    /// The group that is being told, and how many of its lines are.
    group: Option<(Arc<RowGroup>, usize)>,
    /// How many lines may yet be told.
    left: usize,
    /// How many accesses were told.
    pub(super) accesses: usize,
}

impl Lines {
    pub(super) fn new(rows: ReportRows, by: GroupBy, longest: usize) -> Self {
        Self { rows, by, next: 0, group: None, left: longest, accesses: 0 }
    }

    /// So many more may be told.
    pub(super) fn allow(&mut self, more: usize) {
        self.left += more;
    }

    /// There is more than was told.
    pub(super) fn has_more(&self) -> bool {
        self.accesses < self.rows.len()
    }

    /// The next lines; nothing once all are told that may be.
    pub(super) fn next_part(&mut self) -> Option<Part> {
        let (mut part, mut lines, mut accesses) = (Part::new(), AT_A_TIME, ACCESSES);
        while lines.min(self.left).min(accesses) > 0 {
            let Some((group, first)) = self.group.take().or_else(|| self.next_group()) else {
                break;
            };
            let (mut count, mut rest) = (0, group.lines().skip(first).peekable());
            while count < lines.min(self.left) && accesses > 0 {
                let Some(line) = rest.next() else { break };
                count += 1;
                accesses = accesses.saturating_sub(line.len());
                self.accesses += line.len();
            }
            let has_more = rest.peek().is_some();
            drop(rest);
            (lines, self.left) = (lines - count, self.left - count);
            part.push(Told { group: group.clone(), first, count });
            if has_more {
                self.group = Some((group, first + count));
            }
        }
        (!part.is_empty()).then_some(part)
    }

    fn next_group(&mut self) -> Option<(Arc<RowGroup>, usize)> {
        let own = self.rows.group_at(self.by, self.next)?;
        self.next += own.rows.len();
        Some((Arc::new(own), 0))
    }
}

/// All lines that may be told as text, with an empty line between groups.
pub(super) fn text(report: Report, mut lines: Lines) -> String {
    let (mut out, mut is_between) = (String::new(), false);
    for told in std::iter::from_fn(|| lines.next_part()).flatten() {
        if is_between {
            out.push('\n');
        }
        if !told.goes_on() {
            let count = number::count(told.group.rows.len());
            let about = subject(report, told.group.about);
            out.push_str(&[&*words::group(&about, &count), "\n"].concat());
        }
        for line in told.lines() {
            out.push_str(&["  ", &*one_line(report, &told.group, line), "\n"].concat());
        }
        is_between = told.ends_group();
    }
    if lines.has_more() {
        out.push_str(if is_between { "\n" } else { "" });
        out.push_str(words::MORE_LINES);
    }
    out
}

/// What a group is about, in words.
pub(super) fn subject(report: Report, subject: GroupSubject) -> String {
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

/// The resource of a row, and the databases for which it is found where those are others.
pub(super) fn resource(report: Report, row: &Row) -> String {
    let resources = report.store.resources();
    let label = token::resource_name(resources.borrow().get(row.grant.resource));
    with_reach(report, &label, row.reach)
}

fn one_line(report: Report, group: &RowGroup, line: &[Row]) -> String {
    let Some(first) = line.first() else { return String::new() };
    let permissions = || line.iter().map(|row| row.grant.permission.name().to_owned()).collect();
    let (about, listed): (String, Vec<String>) = match group.about {
        GroupSubject::Token(_) => (resource(report, first), permissions()),
        GroupSubject::Resource(_) => {
            (with_reach(report, &holder(report, first.token), first.reach), permissions())
        }
        GroupSubject::Permission(_) => {
            let places = line.iter().map(|row| resource(report, row)).collect();
            (holder(report, first.token), places)
        }
    };
    words::group_line(&about, &listed)
}
