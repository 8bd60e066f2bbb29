//! What is told of a change once it has ended, on whichever page the person is by then.

use console_core::words::{actions, review as words};
use leptos::prelude::*;

use crate::state::{App, Ending, Errand, Subject};
use crate::ui::announce::{Announcer, Message, announcer};
use crate::ui::effect::effect;
use crate::ui::number::count;

/// Tells each ending once, as long as the console is open.
pub(in crate::pages) fn tell_endings(app: App) {
    app.owner().with(|| {
        let Some(announcer) = announcer() else { return };
        effect(move || {
            for (subject, ending) in app.changes.take_endings() {
                untrack(|| tell(app, announcer, &subject, ending));
            }
        });
    });
}

fn tell(app: App, announcer: Announcer, subject: &Subject, ending: Ending) {
    let Subject { org, id, name } = subject;
    let is_shown = app.is_shown(org, id);
    let name = (!is_shown).then_some(name.as_str());
    match ending {
        Ending::Whole { change, made } => {
            let undo = errand(app, announcer, subject, Errand::Undo(change.inverse()));
            let text = words::applied(&count(made), name);
            announcer.show(Message::done(text).with(actions::UNDO, undo));
        }
        Ending::AlreadySo { count: number } => {
            announcer.show(Message::done(words::already_so(&count(number), name)));
        }
        // The review that is open says so.
        Ending::Left { .. } if is_shown => {}
        Ending::Left { made, left } => {
            let look = errand(app, announcer, subject, Errand::Review);
            let text = words::left(&count(made), &count(left), name.unwrap_or_default());
            announcer.show(Message::failed(text).with(words::LOOK, look));
        }
    }
}

/// A button's work that outlives the page which shows it.
pub(super) fn errand(
    app: App,
    announcer: Announcer,
    subject: &Subject,
    errand: Errand,
) -> Callback<()> {
    let Subject { org, id, .. } = subject.clone();
    app.owner().with(|| {
        Callback::new(move |()| {
            announcer.dismiss();
            app.run_errand(&org, &id, errand.clone());
        })
    })
}
