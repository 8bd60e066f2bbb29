//! `/{org}/compare`: what only one of two tokens may do, and making the second like the first.

mod export;
mod table;

use std::sync::Arc;

use console_core::domain::access::{AccessSet, Diff};
use console_core::domain::compare::{CompareView, ComparedGrant, alike, compared, sort_compared};
use console_core::domain::ids::{OrgName, TokenId};
use console_core::domain::token::Token;
use console_core::words::token::resource_name;
use console_core::words::{actions, compare as words};
use leptos::prelude::*;

use super::paper::{self, OnPaper};
use super::reading;
use super::staging::stage;
use super::token_choice::{chosen_token, token_options};
use crate::state::{App, ListStatus, Organization, app};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::combobox::{Combobox, Entry};
use crate::ui::effect::effect;
use crate::ui::empty_state::{EmptyState, Skeleton};
use crate::ui::icon::Icon;
use crate::ui::number;
use crate::ui::page::Page;
use crate::ui::toggle_group::{Toggle, ToggleGroup};

/// What can be said of two tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Pair {
    /// Not both are chosen.
    Unchosen,
    OneTwice,
    Coming,
    /// The whole list was read, and one of them is not in it.
    NotThere,
    /// One of them is not among those that were read.
    NotListed,
    /// The access of one of them is not known.
    NotRead,
    Known {
        rows: Arc<[ComparedGrant]>,
        change: Diff,
        /// Differences that no call can make go away.
        left: usize,
    },
}

impl Pair {
    fn is_known(&self) -> bool {
        matches!(self, Self::Known { .. })
    }
}

/// What the parts of the page share.
#[derive(Clone, Copy)]
struct Compare {
    app: App,
    store: Organization,
    view: Memo<CompareView>,
    pair: Memo<Pair>,
    /// The rows that are shown.
    shown: Memo<Vec<ComparedGrant>>,
}

impl Compare {
    /// How both differ, in words.
    fn status(self) -> String {
        self.pair.with(|pair| match pair {
            Pair::Unchosen => String::new(),
            Pair::OneTwice => words::ONE_TOKEN.to_owned(),
            Pair::Coming => words::COMING.to_owned(),
            Pair::NotThere => words::NOT_THERE.to_owned(),
            Pair::NotListed => words::NOT_LISTED.to_owned(),
            Pair::NotRead => words::NOT_READ.to_owned(),
            Pair::Known { rows, .. } => {
                let only =
                    |of: fn(&ComparedGrant) -> bool| rows.iter().filter(|one| of(one)).count();
                let first = only(ComparedGrant::is_only_first);
                let second = only(ComparedGrant::is_only_second);
                words::count(&number::count(first), &number::count(second))
            }
        })
    }

    fn on_paper(self) -> AnyView {
        paper::line(self.app, self.store, move || {
            let ids = self.view.with(|view| [view.first.clone(), view.second.clone()]);
            let both: Vec<String> = ids.into_iter().flatten().map(|id| id.to_string()).collect();
            OnPaper {
                about: vec![[&both.join(", "), ". ", &self.status(), "."].concat()],
                rows: self.pair.with(|pair| match pair {
                    Pair::Known { rows, .. } => rows.len(),
                    _ => 0,
                }),
                missing: (!self.pair.with(Pair::is_known))
                    .then(|| words::NOTHING_COMPARED.to_owned()),
            }
        })
    }

    fn new(app: App, store: Organization) -> Self {
        let query = app.query();
        let view = Memo::new(move |_| query.with(|query| CompareView::parse(query)));
        let pair = Memo::new(move |_| {
            store.databases.track();
            view.with(|view| pair(store, view))
        });
        let shown = Memo::new(move |_| {
            let (is_all, order) = view.with(|view| (view.same, view.order));
            let mut shown: Vec<ComparedGrant> = pair.with(|pair| match pair {
                Pair::Known { rows, .. } => {
                    let all = rows.iter().copied();
                    all.filter(|one| is_all || one.first != one.second).collect()
                }
                _ => Vec::new(),
            });
            if let Some(order) = order {
                let resources = store.resources();
                let resources = resources.borrow();
                sort_compared(&mut shown, order, |key| resource_name(resources.get(key)));
            }
            shown
        });
        Self { app, store, view, pair, shown }
    }

    fn change(self, change: impl FnOnce(&mut CompareView)) {
        let mut view = self.view.get_untracked();
        change(&mut view);
        self.app.set_query(&view.print());
    }
}

/// Watches the list.
fn pair(store: Organization, view: &CompareView) -> Pair {
    let (Some(first), Some(second)) = (&view.first, &view.second) else { return Pair::Unchosen };
    if first == second {
        return Pair::OneTwice;
    }
    let found = store.with_tokens(|_, _| store.token(first).zip(store.token(second)));
    let Some((first, second)) = found else {
        // Only who read the whole list may say that one is not there.
        return match store.status.with(ListStatus::is_complete) {
            _ if reading::is_coming(store) => Pair::Coming,
            true => Pair::NotThere,
            false => Pair::NotListed,
        };
    };
    let set = |token: &Token| -> Option<AccessSet> { token.access.set() };
    let Some((first, second)) = set(&first).zip(set(&second)) else {
        return if reading::is_coming(store) { Pair::Coming } else { Pair::NotRead };
    };
    let resources = store.resources();
    let resources = resources.borrow();
    let (change, left) = alike(&first, &second, &resources);
    Pair::Known { rows: compared(&first, &second, &resources).into(), change, left }
}

/// The page.
#[component]
pub(crate) fn ComparePage(
    /// Whose tokens.
    org: OrgName,
) -> impl IntoView {
    let app = app();
    let store = app.organization(&org);
    reading::ensure(store);
    store.ensure_databases();
    let compare = Compare::new(app, store);
    let exporting = RwSignal::new(false);
    view! {
        <Page title=words::TITLE suffix=super::suffix(Some(&org)) actions=actions(compare, exporting)>
            {compare.on_paper()}
            {choices(compare)}
            {toolbar(compare)}
            {reading::progress(app, store)}
            {move || content(compare)}
            {move || exporting.get().then(|| export::export(compare, exporting))}
        </Page>
    }
    .into_any()
}

fn actions(compare: Compare, exporting: RwSignal<bool>) -> AnyView {
    let Compare { app, store, view, pair, .. } = compare;
    let change = Memo::new(move |_| {
        pair.with(|pair| match pair {
            Pair::Known { change, .. } if !change.is_empty() => Some(change.clone()),
            _ => None,
        })
    });
    let blocked = Signal::derive(move || {
        if app.with_config(|config| config.read_only) {
            return Some(actions::READ_ONLY.to_owned());
        }
        let reason =
            if pair.with(Pair::is_known) { words::NOTHING_TO_DO } else { words::NOTHING_COMPARED };
        change.with(Option::is_none).then(|| reason.to_owned())
    });
    let press = move |()| {
        let second = view.with_untracked(|view| view.second.clone());
        if let Some((change, second)) = change.get_untracked().zip(second) {
            stage(app, store, &second, &change);
        }
    };
    view! {
        <Button
            label=words::SWAP
            icon=Icon::COMPARE
            on_press=move |()| compare.change(|view| std::mem::swap(&mut view.first, &mut view.second))
        />
        <Button
            label=actions::EXPORT
            icon=Icon::DOWNLOAD
            blocked=Signal::derive(move || {
                (!pair.with(Pair::is_known)).then(|| words::NOTHING_COMPARED.to_owned())
            })
            on_press=move |()| exporting.set(true)
        />
        <Button label=words::ALIKE kind=ButtonKind::Primary blocked=blocked on_press=press/>
    }
    .into_any()
}

fn choices(compare: Compare) -> AnyView {
    let Compare { store, view, .. } = compare;
    let options = token_options(store);
    let choice = move |label: &'static str,
                       of: fn(&CompareView) -> &Option<TokenId>,
                       set: fn(&mut CompareView, Option<TokenId>)| {
        let wanted = Memo::new(move |_| view.with(|view| chosen_token(store, of(view).as_ref())));
        let entry = RwSignal::new(Entry::Empty);
        effect(move || entry.set(wanted.get()));
        view! {
            <Combobox
                label=label
                options=options
                entry=entry
                on_choose=move |value: String| {
                    compare.change(|view| set(view, TokenId::parse(&value).ok()));
                }
            />
        }
        .into_any()
    };
    view! {
        <div class="asked">
            {choice(words::FIRST, |view| &view.first, |view, id| view.first = id)}
            {choice(words::SECOND, |view| &view.second, |view, id| view.second = id)}
        </div>
    }
    .into_any()
}

fn toolbar(compare: Compare) -> AnyView {
    let Compare { view, pair, .. } = compare;
    let left = Memo::new(move |_| {
        pair.with(|pair| if let Pair::Known { left, .. } = pair { *left } else { 0 })
    });
    view! {
        <div class="toolbar">
            <ToggleGroup label=words::SHOW>
                <Toggle
                    label=words::SAME
                    pressed=Signal::derive(move || view.with(|view| view.same))
                    on_change=move |on| compare.change(|view| view.same = on)
                />
            </ToggleGroup>
            <div class="toolbar-end"><p role="status">{move || compare.status()}</p></div>
        </div>
        {move || (left.get() > 0).then(|| view! {
            <p class="note">{words::left(&number::count(left.get()))}</p>
        })}
    }
    .into_any()
}

fn content(compare: Compare) -> AnyView {
    let Compare { pair, shown, .. } = compare;
    let none = Memo::new(move |_| shown.with(Vec::is_empty));
    (move || match (pair.with(Pair::is_known), none.get()) {
        (true, false) => table::table(compare),
        (true, true) => view! {
            <EmptyState icon=Icon::COMPARE title=words::EQUAL text=words::EQUAL_TEXT/>
        }
        .into_any(),
        (false, _) => pair.with(|pair| match pair {
            Pair::Unchosen => view! {
                <EmptyState icon=Icon::COMPARE title=words::CHOOSE text=words::CHOOSE_TEXT/>
            }
            .into_any(),
            Pair::Coming => view! { <Skeleton/> }.into_any(),
            _ => ().into_any(),
        }),
    })
    .into_any()
}
