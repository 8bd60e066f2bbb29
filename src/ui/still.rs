//! Views that never change.

use leptos::prelude::*;
use leptos::tachys::view::{Mountable, Render};
use leptos::web_sys::Element;

/// Fills an empty element, and keeps nothing of the view but its elements. What a view keeps to change and to end is
/// more than its elements are themselves, and a page of a million of them has no room for it. Called by a `use:` of
/// the element.
pub fn still(within: &Element, make: impl FnOnce() -> AnyView) {
    let owner = Owner::new();
    owner.with(|| make().build().mount(within, None));
    owner.cleanup();
}
