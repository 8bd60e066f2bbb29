//! Where the focus goes on a token's page. The page stays where it is.

use console_core::domain::access::Grant;
use console_core::domain::resource::ResourceKey;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{FocusOptions, HtmlElement};

use crate::ui::check_list::find_box;

/// The element id of a group.
pub(super) fn group_id(key: ResourceKey) -> String {
    ["resource-", &key.index().to_string()].concat()
}

/// The element id of the button that opens the review.
pub(super) const REVIEW_ID: &str = "review-changes";

/// Leads to a group that comes into the page.
pub(super) fn lead_to_group(key: ResourceKey) {
    request_animation_frame(move || {
        if let Some(button) = line_of(key) {
            let _ = button.focus();
            button.scroll_into_view();
        }
    });
}

/// Leads to the box of a permission in a group that comes into the page, or to the group where there is no such box.
pub(super) fn lead_to_box(key: ResourceKey, permission: String) {
    request_animation_frame(move || {
        let group = document().get_element_by_id(&group_id(key));
        let found = group.and_then(|group| find_box(&group, &permission));
        if let Some(element) = found.or_else(|| line_of(key)) {
            let _ = element.focus();
        }
    });
}

/// Gives the focus to the box of a grant in the next frame, or to its group where there is no such box any more.
pub(super) fn focus_grant(grant: Grant) {
    request_animation_frame(move || {
        if let Some(element) = control_of(grant) {
            let stay = FocusOptions::new();
            stay.set_prevent_scroll(true);
            let _ = element.focus_with_options(&stay);
        }
    });
}

/// The same, and scrolls to it where it is out of sight.
pub(super) fn focus_grant_in_sight(grant: Grant) {
    focus_grant(grant);
    request_animation_frame(move || {
        if let Some(own) = control_of(grant) {
            let height = window().inner_height().ok().and_then(|height| height.as_f64());
            if top_of(&own) < 0.0 || height.is_some_and(|height| top_of(&own) > height) {
                own.scroll_into_view_with_bool(false);
            }
        }
    });
}

/// A grant, and where its box stood on the screen.
#[derive(Clone, Copy)]
pub(super) struct Spot {
    grant: Grant,
    /// In pixels below the upper edge of the window; none where the page had no such box.
    top: Option<f64>,
}

impl Spot {
    /// Where the box of a grant stands now.
    pub(super) fn of(grant: Grant) -> Self {
        Self { grant, top: control_of(grant).map(|own| top_of(&own)) }
    }

    /// Gives the focus to the box, and puts it back where it stood: what the page tells above it may have become longer
    /// or shorter since.
    pub(super) fn return_to(self) {
        let Self { grant, top } = self;
        focus_grant(grant);
        let Some(top) = top else { return };
        // The frame of the focus has laid out all that has changed by the next one.
        request_animation_frame(move || {
            request_animation_frame(move || {
                if let Some(own) = control_of(grant) {
                    window().scroll_by_with_x_and_y(0.0, top_of(&own) - top);
                }
            });
        });
    }
}

/// The box of a grant, or the line of its group.
fn control_of(grant: Grant) -> Option<HtmlElement> {
    let group = document().get_element_by_id(&group_id(grant.resource));
    let found = group.and_then(|group| find_box(&group, grant.permission.name()));
    found.or_else(|| line_of(grant.resource))
}

fn top_of(element: &HtmlElement) -> f64 {
    element.get_bounding_client_rect().top()
}

/// Gives the focus to the button that opens the review.
pub(super) fn focus_review() {
    let button = document().get_element_by_id(REVIEW_ID);
    if let Some(button) = button.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        let _ = button.focus();
    }
}

/// The button in the line of a group.
fn line_of(key: ResourceKey) -> Option<HtmlElement> {
    let selector = ["#", &group_id(key), " .fold-button"].concat();
    document().query_selector(&selector).ok().flatten()?.dyn_into().ok()
}
