//! An address that names a box leads to it, once.

use console_core::domain::view_state::TokenView;
use leptos::prelude::*;

use super::focus::lead_to_box;
use super::groups::Groups;

/// Unfolds the group of the box that the address names and gives the box the focus, as soon as its resource is known.
pub(super) fn arrive(groups: Groups) {
    let editing = groups.editing();
    let view = editing.app.query().with_untracked(|query| TokenView::parse(query));
    let Some(at) = view.at else { return };
    Effect::new(move |is_there: Option<bool>| {
        if is_there == Some(true) {
            return true;
        }
        editing.store.databases.track();
        let resources = editing.store.resources();
        let key = at.key(&resources.borrow());
        let Some(key) = key else { return false };
        untrack(|| groups.unfold(key));
        lead_to_box(key, at.permission.clone());
        true
    });
}
