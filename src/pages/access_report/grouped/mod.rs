//! The report in groups: what each token may do, who may do something on a resource, who has a permission. It is copied
//! as text.

mod lines;
mod shown;

use std::sync::Arc;

use console_core::domain::report::{GroupBy, ReportRows};
use console_core::words::access_report as words;
use leptos::prelude::*;

use self::lines::{Lines, Part};
use super::Report;
use crate::pages::pieces::{Piece, Pieces};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::clipboard::CopyButton;
use crate::ui::effect::effect;
use crate::ui::number;
use crate::ui::paper::{LONGEST, is_printing};
use crate::ui::toggle_group::{Toggle, ToggleGroup};

/// How many lines are shown at once, and with each press on the button that shows more. On paper are more.
const SHOWN: usize = 500;
/// How many lines are copied; the rest is named, and in the export.
const COPIED: usize = 2_000;

/// How many lines there are.
pub(super) fn lines(report: Report) -> usize {
    let by = report.view.with(|view| view.group);
    report.rows.with(|rows| rows.groups(by).map(|group| group.lines().count()).sum())
}

/// Of which list, which of its parts, and what it shows.
type Numbered = (u32, usize, Arc<Part>);

/// What is listed, and what could be.
#[derive(Clone, Copy)]
struct List {
    lines: StoredValue<Lines>,
    parts: RwSignal<Vec<Numbered>>,
    /// How many accesses are listed, where that is not all.
    cut_after: RwSignal<Option<usize>>,
    pieces: Pieces,
    edition: StoredValue<u32>,
}

impl List {
    fn new() -> Self {
        Self {
            lines: StoredValue::new(Lines::new(ReportRows::default(), GroupBy::default(), 0)),
            parts: RwSignal::new(Vec::new()),
            cut_after: RwSignal::new(None),
            pieces: Pieces::of_page(),
            edition: StoredValue::new(0),
        }
    }

    /// Lists others.
    fn begin(self, lines: Lines) {
        self.edition.update_value(|edition| *edition = edition.wrapping_add(1));
        self.lines.set_value(lines);
        if is_printing() {
            // Paper does not wait.
            self.pieces.stop();
            let edition = self.edition.get_value();
            let whole = std::iter::from_fn(|| self.next_part()).enumerate();
            self.parts.set(whole.map(|(at, part)| (edition, at, part)).collect());
            self.end();
        } else {
            self.go_on();
        }
    }

    fn next_part(self) -> Option<Arc<Part>> {
        self.lines.try_update_value(Lines::next_part)?.map(Arc::new)
    }

    /// Lists what may be listed, some at a time.
    fn go_on(self) {
        let Self { parts, pieces, edition, .. } = self;
        let edition = edition.get_value();
        self.cut_after.set(None);
        let piece = move || {
            let Some(part) = self.next_part() else { return Piece::Done(()) };
            parts.update(|parts| {
                parts.retain(|(own, ..)| *own == edition);
                parts.push((edition, parts.len(), part));
            });
            Piece::Shown(parts.with_untracked(Vec::len), SHOWN)
        };
        pieces.run(piece, move |()| self.end());
    }

    fn end(self) {
        let edition = self.edition.get_value();
        self.parts.update(|parts| parts.retain(|(own, ..)| *own == edition));
        let cut_after = self.lines.with_value(|lines| lines.has_more().then_some(lines.accesses));
        self.cut_after.set(cut_after);
    }
}

pub(super) fn grouped(report: Report) -> AnyView {
    let by = Memo::new(move |_| report.view.with(|view| view.group));
    let list = List::new();
    effect(move || {
        let longest = if is_printing() { LONGEST } else { SHOWN };
        list.begin(Lines::new(report.rows.get(), by.get(), longest));
    });
    let text = move |()| {
        let rows = report.rows.get_untracked();
        lines::text(report, Lines::new(rows, by.get_untracked(), COPIED))
    };
    let part = move |(.., part): Numbered| {
        let told = part.iter().map(|told| shown::told(report, told)).collect_view();
        view! { <div class="grouped-part">{told}</div> }.into_any()
    };
    view! {
        <div class="toolbar">
            {choice(report, by)}
            <div class="toolbar-end">
                <CopyButton label=words::COPY_LIST text kind=ButtonKind::Quiet/>
            </div>
        </div>
        <section class="grouped" aria-label=move || words::grouped(by.get())>
            <For each=move || list.parts.get() key=|(edition, at, _)| (*edition, *at) children=part/>
        </section>
        {more(report, list)}
    }
    .into_any()
}

/// How much is listed, where that is not all, and the button that lists more of it.
fn more(report: Report, list: List) -> AnyView {
    let text = move || {
        let all = report.rows.with(ReportRows::len);
        let shown = list.cut_after.get();
        shown.map(|shown| words::listed_first(&number::count(shown), &number::count(all)))
    };
    let is_cut = Memo::new(move |_| list.cut_after.with(Option::is_some));
    let press = move |()| {
        list.lines.update_value(|lines| lines.allow(SHOWN));
        list.go_on();
    };
    // The button stays while more is listed, so that it keeps the focus.
    let has_more = Memo::new(move |before: Option<&bool>| {
        list.parts.track();
        is_cut.get() || (before == Some(&true) && list.lines.with_value(Lines::has_more))
    });
    view! {
        {move || has_more.get().then(|| view! {
            <div class="row">
                <p role="status">{text}</p>
                <Button label=words::list_more(&number::count(SHOWN)) on_press=press/>
            </div>
        })}
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
        <ToggleGroup label=words::GROUP_BY>
            {GroupBy::ALL.into_iter().map(toggle).collect_view()}
        </ToggleGroup>
    }
    .into_any()
}
