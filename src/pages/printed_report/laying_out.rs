//! Making the report in pieces, so that the page answers meanwhile.

use std::sync::Arc;

use console_core::domain::report::{Block, Listed, PrintedReport, PrintedView, Summary};
use console_core::domain::time::Timestamp;
use console_core::words::token::resource_name;
use leptos::prelude::*;

use crate::pages::reading;
use crate::platform::turns::yield_to_event_loop;
use crate::state::{App, Databases, ListStatus, Organization, Task};
use crate::ui::effect::effect;

/// How much a piece holds: as many lines of permissions, about, and a token is as much as some of them.
const PIECE: usize = 60;
/// A token without its lines.
const TOKEN: usize = 3;

/// Some of the blocks, in their place.
#[derive(Clone)]
pub(super) struct Piece {
    /// Which report it belongs to, and which of its pieces it is.
    pub(super) number: (u32, usize),
    pub(super) blocks: Arc<[Block]>,
}

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
    pub(super) pieces: RwSignal<Vec<Piece>>,
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
            pieces: RwSignal::new(Vec::new()),
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
                self.pieces.set(Vec::new());
                self.stage.set(Stage::Waiting);
            } else {
                self.lay_out(&view.get());
            }
        });
    }

    fn lay_out(self, view: &PrintedView) {
        let Self { app, store, pieces, stage, .. } = self;
        let at = app.client().now();
        let resources = store.resources();
        let report = store.with_tokens(|tokens, index| {
            PrintedReport::new(tokens, index, &resources.borrow(), view, at, resource_name)
        });
        let has_failed = store.status.with(|status| matches!(status, ListStatus::Failed(_)));
        pieces.set(Vec::new());
        if has_failed && report.all() == 0 {
            self.task.stop();
            stage.set(Stage::NothingRead);
            return;
        }
        self.edition.update_value(|edition| *edition += 1);
        let edition = self.edition.get_value();
        let total = report.len();
        stage.set(Stage::LayingOut { done: 0, total });
        self.task.run(async move {
            let mut summary = Summary::default();
            let (mut blocks, mut size) = (Vec::new(), 0);
            for place in 0..total {
                let made = report.block(place, &resources.borrow());
                size += made.as_ref().map_or(1, |block| TOKEN + lines(block));
                if let Some(block) = made {
                    summary.add(&block, &resources.borrow(), at);
                    blocks.push(block);
                }
                if size >= PIECE || place + 1 == total {
                    let blocks: Arc<[Block]> = std::mem::take(&mut blocks).into();
                    pieces.update(|all| {
                        all.push(Piece { number: (edition, all.len()), blocks });
                    });
                    stage.set(Stage::LayingOut { done: place + 1, total });
                    size = 0;
                    yield_to_event_loop().await;
                }
            }
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
