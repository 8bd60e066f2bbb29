//! What an export is asked for, and what each page says of its rows.

use console_core::api::Completeness;
use leptos::prelude::*;

use console_core::domain::export::{Chosen, Coverage, Export, ExportContext, Totals};
use console_core::domain::ids::OrgName;
use console_core::domain::resource::ResourceKey;
use console_core::domain::time::Timestamp;
use console_core::words::export::missing as words;

use crate::state::{App, ListStatus, Organization};
use crate::ui::number;

/// What is to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum FilePart {
    /// The rows.
    Rows,
    /// The manifest of the file of that name.
    Manifest(String),
}

/// An order to write.
#[derive(Debug, Clone)]
pub(super) struct FileRequest {
    pub(super) export: Export,
    pub(super) chosen: Chosen,
    /// When it is written: the same in the file's name and in what it says.
    pub(super) at: Timestamp,
    pub(super) part: FilePart,
}

impl FileRequest {
    /// The text of what is wanted: the file that `rows` writes, or its manifest.
    pub(super) fn write<'a>(
        &self,
        about: ExportContext<'a>,
        totals: impl FnOnce() -> Totals,
        rows: impl FnOnce(&Export, ExportContext<'a>) -> String,
    ) -> String {
        match &self.part {
            FilePart::Rows => rows(&self.export, about),
            FilePart::Manifest(name) => self.export.manifest(name, totals(), about),
        }
    }
}

/// What a page shows, as its address and in words. Nothing for everything.
#[derive(Debug, Clone, Default)]
pub(super) struct Filters {
    pub(super) query: String,
    pub(super) in_words: String,
}

/// Where rows come from.
pub(super) struct Origin {
    org: OrgName,
    id: String,
    person: Option<String>,
    filters: Filters,
    missing: Option<String>,
    chosen: Chosen,
    at: Timestamp,
}

impl Origin {
    /// Of an organization, for what is wanted. `missing` says why the rows are not all.
    pub(super) fn new(
        app: App,
        store: Organization,
        wanted: &FileRequest,
        filters: Filters,
        missing: Option<String>,
    ) -> Self {
        let resources = store.resources();
        let id = resources.borrow().get(ResourceKey::ORGANIZATION).id.to_string();
        Self {
            org: store.name(),
            id,
            person: app.sign_in.who.get_untracked(),
            filters,
            missing,
            chosen: wanted.chosen,
            at: wanted.at,
        }
    }

    pub(super) fn about(&self) -> ExportContext<'_> {
        ExportContext {
            organization: &self.org,
            organization_id: Some(self.id.as_str()).filter(|id| !id.is_empty()),
            generated_at: self.at,
            person: self.person.as_deref(),
            chosen: self.chosen,
            filters: &self.filters.query,
            filters_in_words: &self.filters.in_words,
            coverage: self.missing.as_deref().map_or(Coverage::Whole, Coverage::Partial),
        }
    }
}

/// Why a list and the access of its tokens are not whole, in words; nothing if they are. `untold` counts tokens whose
/// access is not known, where that matters.
pub(super) fn missing(status: &ListStatus, untold: usize) -> Option<String> {
    let list = match status {
        ListStatus::Read(Completeness::Complete) => None,
        ListStatus::Read(Completeness::Shifted) => Some(words::SHIFTED),
        ListStatus::Unread | ListStatus::Reading(_) => Some(words::READING),
        ListStatus::Stopped => Some(words::STOPPED),
        ListStatus::Failed(_) | ListStatus::BrokenOff(_) => Some(words::BROKE_OFF),
    };
    let access = (untold > 0).then(|| words::access(&number::count(untold)));
    let parts: Vec<String> = list.map(str::to_owned).into_iter().chain(access).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}
