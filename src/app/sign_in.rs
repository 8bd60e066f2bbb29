//! What the page says of the sign-in.

use leptos::prelude::*;

use crate::state::App;
use crate::ui::badge::Tone;
use crate::ui::button::Button;
use crate::ui::problem::{Problem, ProblemPanel};

pub(super) fn notices(app: App) -> AnyView {
    let sign_in = app.sign_in;
    let changed = move || {
        let (before, who) = (sign_in.before.get()?, sign_in.who.get()?);
        let problem = Problem {
            title: ["Signed in as ", &who].concat(),
            happened: ["This tab was used by ", &before, "."].concat(),
            next: "Changes that they had not saved are still here: look at them before you apply them. Everything else was read anew.".into(),
            ..Problem::default()
        };
        let seen = view! { <Button label="Dismiss" on_press=move || sign_in.before.set(None)/> };
        Some(view! { <ProblemPanel problem tone=Tone::Info actions=seen.into_any()/> })
    };
    let ended = move || {
        sign_in.ended.get().then(|| {
            let problem = Problem {
                title: "You are signed out".into(),
                happened: "The sign-in in front of this console has ended.".into(),
                next: "Sign in again in the tab that the link opens, then go on here: nothing on this page is lost.".into(),
                link: Some(("Sign in again".into(), app.sign_in_url())),
                ..Problem::default()
            };
            view! { <ProblemPanel problem tone=Tone::Warning/> }
        })
    };
    view! { <div role="status">{changed}</div>{ended} }.into_any()
}
