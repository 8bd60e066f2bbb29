//! "Why is it refused?": a call and a token, and what the token lacks.

use console_core::domain::access::{Diff, Grant};
use console_core::domain::ids::TokenId;
use console_core::domain::operations::{host, read_call};
use console_core::domain::who::{Refusal, Verdict, why_refused};
use console_core::words::tokens::display_name;
use console_core::words::{actions, operations, review, tokens, who as words};
use leptos::prelude::*;

use super::Asked;
use super::table::paths;
use crate::pages::staging::stage;
use crate::pages::token_choice::token_options;
use crate::platform::address::base_uri;
use crate::state::{App, Databases};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::combobox::{Combobox, Entry};
use crate::ui::dialog::{Dialog, DialogActions, DialogBody, DialogSize};
use crate::ui::text_field::{PastedSecret, TextField};

pub(super) fn dialog(asked: Asked, open: RwSignal<bool>) -> AnyView {
    let Asked { app, store, .. } = asked;
    let call = RwSignal::new(String::new());
    let chosen = RwSignal::new(Entry::Empty);
    let answer = Memo::new(move |_| answer(asked, &call.read(), chosen.with(token_of).as_ref()));
    let blocked = Signal::derive(move || {
        let is_read_only = app.with_config(|config| config.read_only);
        match answer.with(|answer| answer.stages.is_none()) {
            _ if is_read_only => Some(actions::READ_ONLY.to_owned()),
            true => Some(words::NOTHING_TO_STAGE.to_owned()),
            false => None,
        }
    });
    let press = move |()| {
        let grant = answer.with_untracked(|answer| answer.stages);
        let token = chosen.with_untracked(token_of);
        if let Some((grant, token)) = grant.zip(token) {
            open.set(false);
            stage(app, store, &token, &Diff { additions: vec![grant], removals: Vec::new() });
        }
    };
    view! {
        <Dialog
            title=words::WHY
            size=DialogSize::Wide
            on_cancel=move |()| open.set(false)
        >
            <DialogBody>
                <TextField
                    label=words::CALL
                    hint=Signal::stored(Some(words::CALL_HINT.to_owned()))
                    code=true
                    secrets=PastedSecret::IsTakenOut
                    value=call
                    on_input=move |text| call.set(text)
                />
                <Combobox
                    label=words::TOKEN
                    options=token_options(store)
                    entry=chosen
                />
                <p role="status" class="answer-text">{move || answer.with(|answer| answer.text.clone())}</p>
            </DialogBody>
            <DialogActions>
                <Button label=actions::CANCEL on_press=move |()| open.set(false)/>
                <Button
                    label=words::STAGE
                    kind=ButtonKind::Primary
                    blocked=blocked
                    on_press=press
                />
            </DialogActions>
        </Dialog>
    }
    .into_any()
}

fn token_of(entry: &Entry) -> Option<TokenId> {
    TokenId::parse(entry.value()?).ok()
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Answer {
    text: String,
    stages: Option<Grant>,
}

/// The hosts that answer for PlanetScale's API here: the console's own, and the one that the configuration names.
fn own_hosts(app: App) -> Vec<String> {
    let configured = app.with_config(|config| host(&config.api_base));
    host(&base_uri()).into_iter().chain(configured).collect()
}

/// The answer, in words. Watches the list.
fn answer(asked: Asked, call: &str, token: Option<&TokenId>) -> Answer {
    let store = asked.store;
    let token = store.with_tokens(|_, _| token.and_then(|id| store.token(id)));
    let resources = store.resources();
    let resources = resources.borrow();
    let now = asked.app.now().get();
    let org = store.name();
    let read =
        read_call(call, &own_hosts(asked.app).iter().map(String::as_str).collect::<Vec<_>>());
    let told = why_refused(read, token.as_deref(), org.as_str(), &resources, now);
    let said = |text: &str| Answer { text: text.to_owned(), stages: None };
    let (operation, database, verdict) = match told {
        Refusal::NoCallYet => return said(words::PASTE),
        Refusal::NoCall => return said(words::NO_CALL),
        Refusal::OtherHost(host) => return said(&words::other_host(&host)),
        Refusal::Unknown { method, path } => return said(&words::unknown_call(&method, &path)),
        Refusal::Known { operation, database, verdict } => (operation, database, verdict),
    };
    let name =
        token.as_deref().map(|token| tokens::name_and_id(display_name(token), token.id.as_str()));
    let name = name.unwrap_or_default();
    let mut parts = vec![words::is_operation(&operations::label(operation), operation.name)];
    let grant_text = |grant: &Grant| {
        review::on(
            grant.permission.name(),
            &console_core::words::token::resource_name(resources.get(grant.resource)),
        )
    };
    parts.push(match &verdict {
        Verdict::OtherOrganization(other) => words::other_organization(other),
        Verdict::NoToken => words::CHOOSE_TOKEN.to_owned(),
        Verdict::NotPublished => words::NOT_PUBLISHED.to_owned(),
        Verdict::AccessNotRead => words::ACCESS_NOT_READ.to_owned(),
        Verdict::Expired => words::EXPIRED.to_owned(),
        Verdict::NoSuchDatabase => {
            let is_read = store.databases.with(|it| *it == Databases::Read);
            words::no_such_database(&database.unwrap_or_default(), is_read)
        }
        Verdict::May(ways) => {
            [&words::may(&name, &paths(ways, true, &resources)), " ", words::OTHER_REASON].concat()
        }
        Verdict::Lacks(all) => {
            let wanted: Vec<String> = all.iter().map(grant_text).collect();
            words::lacks(&name, &wanted)
        }
    });
    if matches!(verdict, Verdict::May(_) | Verdict::Lacks(_)) {
        parts.extend(Some(operations::described(operation)).filter(|text| !text.is_empty()));
    }
    let stages = verdict.to_stage();
    parts.extend(
        stages.as_ref().map(|it| words::would_stage(&grant_text(it), verdict.stages_everywhere())),
    );
    Answer { text: parts.join(" "), stages }
}
