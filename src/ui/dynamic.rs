//! What is made anew when a signal changes.

use std::sync::Arc;

use leptos::children::ChildrenFn;
use leptos::prelude::*;

/// The view that `{move || …}` is. Leptos compiles what watches a view and puts another one in its place anew for each
/// closure and each type of view, some 2 kB of it; here it is compiled once.
pub(crate) fn dynamic<V: IntoView + 'static>(
    view: impl Fn() -> V + Send + Sync + 'static,
) -> AnyView {
    fn erased(view: ChildrenFn) -> AnyView {
        (move || view()).into_any()
    }
    erased(Arc::new(move || view().into_any()))
}
