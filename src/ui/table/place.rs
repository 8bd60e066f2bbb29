//! Noting where somebody is in a table, and leading them there when they come back.

use console_core::domain::listing::TablePlace;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys;

use super::window::TableWindow;

impl TableWindow {
    /// Notes how far the table is scrolled.
    pub(super) fn note_scrolled(self, scrolled: i32) {
        if let Some(places) = self.places {
            places.update_value(|places| {
                if places.returning.is_none() {
                    places.now.scrolled = scrolled;
                }
            });
        }
    }

    /// Notes the row that something was done in.
    pub(super) fn note_row(self, event: &web_sys::Event) {
        let Some(places) = self.places else { return };
        let target = event.target().and_then(|it| it.dyn_into::<web_sys::Element>().ok());
        let Some(target) = target else { return };
        let Some((_, at)) = self.place_around(&target) else { return };
        let link = target.closest("tr").ok().flatten().and_then(|row| link_of(&row));
        if let Some(href) = link.and_then(|link| link.get_attribute("href")) {
            places.update_value(|places| places.now.row = Some((at, href)));
        }
    }

    /// Goes on to the place that somebody comes back to, as far as its rows are there. `is_settled` tells whether the rows
    /// that are in the page are those on the screen.
    pub(super) fn come_back(self, region: &web_sys::HtmlDivElement, is_settled: bool) {
        let Some(places) = self.places else { return };
        let Some(place) = places.with_value(|places| places.returning.clone()) else { return };
        let TablePlace { scrolled, row, .. } = &place;
        if (region.scroll_top() - scrolled).abs() > 1 {
            region.set_scroll_top(*scrolled);
            let is_there = (region.scroll_top() - scrolled).abs() <= 1;
            let count = self.count.get_untracked();
            // A list that has become shorter ends before.
            let is_whole = row.as_ref().is_some_and(|(at, _)| *at <= count);
            if is_there || is_whole && region.scroll_top() > 0 {
                places.update_value(|places| {
                    if let Some(returning) = &mut places.returning {
                        returning.scrolled = region.scroll_top();
                    }
                });
                self.look_later();
            }
            return;
        }
        if !is_settled {
            self.look_later();
            return;
        }
        if let Some((at, href)) = row {
            let count = self.count.get_untracked();
            let own = region.query_selector(&["a[href=\"", &quoted(href), "\"]"].concat());
            let own = own.ok().flatten();
            // The row of a token that was deleted is the next one's now, or the last one's.
            let Some(link) = own.or_else(|| self.link_at(region, (*at).min(count.checked_sub(1)?)))
            else {
                return;
            };
            if let Ok(link) = link.dyn_into::<web_sys::HtmlElement>() {
                let stay = web_sys::FocusOptions::new();
                stay.set_prevent_scroll(true);
                let _ = link.focus_with_options(&stay);
            }
        }
        places.update_value(|places| {
            places.now = place.clone();
            places.returning = None;
        });
    }

    /// The link of the row at a place, if it is in the page.
    fn link_at(self, region: &web_sys::HtmlDivElement, at: usize) -> Option<web_sys::Element> {
        let key = self.key_in_page(at)?;
        let row = ["tr[data-key=\"", &quoted(&key), "\"]"].concat();
        link_of(&region.query_selector(&row).ok().flatten()?)
    }

    /// The key of the row at a place, if it is in the page.
    pub(super) fn key_in_page(self, at: usize) -> Option<String> {
        self.items.with_untracked(|items| {
            let item = items.iter().find(|item| item.left_out == 0 && item.at == at)?;
            Some(item.key.clone())
        })
    }

    /// Somebody goes elsewhere by themselves.
    pub(super) fn stay_here(self) {
        if let Some(places) = self.places {
            places.update_value(|places| places.returning = None);
        }
    }
}

/// The link that a row is named by.
fn link_of(row: &web_sys::Element) -> Option<web_sys::Element> {
    let find = |what| row.query_selector(what).ok().flatten();
    find("th a[href]").or_else(|| find("a[href]"))
}

/// A text between the quotation marks of a CSS string.
pub(super) fn quoted(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"")
}
