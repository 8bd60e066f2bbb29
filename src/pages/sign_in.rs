//! What the page says of the sign-in.

use console_core::words::{actions, shell};

use crate::platform::address;
use crate::state::App;
use crate::ui::badge::Tone;
use crate::ui::button::Button;
use crate::ui::problem::{Problem, ProblemPanel};
use leptos::prelude::*;

pub(super) fn notices(app: App) -> AnyView {
    let sign_in = app.sign_in;
    let changed = move || {
        let (before, who) = (sign_in.before.get()?, sign_in.who.get()?);
        let stale = sign_in.is_stale.get();
        let problem = Problem {
            title: shell::signed_in_as(&who),
            happened: shell::used_by(&before),
            next: if stale { shell::NOT_RELOADED } else { shell::SIGNED_IN_NEXT }.into(),
            ..Problem::default()
        };
        let seen = view! {
            {stale.then(|| view! {
                <Button label=actions::RELOAD on_press=move |()| address::reload()/>
            })}
            <Button label=actions::DISMISS on_press=move || sign_in.before.set(None)/>
        }
        .into_any();
        Some(view! { <ProblemPanel problem tone=Tone::Info actions=seen/> })
    };
    let ended = move || {
        sign_in.ended.get().then(|| {
            let problem = Problem {
                title: shell::SIGNED_OUT.into(),
                happened: shell::SIGNED_OUT_TEXT.into(),
                next: shell::SIGNED_OUT_NEXT.into(),
                link: Some((actions::SIGN_IN_AGAIN.into(), app.sign_in_url())),
                ..Problem::default()
            };
            view! { <ProblemPanel problem tone=Tone::Warning/> }.into_any()
        })
    };
    view! { <div role="status">{changed}</div>{ended} }.into_any()
}
