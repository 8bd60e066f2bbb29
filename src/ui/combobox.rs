//! Choosing from many by typing a part of the name: the ARIA practices' combobox with a list.

use console_core::words::parts;
use leptos::prelude::*;
use leptos::web_sys;

use crate::dom::{NodeRef, View, view};
use crate::live::{Memo, RwSignal, Signal, watch};

use super::announce::announcer;
use super::field::Words;
use super::icon::{Glyph, Icon};
use super::id;
use super::number;
use super::select::Choice;

/// More are not listed: nobody reads further, they type on.
const LISTED: usize = 100;

/// What fits what was typed.
#[derive(Clone, PartialEq, Eq, Default)]
struct Matches {
    listed: Vec<Choice>,
    more: usize,
}

impl Matches {
    /// What Enter means while none is chosen: the only one, or the one whose whole name was typed.
    fn meant(&self, typed: &str) -> Option<usize> {
        if self.listed.len() == 1 {
            return Some(0);
        }
        let typed = typed.trim().to_lowercase();
        self.listed.iter().position(|choice| choice.label.to_lowercase() == typed)
    }
}

fn matching(options: &[Choice], typed: &str, filter: bool) -> Matches {
    let typed = typed.trim().to_lowercase();
    let mut fits: Vec<(bool, &Choice)> = options
        .iter()
        .filter_map(|choice| {
            let label = choice.label.to_lowercase();
            (!filter || label.contains(&typed)).then(|| (!label.starts_with(&typed), choice))
        })
        .collect();
    if filter {
        // Stable: those that begin so first, else as they came.
        fits.sort_by_key(|(within, _)| *within);
    }
    Matches {
        more: fits.len().saturating_sub(LISTED),
        listed: fits.into_iter().take(LISTED).map(|(_, choice)| choice.clone()).collect(),
    }
}

/// A text field with a list of what fits (role `combobox` with a `listbox`).
///
/// Keys: down and up walk the list, Enter chooses, Escape closes the list and then clears the field,
/// Alt+Down opens it. What was chosen is told, and the field is empty again or, with `keeps`, holds
/// the chosen label.
#[component(transparent)]
pub fn Combobox(
    /// Its accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// What can be chosen; may grow while it is open.
    #[prop(into)]
    options: Signal<Vec<Choice>>,
    /// Told the `value` of what was chosen.
    #[prop(into)]
    on_choose: Callback<String>,
    /// Told what was typed, for options that are fetched.
    #[prop(into, optional)]
    on_type: Option<Callback<String>>,
    /// The options are already those that fit: list them as they are.
    #[prop(optional)]
    unfiltered: bool,
    /// More options are on their way.
    #[prop(into, optional)]
    loading: Signal<bool>,
    /// Keep the chosen label in the field.
    #[prop(optional)]
    keeps: bool,
    /// Said where nothing fits.
    #[prop(into, default = parts::NOTHING_FITS.into())]
    none_text: Signal<String>,
    /// Shown while it is empty.
    #[prop(into, optional)]
    placeholder: Option<String>,
    /// What to know before choosing.
    #[prop(into, optional)]
    hint: Signal<Option<String>>,
    /// Show no label; screen readers still read it.
    #[prop(optional)]
    hide_label: bool,
    /// Its element id.
    #[prop(into, optional)]
    id: Option<String>,
) -> View {
    let id = id.unwrap_or_else(|| id::fresh("combobox"));
    let list_id = [&id, "-list"].concat();
    let typed = RwSignal::new(String::new());
    let open = RwSignal::new(false);
    let active = RwSignal::new(None::<usize>);
    let list = NodeRef::<web_sys::HtmlUListElement>::new();
    let matches = Memo::new(move |_| {
        if !open.get() {
            return Matches::default();
        }
        typed.with(|typed| options.with(|options| matching(options, typed, !unfiltered)))
    });
    let announcer = announcer();
    watch(move || {
        if open.get()
            && !loading.get()
            && let Some(announcer) = announcer
        {
            let found = matches.with(|found| found.listed.len() + found.more);
            announcer.say(parts::found(&number::count(found)));
        }
    });
    let close = move || {
        open.set(false);
        active.set(None);
    };
    let choose = move |index: usize| {
        let chosen = matches.with_untracked(|found| found.listed.get(index).cloned());
        if let Some(chosen) = chosen {
            typed.set(if keeps { chosen.label } else { String::new() });
            close();
            on_choose.run(chosen.value);
        }
    };
    let type_in = move |text: String| {
        typed.set(text.clone());
        active.set(None);
        open.set(true);
        if let Some(on_type) = on_type {
            on_type.run(text);
        }
    };
    let walk = move |forward: bool| {
        if !open.get_untracked() {
            open.set(true);
            return;
        }
        let count = matches.with_untracked(|found| found.listed.len());
        if count == 0 {
            return;
        }
        active.update(|active| {
            *active = Some(match (*active, forward) {
                (None, true) => 0,
                (None, false) => count - 1,
                (Some(at), true) => (at + 1) % count,
                (Some(at), false) => (at + count - 1) % count,
            });
        });
        if let (Some(list), Some(index)) = (list.get_untracked(), active.get_untracked()) {
            reveal(&list, index);
        }
    };
    let key = move |event: leptos::ev::KeyboardEvent| {
        let opened = open.get_untracked();
        match event.key().as_str() {
            "ArrowDown" => walk(true),
            "ArrowUp" => walk(false),
            "Enter" => {
                if let Some(index) = active.get_untracked() {
                    choose(index);
                } else if let Some(index) =
                    matches.with_untracked(|found| found.meant(&typed.get_untracked()))
                {
                    choose(index);
                } else if !opened {
                    return;
                }
            }
            "Escape" if opened => close(),
            "Escape" if !typed.with_untracked(String::is_empty) => type_in(String::new()),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let words = Words {
        id: id.clone(),
        label,
        hint,
        error: Signal::default(),
        required: false,
        hide_label,
    };
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
                prop:value=typed
                on:input=move |event| type_in(event_target_value(&event))
                on:click=move |_| open.set(true)
                on:keydown=key
                on:blur=move |_| close()
            />
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
                            .collect::<View>()
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
    };
    words.around(control)
}

fn option(
    id: String,
    choice: Choice,
    index: usize,
    active: RwSignal<Option<usize>>,
    choose: Callback<usize>,
) -> View {
    view! {
        <li
            role="option"
            id=id
            aria-selected=move || if active.get() == Some(index) { "true" } else { "false" }
            // The field keeps the focus: it would close the list on losing it.
            on:mousedown=|event| event.prevent_default()
            on:click=move |_| choose.run(index)
        >
            <span dir="auto">{choice.label}</span>
            {choice.note.map(|note| view! { <small>{note}</small> })}
        </li>
    }
}

/// Scrolls the list, and nothing else, until the option is seen.
fn reveal(list: &leptos::web_sys::HtmlElement, index: usize) {
    let Some(option) = u32::try_from(index).ok().and_then(|index| list.children().item(index))
    else {
        return;
    };
    let (outer, inner) = (list.get_bounding_client_rect(), option.get_bounding_client_rect());
    let hidden = (inner.bottom() - outer.bottom()).max(0.0) + (inner.top() - outer.top()).min(0.0);
    #[allow(clippy::cast_possible_truncation)]
    list.set_scroll_top(list.scroll_top() + hidden.ceil() as i32);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(found: &Matches) -> Vec<&str> {
        found.listed.iter().map(|choice| choice.label.as_str()).collect()
    }

    #[test]
    fn what_begins_with_the_typed_letters_comes_first() {
        let options = ["my-shop", "Shop", "blog", "shopping"].map(|name| Choice::new(name, name));
        assert_eq!(labels(&matching(&options, " SHOP", true)), ["Shop", "shopping", "my-shop"]);
        assert_eq!(labels(&matching(&options, "shop", false)).len(), 4);
    }

    #[test]
    fn enter_means_the_only_one_or_the_one_whose_name_was_typed() {
        let options = ["my-shop", "Shop", "shopping"].map(|name| Choice::new(name, name));
        assert_eq!(matching(&options, "shop", true).meant("shop "), Some(0));
        assert_eq!(matching(&options, "sho", true).meant("sho"), None);
        assert_eq!(matching(&options, "my", true).meant("my"), Some(0));
        assert_eq!(matching(&[], "my", true).meant("my"), None);
    }

    #[test]
    fn only_so_many_are_listed_and_the_rest_is_counted() {
        let options: Vec<Choice> =
            (0..1_000).map(|n| Choice::new(n.to_string(), n.to_string())).collect();
        let found = matching(&options, "", true);
        assert_eq!((found.listed.len(), found.more), (100, 900));
    }
}
