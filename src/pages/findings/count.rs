//! The count beside the link to the findings.

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;

use super::{audited, leaks, settings};
use crate::pages::reading;
use crate::state::{App, FindingsCount, ListStatus, Task};
use crate::ui::effect::effect;

/// How long the list has to stay as it is: to hold the rules against thousands of tokens takes time from more urgent
/// work.
const QUIET: Duration = Duration::from_millis(400);

/// Counts what is found in the organization of the page, as long as the console is open. Nothing is counted before the
/// list is read.
pub(in crate::pages) fn keep_count(app: App) {
    let Ok(settings) = settings(app) else { return };
    let settings = Arc::new(settings);
    app.owner().with(|| {
        let route = app.route();
        let org = Memo::new(move |_| route.with(|route| route.organization().cloned()));
        let (asked, task) = (StoredValue::new(0_u32), Task::new());
        effect(move || {
            let own = asked.try_update_value(|asked| {
                *asked += 1;
                *asked
            });
            let Some(org) = org.get() else { return app.findings.set(None) };
            let store = app.organization(&org);
            store.databases.track();
            store.with_tokens(|_, _| ());
            // Leaks count once somebody has had the audit log read; nobody reads it for the count.
            let _ = app.audit_log(&org).horizon();
            if !store.status.with(|status| matches!(status, ListStatus::Read(_))) {
                return app.findings.set(None);
            }
            let settings = settings.clone();
            set_timeout(
                move || {
                    if own != Some(asked.get_value()) {
                        return;
                    }
                    let settings = settings.clone();
                    let own_settings = settings.clone();
                    task.run(async move {
                        let found = audited(app, store, settings).await;
                        let is_whole = untrack(|| reading::known(store).is_counted());
                        let has_leaks = untrack(|| leaks::are_known(app, store, &own_settings));
                        let open = found.count_open();
                        app.findings.set(Some(FindingsCount { open, is_whole, has_leaks }));
                    });
                },
                QUIET,
            );
        });
    });
}
