//! Which keys and clicks count: one place for the whole document, before any control hears them.
//!
//! - A key that a composition takes (an input method that writes Japanese, an accent under way) is no command: it
//!   chooses, sends, closes and clears nothing.
//! - A key that is held down does what it does once.
//! - The second click of a double click, or of a hurried hand, counts only in the layer in which the first was made:
//!   what has just opened under the pointer, or was uncovered there, was not meant: neither soon after the first press
//!   nor soon after it came, however late that was. The same holds for Enter and Space.

use std::cell::RefCell;

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys;

use super::layers::Layer;

/// Within so many milliseconds a second press is the same hurried hand.
pub(super) const HURRIED: f64 = 500.0;

/// Nobody has seen what came so few milliseconds ago.
const UNSEEN: f64 = 800.0;

/// Within so many pixels a hurried hand is at the same place.
const NEAR: f64 = 10.0;

/// The same for a hand that waited: a mouse that was moved was aimed anew, while no finger comes down twice at one place.
const RESTING: f64 = 3.0;
const FINGER: f64 = 16.0;

/// The topmost layer, and for how many milliseconds it has been that.
#[derive(Debug, Clone, Copy)]
struct Top {
    layer: Layer,
    age: f64,
}

impl Top {
    fn now() -> Self {
        Self { layer: Layer::topmost(), age: Layer::since_change() }
    }
}

/// A key that went down.
#[derive(Debug, Clone, Copy)]
struct Key<'a> {
    name: &'a str,
    is_held: bool,
    is_composing: bool,
    at: f64,
}

/// A button of the pointer that went down.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Press {
    /// The how-manieth of a series, as the browser counts.
    count: i32,
    place: (f64, f64),
    at: f64,
    is_finger: bool,
}

/// Whether a key or a click counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Counts,
    /// No control hears of it; the browser does with it what it does (a composition goes on).
    Unheard,
    /// Nothing comes of it.
    Nothing,
}

/// What was pressed last.
#[derive(Debug, Default)]
struct Gestures {
    /// The last Enter or Space that counted, as long as nothing else was pressed: which, where, when.
    key: Option<(bool, Layer, f64)>,
    /// The first press of a series, and where it was made.
    press: Option<(Press, Layer)>,
    /// What came of the pointer's last press, and of the last Space.
    pressed: Option<Verdict>,
    space: Option<Verdict>,
    /// The pointer that went down last is no mouse.
    is_finger: bool,
}

impl Gestures {
    fn key(&mut self, key: Key<'_>, Top { layer: top, age }: Top) -> Verdict {
        let is_enter = key.name == "Enter";
        if key.is_composing {
            let is_command = is_enter || key.name == "Escape";
            return if is_command { Verdict::Nothing } else { Verdict::Unheard };
        }
        if !key.is_held {
            self.was_elsewhere();
        }
        if !is_enter && key.name != " " {
            if !matches!(key.name, "Shift" | "Control" | "Alt" | "Meta") {
                self.key = None;
            }
            let is_again = key.is_held && key.name == "Escape";
            return if is_again { Verdict::Nothing } else { Verdict::Counts };
        }
        let before = self.key.filter(|(was_enter, ..)| *was_enter == is_enter);
        let is_elsewhere = before.is_some_and(|(_, layer, _)| layer != top);
        let is_hurried = age < HURRIED || before.is_some_and(|(_, _, at)| key.at - at < HURRIED);
        let verdict = if (key.is_held && (is_enter || is_elsewhere)) || (is_elsewhere && is_hurried)
        {
            Verdict::Nothing
        } else {
            Verdict::Counts
        };
        let layer = match (verdict, before) {
            (Verdict::Nothing, Some((_, layer, _))) => layer,
            _ => top,
        };
        self.key = Some((is_enter, layer, key.at));
        if !is_enter {
            self.space = Some(verdict);
        }
        verdict
    }

    /// A hand that went to the keyboard, or back and forth between pages, comes back on purpose.
    fn was_elsewhere(&mut self) {
        self.press = None;
    }

    /// A key that went up: a button does at the end of Space what it does at the beginning of Enter.
    fn key_up(&mut self, name: &str) -> Verdict {
        let held = if name == " " { self.space.take() } else { None };
        held.unwrap_or(Verdict::Counts)
    }

    fn press(&mut self, press: Press, Top { layer: top, age }: Top) -> Verdict {
        self.key = None;
        let verdict = match self.press {
            Some((first, layer)) if layer != top => {
                let (x, y) = (press.place.0 - first.place.0, press.place.1 - first.place.1);
                let apart = x.hypot(y);
                let rest = if press.is_finger { FINGER } else { RESTING };
                let is_same = (press.at - first.at < HURRIED && apart < NEAR)
                    || (age < UNSEEN && apart < rest);
                if press.count > 1 || is_same { Verdict::Nothing } else { Verdict::Counts }
            }
            _ => Verdict::Counts,
        };
        if verdict == Verdict::Counts {
            self.press = Some((press, top));
        } else if let Some((first, _)) = &mut self.press {
            first.at = press.at;
        }
        self.pressed = Some(verdict);
        verdict
    }

    /// A click, which comes of the pointer's last press if it counts any; else of a key or a program.
    fn click(&self, count: i32) -> Verdict {
        self.pressed.filter(|_| count > 0).unwrap_or(Verdict::Counts)
    }
}

thread_local! {
    static GESTURES: RefCell<Gestures> = RefCell::new(Gestures::default());
}

/// From now on, only what counts comes to a control. Once per document.
pub fn judge_gestures() {
    let keys = |event: &web_sys::Event, is_down: bool| {
        let Some(key) = event.dyn_ref::<web_sys::KeyboardEvent>() else { return };
        let name = key.key();
        let verdict = GESTURES.with_borrow_mut(|gestures| {
            if !is_down {
                return gestures.key_up(&name);
            }
            let key = Key {
                name: &name,
                is_held: key.repeat(),
                // Some browsers end the composition first and tell of its last key afterwards, by this code.
                is_composing: key.is_composing() || key.key_code() == 229,
                at: event.time_stamp(),
            };
            gestures.key(key, Top::now())
        });
        obey(event, verdict);
    };
    let presses = |event: &web_sys::Event, is_down: bool| {
        let Some(mouse) = event.dyn_ref::<web_sys::MouseEvent>() else { return };
        let verdict = GESTURES.with_borrow_mut(|gestures| {
            if !is_down {
                return gestures.click(mouse.detail());
            }
            let place = (f64::from(mouse.client_x()), f64::from(mouse.client_y()));
            let (count, is_finger) = (mouse.detail(), gestures.is_finger);
            let press = Press { count, place, at: event.time_stamp(), is_finger };
            gestures.press(press, Top::now())
        });
        obey(event, verdict);
    };
    listen("keydown", move |event| keys(event, true));
    listen("keyup", move |event| keys(event, false));
    listen("pointerdown", |event| {
        let pointer = event.dyn_ref::<web_sys::PointerEvent>();
        let is_finger = pointer.is_some_and(|pointer| pointer.pointer_type() != "mouse");
        GESTURES.with_borrow_mut(|gestures| gestures.is_finger = is_finger);
    });
    listen("popstate", |_| GESTURES.with_borrow_mut(Gestures::was_elsewhere));
    listen("mousedown", move |event| presses(event, true));
    listen("click", move |event| presses(event, false));
}

fn obey(event: &web_sys::Event, verdict: Verdict) {
    if verdict == Verdict::Counts {
        return;
    }
    event.stop_immediate_propagation();
    if verdict == Verdict::Nothing {
        event.prevent_default();
    }
}

/// Hears an event before everything in the document does, for as long as the document lives.
fn listen(event: &str, heard: impl Fn(&web_sys::Event) + 'static) {
    use leptos::wasm_bindgen::closure::Closure;
    let heard = Closure::<dyn Fn(web_sys::Event)>::new(move |event: web_sys::Event| heard(&event));
    let _ = window().add_event_listener_with_callback_and_bool(
        event,
        heard.as_ref().unchecked_ref(),
        true,
    );
    heard.forget();
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: Top = Top { layer: Layer::PAGE, age: 5_000.0 };
    const DIALOG: Top = Top { layer: Layer::numbered(7), age: 5_000.0 };
    const NEW_DIALOG: Top = Top { age: 60.0, ..DIALOG };

    fn key(name: &str, at: f64) -> Key<'_> {
        Key { name, is_held: false, is_composing: false, at }
    }

    fn held(name: &str, at: f64) -> Key<'_> {
        Key { is_held: true, ..key(name, at) }
    }

    fn press(count: i32, at: f64, x: f64) -> Press {
        Press { count, place: (x, 100.0), at, is_finger: true }
    }

    #[test]
    fn a_held_enter_counts_once_wherever_the_focus_goes() {
        let mut hand = Gestures::default();
        assert_eq!(hand.key(key("Enter", 0.0), PAGE), Verdict::Counts);
        for at in 1..200 {
            let at = f64::from(at) * 30.0;
            assert_eq!(hand.key(held("Enter", at), DIALOG), Verdict::Nothing, "{at}");
        }
        assert_eq!(hand.key(key("Enter", 9_000.0), DIALOG), Verdict::Counts);
    }

    #[test]
    fn a_doubled_enter_is_the_openers_unless_another_key_came_between() {
        for name in ["Enter", " "] {
            let mut hand = Gestures::default();
            hand.key(key(name, 0.0), PAGE);
            assert_eq!(hand.key(key(name, 150.0), DIALOG), Verdict::Nothing);
            assert_eq!(hand.key(key(name, 300.0), DIALOG), Verdict::Nothing);
            hand.key(key("a", 320.0), DIALOG);
            assert_eq!(hand.key(key(name, 340.0), DIALOG), Verdict::Counts);
        }
        let mut hand = Gestures::default();
        hand.key(key("Enter", 0.0), PAGE);
        assert_eq!(hand.key(key("Enter", 600.0), DIALOG), Verdict::Counts);
    }

    #[test]
    fn enter_after_enter_counts_in_the_same_layer() {
        let mut hand = Gestures::default();
        hand.key(key("Enter", 0.0), DIALOG);
        assert_eq!(hand.key(key("Enter", 50.0), DIALOG), Verdict::Counts);
    }

    #[test]
    fn a_held_space_writes_spaces_but_not_in_what_it_opened() {
        let mut hand = Gestures::default();
        hand.key(key(" ", 0.0), DIALOG);
        assert_eq!(hand.key(held(" ", 900.0), DIALOG), Verdict::Counts);
        assert_eq!(hand.key(held(" ", 930.0), PAGE), Verdict::Nothing);
        assert_eq!(hand.key_up(" "), Verdict::Nothing);
        assert_eq!(hand.key_up(" "), Verdict::Counts);
    }

    #[test]
    fn a_composition_keeps_its_keys() {
        let mut hand = Gestures::default();
        for (name, verdict) in
            [("Enter", Verdict::Nothing), ("Escape", Verdict::Nothing), ("a", Verdict::Unheard)]
        {
            let key = Key { is_composing: true, ..key(name, 0.0) };
            assert_eq!(hand.key(key, DIALOG), verdict);
        }
        assert_eq!(hand.key(key("Enter", 10.0), DIALOG), Verdict::Counts);
    }

    #[test]
    fn a_held_escape_closes_one_thing() {
        let mut hand = Gestures::default();
        assert_eq!(hand.key(key("Escape", 0.0), DIALOG), Verdict::Counts);
        assert_eq!(hand.key(held("Escape", 500.0), DIALOG), Verdict::Nothing);
    }

    #[test]
    fn the_second_click_counts_only_where_the_first_did() {
        let mut hand = Gestures::default();
        assert_eq!(hand.press(press(1, 0.0, 50.0), PAGE), Verdict::Counts);
        // However late: the browser says that it is one double click.
        assert_eq!(hand.press(press(2, 900.0, 50.0), DIALOG), Verdict::Nothing);
        assert_eq!(hand.click(2), Verdict::Nothing);
        assert_eq!(hand.click(0), Verdict::Counts, "Enter on a button clicks too");
        assert_eq!(hand.press(press(1, 2_000.0, 50.0), DIALOG), Verdict::Counts);
        assert_eq!(hand.press(press(2, 2_100.0, 50.0), DIALOG), Verdict::Counts);
    }

    #[test]
    fn a_browser_that_does_not_count_is_told_by_time_and_place() {
        let mut hand = Gestures::default();
        hand.press(press(1, 0.0, 50.0), PAGE);
        assert_eq!(hand.press(press(1, 200.0, 52.0), DIALOG), Verdict::Nothing);
        assert_eq!(hand.press(press(1, 300.0, 90.0), DIALOG), Verdict::Counts, "somewhere else");
        let mut hand = Gestures::default();
        hand.press(press(1, 0.0, 50.0), PAGE);
        hand.was_elsewhere();
        assert_eq!(hand.press(press(1, 200.0, 52.0), DIALOG), Verdict::Counts, "after Back");
        let mut hand = Gestures::default();
        hand.press(press(1, 0.0, 50.0), PAGE);
        assert_eq!(hand.press(press(1, 700.0, 50.0), DIALOG), Verdict::Counts, "later");
    }

    #[test]
    fn what_comes_late_under_a_hand_that_waits_was_not_meant() {
        let mut hand = Gestures::default();
        hand.press(press(1, 0.0, 50.0), PAGE);
        assert_eq!(hand.press(press(1, 3_000.0, 55.0), NEW_DIALOG), Verdict::Nothing);
        assert_eq!(hand.press(press(1, 3_100.0, 400.0), NEW_DIALOG), Verdict::Counts, "aimed at");
        hand.press(press(1, 6_000.0, 50.0), PAGE);
        let mouse = |at, x| Press { is_finger: false, ..press(1, at, x) };
        assert_eq!(
            hand.press(mouse(9_000.0, 51.0), NEW_DIALOG),
            Verdict::Nothing,
            "a mouse that lies"
        );
        hand.press(press(1, 12_000.0, 50.0), PAGE);
        assert_eq!(
            hand.press(mouse(15_000.0, 58.0), NEW_DIALOG),
            Verdict::Counts,
            "a mouse that was moved"
        );
        hand.press(press(1, 16_000.0, 50.0), PAGE);
        hand.key(key("Enter", 16_500.0), PAGE);
        assert_eq!(hand.press(press(1, 16_600.0, 50.0), NEW_DIALOG), Verdict::Counts, "came back");
        let mut hand = Gestures::default();
        hand.key(key("Enter", 0.0), PAGE);
        assert_eq!(hand.key(key("Enter", 3_000.0), NEW_DIALOG), Verdict::Nothing);
        assert_eq!(hand.key(key("Enter", 4_000.0), DIALOG), Verdict::Counts);
    }
}
