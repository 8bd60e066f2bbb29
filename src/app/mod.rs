//! The shell: banner, navigation, and the page that the address names.

mod keys;
mod nav;
mod waiting;

use console_core::domain::config::{Config, Loaded, Note, WrongValue};
use console_core::domain::listing::normalize_by;
use console_core::domain::route::Route;
use console_core::domain::shell::Shell;
use console_core::words::{self, configuration};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;

use crate::pages::{self, Part};
use crate::platform::{IS_BROWSER, address, clipboard, fetch, locale, turns, unicode};
use crate::state::{App, Theme};
use crate::ui::announce::{Announcements, provide_announcer};
use crate::ui::clipboard::provide_clipboard;
use crate::ui::commands::provide_shell;
use crate::ui::dynamic::dynamic;
use crate::ui::effect::effect;
use crate::ui::gestures::judge_gestures;
use crate::ui::number::provide_numbers;
use crate::ui::page::{Page, SkipLink, leave_page};
use crate::ui::paper::provide_printing;
use crate::ui::problem::{Problem, ProblemPanel};

/// Reads the configuration and shows the console in the element `app`. Without a browser there is nothing to do.
pub fn start() {
    if !IS_BROWSER {
        return;
    }
    normalize_by(unicode::normalize);
    // A build whose panics say something says it in the browser's console; boot.js tells the reader in any build.
    std::panic::set_hook(Box::new(|panic| leptos::logging::error!("{panic}")));
    turns::spawn(async {
        let read = match fetch::file("config.json").await {
            Ok(text) => Config::read(&text),
            Err(Some(404)) => Config::read(""),
            Err(status) => {
                Ok(Loaded { notes: vec![Note::NotFetched(status)], ..Loaded::default() })
            }
        };
        let Some(place) = document().get_element_by_id("app") else { return };
        let Ok(place) = place.dyn_into::<HtmlElement>() else { return };
        language();
        // The skeleton of index.html gives way to the console.
        place.set_inner_html("");
        leptos::mount::mount_to(place, move || match read {
            Ok(loaded) => view! { <Console app=App::provide(loaded)/> }.into_any(),
            Err(wrong) => view! { <Misconfigured wrong/> }.into_any(),
        })
        .forget();
    });
}

/// The words' language and the direction that it is written in.
fn language() {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("lang", words::LANGUAGE);
        let _ = root.set_attribute("dir", words::DIRECTION);
    }
}

/// A configuration that the console does not dare to guess.
#[component]
fn Misconfigured(wrong: WrongValue) -> impl IntoView {
    let problem = Problem {
        title: configuration::WRONG.into(),
        happened: configuration::is(&wrong),
        next: configuration::correct_it(&wrong),
        ..Problem::default()
    };
    view! {
        <main class="main">
            <Page title=configuration::TITLE suffix=words::shell::CONSOLE>
                <ProblemPanel problem=problem/>
            </Page>
        </main>
    }
    .into_any()
}

#[component]
fn Console(app: App) -> impl IntoView {
    app.load_organizations();
    provide_announcer();
    provide_clipboard(clipboard::copy);
    provide_shell(if locale::is_windows() { Shell::PowerShell } else { Shell::Posix });
    provide_numbers(locale::count);
    judge_gestures();
    provide_printing();
    listen(app);
    keys::listen(app);
    appearance(app);
    let route = app.route();
    view! {
        <div class="app">
            <SkipLink/>
            {nav::banner(app, route)}
            {nav::navigation(app, route)}
            <main class="main">
                {waiting::notice(app)}
                {pages::notices(app)}
                {dynamic(move || {
                    leave_page();
                    page(app, route.get())
                })}
                {pages::creation(app)}
                {pages::overlays(app)}
            </main>
        </div>
        <Announcements>{pages::messages(app)}</Announcements>
    }
    .into_any()
}

fn page(app: App, route: Route) -> AnyView {
    let part = match route {
        Route::Home => return view! { <pages::Home/> }.into_any(),
        Route::Tokens(org) => return view! { <pages::Tokens org/> }.into_any(),
        #[cfg(debug_assertions)]
        Route::NotFound(path) if path.trim_start_matches('/') == "_gallery" => {
            return crate::gallery::gallery();
        }
        Route::Token(org, id) => Part::Token(org, id),
        Route::Operations(org, id) => Part::Operations(org, id),
        Route::Rotation(org, id) => Part::Rotation(org, id),
        Route::Access(org) => Part::Access(org),
        Route::PrintedReport(org) => Part::PrintedReport(org),
        Route::Who(org) => Part::Who(org),
        Route::Findings(org) => Part::Findings(org),
        Route::Compare(org) => Part::Compare(org),
        Route::Activity(org) => Part::Activity(org),
        Route::Settings => Part::Settings,
        Route::NotFound(path) => Part::NotFound(path),
    };
    pages::part(app, part)
}

/// Links stay within the page, the back button works, and nothing unsaved is lost by closing.
fn listen(app: App) {
    let _ = window_event_listener(leptos::ev::click, move |event| {
        if let Some(below) = address::followed(&event) {
            event.prevent_default();
            app.go(&below);
        }
    });
    let _ = window_event_listener(leptos::ev::popstate, move |_| app.moved());
    let _ = window_event_listener(leptos::ev::beforeunload, move |event| {
        app.keep_place();
        if app.asks_before_leaving() {
            event.prevent_default();
        }
    });
    set_interval(move || app.tick(), std::time::Duration::from_secs(30));
}

fn appearance(app: App) {
    effect(move || {
        let Some(root) = document().document_element() else { return };
        let set = |name: &str, value: Option<&str>| {
            let _ = match value {
                Some(value) => root.set_attribute(name, value),
                None => root.remove_attribute(name),
            };
        };
        let theme = app.appearance.theme.get();
        set("data-theme", (theme != Theme::System).then(|| theme.key()));
        set("data-density", app.appearance.compact.get().then_some("compact"));
    });
}
