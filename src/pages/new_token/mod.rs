//! Creating a token, and the one time that its secret is seen.

mod secret;
mod start;

use std::sync::Arc;

use console_core::api::{Created, NotCreated};
use console_core::domain::access::{AccessSet, Diff};
use console_core::domain::ids::{OrgName, TokenId};
use console_core::domain::route::Route;
use console_core::domain::token::Token;
use console_core::domain::ttl::{self, Lifetime, WrongTtl};
use console_core::words::{actions, creation as words};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;

use self::secret::Secret;
use self::start::{Start, StartChoice};
use super::trouble::trouble;
use crate::dom::{View, live, view};
use crate::live::{Memo, RwSignal, Signal};
use crate::state::{App, Organization, Task, app};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::combobox::{Combobox, Entry};
use crate::ui::dialog::{Dialog, DialogActions, DialogBody};
use crate::ui::number::count;
use crate::ui::problem::{Problem, ProblemPanel};
use crate::ui::select::{Choice, Select};
use crate::ui::text_field::{TextField, TextKind};

/// What came of copying another token's access.
#[derive(Debug, Clone, PartialEq)]
enum Copying {
    None,
    Running(&'static str),
    Done(String),
    Failed(String),
}

/// Where the dialog stands. The secret lives here and goes with it.
#[derive(Clone, Copy)]
struct Creation {
    app: App,
    store: Organization,
    created: RwSignal<Option<Created>>,
    failed: RwSignal<Option<NotCreated>>,
    busy: RwSignal<bool>,
    copying: RwSignal<Copying>,
    task: Task,
}

/// Both dialogs: the form, then the secret.
#[component(transparent)]
pub(super) fn NewToken(
    /// Whose token.
    org: OrgName,
    /// The token that it takes the place of: its name and access are offered.
    #[prop(optional)]
    replaces: Option<Arc<Token>>,
    /// Closes it.
    #[prop(into)]
    on_close: Callback<()>,
) -> View {
    let app = app();
    let creation = Creation {
        app,
        store: app.organization(&org),
        created: RwSignal::new(None),
        failed: RwSignal::new(None),
        busy: RwSignal::new(false),
        copying: RwSignal::new(Copying::None),
        task: Task::of_page(),
    };
    let has_secret = Memo::new(move |_| creation.created.with(Option::is_some));
    live(move || {
        if has_secret.get() {
            view! { <Secret creation org=org.clone() replaces=replaces.clone() on_close/> }
        } else {
            view! { <Form creation replaces=replaces.clone() on_close/> }
        }
    })
}

#[component(transparent)]
fn Form(creation: Creation, replaces: Option<Arc<Token>>, on_close: Callback<()>) -> View {
    let Creation { app, store, failed, busy, .. } = creation;
    let config = app.config();
    let policy = config.config.policy.clone();
    let old_name = replaces.as_ref().and_then(|old| old.name.as_deref());
    let name = RwSignal::new(old_name.unwrap_or_default().to_owned());
    let (first, seconds) = Lifetime::first(&policy);
    let lifetime = RwSignal::new(first);
    let custom = RwSignal::new(seconds.map(|length| length.0.to_string()).unwrap_or_default());
    let source = RwSignal::new(
        replaces.as_deref().map_or(Entry::Empty, |old| Entry::Chosen(token_choice(old))),
    );
    let source_id =
        move || source.with(|entry| entry.value().and_then(|id| TokenId::parse(id).ok()));
    let tried = RwSignal::new(false);
    let choice = StartChoice::new(app, store);
    let offered = Lifetime::offered(&policy);
    let choices: Vec<Choice> = offered.iter().map(|(_, name)| Choice::new(*name, *name)).collect();
    let label_of = {
        let offered = offered.clone();
        move |wanted: Lifetime| {
            offered.iter().find(|(own, _)| *own == wanted).map_or("", |(_, name)| *name)
        }
    };
    let length = {
        let policy = policy.clone();
        move || match lifetime.get() {
            Lifetime::Never => Ok(None),
            Lifetime::Preset(length) => Ok(Some(length)),
            Lifetime::Custom => custom.with(|typed| ttl::seconds(typed, &policy)).map(Some),
        }
    };
    let name_error = move || {
        app.with_config(|config| {
            let fits = name.with(|name| config.allows_name(name.trim()));
            let pattern = config.policy.name_pattern.clone().unwrap_or_default();
            (!fits).then(|| words::name_pattern(&pattern))
        })
    };
    let length_error = {
        let length = length.clone();
        move || length().err().map(WrongTtl::text)
    };
    let shown_name_error = Signal::derive(move || tried.get().then(name_error).flatten());
    let shown_length_error = {
        let length_error = length_error.clone();
        Signal::derive(move || tried.get().then(&length_error).flatten())
    };
    let end_text = {
        let length = length.clone();
        Signal::derive(move || match length() {
            Ok(Some(length)) => Some(words::ends(&app.exact(app.client().now().plus(length)))),
            Ok(None) => Some(words::NEVER_ENDS.to_owned()),
            Err(_) => None,
        })
    };
    let submit = {
        let length = length.clone();
        move |()| {
            tried.set(true);
            if busy.get_untracked() {
                return;
            }
            let wrong_name = untrack(name_error).is_some();
            let (length, start) = (untrack(&length), untrack(|| choice.start(source_id())));
            match (wrong_name, length, start) {
                (false, Ok(length), Some(start)) => {
                    create(creation, name.get_untracked(), length, start);
                }
                _ => request_animation_frame(focus_wrong),
            }
        }
    };
    let tokens = Signal::derive(move || {
        store.with_tokens(|tokens, _| {
            tokens.iter().map(|token| token_choice(token)).collect::<Vec<_>>()
        })
    });
    // The list may not have been read where a token is rotated.
    let replaced = StoredValue::new(replaces.clone());
    let source_text = Signal::derive(move || {
        source_id().map(|id| {
            let old = replaced.get_value().filter(|token| token.id == id);
            let known = old.or_else(|| store.token(&id));
            let name = known.as_ref().map_or(id.as_str(), |token| token.display_name());
            words::copies_from(name, id.as_str())
        })
    });
    let rotates = replaces.is_some();
    let title = if rotates { words::ROTATE } else { words::TITLE };
    view! {
        <Dialog title=title on_cancel=on_close on_submit=submit>
            <DialogBody>
                {replaces.is_some().then(|| view! {
                    <p class="lede">{words::ROTATE_TEXT}</p>
                })}
                {move || failed.get().map(|why| failure(app, store, &why))}
                <TextField
                    label=words::NAME
                    value=name
                    on_input=move |text| name.set(text)
                    error=shown_name_error
                    autofocus=true
                />
                <Select
                    label=words::EXPIRES
                    options=choices
                    value=Signal::derive(move || label_of(lifetime.get()).to_owned())
                    hint=end_text
                    on_change=move |label: String| {
                        let found = offered.iter().find(|(_, name)| *name == label);
                        if let Some((chosen, _)) = found {
                            lifetime.set(*chosen);
                        }
                    }
                />
                {move || (lifetime.get() == Lifetime::Custom).then(|| view! {
                    <TextField
                        label=words::TIME_TO_LIVE
                        kind=TextKind::Number
                        value=custom
                        error=shown_length_error
                        on_input=move |text| custom.set(text)
                    />
                })}
                {(!rotates).then(|| choice.fields(tried.into()))}
                {move || choice.starter.get().is_none().then(|| view! {
                    <Combobox
                        label=words::COPY_FROM
                        options=tokens
                        placeholder=words::COPY_FROM_HINT
                        entry=source
                        hint=source_text
                    />
                })}
            </DialogBody>
            <DialogActions>
                <Button label=actions::CANCEL on_press=on_close/>
                <Button label=words::CREATE kind=ButtonKind::Primary submit=true busy=busy/>
            </DialogActions>
        </Dialog>
    }
}

/// A token to copy access from.
fn token_choice(token: &Token) -> Choice {
    let id = token.id.as_str();
    Choice::new(id, token.display_name()).note(id).id(id)
}

/// Goes to the first field that is told to be wrong.
fn focus_wrong() {
    let found = document().query_selector("dialog[open] [aria-invalid=true]").ok().flatten();
    if let Some(field) = found.and_then(|it| it.dyn_into::<leptos::web_sys::HtmlElement>().ok()) {
        let _ = field.focus();
    }
}

fn failure(app: App, store: Organization, why: &NotCreated) -> View {
    match why {
        NotCreated::Failed(error) => trouble(app, error, None),
        NotCreated::Lost(lost) => {
            let found = lost.found.clone();
            let next = match (found.is_empty(), lost.looked) {
                (true, true) => words::LOST_NOT_FOUND,
                (true, false) => words::LOST_NOT_LOOKED,
                (false, _) => words::LOST_FOUND,
            };
            let problem = Problem {
                title: words::LOST.into(),
                happened: lost.error.happened(),
                next: next.into(),
                ..Problem::default()
            };
            view! {
                <ProblemPanel problem=problem/>
                <ul class="steps">
                    {found
                        .into_iter()
                        .map(|token| view! {
                            <li>
                                <a href=Route::Token(store.name(), token.id.clone()).print()>
                                    <bdi>{token.display_name().to_owned()}</bdi>" "{token.id.as_str().to_owned()}
                                </a>
                            </li>
                        })
                        .collect::<View>()}
                </ul>
            }
        }
    }
}

fn create(
    creation: Creation,
    name: String,
    length: Option<console_core::domain::time::Seconds>,
    start: Start,
) {
    let Creation { app, store, created, failed, busy, copying, task } = creation;
    busy.set(true);
    failed.set(None);
    // A creation is never given up half-way: it is finished even if the dialog is closed.
    task.run(async move {
        let (client, resources, org) = (app.client(), store.resources(), store.name());
        let name = Some(name.trim()).filter(|name| !name.is_empty());
        let made = client.create_token(&org, name, length, &resources).await;
        busy.set(false);
        match made {
            Ok(made) => {
                let token = made.token.clone();
                store.put(token.clone());
                copying.set(match &start {
                    Start::Nothing => Copying::None,
                    Start::Copy(_) => Copying::Running(words::COPYING),
                    Start::Grant(_) => Copying::Running(words::GRANTING),
                });
                created.set(Some(made));
                let outcome = match start {
                    Start::Nothing => return,
                    Start::Copy(source) => match client.access(&org, &source, &resources).await {
                        Ok(wanted) => grant(creation, &wanted, &token.id, words::copied).await,
                        Err(error) => Copying::Failed(error.happened()),
                    },
                    Start::Grant(wanted) => {
                        grant(creation, &wanted, &token.id, words::granted).await
                    }
                };
                copying.set(outcome);
            }
            Err(why) => {
                if let NotCreated::Failed(error) = &why {
                    app.note(Some(error));
                }
                failed.set(Some(why));
            }
        }
    });
}

/// Gives the new token that access, and reads back what it has then.
async fn grant(
    creation: Creation,
    wanted: &AccessSet,
    to: &TokenId,
    done: fn(&console_core::words::Count) -> String,
) -> Copying {
    let Creation { app, store, .. } = creation;
    let (client, resources, org) = (app.client(), store.resources(), store.name());
    let base = AccessSet::default();
    let diff = Diff::between(&base, wanted);
    match client.apply(&org, to, &resources, (&base, &diff), |_, _| {}).await {
        Ok(applied) => {
            store.put_access(to, &applied.access);
            let missing = Diff::between(&applied.access, wanted).additions.len();
            if missing == 0 {
                Copying::Done(done(&count(wanted.len())))
            } else {
                let why = applied.failure().map(console_core::api::ApiError::happened);
                Copying::Failed(words::not_copied(&count(missing), &why.unwrap_or_default()))
            }
        }
        Err(_) => Copying::Failed(words::NEW_ACCESS_UNREAD.into()),
    }
}
