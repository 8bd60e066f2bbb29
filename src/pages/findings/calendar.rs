//! The ends of the next 90 days: a picture with a table beside it, and a file for calendars.

use console_core::domain::findings::{CalendarEntry, calendar_file, ending};
use console_core::domain::route::Route;
use console_core::domain::time::{Seconds, Timestamp};
use console_core::words::tokens::display_name;
use console_core::words::{findings as words, paper, tokens};
use leptos::prelude::*;

use super::Findings;
use crate::pages::exported::missing;
use crate::pages::moment::{self, expires};
use crate::platform::download;
use crate::ui::announce::{Message, announcer};
use crate::ui::button::Button;
use crate::ui::icon::Icon;
use crate::ui::number;
use crate::ui::paper::is_printing;

const AHEAD: Seconds = Seconds::days(90);
/// Weeks of the picture.
const WEEKS: usize = 13;

/// Saves every end that is still to come.
pub(super) fn button(findings: Findings) -> AnyView {
    let announcer = announcer();
    let blocked = Signal::derive(move || {
        let none = || match lacking(findings) {
            None => words::NO_END.to_owned(),
            Some(missing) => [words::NO_LOADED_END, &missing].concat(),
        };
        ends(findings, None).is_empty().then(none)
    });
    let save = move |()| {
        let message = save(findings);
        if let Some(announcer) = announcer {
            announcer.show(message);
        }
    };
    view! { <Button label=words::CALENDAR icon=Icon::CLOCK blocked=blocked on_press=save/> }
        .into_any()
}

/// Why ends may be missing, in words. Watched.
fn lacking(findings: Findings) -> Option<String> {
    findings.store.status.with(|status| missing(status, 0))
}

/// The places of the tokens that end, the soonest first. Watched.
fn ends(findings: Findings, within: Option<Seconds>) -> Vec<u32> {
    let now = findings.app.now().get();
    findings.store.with_tokens(|tokens, _| ending(tokens, now, within))
}

fn save(findings: Findings) -> Message {
    let Findings { app, store, .. } = findings;
    let (org, now) = (store.name(), app.client().now());
    let entry = |place: u32| {
        let token = store.token_at(place)?;
        Some(CalendarEntry {
            id: token.id.to_string(),
            at: token.expires_at?,
            summary: words::ends(display_name(&token), org.as_str()),
            description: words::calendar_text(token.id.as_str(), token.created_by.as_deref()),
        })
    };
    let all: Vec<CalendarEntry> =
        untrack(|| ends(findings, None)).into_iter().filter_map(entry).collect();
    let name = [org.as_str(), "-ends-", &now.file_stamp(), ".ics"].concat();
    let missing = untrack(|| lacking(findings));
    let missing = missing.as_deref();
    let partial = missing.map(paper::partial);
    let file = calendar_file(&org, &all, now, partial.as_deref());
    if download::save(&name, "text/calendar;charset=utf-8", &file) {
        Message::done(words::saved(&name, &number::count(all.len()), missing))
    } else {
        Message::failed(words::NOT_SAVED)
    }
}

pub(super) fn calendar(findings: Findings) -> AnyView {
    let soon = Memo::new(move |_| ends(findings, Some(AHEAD)));
    // Thousands of rows are made only for whoever wants to see them.
    let is_open = RwSignal::new(false);
    let toggle = move |event: leptos::ev::Event| {
        let details: leptos::web_sys::Element = event_target(&event);
        is_open.set(details.has_attribute("open"));
    };
    // How many there are is not known before all are there.
    let title = move || match lacking(findings) {
        Some(_) => words::EXPIRY_CALENDAR.to_owned(),
        None => words::expiry_calendar(&number::count(soon.with(Vec::len))),
    };
    view! {
        <details class="calendar" on:toggle=toggle>
            <summary>{title}</summary>
            {move || is_open.get().then(|| {
                let soon = soon.get();
                let later = ends(findings, None).len().saturating_sub(soon.len());
                let later = (later > 0).then(|| view! {
                    <p class="muted">{words::end_later(&number::count(later))}</p>
                });
                match lacking(findings) {
                    None if soon.is_empty() => {
                        view! { <p class="muted">{words::NOTHING_ENDS}</p>{later} }.into_any()
                    }
                    Some(missing) if soon.is_empty() => {
                        view! { <p>{[words::NOTHING_LOADED_ENDS, &missing].concat()}</p> }.into_any()
                    }
                    missing => {
                        let partial = missing.map(|why| view! { <p>{paper::partial(&why)}</p> });
                        view! { {partial}{picture(findings, &soon)}{table(findings, &soon)}{later} }.into_any()
                    }
                }
            })}
        </details>
    }
    .into_any()
}

/// Every so many weeks there is a date below the bars: there is room for one in every language.
const DATED: usize = 3;

/// A bar for each week.
fn picture(findings: Findings, soon: &[u32]) -> AnyView {
    let Findings { app, store, .. } = findings;
    let now = app.now().get();
    let week = |place: &u32| {
        let end = store.token_at(*place)?.expires_at?;
        usize::try_from(end.since(now).0 / Seconds::days(7).0).ok()
    };
    let mut counts = [0_usize; WEEKS];
    for week in soon.iter().filter_map(week) {
        if let Some(count) = counts.get_mut(week) {
            *count += 1;
        }
    }
    let most = counts.iter().copied().max().unwrap_or(1).max(1);
    let bar = |(week, count): (usize, usize)| {
        let begin = now.saturating_add(Seconds::days(7 * i64::try_from(week).unwrap_or(0)));
        let (height, x) = (count * 60 / most, week * 24);
        let label = words::week(&day(begin), &number::count(count));
        view! {
            <g>
                <title>{label}</title>
                <rect x=x.to_string() y=(70 - height).to_string() width="18" height=height.to_string()/>
                <text x=(x + 9).to_string() y=(66 - height).to_string()>
                    {(count > 0).then(|| count.to_string())}
                </text>
                {week.is_multiple_of(DATED).then(|| view! {
                    <line x1=x.to_string() y1="70.5" x2=x.to_string() y2="74"/>
                    <text x=(x + 9).to_string() y="82">{moment::day(app, begin)}</text>
                })}
            </g>
        }
        .into_any()
    };
    view! {
        <svg class="calendar-picture" viewBox="-24 -14 360 100" role="img" aria-label=words::PICTURE>
            <line x1="0" y1="70.5" x2="312" y2="70.5"/>
            {counts.into_iter().enumerate().map(bar).collect_view()}
        </svg>
    }
    .into_any()
}

fn day(at: Timestamp) -> String {
    at.iso().chars().take("2027-01-31".len()).collect()
}

fn table(findings: Findings, soon: &[u32]) -> AnyView {
    let Findings { app, store, .. } = findings;
    let row = |place: &u32| {
        let token = store.token_at(*place)?;
        let href = Route::Token(store.name(), token.id.clone()).print();
        Some(view! {
            <tr>
                <th scope="row" class="name"><a href=href>{display_name(&token).to_owned()}</a></th>
                <td class="mono" translate="no">{token.id.to_string()}</td>
                <td>
                    {(!is_printing()).then(|| token.expires_at.map(|end| moment::day(app, end)))}
                    " "
                    {expires(app, &token)}
                </td>
            </tr>
        })
    };
    let column = |name: &'static str| view! { <th scope="col" class="head">{name}</th> };
    view! {
        <table class="table" aria-label=words::EXPIRY_CALENDAR>
            <thead><tr>{column(words::TOKEN)}{column(tokens::ID)}{column(words::ENDS)}</tr></thead>
            <tbody>{soon.iter().filter_map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}
