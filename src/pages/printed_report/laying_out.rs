//! Making the report in pieces, so that the page answers meanwhile.

use std::sync::Arc;

use console_core::domain::report::{Block, Listed, PrintedSearch, PrintedView, Summary};
use console_core::domain::time::Timestamp;
use console_core::words::token::resource_name;
use leptos::prelude::*;

use crate::pages::pieces::{Piece, in_pieces, over_list};
use crate::pages::reading;
use crate::state::{App, Databases, ListStatus, Organization, Task};
use crate::ui::effect::effect;

/// How much a piece holds: as many lines of permissions, about, and a token is as much as some of them.
const PIECE: usize = 60;
/// A token without its lines.
const TOKEN: usize = 3;

/// Some of the blocks, in their place.
#[derive(Clone)]
pub(super) struct Sheets {
    /// Which report it belongs to, and which of its pieces it is.
    pub(super) number: (u32, usize),
    pub(super) blocks: Arc<[Block]>,
}

/// Some of the pieces, which are told by a signal of their own: to tell thousands of them anew with each that comes
/// would take longer with each.
#[derive(Clone)]
pub(super) struct Volume {
    number: (u32, usize),
    sheets: ArcRwSignal<Vec<Sheets>>,
}

/// How many pieces a volume holds.
const VOLUME: usize = 64;

/// What is known once every block was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Totals {
    pub(super) summary: Summary,
    /// How many tokens the organization has.
    pub(super) all: usize,
    /// When it was made.
    pub(super) at: Timestamp,
}

/// How the report stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Stage {
    /// What it is made of is on its way.
    Waiting,
    /// No token was read.
    NothingRead,
    /// So many tokens are laid out.
    LayingOut { done: usize, total: usize },
    /// All of it is there.
    Ready(Totals),
}

impl Stage {
    pub(super) fn totals(&self) -> Option<&Totals> {
        match self {
            Self::Ready(totals) => Some(totals),
            Self::Waiting | Self::NothingRead | Self::LayingOut { .. } => None,
        }
    }

    pub(super) fn progress(&self) -> Option<(usize, usize)> {
        match self {
            Self::LayingOut { done, total } => Some((*done, *total)),
            Self::Waiting | Self::NothingRead | Self::Ready(_) => None,
        }
    }
}

/// What the parts of the page share.
#[derive(Clone, Copy)]
pub(super) struct Report {
    pub(super) app: App,
    pub(super) store: Organization,
    pub(super) view: Memo<PrintedView>,
    volumes: RwSignal<Vec<Volume>>,
    pub(super) stage: RwSignal<Stage>,
    task: Task,
    /// Which report it is: the page keeps nothing of an older one.
    edition: StoredValue<u32>,
}

impl Report {
    pub(super) fn new(app: App, store: Organization, view: Memo<PrintedView>) -> Self {
        Self {
            app,
            store,
            view,
            volumes: RwSignal::new(Vec::new()),
            stage: RwSignal::new(Stage::Waiting),
            task: Task::of_page(),
            edition: StoredValue::new(0),
        }
    }

    /// Makes the report once everything is read that it is made of, and anew where that changes.
    pub(super) fn follow(self) {
        let Self { store, view, .. } = self;
        let needs_databases = Memo::new(move |_| view.with(PrintedView::is_searched));
        effect(move || {
            if needs_databases.get() {
                store.ensure_databases();
            }
        });
        let is_coming = Memo::new(move |_| {
            let databases_come = needs_databases.get()
                && store.databases.with(|it| matches!(it, Databases::Unread | Databases::Reading));
            reading::is_coming(store) || databases_come
        });
        effect(move || {
            if is_coming.get() {
                self.task.stop();
                self.volumes.set(Vec::new());
                self.stage.set(Stage::Waiting);
            } else {
                self.lay_out(&view.get());
            }
        });
    }

    /// Shows the next of the pieces.
    fn push(self, sheets: Sheets) {
        let last = self.volumes.with_untracked(|all| all.last().cloned());
        let room = |volume: &Volume| volume.sheets.with_untracked(Vec::len) < VOLUME;
        match last.filter(room) {
            Some(volume) => volume.sheets.update(|all| all.push(sheets)),
            None => self.volumes.update(|all| {
                let number = sheets.number;
                all.push(Volume { number, sheets: ArcRwSignal::new(vec![sheets]) });
            }),
        }
    }

    /// Each of the pieces, as it comes.
    pub(super) fn each(
        self,
        show: impl Fn(Sheets) -> AnyView + Copy + Send + Sync + 'static,
    ) -> AnyView {
        let volume = move |Volume { sheets, .. }| {
            view! { <For each=move || sheets.get() key=|sheets: &Sheets| sheets.number children=show/> }
        };
        let volumes = self.volumes;
        view! { <For each=move || volumes.get() key=|volume| volume.number children=volume/> }
            .into_any()
    }

    fn lay_out(self, view: &PrintedView) {
        let Self { app, store, volumes, stage, .. } = self;
        let at = app.client().now();
        let resources = store.resources();
        let all = store.with_tokens(|tokens, _| tokens.len());
        let has_failed = store.status.with(|status| matches!(status, ListStatus::Failed(_)));
        volumes.set(Vec::new());
        if has_failed && all == 0 {
            self.task.stop();
            stage.set(Stage::NothingRead);
            return;
        }
        self.edition.update_value(|edition| *edition += 1);
        let edition = self.edition.get_value();
        stage.set(Stage::LayingOut { done: 0, total: all });
        let search = PrintedSearch::new(&resources.borrow(), view, at, resource_name);
        self.task.run(async move {
            let report = in_pieces(over_list(store, search), |_, _| ()).await;
            let (mut summary, mut place, total) = (Summary::default(), 0, report.len());
            let lay_out = || {
                if place == total {
                    return Piece::Done(std::mem::take(&mut summary));
                }
                let (mut blocks, mut size) = (Vec::new(), 0);
                while place < total && size < PIECE {
                    let made = report.block(place, &resources.borrow());
                    size += made.as_ref().map_or(1, |block| TOKEN + lines(block));
                    if let Some(block) = made {
                        summary.add(&block, &resources.borrow(), at);
                        blocks.push(block);
                    }
                    place += 1;
                }
                self.push(Sheets { number: (edition, place), blocks: blocks.into() });
                stage.set(Stage::LayingOut { done: place, total });
                Piece::Shown(place, total)
            };
            let summary = in_pieces(lay_out, |_, _| ()).await;
            stage.set(Stage::Ready(Totals { summary, all: report.all(), at }));
        });
    }
}

fn lines(block: &Block) -> usize {
    match &block.listed {
        Listed::NotRead => 1,
        // A long list of resources takes as much as some lines.
        Listed::Read { groups, .. } => groups
            .iter()
            .map(|group| 1 + group.resources.len() / 8 + group.permissions.len() / 8)
            .sum(),
    }
}
