//! The request log.

use std::sync::Arc;

use console_core::api::{LogEntry, RequestLog};
use console_core::words::{faults, settings as words};
use leptos::prelude::*;

use crate::platform::{address, download};
use crate::state::app;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::clipboard::CopyButton;
use crate::ui::commands::{ShellSelect, shell};
use crate::ui::empty_state::EmptyState;
use crate::ui::icon::Icon;
use crate::ui::number;
use crate::ui::table::{Cell, DataTable, Rows, TableColumn, columns};

columns! {
    /// What is told of a call.
    LogColumn {
        Method = "method",
        Path = "path",
        Status = "status",
        Duration = "duration",
        Request = "request",
        At = "at",
        Copy = "copy",
    }
}

pub(super) fn request_log() -> AnyView {
    let app = app();
    let log: RwSignal<Arc<RequestLog>> = RwSignal::new(Arc::new(app.client().log()));
    let entries = Memo::new(move |_| {
        log.get().entries().into_iter().rev().cloned().collect::<Arc<[LogEntry]>>()
    });
    let base = {
        let api = app.with_config(|config| config.api_base.clone());
        if api.contains("://") { api } else { [address::base_uri(), api].concat() }
    };
    let at = move |row: usize| entries.with(|all| all.get(row).cloned());
    let key = move |row: usize| at(row).map_or(0, |entry| entry.number).to_string();
    let cell = move |row: usize, column: LogColumn| match untrack(|| at(row)) {
        Some(entry) => cell(entry, &base, column),
        None => Cell::text("", ""),
    };
    let columns = vec![
        TableColumn::new(LogColumn::Method, words::METHOD, 6.0).unsorted(),
        TableColumn::new(LogColumn::Path, words::PATH, 19.0).unsorted().grows().names_row(),
        TableColumn::new(LogColumn::Status, words::STATUS, 5.0).unsorted().numeric(),
        TableColumn::new(LogColumn::Duration, words::DURATION, 7.0).unsorted().numeric(),
        TableColumn::new(LogColumn::Request, words::REQUEST_ID, 9.0).unsorted(),
        TableColumn::new(LogColumn::At, words::TIME, 14.5).unsorted(),
        TableColumn::bare(LogColumn::Copy, 4.0),
    ];
    let count = Signal::derive(move || entries.with(|all| all.len()));
    let rows = Rows::new(count, key, cell);
    let save = move |()| {
        let name = ["request-log-", &app.client().now().file_stamp(), ".json"].concat();
        download::save(&name, "application/json", &log.get_untracked().to_json(faults::outcome));
    };
    let none = Memo::new(move |_| count.get() == 0);
    view! {
        <div class="toolbar">
            <h2>{words::LOG}</h2>
            <div class="toolbar-end">
                <Button
                    label=words::REFRESH_LOG
                    kind=ButtonKind::Quiet
                    icon=Icon::REFRESH
                    on_press=move |()| log.set(Arc::new(app.client().log()))
                />
                <ShellSelect/>
                <Button label=words::EXPORT_LOG icon=Icon::DOWNLOAD on_press=save/>
            </div>
        </div>
        {move || if none.get() {
            view! { <EmptyState title=words::NO_CALLS text=words::NO_CALLS_TEXT/> }.into_any()
        } else {
            view! { <DataTable label=words::LOG columns=columns.clone() rows=rows.clone()/> }.into_any()
        }}
    }.into_any()
}

fn cell(entry: LogEntry, base: &str, column: LogColumn) -> Cell {
    match column {
        LogColumn::Method => Cell::text("mono", entry.method.name()),
        LogColumn::Path => Cell::text("mono", entry.path),
        LogColumn::Status if entry.status == 0 => Cell::text("number", faults::outcome(&entry)),
        LogColumn::Status => Cell::text("number", entry.status.to_string()),
        LogColumn::Duration => {
            let millis = number::count(usize::try_from(entry.millis).unwrap_or(0));
            Cell::text("number", words::milliseconds(&millis))
        }
        LogColumn::Request => Cell::text("mono", entry.request_id.unwrap_or_default()),
        LogColumn::At => Cell::text("", app().exact(entry.at)),
        LogColumn::Copy => {
            let (number, base) = (entry.number.to_string(), base.to_owned());
            Cell::widget("actions", number, move || {
                let (entry, base, shell) = (entry.clone(), base.clone(), shell());
                view! {
                    <CopyButton
                        label=words::COPY_CURL
                        icon_only=true
                        kind=ButtonKind::Quiet
                        text=move |()| entry.as_curl(shell.get_untracked(), &base)
                    />
                }
                .into_any()
            })
        }
    }
}
