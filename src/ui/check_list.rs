//! Many boxes of which few change at a time: permissions.

use std::cell::RefCell;
use std::rc::Rc;

use console_core::words::parts;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys;

use crate::dom::{Element, Mold, View, view};

use super::id;

/// A box as it is now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Check {
    /// Checked.
    pub is_on: bool,
    /// Changed but not saved: marked with more than colour.
    pub is_changed: bool,
    /// Why it cannot be changed; shown under it and read as its description.
    pub locked: Option<&'static str>,
    /// The reason is seen once above the boxes; under each it is only heard.
    pub is_told_above: bool,
}

/// What a box stands for.
#[derive(Default)]
pub struct About {
    /// Small marks after the name (badges), read as part of the description. Nothing in them lives.
    pub marks: View,
    /// What it means; shown under the name and read as its description.
    pub description: String,
}

thread_local! {
    /// A box that is off for each name, in the order of the names.
    static MOLDS: RefCell<Vec<(&'static str, Mold)>> = const { RefCell::new(Vec::new()) };
}

/// A box for each of these API names. What `about` tells of a name is asked for once as long as the page is there.
/// `checks` tells how the boxes are, in the order of the names; the signals that it reads are watched. `on_change` is
/// told which box is to become what: the state stays its owner's, and a change that the owner does not take up
/// falls back.
pub fn check_list(
    names: &[&'static str],
    about: impl Fn(usize) -> About,
    checks: impl Fn() -> Vec<Check> + 'static,
    on_change: impl Fn(usize, bool) + 'static,
) -> View {
    let boxes: View = names
        .iter()
        .enumerate()
        .map(|(at, name)| one(name, &|| about(at)).map(|own| Element::of(own).done()))
        .collect();
    let shown = Rc::new(RefCell::new(vec![Check::default(); names.len()]));
    let look: Rc<dyn Fn(&web_sys::Element)> = {
        let shown = shown.clone();
        Rc::new(move |list| {
            let now = checks();
            let before = shown.replace(now.clone());
            let mut next = list.first_element_child();
            for (at, now) in now.iter().enumerate() {
                let Some(own) = next else { return };
                if before.get(at) != Some(now) {
                    let _ = show(&own, *now);
                }
                next = own.next_element_sibling();
            }
        })
    };
    let again = look.clone();
    let change = move |event: web_sys::Event| {
        let target = event.target().and_then(|it| it.dyn_into::<web_sys::HtmlInputElement>().ok());
        let Some(input) = target else { return };
        let Some(own) = input.parent_element() else { return };
        let mut at = 0;
        let mut before = own.previous_element_sibling();
        while let Some(one) = before {
            at += 1;
            before = one.previous_element_sibling();
        }
        let now = shown.borrow().get(at).copied();
        let Some(now) = now else { return };
        if now.locked.is_none() {
            on_change(at, !now.is_on);
        }
        // A click changes the box before its owner knows.
        input.set_checked(now.is_on);
        if let Some(list) = own.parent_element() {
            untrack(|| again(&list));
        }
    };
    view! {
        <div class="permissions" on:change=change keep=move |list: &web_sys::Element| look(list)>
            {boxes}
        </div>
    }
}

/// A box that is off.
fn one(name: &'static str, about: &dyn Fn() -> About) -> Option<web_sys::Element> {
    let own = MOLDS.with_borrow_mut(|all| {
        let at = match all.binary_search_by_key(&name, |(name, _)| name) {
            Ok(at) => at,
            Err(at) => {
                all.insert(at, (name, mold(name, about())?));
                at
            }
        };
        all.get(at)?.1.copy()
    })?;
    let id = id::fresh("check");
    let about_id = [&id, "-about"].concat();
    let input = own.first_element_child()?;
    let label = input.next_element_sibling()?;
    input.set_id(&id);
    let _ = input.set_attribute("aria-describedby", &about_id);
    let _ = label.set_attribute("for", &id);
    label.next_element_sibling()?.set_id(&about_id);
    Some(own)
}

fn mold(name: &str, about: About) -> Option<Mold> {
    Mold::of(view! {
        <div class="check">
            <input type="checkbox"/>
            <label class="check-label mono" translate="no">{name.to_owned()}</label>
            <div class="check-about">
                {about.marks}
                <span class="check-description">{about.description}</span>
            </div>
        </div>
    })
}

fn show(own: &web_sys::Element, now: Check) -> Option<()> {
    let input = own.first_element_child()?.dyn_into::<web_sys::HtmlInputElement>().ok()?;
    input.set_checked(now.is_on);
    input.set_disabled(now.locked.is_some());
    let _ = own.toggle_attribute_with_force("data-changed", now.is_changed);
    let about = own.last_element_child()?;
    let description = about.last_element_child()?;
    if let Some(before) = about.query_selector("[data-state]").ok().flatten() {
        before.remove();
    }
    let changed = now.is_changed.then(|| {
        view! { <span class="visually-hidden">{parts::CHANGED}" "</span> }
    });
    let locked = now.locked.map(|why| {
        let class = if now.is_told_above { "visually-hidden" } else { "check-locked" };
        view! { <span class=class>{why}</span> }
    });
    if changed.is_some() || locked.is_some() {
        view! { <span class="check-state" data-state="">{changed}{locked}</span> }
            .insert_before(&description);
    }
    Some(())
}
