//! Choosing from many by typing a part of the name: the ARIA practices' combobox with a list.

mod ahead;
mod entry;
mod matching;

use crate::ui::effect::effect;
use console_core::words::parts;
use leptos::prelude::*;

use self::ahead::{Ahead, Came, walked};
use super::announce::announcer;
use super::field::Words;
use super::icon::{Glyph, Icon};
use super::id;
use super::number;
use super::press_end::PressEnd;
use super::secret_guard::SecretGuard;
use super::select::Choice;

pub use self::entry::Entry;
pub use self::matching::{Matches, Options};

/// A text field with a list of what fits (role `combobox` with a `listbox`).
///
/// Keys: down and up walk the list, Enter chooses, Escape closes the list and then clears the field,
/// Alt+Down opens it; keys that come before the options do count once those are there. Who gives an `entry` is told by it what is chosen, which the field shows until another text is
/// typed; without one the field is empty again after each choice. Leaving it with a text that is a whole name or id
/// chooses that; a text that chose nothing is told at the field, and the [`Dialog`](super::dialog::Dialog) around it
/// does not send such a form. A secret is taken out at once, and the field says so.
#[component]
pub fn Combobox(
    /// Its accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// What can be chosen; may grow while it is open.
    #[prop(into)]
    options: Options,
    /// What it holds.
    #[prop(optional)]
    entry: Option<RwSignal<Entry>>,
    /// Told the `value` of what was chosen.
    #[prop(into, optional)]
    on_choose: Option<Callback<String>>,
    /// Told what was typed, for options that are fetched.
    #[prop(into, optional)]
    on_type: Option<Callback<String>>,
    /// The options are already those that fit: list them as they are.
    #[prop(optional)]
    unfiltered: bool,
    /// More options are on their way.
    #[prop(into, optional)]
    loading: Signal<bool>,
    /// Said where nothing fits.
    #[prop(into, default = parts::NOTHING_FITS.into())]
    none_text: Signal<String>,
    /// Shown while it is empty.
    #[prop(into, optional)]
    placeholder: Option<String>,
    /// What to know before choosing.
    #[prop(into, optional)]
    hint: Signal<Option<String>>,
    /// What is wrong with it; a text that chose nothing is told without.
    #[prop(into, optional)]
    error: Signal<Option<String>>,
    /// Show no label; screen readers still read it.
    #[prop(optional)]
    hide_label: bool,
    /// Its element id.
    #[prop(into, optional)]
    id: Option<String>,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| id::fresh("combobox"));
    let list_id = [&id, "-list"].concat();
    let keeps = entry.is_some();
    let entry = entry.unwrap_or_else(|| RwSignal::new(Entry::Empty));
    let text = Memo::new(move |_| entry.with(|entry| entry.text().to_owned()));
    let open = RwSignal::new(false);
    // The `value` of the option that is pointed at, which may move while more options come.
    let pointed = RwSignal::new(None::<String>);
    let ahead = RwSignal::new(Ahead::default());
    // Whether it is told that the text chose nothing: not while somebody is still typing.
    let is_told = RwSignal::new(false);
    let input = NodeRef::<leptos::html::Input>::new();
    let list = NodeRef::<leptos::html::Ul>::new();
    let matches = Memo::new(move |_| {
        if !open.get() {
            return Matches::default();
        }
        entry.with(|entry| options.matching(entry.wanted(), !unfiltered))
    });
    let active = Memo::new(move |_| {
        let pointed = pointed.get()?;
        matches.with(|found| found.listed.iter().position(|choice| choice.value == pointed))
    });
    let guard = SecretGuard::new();
    let unchosen = Memo::new(move |_| entry.with(|entry| entry.unchosen().map(parts::unchosen)));
    let error = Signal::derive(move || {
        let told = if is_told.get() { unchosen.get() } else { None };
        guard.notice().or(told).or_else(|| error.get())
    });
    // The form around it asks the browser whether a field is invalid.
    effect(move || {
        if let Some(input) = input.get() {
            input.set_custom_validity(&unchosen.get().unwrap_or_default());
        }
    });
    let announcer = announcer();
    effect(move || {
        if open.get()
            && !loading.get()
            && let Some(announcer) = announcer
        {
            let found = matches.with(Matches::count);
            announcer.say(parts::found(&number::count(found)));
        }
    });
    let close = move || {
        open.set(false);
        pointed.set(None);
        ahead.set(Ahead::default());
    };
    let point = move |index: usize| {
        pointed.set(matches.with_untracked(|found| Some(found.listed.get(index)?.value.clone())));
        if let Some(list) = list.get_untracked() {
            reveal(&list, index);
        }
    };
    let take = move |chosen: Choice| {
        let value = chosen.value.clone();
        entry.set(if keeps { Entry::Chosen(chosen) } else { Entry::Empty });
        is_told.set(false);
        close();
        if let Some(on_choose) = on_choose {
            on_choose.run(value);
        }
    };
    let choose = move |index: usize| {
        let chosen = matches.with_untracked(|found| found.listed.get(index).cloned());
        if let Some(chosen) = chosen {
            take(chosen);
        }
    };
    let type_in = move |text: String| {
        entry.set(Entry::of_text(text.clone()));
        is_told.set(false);
        pointed.set(None);
        ahead.set(Ahead::default());
        // The list would cover what the field says of a secret.
        open.set(!guard.has_refused());
        if let Some(on_type) = on_type {
            on_type.run(text);
        }
    };
    let clear = move || {
        entry.set(Entry::Empty);
        is_told.set(false);
        close();
    };
    // Nobody types any more: a whole name is a choice, any other text is told to be none.
    let settle = move || {
        let Some(entry) = entry.try_get_untracked() else { return };
        close();
        match (entry.unchosen(), &entry) {
            (Some(text), _) => {
                match options.named(text) {
                    // What is chosen at once is chosen by pressing, not by leaving.
                    Some(choice) if keeps => take(choice),
                    _ => is_told.set(true),
                }
            }
            (None, Entry::Typed(_)) => clear(),
            (None, _) => {}
        }
    };
    let press = PressEnd::new();
    let leave = move |_| {
        // Somebody who looks something up in another window comes back.
        if document().has_focus().unwrap_or(true) {
            press.then(settle);
        }
    };
    let walk = move |forward: bool| {
        if !open.get_untracked() {
            open.set(true);
            return;
        }
        let count = matches.with_untracked(|found| found.listed.len());
        match walked(active.get_untracked(), forward, count) {
            Some(index) => point(index),
            None if loading.get_untracked() => ahead.update(|ahead| ahead.step(forward)),
            None => {}
        }
    };
    let meant = move || {
        let wanted = entry.with_untracked(|entry| entry.wanted().to_owned());
        matches.with_untracked(|found| found.meant(&wanted))
    };
    // The options are there: what was pressed before counts now.
    effect(move || {
        if loading.get() || ahead.with(|ahead| *ahead == Ahead::default()) {
            return;
        }
        let count = matches.with(|found| found.listed.len());
        untrack(|| {
            let came = ahead.get_untracked().settle(count, meant());
            ahead.set(Ahead::default());
            match came {
                Came::Nothing => {}
                Came::Points(index) => point(index),
                Came::Chooses(index) => choose(index),
                Came::ChoosesNone => is_told.set(true),
            }
        });
    });
    let key = move |event: leptos::ev::KeyboardEvent| {
        let opened = open.get_untracked();
        match event.key().as_str() {
            "ArrowDown" => walk(true),
            "ArrowUp" => walk(false),
            "Enter" => {
                let is_early = loading.get_untracked() && unchosen.get_untracked().is_some();
                match active.get_untracked() {
                    Some(index) => choose(index),
                    // Which one is meant is known once all are there.
                    None if is_early => {
                        open.set(true);
                        ahead.update(Ahead::enter);
                    }
                    None if let Some(index) = meant() => choose(index),
                    None if unchosen.get_untracked().is_some() => is_told.set(true),
                    None if opened => close(),
                    None => return,
                }
            }
            "Escape" if opened => close(),
            "Escape" if !text.with_untracked(String::is_empty) => clear(),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let words = Words { id: id.clone(), label, hint, error, required: false, hide_label };
    let option_ids = [&id, "-option-"].concat();
    let active_id = {
        let option_ids = option_ids.clone();
        move || active.get().map(|index| [option_ids.as_str(), &index.to_string()].concat())
    };
    let control = view! {
        <div class="combobox">
            <Glyph icon=Icon::SEARCH/>
            <input
                type="text"
                id=id
                class="input"
                node_ref=input
                role="combobox"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                placeholder=placeholder
                aria-autocomplete="list"
                aria-expanded=move || if open.get() { "true" } else { "false" }
                aria-controls=list_id.clone()
                aria-activedescendant=active_id
                aria-describedby=words.described_by()
                aria-invalid=words.invalid()
                prop:value=text
                on:input=move |event| type_in(guard.text_of(&event))
                on:click=move |_| open.set(true)
                on:keydown=key
                on:blur=leave
                on:invalid=move |event| {
                    event.prevent_default();
                    is_told.set(true);
                }
            />
            {move || (!text.with(String::is_empty)).then(|| view! {
                <button
                    type="button"
                    class="search-clear"
                    aria-label=move || parts::clear(&label.get())
                    on:mousedown=|event| event.prevent_default()
                    on:click=move |_| {
                        clear();
                        if let Some(input) = input.get_untracked() {
                            let _ = input.focus();
                        }
                    }
                >
                    <Glyph icon=Icon::CLOSE/>
                </button>
            })}
            <div class="combobox-popup" hidden=move || !open.get()>
                <ul role="listbox" id=list_id aria-label=label node_ref=list>
                    {move || {
                        let listed = matches.with(|found| found.listed.clone());
                        listed
                            .into_iter()
                            .enumerate()
                            .map(|(index, choice)| {
                                let id = [option_ids.as_str(), &index.to_string()].concat();
                                option(id, choice, index, active, Callback::new(choose))
                            })
                            .collect_view()
                    }}
                </ul>
                {move || {
                    let text = matches.with(|found| match (found.listed.is_empty(), found.more) {
                        _ if loading.get() => Some(parts::LOADING.to_owned()),
                        (true, _) => Some(none_text.get()),
                        (false, 0) => None,
                        (false, more) => Some(parts::more(&number::count(more))),
                    });
                    text.map(|text| view! { <p class="combobox-note">{text}</p> })
                }}
            </div>
        </div>
    }
    .into_any();
    words.around(control)
}

fn option(
    id: String,
    choice: Choice,
    index: usize,
    active: Memo<Option<usize>>,
    choose: Callback<usize>,
) -> AnyView {
    view! {
        <li
            role="option"
            id=id
            aria-selected=move || if active.get() == Some(index) { "true" } else { "false" }
            // The field keeps the focus: it would close the list on losing it.
            on:mousedown=|event| event.prevent_default()
            on:click=move |_| choose.run(index)
        >
            <bdi translate="no">{choice.label}</bdi>
            {choice.note.map(|note| view! { <small>{note}</small> })}
        </li>
    }
    .into_any()
}

/// Scrolls the list, and nothing else, until the option is seen.
pub(super) fn reveal(list: &leptos::web_sys::HtmlElement, index: usize) {
    let Some(option) = u32::try_from(index).ok().and_then(|index| list.children().item(index))
    else {
        return;
    };
    let (outer, inner) = (list.get_bounding_client_rect(), option.get_bounding_client_rect());
    let hidden = (inner.bottom() - outer.bottom()).max(0.0) + (inner.top() - outer.top()).min(0.0);
    #[allow(clippy::cast_possible_truncation)]
    list.set_scroll_top(list.scroll_top() + hidden.ceil() as i32);
}
