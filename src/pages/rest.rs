//! What the first page does not need: a part of the program of its own, loaded while the reader looks at the
//! first page, or with it where the address names another one.
//!
//! All of it is one file with one entry, so that once it is there everything opens in the same moment.

use console_core::domain::ids::{OrgName, TokenId};
use console_core::domain::time::Timestamp;
use console_core::words::{actions, shell as words};
use futures_util::FutureExt;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast;
use leptos::wasm_split::SplitLoaderError;
#[cfg(not(debug_assertions))]
use leptos::wasm_split::wasm_split;
use leptos::web_sys::HtmlElement;

use super::tokens::Listing;
use crate::platform::address;
use crate::state::{App, Rest};
use crate::ui::announce::Messages;
use crate::ui::button::Button;
use crate::ui::clipboard::CopyByHand;
use crate::ui::column_choices::ColumnChoices;
use crate::ui::dynamic::dynamic;
use crate::ui::effect::effect;
use crate::ui::empty_state::Skeleton;
use crate::ui::icon::Icon;
use crate::ui::page::Page;
use crate::ui::problem::{Problem, ProblemPanel};
use crate::ui::relative_time;
use crate::ui::text_spacing::TextSpacing;
use crate::ui::tip::TipLayer;

/// Something that is shown by the rest of the program.
#[derive(Clone)]
pub(crate) enum Part {
    /// A token's page.
    Token(OrgName, TokenId),
    /// A token's operations.
    Operations(OrgName, TokenId),
    /// A token's rotation.
    Rotation(OrgName, TokenId),
    /// The access report.
    Access(OrgName),
    /// The report on paper.
    PrintedReport(OrgName),
    /// Who can do something.
    Who(OrgName),
    /// What deserves attention.
    Findings(OrgName),
    /// Two tokens side by side.
    Compare(OrgName),
    /// What was done to tokens, and by them.
    Activity(OrgName),
    /// The choice between organizations.
    Organizations(App, Vec<OrgName>),
    /// The settings.
    Settings,
    /// Any address that names no page.
    NotFound(String),
    /// The dialog that creates a token.
    NewToken,
    /// The dialog that exports tokens.
    Export(Listing, Callback<()>),
    /// The choice of columns of the list.
    Columns(Listing),
    /// The choice of days in which the tokens of the list end.
    Ends(Listing),
    /// What to know about the tokens of the list.
    ListNotes(Listing),
    /// What is ticked in the list.
    Selection(Listing),
    /// What is told on every page: of the sign-in, of the access of deleted tokens which nobody has, and of access that
    /// is being given.
    Notices(App),
    /// What lies over every page: tips, and what a browser refused to copy.
    Overlays(App),
    /// The message that is shown.
    Messages,
    /// Nothing to see: what begins once it is there.
    Begin(App),
}

/// What is seen of a part that is not there yet.
#[derive(Clone, Copy, PartialEq, Eq)]
enum PartPlace {
    /// It is the page.
    Page,
    /// It opens over the page when somebody presses a button.
    Dialog,
    /// It has a place within the page.
    Within,
    /// Nothing.
    Nowhere,
}

impl Part {
    fn place(&self) -> PartPlace {
        match self {
            Self::NewToken | Self::Export(..) => PartPlace::Dialog,
            Self::Columns(_) | Self::Ends(_) => PartPlace::Within,
            Self::ListNotes(_)
            | Self::Selection(_)
            | Self::Notices(_)
            | Self::Overlays(_)
            | Self::Messages
            | Self::Begin(_) => PartPlace::Nowhere,
            _ => PartPlace::Page,
        }
    }
}

/// The entry of the rest.
#[cfg(not(debug_assertions))]
#[wasm_split(rest, wasm_split_path = leptos::wasm_split, fallible)]
fn build(part: Part) -> Result<AnyView, SplitLoaderError> {
    Ok(show(part))
}

/// A development build is one whole.
#[cfg(debug_assertions)]
#[allow(clippy::unused_async, reason = "as if it had to be loaded")]
async fn build(part: Part) -> Result<AnyView, SplitLoaderError> {
    Ok(show(part))
}

fn show(part: Part) -> AnyView {
    match part {
        Part::Token(org, id) => view! { <super::token::TokenPage org id/> }.into_any(),
        Part::Operations(org, id) => view! { <super::operations::Operations org id/> }.into_any(),
        Part::Rotation(org, id) => view! { <super::rotation::RotationPage org id/> }.into_any(),
        Part::Access(org) => view! { <super::access_report::AccessReport org/> }.into_any(),
        Part::PrintedReport(org) => {
            view! { <super::printed_report::PrintedReportPage org/> }.into_any()
        }
        Part::Who(org) => view! { <super::who::WhoCan org/> }.into_any(),
        Part::Findings(org) => view! { <super::findings::FindingsPage org/> }.into_any(),
        Part::Compare(org) => view! { <super::compare::ComparePage org/> }.into_any(),
        Part::Activity(org) => view! { <super::activity::ActivityPage org/> }.into_any(),
        Part::Organizations(app, all) => super::organizations::choice(app, &all),
        Part::Settings => view! { <super::settings::Settings/> }.into_any(),
        Part::NotFound(path) => view! { <super::not_found::NotFound path/> }.into_any(),
        Part::NewToken => view! { <super::new_token::NewToken/> }.into_any(),
        Part::Export(listing, on_close) => super::tokens::export::export(listing, on_close),
        Part::Ends(listing) => super::tokens::ends::fields(listing),
        Part::Columns(listing) => view! {
            <ColumnChoices columns=super::tokens::columns() layout=listing.layout()/>
        }
        .into_any(),
        Part::ListNotes(listing) => super::tokens::notes::notes(listing),
        Part::Selection(listing) => super::tokens::selection::selection(listing),
        Part::Notices(app) => view! {
            {super::sign_in::notices(app)}
            {super::new_token::notices(app)}
        }
        .into_any(),
        Part::Overlays(app) => {
            let times =
                move |iso: String| Timestamp::parse(&iso).ok().map(|at| untrack(|| app.exact(at)));
            view! { <TipLayer times=Callback::new(times)/><CopyByHand/><TextSpacing/> }.into_any()
        }
        Part::Messages => view! { <Messages/> }.into_any(),
        Part::Begin(app) => {
            app.watch_sign_in();
            relative_time::copies();
            app.drafts.recall();
            app.watch_changes();
            super::new_token::tell(app);
            super::token::tell_endings(app);
            super::findings::keep_count(app);
            ().into_any()
        }
    }
}

/// Loads the rest of the program, unless it is there or on its way.
pub(crate) fn load(app: App) {
    if matches!(app.rest.get_untracked(), Rest::Coming | Rest::There) {
        return;
    }
    app.rest.set(Rest::Coming);
    spawn_local(async move {
        let loaded = build(Part::Begin(app)).await;
        app.rest.set(if loaded.is_ok() { Rest::There } else { Rest::Failed });
    });
}

/// What lies over every page, once the rest is there.
pub(crate) fn overlays(app: App) -> AnyView {
    once_there(app, Part::Overlays(app))
}

/// The message that is shown. Nothing but the rest tells anything by messages.
pub(crate) fn messages(app: App) -> AnyView {
    once_there(app, Part::Messages)
}

/// What is told on every page: that the rest could not be loaded, and what the rest itself watches.
pub(crate) fn notices(app: App) -> AnyView {
    let is_failed = Memo::new(move |_| app.rest.get() == Rest::Failed);
    view! {
        {dynamic(move || is_failed.get().then(|| failed(app)))}
        {once_there(app, Part::Notices(app))}
    }
    .into_any()
}

fn once_there(app: App, wanted: Part) -> AnyView {
    dynamic(move || (app.rest.get() == Rest::There).then(|| part(app, wanted.clone())))
}

/// The creation of a token, over whatever page is open.
pub(crate) fn creation(app: App) -> AnyView {
    let creation = app.creation;
    let is_open = Memo::new(move |_| {
        creation.asked.with(Option::is_some)
            || creation.opening.with(Option::is_some)
            || creation.made.with(Option::is_some)
    });
    let route = app.route();
    effect(move || {
        // A memo that nobody reads tells of no change.
        route.with(|_| ());
        // Who leaves a page before its button could do something has left that as well.
        if app.rest.get_untracked() != Rest::There {
            creation.asked.set(None);
        }
    });
    effect(move || {
        // Pressed once more.
        if creation.asked.with(Option::is_some) && app.rest.get_untracked() == Rest::Failed {
            load(app);
        }
    });
    dynamic(move || is_open.get().then(|| part(app, Part::NewToken)))
}

/// Whether a button of a page waits for the rest, once it was pressed. Watched.
pub(super) fn is_awaited(app: App, is_pressed: impl Fn() -> bool) -> bool {
    is_pressed() && matches!(app.rest.get(), Rest::Wanted | Rest::Coming)
}

/// Shows a part as soon as it is there. What could not be loaded before is tried again for a page and a dialog.
pub(crate) fn part(app: App, part: Part) -> AnyView {
    let place = part.place();
    let is_asked_for = matches!(place, PartPlace::Page | PartPlace::Dialog);
    if is_asked_for && app.rest.get_untracked() == Rest::Failed {
        load(app);
    }
    dynamic(move || match app.rest.get() {
        Rest::There => match build(part.clone()).now_or_never() {
            Some(Ok(view)) => view,
            Some(Err(_)) | None => failed(app),
        },
        Rest::Failed => match place {
            PartPlace::Page => view! {
                <Page title=words::PAGE_FAILED suffix=words::CONSOLE>
                    <p>{words::PAGE_FAILED_TEXT}</p>
                </Page>
            }
            .into_any(),
            PartPlace::Dialog => {
                lead_to_failure();
                ().into_any()
            }
            PartPlace::Within | PartPlace::Nowhere => ().into_any(),
        },
        Rest::Wanted | Rest::Coming => {
            untrack(|| load(app));
            if matches!(place, PartPlace::Page | PartPlace::Within) {
                view! { <Skeleton/> }.into_any()
            } else {
                ().into_any()
            }
        }
    })
}

/// The element id of what tells that the rest could not be loaded.
const FAILED_ID: &str = "rest-failed";

/// Whoever pressed a button in vain goes on where that is told, and whoever does something else by then goes on with
/// that. The place has no work of its own: a second Enter does nothing.
fn lead_to_failure() {
    request_animation_frame(|| {
        let is_elsewhere = document()
            .active_element()
            .is_some_and(|it| !matches!(&*it.tag_name(), "BODY" | "BUTTON"));
        let told = document().get_element_by_id(FAILED_ID);
        let told = told.and_then(|it| it.dyn_into::<HtmlElement>().ok());
        if let Some(told) = told.filter(|_| !is_elsewhere) {
            let _ = told.focus();
        }
    });
}

fn failed(app: App) -> AnyView {
    let problem = Problem {
        title: words::REST_FAILED.into(),
        happened: words::REST_FAILED_TEXT.into(),
        next: words::REST_FAILED_NEXT.into(),
        link: Some((actions::SIGN_IN_AGAIN.into(), app.sign_in_url())),
        ..Problem::default()
    };
    let actions = view! {
        <Button label=actions::RELOAD icon=Icon::REFRESH on_press=move |()| address::reload()/>
    }
    .into_any();
    view! {
        <div id=FAILED_ID tabindex="-1">
            <ProblemPanel problem on_retry=Callback::new(move |()| load(app)) actions/>
        </div>
    }
    .into_any()
}
