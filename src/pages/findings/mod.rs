//! `/{org}/findings`: what deserves attention, and what mends it.

mod accept;
mod calendar;
mod count;
mod export;
mod fix;
mod leaks;
mod table;

pub(super) use self::count::keep_count;

use std::sync::Arc;

use console_core::domain::config::WrongValue;
use console_core::domain::findings::{
    Audit, Auditor, Finding, FindingsView, Rule, Settings, read_settings, sort_findings,
};
use console_core::domain::ids::OrgName;
use console_core::domain::knowledge::Known;
use console_core::words::{actions, configuration, findings as words};
use leptos::prelude::*;

use self::leaks::Looked;
use super::paper::{self, OnPaper};
use super::pieces::{in_pieces, over_list};
use super::reading;
use crate::state::{App, ListStatus, Organization, Task, app};
use crate::ui::badge::Tone;
use crate::ui::button::Button;
use crate::ui::effect::effect;
use crate::ui::empty_state::EmptyState;
use crate::ui::icon::Icon;
use crate::ui::number;
use crate::ui::page::Page;
use crate::ui::problem::{Problem, ProblemPanel};
use crate::ui::table::skeleton::TableSkeleton;
use crate::ui::toggle_group::{Toggle, ToggleGroup};

/// What the parts of the page share.
#[derive(Clone, Copy)]
struct Findings {
    app: App,
    store: Organization,
    view: Memo<FindingsView>,
    settings: StoredValue<Arc<Settings>>,
    audit: RwSignal<Arc<Audit>>,
    /// Those that are shown, by their places.
    shown: Memo<Vec<usize>>,
    known: Memo<Known>,
    leaks: Looked,
    /// The finding that is about to be accepted.
    accepting: RwSignal<Option<Finding>>,
}

/// What is found, or why the configuration says nothing that makes sense.
pub(super) fn settings(app: App) -> Result<Settings, WrongValue> {
    app.with_config(read_settings)
}

/// Holds the rules against the tokens as they are known, a part at a time. Not watched: whoever changes the list
/// begins anew.
pub(super) async fn audited(app: App, store: Organization, settings: Arc<Settings>) -> Audit {
    let now = app.now().get_untracked();
    let use_is_frozen = untrack(|| store.no_recent_use(now).is_some());
    let auditor = Auditor::new(settings, use_is_frozen, now);
    let auditor = auditor.knowing(untrack(|| leaks::known(app, store)));
    in_pieces(over_list(store, auditor), |_, _| ()).await
}

impl Findings {
    fn new(app: App, store: Organization, settings: Settings) -> Self {
        let query = app.query();
        let view = Memo::new(move |_| query.with(|query| FindingsView::parse(query)));
        let settings = Arc::new(settings);
        let (own, task) = (settings.clone(), Task::of_page());
        let leaks = Looked::new(app, store, &settings);
        let (audit, is_audited) = (RwSignal::new(Arc::default()), RwSignal::new(false));
        effect(move || {
            // Which databases are deleted is told by the list of them.
            store.databases.track();
            app.now().track();
            leaks.track();
            store.with_tokens(|_, _| ());
            if store.status.with(ListStatus::is_coming) {
                return is_audited.set(false);
            }
            let settings = own.clone();
            task.run(async move {
                audit.set(Arc::new(audited(app, store, settings).await));
                is_audited.set(true);
            });
        });
        let settings = StoredValue::new(settings);
        let shown = Memo::new(move |_| {
            let view = view.get();
            let fits = |one: &Finding| {
                (view.accepted || one.accepted.is_none())
                    && (view.rules.is_empty() || view.rules.contains(&one.rule))
            };
            audit.with(|audit| {
                let all = audit.findings.iter().enumerate();
                let mut places: Vec<usize> =
                    all.filter(|(_, one)| fits(one)).map(|(at, _)| at).collect();
                if let Some(order) = view.order {
                    let label = |rule| settings.with_value(|settings| words::rule(rule, settings));
                    sort_findings(&mut places, audit, order, label);
                }
                places
            })
        });
        let known = Memo::new(move |_| match reading::known(store) {
            Known::Counted | Known::Partial { .. } if !is_audited.get() => Known::Coming,
            known => known,
        });
        let accepting = RwSignal::new(None);
        Self { app, store, view, settings, audit, shown, known, leaks, accepting }
    }

    fn at(self, row: usize) -> Option<Finding> {
        let place = self.shown.with(|shown| shown.get(row).copied())?;
        self.audit.with(|audit| audit.findings.get(place).cloned())
    }

    fn rule(self, rule: Rule) -> String {
        self.settings.with_value(|settings| words::rule(rule, settings))
    }

    /// How many there are, in words.
    fn status(self) -> String {
        let Self { audit, view, known, .. } = self;
        let (open, all) = audit.with(|audit| (audit.count_open(), audit.findings.len()));
        let is_narrowed = view.with(|view| !view.rules.is_empty());
        let shown = is_narrowed.then(|| number::count(self.shown.with(Vec::len)));
        let count = words::count(known.get(), shown.as_ref(), &number::count(open), all - open);
        // Of tokens that are not known, leaks are not known either.
        let is_told = matches!(known.get(), Known::Counted | Known::Partial { .. });
        if is_told { [count, self.leaks.in_count()].concat() } else { count }
    }

    fn change(self, change: impl FnOnce(&mut FindingsView)) {
        let mut view = self.view.get_untracked();
        change(&mut view);
        self.app.set_query(&view.print());
    }
}

/// The page.
#[component]
pub(crate) fn FindingsPage(
    /// Whose tokens.
    org: OrgName,
) -> impl IntoView {
    let app = app();
    let settings = match settings(app) {
        Ok(settings) => settings,
        Err(wrong) => return misconfigured(&org, &wrong),
    };
    let store = app.organization(&org);
    reading::ensure(store);
    store.ensure_databases();
    let findings = Findings::new(app, store, settings);
    let exporting = RwSignal::new(false);
    let actions = view! {
        <Button label=actions::EXPORT icon=Icon::DOWNLOAD on_press=move |()| exporting.set(true)/>
        {calendar::button(findings)}
        {reading::refresh(store)}
    }
    .into_any();
    view! {
        <Page title=words::TITLE suffix=super::suffix(Some(&org)) beside=status(findings) actions=actions>
            {on_paper(findings)}
            {toolbar(findings)}
            {reading::progress(app, store)}
            {notes(findings)}
            {findings.leaks.note()}
            {move || content(findings)}
            {calendar::calendar(findings)}
            {cannot_be_told(findings)}
            {move || exporting.get().then(|| export::export(findings, exporting))}
            {accept::dialog(findings)}
        </Page>
    }
    .into_any()
}

fn on_paper(findings: Findings) -> AnyView {
    paper::line(findings.app, findings.store, move || OnPaper {
        about: vec![[&findings.status(), "."].concat()],
        rows: findings.shown.with(Vec::len),
        missing: export::incomplete(findings),
    })
}

fn misconfigured(org: &OrgName, wrong: &WrongValue) -> AnyView {
    let problem = Problem {
        title: words::MISCONFIGURED.into(),
        happened: configuration::is(wrong),
        next: configuration::correct_it(wrong),
        ..Problem::default()
    };
    view! {
        <Page title=words::TITLE suffix=super::suffix(Some(org))>
            <ProblemPanel problem=problem/>
        </Page>
    }
    .into_any()
}

fn toolbar(findings: Findings) -> AnyView {
    let Findings { view, audit, known, .. } = findings;
    let rules = findings.settings.with_value(|settings| settings.rules());
    let toggle = move |rule: Rule| {
        let label = Signal::derive(move || {
            let (open, _) = audit.with(|audit| audit.count(rule));
            let name = findings.rule(rule);
            let is_known = rule != Rule::TokenLeaked || findings.leaks.is_read();
            if known.get().is_counted() && is_known {
                words::rule_and_count(&name, &number::count(open))
            } else {
                name
            }
        });
        let about = findings.settings.with_value(|settings| words::rule_about(rule, settings));
        view! {
            <Toggle
                label=label
                tip=Some(about)
                pressed=Signal::derive(move || view.with(|view| view.rules.contains(&rule)))
                on_change=move |on| findings.change(|view| view.set(rule, on))
            />
        }
        .into_any()
    };
    view! {
        <div class="toolbar">
            <ToggleGroup label=words::RULES>{rules.into_iter().map(toggle).collect_view()}</ToggleGroup>
            <ToggleGroup label=words::SHOW>
                <Toggle
                    label=words::ACCEPTED
                    pressed=Signal::derive(move || view.with(|view| view.accepted))
                    on_change=move |on| findings.change(|view| view.accepted = on)
                />
            </ToggleGroup>
        </div>
    }
    .into_any()
}

/// How many findings are shown.
fn status(findings: Findings) -> AnyView {
    let live = move || if reading::is_coming(findings.store) { "off" } else { "polite" };
    view! { <p class="count-status" role="status" aria-live=live>{move || findings.status()}</p> }
        .into_any()
}

/// Rules that could not be held against the tokens, and acceptances that ended.
fn notes(findings: Findings) -> AnyView {
    let Findings { app, audit, settings, .. } = findings;
    let not_counted = Memo::new(move |_| audit.with(|audit| audit.not_counted.clone()));
    view! {
        {move || {
            let rules: Vec<String> =
                not_counted.get().into_iter().map(|rule| findings.rule(rule)).collect();
            (!rules.is_empty()).then(|| {
                let problem =
                    Problem { title: words::not_counted(&rules), ..Problem::default() };
                view! { <ProblemPanel tone=Tone::Info problem/> }
            })
        }}
        {move || {
            let ended = settings.with_value(|settings| settings.ended(app.now().get()));
            (ended > 0).then(|| view! { <p class="muted">{words::ended(&number::count(ended))}</p> })
        }}
    }
    .into_any()
}

/// What no rule can tell, and why: no finding of it is not the same as none.
fn cannot_be_told(findings: Findings) -> AnyView {
    let Findings { store, settings, known, .. } = findings;
    let own = move || match settings.with_value(|settings| settings.console_token.clone()) {
        None => Some(words::NO_OWN_TOKEN),
        Some(id) if known.get().is_counted() && store.token(&id).is_none() => {
            Some(words::OWN_TOKEN_ELSEWHERE)
        }
        Some(_) => None,
    };
    view! {
        <details class="cannot-be-told">
            <summary>{words::CANNOT_BE_TOLD}</summary>
            <ul>
                {move || own().map(|text| view! { <li>{text}</li> })}
                <li>{words::NO_OLD_LEAK}</li>
                <li>{words::NO_GRANT_TIMES}</li>
            </ul>
        </details>
    }
    .into_any()
}

fn content(findings: Findings) -> AnyView {
    let Findings { store, view, shown, audit, known, .. } = findings;
    let none = Memo::new(move |_| shown.with(Vec::is_empty));
    let is_coming = Memo::new(move |_| reading::is_coming(store) || known.get() == Known::Coming);
    let is_clean = Memo::new(move |_| audit.with(|audit| audit.findings.is_empty()));
    let is_narrowed = Memo::new(move |_| view.with(|view| !view.rules.is_empty()));
    let asks_leaks = Memo::new(move |_| view.with(|view| view.rules.contains(&Rule::TokenLeaked)));
    (move || match none.get() {
        false => table::table(findings),
        true if is_coming.get() => view! { <TableSkeleton columns=table::columns()/> }.into_any(),
        // Only who looked at every token may say that there is nothing.
        true if !known.get().is_counted() => ().into_any(),
        true if is_clean.get() && !findings.leaks.is_whole() => view! {
            <EmptyState
                icon=Icon::SHIELD
                title=words::NONE_BUT_LEAKS
                text=words::NONE_BUT_LEAKS_TEXT
            />
        }
        .into_any(),
        // What was not looked for is not called none: what is missing stands above.
        true if asks_leaks.get() && !findings.leaks.is_read() => ().into_any(),
        true if is_clean.get() => {
            view! { <EmptyState icon=Icon::SHIELD title=words::NONE text=words::NONE_TEXT/> }
                .into_any()
        }
        true => view! {
            <EmptyState
                title=words::NONE_FITS
                text=words::NONE_FITS_TEXT
                actions=is_narrowed.get().then(|| view! {
                    <Button
                        label=words::CLEAR
                        on_press=move |()| findings.change(|view| view.rules.clear())
                    />
                }.into_any()).into_any()
            />
        }
        .into_any(),
    })
    .into_any()
}
