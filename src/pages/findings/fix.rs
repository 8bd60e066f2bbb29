//! What mends a finding: staged or begun, and never done without somebody who confirms it.

use std::sync::Arc;

use console_core::domain::access::Diff;
use console_core::domain::compare::CompareView;
use console_core::domain::findings::{Finding, Fix};
use console_core::domain::route::Route;
use console_core::domain::token::Token;
use console_core::words::{actions, findings as words};
use leptos::prelude::*;

use super::Findings;
use crate::pages::staging::stage;
use crate::state::Open;
use crate::ui::button::{Button, ButtonKind, ButtonLink};
use crate::ui::number;
use crate::ui::table::Cell;

pub(super) fn cell(findings: Findings, one: &Finding, token: &Arc<Token>) -> Cell {
    let name = [one.rule.key(), " ", token.id.as_str(), " ", &label(&one.fix)];
    let (one, token) = (one.clone(), token.clone());
    Cell::widget("actions", name.concat(), move || view(findings, &one, &token))
}

fn label(fix: &Fix) -> String {
    match fix {
        Fix::DeleteAndReplace => words::FIX_LEAKED.to_owned(),
        Fix::Delete => words::FIX_DELETE.to_owned(),
        Fix::Rotate => words::FIX_ROTATE.to_owned(),
        Fix::Remove(grants) => words::fix_remove(&number::count(grants.len())),
        Fix::Compare(_) => words::FIX_COMPARE.to_owned(),
        Fix::Look => words::FIX_LOOK.to_owned(),
    }
}

fn view(findings: Findings, one: &Finding, token: &Arc<Token>) -> AnyView {
    let Findings { app, store, accepting, .. } = findings;
    let label = label(&one.fix);
    let org = store.name();
    let link = match &one.fix {
        Fix::Look => Some(Route::Token(org.clone(), token.id.clone()).print()),
        Fix::Compare(other) => {
            let second = store.token_at(*other).map(|other| other.id.clone());
            let view = CompareView {
                first: second,
                second: Some(token.id.clone()),
                ..CompareView::default()
            };
            Some([&Route::Compare(org.clone()).print(), "?", &view.print()].concat())
        }
        Fix::DeleteAndReplace | Fix::Delete | Fix::Rotate | Fix::Remove(_) => None,
    };
    let accept = {
        let one = one.clone();
        one.accepted.is_none().then(|| {
            view! {
                <Button
                    label=words::ACCEPT_THIS
                    kind=ButtonKind::Quiet
                    on_press=move |()| accepting.set(Some(one.clone()))
                />
            }
        })
    };
    let fix = if let Some(href) = link {
        view! { <ButtonLink label=label href=href/> }.into_any()
    } else {
        let (fix, token) = (one.fix.clone(), token.clone());
        let is_read_only = app.with_config(|config| config.read_only);
        view! {
            <Button
                label=label
                blocked=Signal::stored(is_read_only.then(|| actions::READ_ONLY.to_owned()))
                on_press=move |()| begin(findings, &fix, &token)
            />
        }
        .into_any()
    };
    view! { <span class="fixes">{fix}{accept}</span> }.into_any()
}

fn begin(findings: Findings, fix: &Fix, token: &Arc<Token>) {
    let Findings { app, store, .. } = findings;
    match fix {
        Fix::Remove(grants) => {
            let change = Diff { additions: Vec::new(), removals: grants.clone() };
            stage(app, store, &token.id, &change);
        }
        Fix::Rotate => app.open_creation(store.name(), Some(token.clone())),
        Fix::Delete => open(findings, token, Open::Delete),
        Fix::DeleteAndReplace => open(findings, token, Open::Leaked),
        Fix::Compare(_) | Fix::Look => {}
    }
}

/// Leads to the token's page, and opens a dialog there.
fn open(findings: Findings, token: &Token, dialog: Open) {
    let Findings { app, store, .. } = findings;
    app.creation.to_open.set(Some((token.id.clone(), dialog)));
    app.go(&Route::Token(store.name(), token.id.clone()).print());
}
