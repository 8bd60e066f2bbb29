//! Changes that other pages propose for a token: staged on its page, never sent.

use console_core::domain::access::Diff;
use console_core::domain::ids::TokenId;
use console_core::domain::route::Route;
use console_core::domain::view_state::{Show, TokenView};

use crate::state::{App, Organization};

/// Puts a change on top of what is staged for a token, and shows its page. Nothing happens while the token's access is
/// not known; whether it is.
pub(super) fn stage(app: App, store: Organization, id: &TokenId, change: &Diff) -> bool {
    let Some(base) = store.token(id).and_then(|token| token.access.set()) else { return false };
    let (org, resources) = (store.name(), store.resources());
    let kept = app.drafts.read(&org, id, &mut resources.borrow_mut()).unwrap_or_default();
    let wanted = change.applied_to(&kept.applied_to(&base));
    app.drafts.write(&org, id, &Diff::between(&base, &wanted), &resources.borrow());
    let page = Route::Token(org, id.clone()).print();
    let view = TokenView { show: Some(Show::Changed), ..TokenView::default() };
    app.go(&[&page, "?", &view.print()].concat());
    true
}
