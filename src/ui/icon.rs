//! Icons: a few symbols of Lucide (<https://lucide.dev>), each folded into one path.
//!
//! Lucide is under the ISC licence, © 2026 Lucide Icons and Contributors; those of them that come
//! from Feather are under the MIT licence, © 2013-present Cole Bemis. Only symbols that are used end up
//! in the program, as each is a constant of its own. An icon never stands alone: a name is beside it.

use leptos::prelude::*;
use leptos::web_sys;

/// One symbol, drawn with strokes of the text's colour on a field of 24 by 24.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Icon(&'static str);

#[rustfmt::skip]
impl Icon {
    /// `key-round`.
    pub const KEY: Self = Self("M2.586 17.414A2 2 0 0 0 2 18.828V21a1 1 0 0 0 1 1h3a1 1 0 0 0 1-1v-1a1 1 0 0 1 1-1h1a1 1 0 0 0 1-1v-1a1 1 0 0 1 1-1h.172a2 2 0 0 0 1.414-.586l.814-.814a6.5 6.5 0 1 0-4-4zM16 7.5a.5 .5 0 1 0 1 0a.5 .5 0 1 0 -1 0");
    /// `search`.
    pub const SEARCH: Self = Self("M21 21l-4.34-4.34M3 11a8 8 0 1 0 16 0a8 8 0 1 0 -16 0");
    /// `x`.
    pub const CLOSE: Self = Self("M18 6 6 18M6 6l12 12");
    /// `plus`.
    pub const PLUS: Self = Self("M5 12h14M12 5v14");
    /// `minus`.
    pub const MINUS: Self = Self("M5 12h14");
    /// `check`.
    pub const CHECK: Self = Self("M20 6 9 17l-5-5");
    /// `chevron-right`.
    pub const CHEVRON_RIGHT: Self = Self("M9 18l6-6-6-6");
    /// `chevron-down`.
    pub const CHEVRON_DOWN: Self = Self("M6 9l6 6 6-6");
    /// `arrow-up`.
    pub const ARROW_UP: Self = Self("M5 12l7-7 7 7M12 19V5");
    /// `arrow-down`.
    pub const ARROW_DOWN: Self = Self("M12 5v14M19 12l-7 7-7-7");
    /// `chevrons-up-down`.
    pub const SORT: Self = Self("M7 15l5 5 5-5M7 9l5-5 5 5");
    /// `columns-3`.
    pub const COLUMNS: Self = Self("M5 3h14a2 2 0 0 1 2 2v14a2 2 0 0 1 -2 2h-14a2 2 0 0 1 -2 -2v-14a2 2 0 0 1 2 -2zM9 3v18M15 3v18");
    /// `copy`.
    pub const COPY: Self = Self("M10 8h10a2 2 0 0 1 2 2v10a2 2 0 0 1 -2 2h-10a2 2 0 0 1 -2 -2v-10a2 2 0 0 1 2 -2zM4 16c-1.1 0-2-.9-2-2V4c0-1.1.9-2 2-2h10c1.1 0 2 .9 2 2");
    /// `download`.
    pub const DOWNLOAD: Self = Self("M12 15V3M21 15v4a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-4M7 10l5 5 5-5");
    /// `printer`.
    pub const PRINTER: Self = Self("M6 18H4a2 2 0 0 1-2-2v-5a2 2 0 0 1 2-2h16a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2h-2M6 9V3a1 1 0 0 1 1-1h10a1 1 0 0 1 1 1v6M7 14h10a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1H7a1 1 0 0 1-1-1v-6a1 1 0 0 1 1-1z");
    /// `refresh-cw`.
    pub const REFRESH: Self = Self("M3 12a9 9 0 0 1 9-9 9.75 9.75 0 0 1 6.74 2.74L21 8M21 3v5h-5M21 12a9 9 0 0 1-9 9 9.75 9.75 0 0 1-6.74-2.74L3 16M8 16H3v5");
    /// `trash-2`.
    pub const TRASH: Self = Self("M10 11v6M14 11v6M19 6v14a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V6M3 6h18M8 6V4a2 2 0 0 1 2-2h4a2 2 0 0 1 2 2v2");
    /// `rotate-cw`.
    pub const ROTATE: Self = Self("M21 12a9 9 0 1 1-9-9c2.52 0 4.93 1 6.74 2.74L21 8M21 3v5h-5");
    /// `undo-2`.
    pub const UNDO: Self = Self("M9 14 4 9l5-5M4 9h10.5a5.5 5.5 0 0 1 5.5 5.5a5.5 5.5 0 0 1-5.5 5.5H11");
    /// `eye`.
    pub const EYE: Self = Self("M2.062 12.348a1 1 0 0 1 0-.696 10.75 10.75 0 0 1 19.876 0 1 1 0 0 1 0 .696 10.75 10.75 0 0 1-19.876 0M9 12a3 3 0 1 0 6 0a3 3 0 1 0 -6 0");
    /// `pencil`.
    pub const PENCIL: Self = Self("M21.174 6.812a1 1 0 0 0-3.986-3.987L3.842 16.174a2 2 0 0 0-.5.83l-1.321 4.352a.5.5 0 0 0 .623.622l4.353-1.32a2 2 0 0 0 .83-.497zM15 5l4 4");
    /// `flame`.
    pub const FLAME: Self = Self("M12 3q1 4 4 6.5t3 5.5a1 1 0 0 1-14 0 5 5 0 0 1 1-3 1 1 0 0 0 5 0c0-2-1.5-3-1.5-5q0-2 2.5-4");
    /// `rocket`.
    pub const PRODUCTION: Self = Self("M12 15v5s3.03-.55 4-2c1.08-1.62 0-5 0-5M4.5 16.5c-1.5 1.26-2 5-2 5s3.74-.5 5-2c.71-.84.7-2.13-.09-2.91a2.18 2.18 0 0 0-2.91-.09M9 12a22 22 0 0 1 2-3.95A12.88 12.88 0 0 1 22 2c0 2.72-.78 7.5-6 11a22.4 22.4 0 0 1-4 2zM9 12H4s.55-3.03 2-4c1.62-1.08 5 .05 5 .05");
    /// `corner-down-right`.
    pub const INHERITED: Self = Self("M15 10l5 5-5 5M4 4v7a4 4 0 0 0 4 4h12");
    /// `lock`.
    pub const LOCK: Self = Self("M5 11h14a2 2 0 0 1 2 2v7a2 2 0 0 1 -2 2h-14a2 2 0 0 1 -2 -2v-7a2 2 0 0 1 2 -2zM7 11V7a5 5 0 0 1 10 0v4");
    /// `database`.
    pub const DATABASE: Self = Self("M3 5a9 3 0 1 0 18 0a9 3 0 1 0 -18 0M3 5V19A9 3 0 0 0 21 19V5M3 12A9 3 0 0 0 21 12");
    /// `building-2`.
    pub const BUILDING: Self = Self("M10 12h4M10 8h4M14 21v-3a2 2 0 0 0-4 0v3M6 10H4a2 2 0 0 0-2 2v7a2 2 0 0 0 2 2h16a2 2 0 0 0 2-2V9a2 2 0 0 0-2-2h-2M6 21V5a2 2 0 0 1 2-2h8a2 2 0 0 1 2 2v16");
    /// `layers`.
    pub const LAYERS: Self = Self("M12.83 2.18a2 2 0 0 0-1.66 0L2.6 6.08a1 1 0 0 0 0 1.83l8.58 3.91a2 2 0 0 0 1.66 0l8.58-3.9a1 1 0 0 0 0-1.83zM2 12a1 1 0 0 0 .58.91l8.6 3.91a2 2 0 0 0 1.65 0l8.58-3.9A1 1 0 0 0 22 12M2 17a1 1 0 0 0 .58.91l8.6 3.91a2 2 0 0 0 1.65 0l8.58-3.9A1 1 0 0 0 22 17");
    /// `settings-2`.
    pub const SETTINGS: Self = Self("M14 17H5M19 7h-9M14 17a3 3 0 1 0 6 0a3 3 0 1 0 -6 0M4 7a3 3 0 1 0 6 0a3 3 0 1 0 -6 0");
    /// `activity`.
    pub const ACTIVITY: Self = Self("M22 12h-2.48a2 2 0 0 0-1.93 1.46l-2.35 8.36a.25.25 0 0 1-.48 0L9.24 2.18a.25.25 0 0 0-.48 0l-2.35 8.36A2 2 0 0 1 4.49 12H2");
    /// `table-2`.
    pub const TABLE: Self = Self("M3 9h18M9 3v18M5 3h14a2 2 0 0 1 2 2v14a2 2 0 0 1 -2 2h-14a2 2 0 0 1 -2 -2v-14a2 2 0 0 1 2 -2z");
    /// `shield-alert`.
    pub const SHIELD: Self = Self("M20 13c0 5-3.5 7.5-7.66 8.95a1 1 0 0 1-.67-.01C7.5 20.5 4 18 4 13V6a1 1 0 0 1 1-1c2 0 4.5-1.2 6.24-2.72a1.17 1.17 0 0 1 1.52 0C14.51 3.81 17 5 19 5a1 1 0 0 1 1 1zM12 8v4M12 16h.01");
    /// `git-compare-arrows`.
    pub const COMPARE: Self = Self("M2 6a3 3 0 1 0 6 0a3 3 0 1 0 -6 0M12 6h5a2 2 0 0 1 2 2v7M15 9l-3-3 3-3M16 18a3 3 0 1 0 6 0a3 3 0 1 0 -6 0M12 18H7a2 2 0 0 1-2-2V9M9 15l3 3-3 3");
    /// `info`.
    pub const INFO: Self = Self("M2 12a10 10 0 1 0 20 0a10 10 0 1 0 -20 0M12 16v-4M12 8h.01");
    /// `circle-alert`.
    pub const ALERT: Self = Self("M2 12a10 10 0 1 0 20 0a10 10 0 1 0 -20 0M12 8L12 12M12 16L12.01 16");
    /// `triangle-alert`.
    pub const WARNING: Self = Self("M21.73 18l-8-14a2 2 0 0 0-3.48 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3M12 9v4M12 17h.01");
    /// `circle-check`.
    pub const DONE: Self = Self("M2 12a10 10 0 1 0 20 0a10 10 0 1 0 -20 0M16 9l-5.5 5.5L8 12");
    /// `clock`.
    pub const CLOCK: Self = Self("M2 12a10 10 0 1 0 20 0a10 10 0 1 0 -20 0M12 6v6l4 2");
    /// `external-link`.
    pub const EXTERNAL: Self = Self("M15 3h6v6M10 14 21 3M18 13v6a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2h6");
    /// `log-in`.
    pub const SIGN_IN: Self = Self("M10 17l5-5-5-5M15 12H3M15 3h4a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2h-4");
    /// `log-out`.
    pub const SIGN_OUT: Self = Self("M16 17l5-5-5-5M21 12H9M9 21H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2h4");
    /// `terminal`.
    pub const TERMINAL: Self = Self("M12 19h8M4 17l6-6-6-6");
    /// `user-round`.
    pub const USER: Self = Self("M7 8a5 5 0 1 0 10 0a5 5 0 1 0 -10 0M20 21a8 8 0 0 0-16 0");
    /// `list-filter`.
    pub const FILTER: Self = Self("M2 5h20M6 12h12M9 19h6");
    /// `cloud-off`.
    pub const OFFLINE: Self = Self("M10.94 5.274A7 7 0 0 1 15.71 10h1.79a4.5 4.5 0 0 1 4.222 6.057M18.796 18.81A4.5 4.5 0 0 1 17.5 19H9A7 7 0 0 1 5.79 5.78M2 2l20 20");
    /// `arrow-left`.
    pub const BACK: Self = Self("M12 19l-7-7 7-7M19 12H5");
}

/// Of what SVG elements are (<https://www.w3.org/TR/SVG2/>).
const SVG: &str = "http://www.w3.org/2000/svg";

impl Icon {
    /// The symbol as an element, for what is made by hand; see [`Glyph`].
    pub(super) fn element(self) -> Option<web_sys::Element> {
        let svg = document().create_element_ns(Some(SVG), "svg").ok()?;
        let attributes = [
            ("class", "icon"),
            ("viewBox", "0 0 24 24"),
            ("aria-hidden", "true"),
            ("focusable", "false"),
        ];
        for (name, value) in attributes {
            svg.set_attribute(name, value).ok()?;
        }
        let path = document().create_element_ns(Some(SVG), "path").ok()?;
        path.set_attribute("d", self.0).ok()?;
        svg.append_child(&path).ok()?;
        Some(svg)
    }
}

/// The symbol as an image that screen readers skip.
#[component]
pub fn Glyph(
    /// Which symbol.
    icon: Icon,
) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d=icon.0></path>
        </svg>
    }
    .into_any()
}
