//! Copies of what was built once.

use leptos::wasm_bindgen::JsCast;
use leptos::web_sys;

use super::View;

/// An element that never changes, with all that is in it, to be copied: a copy is one call of the browser, building it
/// is several for each element.
pub struct Mold(web_sys::Element);

impl Mold {
    /// Of a view of one element in which nothing lives: a copy would not.
    pub fn of(view: View) -> Option<Self> {
        view.into_element().map(Self)
    }

    /// A copy, which is nowhere on the page yet.
    pub fn copy(&self) -> Option<web_sys::Element> {
        self.0.clone_node_with_deep(true).ok()?.dyn_into().ok()
    }
}
