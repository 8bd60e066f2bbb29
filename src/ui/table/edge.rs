//! The edge of a header cell, by which a mouse makes the column wider. For the keyboard and for
//! everybody who cannot drag, the columns menu has the same.

use console_core::domain::listing::{ColumnLayout, ColumnWidth};
use leptos::ev::PointerEvent;
use leptos::prelude::*;

use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::Element;

/// Where a drag began, in pixels, and how many pixels a rem has.
#[derive(Debug, Clone, Copy)]
struct Drag {
    x: f64,
    width: f64,
    rem: f64,
    /// 1, or −1 where a column grows to the left.
    sign: f64,
}

/// The edge. A double click gives the column its own width again.
pub(super) fn edge(column: &'static str, layout: RwSignal<ColumnLayout>) -> AnyView {
    let drag = RwSignal::new(None::<Drag>);
    let down = move |event: PointerEvent| {
        let Some(edge) = event.target().and_then(|it| it.dyn_into::<Element>().ok()) else {
            return;
        };
        let Some(head) = edge.parent_element() else { return };
        let (own, of_head) = (edge.get_bounding_client_rect(), head.get_bounding_client_rect());
        let middle = of_head.left() + of_head.width() / 2.0;
        let sign = if own.left() > middle { 1.0 } else { -1.0 };
        // The style sheet makes the edge half a rem wide.
        let rem = own.width() * 2.0;
        if rem > 0.0 {
            event.prevent_default();
            let _ = edge.set_pointer_capture(event.pointer_id());
            let x = f64::from(event.client_x());
            drag.set(Some(Drag { x, width: of_head.width(), rem, sign }));
        }
    };
    let moved = move |event: PointerEvent| {
        if let Some(Drag { x, width, rem, sign }) = drag.get_untracked() {
            let now = width + (f64::from(event.client_x()) - x) * sign;
            let width = Some(ColumnWidth::of_rem(now / rem));
            if layout.with_untracked(|layout| layout.width(column) != width) {
                layout.update(|layout| layout.widen(column, width));
            }
        }
    };
    view! {
        <span
            class="column-edge"
            aria-hidden="true"
            on:pointerdown=down
            on:pointermove=moved
            on:pointerup=move |_| drag.set(None)
            on:pointercancel=move |_| drag.set(None)
            on:dblclick=move |_| layout.update(|layout| layout.widen(column, None))
        ></span>
    }
    .into_any()
}
