//! `/{org}/tokens/{id}/rotation`: how far the rotation of a token is, as far as the console can know it.

mod steps;
mod tokens;

use std::sync::Arc;

use console_core::api::ApiError;
use console_core::domain::access::AccessSet;
use console_core::domain::ids::{OrgName, TokenId};
use console_core::domain::rotation::{
    AccessMatch, Presence, Rotation, Standing, Step, may_resemble,
};
use console_core::domain::route::Route;
use console_core::domain::token::Token;
use console_core::words::tokens::display_name;
use console_core::words::{actions, rotation as words, token as token_words};
use leptos::prelude::*;

use super::delete_dialog;
use super::error_panel::error_panel;
use super::exported::missing;
use super::hidden::HiddenCharacters;
use super::paper::{self, OnPaper};
use super::{asking, reading};
use crate::state::{App, Editing, ListStatus, Open, Organization, Reason, Task, app};
use crate::ui::button::{Button, ButtonKind, ButtonLink};
use crate::ui::effect::effect;
use crate::ui::empty_state::{EmptyState, Skeleton};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::page::Page;

/// A rotation and how far it is.
#[derive(Debug, Clone, PartialEq)]
struct Seen {
    rotation: Rotation,
    standing: Standing,
}

/// What the page can say.
#[derive(Debug, Clone, PartialEq)]
enum Known {
    /// The list is on its way.
    Coming,
    Seen(Box<Seen>),
    /// The token is there, and no rotation of it is known.
    None(Arc<Token>),
    /// The token is not in the list.
    Gone,
    /// The list is not whole, and the token is not in it.
    NotTold,
}

/// What the parts of the page share.
#[derive(Clone, Copy)]
struct Rotating {
    app: App,
    store: Organization,
    id: StoredValue<TokenId>,
    known: Memo<Known>,
    /// Tokens that the API did not find.
    not_found: RwSignal<Vec<TokenId>>,
    failed: RwSignal<Option<ApiError>>,
    is_reading: RwSignal<bool>,
    /// The token whose deletion is asked about.
    deleting: RwSignal<Option<Arc<Token>>>,
    task: Task,
}

impl Rotating {
    fn new(app: App, store: Organization, id: TokenId) -> Self {
        let not_found = RwSignal::new(Vec::<TokenId>::new());
        let own = id.clone();
        let known = Memo::new(move |before: Option<&Known>| {
            let created = app.creation.rotations.get();
            let found = store.with_tokens(|tokens, _| Rotation::of(&own, &created, tokens));
            let before = before.and_then(|known| match known {
                Known::Seen(seen) => Some(seen.rotation.clone()),
                _ => None,
            });
            // What was seen once is still so when one of both is deleted.
            let Some(rotation) = found.or(before) else {
                return match store.token(&own) {
                    _ if reading::is_coming(store) => Known::Coming,
                    Some(token) => Known::None(token),
                    None if is_gone(store, not_found, &own) => Known::Gone,
                    None => Known::NotTold,
                };
            };
            Known::Seen(Box::new(see(app, store, not_found, rotation)))
        });
        Self {
            app,
            store,
            id: StoredValue::new(id),
            known,
            not_found,
            failed: RwSignal::new(None),
            is_reading: RwSignal::new(false),
            deleting: RwSignal::new(None),
            task: Task::of_page(),
        }
    }

    fn seen(self) -> Option<Seen> {
        self.known.with(|known| match known {
            Known::Seen(seen) => Some((**seen).clone()),
            _ => None,
        })
    }

    /// Reads both tokens anew: when they were last used, and whether they are there.
    fn read(self, ids: [TokenId; 2]) {
        let Self { app, store, not_found, failed, is_reading, .. } = self;
        failed.set(None);
        is_reading.set(true);
        let (client, resources, org) = (app.client(), store.resources(), store.name());
        self.task.run(async move {
            for id in ids.into_iter().filter(|id| store.token(id).is_some()) {
                let read = client.token_with_access(&org, &id, &resources).await;
                app.tick();
                app.note(read.as_ref().err());
                match read {
                    Ok(token) => store.put(token),
                    Err(error) if error.is_not_found() => {
                        not_found.update(|all| all.push(id.clone()));
                        store.remove(&id);
                    }
                    Err(error) => {
                        failed.set(Some(error));
                        break;
                    }
                }
            }
            is_reading.set(false);
        });
    }

    fn read_again(self) {
        match untrack(|| self.seen()) {
            Some(seen) => self.read([seen.rotation.old.id.clone(), seen.rotation.new.id.clone()]),
            None => self.store.refresh(),
        }
    }
}

fn is_gone(store: Organization, not_found: RwSignal<Vec<TokenId>>, id: &TokenId) -> bool {
    let is_whole = store.status.with(ListStatus::is_complete);
    store.token(id).is_none() && (is_whole || not_found.with(|all| all.contains(id)))
}

/// Both tokens as the list has them now, and how far that is.
fn see(
    app: App,
    store: Organization,
    not_found: RwSignal<Vec<TokenId>>,
    rotation: Rotation,
) -> Seen {
    let now = |token: Arc<Token>| store.token(&token.id).unwrap_or(token);
    let Rotation { old, new, evidence } = rotation;
    let rotation = Rotation { old: now(old), new: now(new), evidence };
    let presence = |id: &TokenId| match store.token(id) {
        Some(_) => Presence::There,
        None if is_gone(store, not_found, id) => Presence::Gone,
        None => Presence::Unknown,
    };
    let resources = store.resources();
    let resources = resources.borrow();
    // What is left on deleted databases cannot be given to another token.
    let living = |token: &Token| -> Option<AccessSet> {
        token.access.set().map(|access| access.without_deleted(&resources))
    };
    let (old, new) = (living(&rotation.old), living(&rotation.new));
    let access = AccessMatch::of(old.as_ref(), new.as_ref());
    let standing = Standing::of(&rotation, presence, access, app.now().get());
    Seen { rotation, standing }
}

/// The page.
#[component]
pub(crate) fn RotationPage(
    /// Whose token.
    org: OrgName,
    /// Which token, the old or the new one.
    id: TokenId,
) -> impl IntoView {
    let app = app();
    let store = app.organization(&org);
    store.ensure();
    let rotating = Rotating::new(app, store, id.clone());
    let ids = Memo::new(move |_| {
        rotating.seen().map(|Seen { rotation: it, .. }| [it.old.id.clone(), it.new.id.clone()])
    });
    effect(move || {
        if let Some(ids) = ids.get() {
            rotating.read(ids);
        }
    });
    let own = id.clone();
    let name = Memo::new(move |_| {
        let named = rotating.known.with(|known| match known {
            Known::Seen(seen) => {
                let Rotation { old, new, .. } = &seen.rotation;
                Some(if old.id == own { old.clone() } else { new.clone() })
            }
            Known::None(token) => Some(token.clone()),
            Known::Coming | Known::Gone | Known::NotTold => None,
        });
        named.map_or_else(|| own.to_string(), |token| display_name(&token).to_owned())
    });
    let back = Route::Token(org.clone(), id).print();
    let above = view! { <a href=back><Glyph icon=Icon::BACK/>" "{words::BACK}</a> }.into_any();
    view! {
        <Page
            title=Signal::derive(move || words::title(&name.get()))
            named=true
            suffix=super::suffix(Some(&org))
            above=above
            below=view! { <HiddenCharacters name/> }.into_any()
            actions=actions(rotating)
        >
            {on_paper(rotating)}
            {reading::progress_of_list(app, store)}
            {move || rotating.failed.get().map(|error| {
                error_panel(app, &error, Some(Callback::new(move |()| rotating.read_again())))
            })}
            {content(rotating)}
            {move || rotating.deleting.get().map(|old| deletion(rotating, old))}
        </Page>
    }
    .into_any()
}

fn on_paper(rotating: Rotating) -> AnyView {
    let store = rotating.store;
    paper::line(rotating.app, store, move || OnPaper {
        missing: store.status.with(|status| missing(status, 0)),
        ..OnPaper::default()
    })
}

fn actions(rotating: Rotating) -> AnyView {
    let store = rotating.store;
    view! {
        <Button
            label=actions::REFRESH
            icon=Icon::REFRESH
            busy=Signal::derive(move || {
                rotating.is_reading.get() || store.status.with(ListStatus::is_reading)
            })
            on_press=move |()| rotating.read_again()
        />
    }
    .into_any()
}

/// Begins a rotation of a token.
fn rotate(rotating: Rotating, old: Arc<Token>) -> AnyView {
    let app = rotating.app;
    let org = rotating.store.name();
    let blocked = Signal::derive(move || {
        app.with_config(|config| config.read_only).then(|| actions::READ_ONLY.to_owned())
    });
    view! {
        <Button
            label=token_words::ROTATE
            kind=ButtonKind::Primary
            icon=Icon::ROTATE
            blocked=blocked
            on_press=move |()| app.open_creation(org.clone(), Some(old.clone()))
        />
    }
    .into_any()
}

fn content(rotating: Rotating) -> AnyView {
    let Rotating { app, store, known, .. } = rotating;
    // The parts follow by themselves: a step that is done keeps its place and the focus.
    let kind = Memo::new(move |_| known.with(std::mem::discriminant));
    let may_resemble = Memo::new(move |_| {
        known.with(|known| matches!(known, Known::None(_)))
            && rotating.id.with_value(|id| store.with_tokens(|tokens, _| may_resemble(id, tokens)))
    });
    let empty = move |title: &'static str, text: &'static str| {
        let all = Route::Tokens(store.name()).print();
        let actions = view! { <ButtonLink label=token_words::ALL_TOKENS href=all/> }.into_any();
        view! { <EmptyState icon=Icon::ROTATE title=title text=text actions/> }.into_any()
    };
    (move || {
        let _ = kind.get();
        match known.get_untracked() {
            Known::Coming => view! { <Skeleton rows=4/> }.into_any(),
            Known::Gone => empty(words::GONE, words::GONE_TEXT),
            Known::NotTold => empty(words::LIST_NOT_WHOLE, words::LIST_NOT_WHOLE_TEXT),
            Known::None(token) => view! {
                {asking::progress(store)}
                {asking::unknown(app, store, may_resemble.into())}
                {steps::not_begun(rotating, token, may_resemble)}
            }
            .into_any(),
            Known::Seen(_) => view! {
                {tokens::both(rotating)}
                {steps::steps(rotating)}
            }
            .into_any(),
        }
    })
    .into_any()
}

/// The dialog that deletes the old token.
fn deletion(rotating: Rotating, old: Arc<Token>) -> AnyView {
    let Rotating { app, store, deleting, .. } = rotating;
    let Some(access) = old.access.set() else { return ().into_any() };
    let editing = Editing::new(app, store, old.id.clone());
    editing.learn(old, access);
    editing.open.set(Open::Delete);
    effect(move || {
        if editing.open.get() == Open::Nothing {
            deleting.set(None);
        }
    });
    let rotation = untrack(|| rotating.seen()).map(|seen| seen.rotation);
    delete_dialog::delete(editing, Reason::Unneeded, rotation)
}

/// The number of the steps.
const STEPS: usize = Step::ALL.len();
