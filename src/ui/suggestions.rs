//! What could be typed next in a search field: a list beneath it, from which keys choose. Nothing is chosen without one.

use std::ops::Range;

use console_core::words::parts;
use leptos::attr::any_attribute::IntoAnyAttribute;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Event, HtmlInputElement, KeyboardEvent};

use super::announce::{Announcer, announcer};
use super::combobox::reveal;
use super::id;
use super::number;
use super::search_box::SearchMore;

/// Something that could be typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// What is put into the field.
    pub text: String,
    /// More about it.
    pub note: Option<&'static str>,
    /// Something is typed after it, so that the list goes on.
    pub goes_on: bool,
}

/// What could stand in place of a part of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggested {
    /// The part, in bytes.
    pub replaced: Range<usize>,
    /// What could be there.
    pub list: Vec<Suggestion>,
}

/// What a field asks: its text, and the place of the caret in bytes.
pub type Suggest = Callback<(String, usize), Option<Suggested>>;

#[derive(Clone, Copy)]
struct Suggesting {
    suggest: Suggest,
    shown: RwSignal<Option<Suggested>>,
    pointed: RwSignal<Option<usize>>,
    /// The text changes because something was chosen after which nothing more is typed.
    is_settled: RwSignal<bool>,
    field: StoredValue<String>,
    list: NodeRef<leptos::html::Ul>,
    announcer: Option<Announcer>,
}

/// Adds the list to a [`SearchBox`](super::search_box::SearchBox), which stays a `searchbox`.
///
/// Keys: down opens the list and walks it, up walks it, Enter and Tab take what is pointed at, Escape closes it. Keys of
/// an input method are left to it.
pub fn suggestions(label: &'static str, suggest: Suggest) -> SearchMore {
    let id = id::fresh("search");
    let this = Suggesting {
        suggest,
        shown: RwSignal::new(None),
        pointed: RwSignal::new(None),
        is_settled: RwSignal::new(false),
        field: StoredValue::new(id.clone()),
        list: NodeRef::new(),
        announcer: announcer(),
    };
    let list_id = [&id, "-list"].concat();
    let active = move || this.pointed.get().map(|at| this.option_id(at));
    let attributes = view! {
        <{..}
            aria-autocomplete="list"
            aria-controls=list_id.clone()
            aria-activedescendant=active
            on:input=move |event| this.look(&event)
            on:compositionend=move |event| this.look(&event)
            on:keydown:capture=move |event| this.key(&event)
            on:click=move |_| this.close()
            on:blur=move |_| this.close()
        />
    };
    SearchMore {
        id,
        attributes: vec![attributes.into_any_attr()],
        below: this.popup(label, list_id),
    }
}

impl Suggesting {
    fn option_id(self, at: usize) -> String {
        self.field.with_value(|id| [id, "-option-", &at.to_string()].concat())
    }

    fn input(self) -> Option<HtmlInputElement> {
        let found = self.field.with_value(|id| document().get_element_by_id(id));
        found?.dyn_into().ok()
    }

    /// What could be typed where the caret is.
    fn suggested(self) -> Option<Suggested> {
        let input = self.input()?;
        let (text, caret) = (input.value(), input.selection_end().ok().flatten()?);
        let caret = bytes_before(&text, caret)?;
        self.suggest.run((text, caret))
    }

    /// Somebody has typed: a list comes where a word has begun that could go on.
    fn look(self, event: &Event) {
        let is_composing = event
            .dyn_ref::<leptos::web_sys::InputEvent>()
            .is_some_and(leptos::web_sys::InputEvent::is_composing);
        if is_composing || self.is_settled.get_untracked() {
            return self.close();
        }
        self.show(self.suggested().filter(|it| !it.replaced.is_empty()));
    }

    fn show(self, suggested: Option<Suggested>) {
        let opens = self.shown.with_untracked(Option::is_none);
        self.pointed.set(None);
        if let (Some(announcer), Some(it), true) = (self.announcer, &suggested, opens) {
            announcer.say(parts::suggested(&number::count(it.list.len())));
        }
        self.shown.set(suggested);
    }

    fn close(self) {
        self.pointed.set(None);
        if self.shown.with_untracked(Option::is_some) {
            self.shown.set(None);
        }
    }

    fn key(self, event: &KeyboardEvent) {
        if event.is_composing() || event.ctrl_key() || event.meta_key() {
            return;
        }
        let count = self.shown.with_untracked(|it| it.as_ref().map_or(0, |it| it.list.len()));
        match (event.key().as_str(), self.pointed.get_untracked()) {
            ("ArrowDown", _) if count == 0 => {
                let suggested = self.suggested();
                if suggested.is_none() {
                    return;
                }
                self.show(suggested);
                self.point(0);
            }
            ("ArrowDown", at) if count > 0 => self.point(at.map_or(0, |at| (at + 1) % count)),
            ("ArrowUp", at) if count > 0 => {
                self.point(at.map_or(count - 1, |at| (at + count - 1) % count));
            }
            ("Enter" | "Tab", Some(at)) if !event.shift_key() => self.choose(at),
            ("Escape", _) if count > 0 => self.close(),
            ("Enter" | "ArrowLeft" | "ArrowRight" | "Home" | "End", _) => return self.close(),
            _ => return,
        }
        event.prevent_default();
        event.stop_immediate_propagation();
    }

    fn point(self, at: usize) {
        self.pointed.set(Some(at));
        if let Some(list) = self.list.get_untracked() {
            reveal(&list, at);
        }
    }

    /// Puts a suggestion into the field, as if it had been typed.
    fn choose(self, at: usize) {
        let shown = self.shown.get_untracked();
        let Some((replaced, chosen)) =
            shown.and_then(|it| Some((it.replaced, it.list.into_iter().nth(at)?)))
        else {
            return;
        };
        let Some(input) = self.input() else { return };
        let mut text = input.value();
        if text.get(replaced.clone()).is_none() {
            return self.close();
        }
        let end = replaced.start + chosen.text.len();
        text.replace_range(replaced, &chosen.text);
        let caret = text.get(..end).map_or(0, |before| before.encode_utf16().count());
        let caret = u32::try_from(caret).unwrap_or_default();
        let _ = input.focus();
        input.set_value(&text);
        let _ = input.set_selection_range(caret, caret);
        self.close();
        self.is_settled.set(!chosen.goes_on);
        if let Ok(event) = Event::new("input") {
            let _ = input.dispatch_event(&event);
        }
        self.is_settled.set(false);
    }

    fn popup(self, label: &'static str, id: String) -> AnyView {
        let is_closed = move || self.shown.with(Option::is_none);
        let options = move || {
            let list = self.shown.get().map(|it| it.list).unwrap_or_default();
            list.into_iter().enumerate().map(|(at, it)| self.option(at, it)).collect_view()
        };
        view! {
            <div class="combobox-popup" hidden=is_closed>
                <ul role="listbox" id=id aria-label=label node_ref=self.list>{options}</ul>
            </div>
        }
        .into_any()
    }

    fn option(self, at: usize, Suggestion { text, note, .. }: Suggestion) -> AnyView {
        view! {
            <li
                role="option"
                id=self.option_id(at)
                aria-selected=move || if self.pointed.get() == Some(at) { "true" } else { "false" }
                // The field keeps the focus: it would close the list on losing it.
                on:mousedown=|event| event.prevent_default()
                on:click=move |_| self.choose(at)
            >
                <bdi class="mono" translate="no">{text}</bdi>
                {note.map(|note| view! { <small>{note}</small> })}
            </li>
        }
        .into_any()
    }
}

/// The bytes of a text before a place that the browser counts in units of UTF-16; nothing within a character.
fn bytes_before(text: &str, units: u32) -> Option<usize> {
    let mut left = usize::try_from(units).ok()?;
    for (at, c) in text.char_indices() {
        if left == 0 {
            return Some(at);
        }
        left = left.checked_sub(c.len_utf16())?;
    }
    (left == 0).then_some(text.len())
}

#[cfg(test)]
mod tests {
    use super::bytes_before;

    #[test]
    fn the_place_of_a_caret_is_counted_in_bytes() {
        assert_eq!(bytes_before("ab", 0), Some(0));
        assert_eq!(bytes_before("aéb", 2), Some(3));
        assert_eq!(bytes_before("👩b", 2), Some(4));
        assert_eq!(bytes_before("👩b", 3), Some(5));
        assert_eq!(bytes_before("👩b", 1), None);
        assert_eq!(bytes_before("ab", 3), None);
    }
}
