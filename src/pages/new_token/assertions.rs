//! Whether a new token would keep the assertions of `config.json`.

use console_core::domain::access::AccessSet;
use console_core::domain::findings::{
    Assertion, Breach, NewBreach, PlannedToken, broken_by_new, read_assertions,
};
use console_core::words::{configuration, creation_policy as words, review};
use leptos::prelude::*;

use super::end;
use super::foresight::Start;
use super::start::StartChoice;
use crate::state::{App, Organization, Purpose};
use crate::ui::badge::Tone;
use crate::ui::problem::{Problem, ProblemPanel};

/// A form that is held against the assertions. One that takes the place of a token is so only for what that token does not
/// break already: it gets what that one holds. In place of a leaked one it is made whatever it breaks.
#[derive(Clone, Copy)]
pub(super) struct Judged {
    pub(super) app: App,
    pub(super) store: Organization,
    pub(super) choice: StartChoice,
    pub(super) purpose: StoredValue<Purpose>,
}

/// What is told of it.
#[derive(Clone, PartialEq, Eq)]
struct Verdict {
    lines: Vec<String>,
    /// Why nothing can be created, if so.
    blocked: Option<String>,
}

impl Judged {
    /// Watched: what is filled in.
    fn verdict(self) -> Option<Verdict> {
        let Self { app, store, choice, purpose } = self;
        let purpose = purpose.get_value();
        let assertions: Vec<Assertion> = match app.with_config(read_assertions) {
            Ok(all) if all.is_empty() => return None,
            Ok(all) => all,
            Err(wrong) => {
                let lines = vec![configuration::is(&wrong)];
                return Some(Verdict { lines, blocked: Some(words::UNKNOWN.to_owned()) });
            }
        };
        let access = match Start::of(app, store, choice, purpose.clone()) {
            Start::Nothing | Start::OnNoDatabase(_) => Some(AccessSet::default()),
            Start::Known(access) => Some(access),
            Start::Unread(_) => None,
        };
        let now = app.client().now();
        let ends = end::length(app).ok().map(|length| length.map(|own| now.saturating_add(own)));
        let resources = store.resources();
        let resources = resources.borrow();
        let break_by =
            |planned: &PlannedToken<'_>| broken_by_new(&assertions, planned, &resources, now);
        let mut broken = app.creation.fields.name.with(|name| {
            break_by(&PlannedToken { name: name.trim(), ends, access: access.as_ref() })
        });
        if let Some(old) = purpose.old() {
            let held = match &purpose {
                Purpose::Leak(_, held) => Some(held.clone()),
                Purpose::New | Purpose::Rotation(_) => old.access.set(),
            };
            let name = old.name.as_deref().unwrap_or_default();
            let planned = PlannedToken { name, ends: Some(old.expires_at), access: held.as_ref() };
            let before = break_by(&planned);
            broken.retain(|(at, _)| !before.iter().any(|(own, _)| own == at));
        }
        let line = |(at, breach): &(usize, NewBreach)| {
            let name = &assertions.get(*at)?.name;
            Some(match breach {
                NewBreach::NotKnown => words::not_known(name),
                NewBreach::Certain(Breach::NoEnd) => words::without_end(name),
                NewBreach::Certain(Breach::EndsLate(end)) => {
                    words::ends_late(name, &app.exact(*end))
                }
                NewBreach::Certain(Breach::Holds(grants)) => {
                    let grants: Vec<String> =
                        grants.iter().map(|grant| review::grant(*grant, &resources)).collect();
                    review::broken(name, &grants)
                }
            })
        };
        let lines: Vec<String> = broken.iter().filter_map(line).collect();
        let blocking =
            broken.iter().filter_map(|(at, _)| assertions.get(*at)).find(|one| one.blocks);
        let blocking = blocking.filter(|_| !matches!(purpose, Purpose::Leak(..)));
        let blocked = blocking.map(|one| words::blocked(&one.name));
        (!lines.is_empty()).then_some(Verdict { lines, blocked })
    }

    /// Why nothing can be created; nothing where it can. Watched.
    pub(super) fn blocks(self) -> Option<String> {
        self.verdict()?.blocked
    }

    /// What the assertions say; nothing where they hold.
    pub(super) fn panel(self) -> AnyView {
        // It is read aloud again only when it changes.
        let verdict = Memo::new(move |_| self.verdict());
        (move || verdict.get().map(panel)).into_any()
    }
}

fn panel(verdict: Verdict) -> AnyView {
    let Verdict { lines, blocked } = verdict;
    let tone = if blocked.is_some() { Tone::Danger } else { Tone::Warning };
    let problem = Problem {
        title: words::BREAKS.into(),
        happened: lines.join(" "),
        next: blocked.unwrap_or_default(),
        ..Problem::default()
    };
    view! { <ProblemPanel tone problem/> }.into_any()
}
