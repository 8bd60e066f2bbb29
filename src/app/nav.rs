//! Banner and navigation.

use console_core::domain::ids::OrgName;
use console_core::domain::route::Route;
use console_core::words::{findings, shell as words};
use leptos::prelude::*;

use crate::state::{App, Directory, FindingsCount, Organizations};
use crate::ui::dynamic::dynamic;
use crate::ui::effect::effect;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::in_sight::bring_in_sight;
use crate::ui::number;
use crate::ui::select::{BareSelect, Choice};

/// The organization of the page, else the one that its address means, else the last one, else the only one; or, where links have to lead
/// somewhere, the first of several.
fn organization(app: App, route: Memo<Route>, any: bool) -> Memo<Option<OrgName>> {
    Memo::new(move |last: Option<&Option<OrgName>>| {
        let own = route.with(|route| route.organization().cloned());
        let meant = || route.with(|route| app.organizations.meant(route));
        own.or_else(meant).or_else(|| last.cloned().flatten()).or_else(|| {
            app.organizations.listed.with(|all| match all {
                Organizations::Known(all) => all.first().filter(|_| any || all.len() == 1).cloned(),
                Organizations::Loading | Organizations::Failed(_) => None,
            })
        })
    })
}

pub(super) fn banner(app: App, route: Memo<Route>) -> AnyView {
    let current = organization(app, route, false);
    effect(move || {
        if let Some(shown) = route.with(|route| route.organization().cloned()) {
            Directory::keep(&shown);
        }
    });
    let (title, notice, sign_out) = app.with_config(|config| {
        (
            config.title.clone().unwrap_or_else(|| words::CONSOLE.to_owned()),
            config.notice.clone(),
            config.sign_out_url.clone(),
        )
    });
    // None where there is no choice.
    let choices = Memo::new(move |_| {
        let mut all = app.organizations.listed.with(|all| match all {
            Organizations::Known(all) => all.clone(),
            Organizations::Loading | Organizations::Failed(_) => Vec::new(),
        });
        let own = current.get();
        all.extend(own.clone().filter(|own| !all.is_empty() && !all.contains(own)));
        if all.len() < 2 {
            return Vec::new();
        }
        let none = own.is_none().then(|| Choice::new("", words::CHOOSE));
        let named = all.iter().map(|org| Choice::new(org.as_str(), org.as_str()));
        none.into_iter().chain(named).collect()
    });
    let is_any = Memo::new(move |_| choices.with(|all| !all.is_empty()));
    // Where there is no choice, it is still said whose tokens these are.
    let only = |org: OrgName| {
        view! {
            <strong>
                <span class="visually-hidden">{words::ORGANIZATION}" "</span>
                <bdi translate="no">{org.to_string()}</bdi>
            </strong>
        }
        .into_any()
    };
    let switch = Callback::new(move |name: String| {
        let Ok(org) = OrgName::parse(&name) else { return };
        let next = match route.get_untracked() {
            Route::Access(_) => Route::Access(org),
            Route::PrintedReport(_) => Route::PrintedReport(org),
            Route::Who(_) => Route::Who(org),
            Route::Findings(_) => Route::Findings(org),
            Route::Compare(_) => Route::Compare(org),
            Route::Activity(_) => Route::Activity(org),
            _ => Route::Tokens(org),
        };
        app.go(&next.print());
    });
    view! {
        <header class="banner">
            <a class="brand" href="./">
                <Glyph icon=Icon::KEY/>
                <span>{title}</span>
            </a>
            {dynamic(move || if is_any.get() { view! {
                <BareSelect
                    label=words::ORGANIZATION
                    options=choices
                    value=Signal::derive(move || {
                        current.get().map(|org| org.to_string()).unwrap_or_default()
                    })
                    on_change=switch
                />
            }.into_any() } else { current.get().map(only).into_any() })}
            {notice.map(|notice| view! {
                <span class="banner-notice" data-tip=notice>
                    <Glyph icon=Icon::INFO/><span>{notice.clone()}</span>
                </span>
            })}
            <div class="banner-end">
                {app.with_config(|config| config.read_only).then(|| view! {
                    <span class="badge"><Glyph icon=Icon::LOCK/><span>{words::READ_ONLY}</span></span>
                })}
                {dynamic(move || app.sign_in.who.get().map(|who| view! {
                    <span class="person"><Glyph icon=Icon::USER/><bdi translate="no">{who}</bdi></span>
                }))}
                {sign_out.map(|url| view! { <a href=url rel="external">{words::SIGN_OUT}</a> })}
            </div>
        </header>
    }
    .into_any()
}

/// The element that describes the link to the findings.
const COUNT_ID: &str = "findings-count";

pub(super) fn navigation(app: App, route: Memo<Route>) -> AnyView {
    let current = organization(app, route, true);
    let link = move |name: &'static str, icon: Icon, to: Route| {
        let href = match to.print() {
            home if home.is_empty() => "./".to_owned(),
            below => below,
        };
        let counts = matches!(to, Route::Findings(_));
        let is_current = move || {
            let here = route.get();
            let same = here == to
                || matches!(
                    (&here, &to),
                    (
                        Route::Token(own, _) | Route::Operations(own, _) | Route::Rotation(own, _),
                        Route::Tokens(org)
                    )
                    | (Route::PrintedReport(own), Route::Access(org)) if own == org
                );
            same.then_some("page")
        };
        let count = move || app.findings.get().filter(|_| counts);
        let described = move || {
            let FindingsCount { open, is_whole, .. } = count()?;
            Some(findings::described(&number::count(open), is_whole))
        };
        let tip = move || Some(findings::described_in_full(&described()?, count()?.has_leaks));
        view! {
            <li>
                <a
                    href=href
                    aria-current=is_current
                    aria-describedby=move || count().map(|_| COUNT_ID)
                    data-tip=tip
                >
                    <Glyph icon/><span>{name}</span>
                    // Its name stays without it, so it is read as the description.
                    {dynamic(move || count().map(|FindingsCount { open, is_whole, has_leaks }| view! {
                        <span class="nav-count" aria-hidden="true">
                            {number::count(open).text().to_owned()}
                            {(!is_whole || !has_leaks).then_some("+")}
                        </span>
                    }))}
                </a>
                {dynamic(move || described().map(|text| view! {
                    <span class="visually-hidden" id=COUNT_ID>{text}</span>
                }))}
            </li>
        }
        .into_any()
    };
    effect(move || {
        route.track();
        request_animation_frame(|| bring_in_sight(".nav [aria-current]"));
    });
    view! {
        <nav class="nav" aria-label=words::MAIN>
            // Browsers leave a link as it is that is in sight by half. A pressed one stays under the pointer.
            <ul on:focusin=|_| bring_in_sight(".nav a:focus-visible")>
                {dynamic(move || match current.get() {
                    Some(org) => view! {
                        {link(words::TOKENS, Icon::KEY, Route::Tokens(org.clone()))}
                        {link(words::ACCESS_REPORT, Icon::TABLE, Route::Access(org.clone()))}
                        {link(words::WHO_CAN, Icon::USER, Route::Who(org.clone()))}
                        {link(words::FINDINGS, Icon::SHIELD, Route::Findings(org.clone()))}
                        {link(words::COMPARE, Icon::COMPARE, Route::Compare(org.clone()))}
                        {link(words::ACTIVITY, Icon::ACTIVITY, Route::Activity(org))}
                    }.into_any(),
                    None => link(words::TOKENS, Icon::KEY, Route::Home),
                })}
                {link(words::SETTINGS, Icon::SETTINGS, Route::Settings)}
            </ul>
        </nav>
    }
    .into_any()
}
